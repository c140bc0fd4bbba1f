import type { TestOutcome, TestReport } from "../verdict/report.ts";
import { UserError } from "./user-error.ts";

/**
 * A Vitest that cannot be used or does not start, or a configuration of it that throws, says nothing of the code:
 * no requirement fails for it.
 *
 * @throws UserError with what the project's Vitest said.
 */
export function refuseWithoutVitest({ ended, endedWhy }: Pick<TestReport, "ended" | "endedWhy">): void {
  if (ended === "not-started") {
    throw new UserError(4, endedWhy, {
      advice: [
        "Run the command again on a machine that is less busy; `timeouts.idle` in `greenbar.config.ts` gives it longer.",
      ],
    });
  }
  if (ended !== "no-vitest") return;
  throw new UserError(2, `Vitest cannot run here: ${endedWhy}`, {
    advice: ["`npx vitest run` in the project should start; `greenbar doctor` says which Vitest is used."],
  });
}

/**
 * A Vitest that dies before it told of any test says nothing of the code either, where the code cannot be why: in
 * the red gate (stubs stand in for it), or when the judge found nothing wrong with it.
 *
 * @param outcomes - of every example.
 * @throws UserError with how it died.
 */
export function refuseDeadVitest(
  { ended, endedWhy }: Pick<TestReport, "ended" | "endedWhy">,
  outcomes: Iterable<TestOutcome>,
): void {
  if (ended !== "crashed" || [...outcomes].some(({ is }) => is !== "missing")) return;
  throw new UserError(4, `Vitest died before it ran a test: ${endedWhy}`, {
    advice: ["Run the command again; `greenbar doctor` says which Vitest and which sandbox are used."],
  });
}
