import type { TestReport } from "../verdict/report.ts";
import { UserError } from "./user-error.ts";

/**
 * A Vitest that cannot be used, or a configuration of it that throws, says nothing of the code: no requirement
 * fails for it.
 *
 * @throws UserError with what the project's Vitest said.
 */
export function refuseWithoutVitest({ ended, endedWhy }: Pick<TestReport, "ended" | "endedWhy">): void {
  if (ended !== "no-vitest") return;
  throw new UserError(2, `Vitest cannot run here: ${endedWhy}`, {
    advice: ["`npx vitest run` in the project should start; `greenbar doctor` says which Vitest is used."],
  });
}
