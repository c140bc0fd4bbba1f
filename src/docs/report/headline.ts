import { statuses } from "../../verdict/statuses.ts";
import type { Outcome } from "../../verdict/outcome.ts";
import type { KnownDebt, Report } from "./report.ts";

/** `3 holds, 1 fails`: the number of requirements by status, those that hold first; `no requirements` of none. */
export function countsOf({ summary }: Pick<Report, "summary">): string {
  const counts = statuses
    .toReversed()
    .filter((status) => summary[status] > 0)
    .map((status) => `${summary[status]} ${status}`);
  return counts.length === 0 ? "no requirements" : counts.join(", ");
}

/** What there is to say of the whole check beside its counts, one sentence each; what stands in its way first. */
export function warningsOf(report: Report): readonly string[] {
  const { outcome, diagnostics, endedWhy, sandbox, drafts, debt } = report;
  const known = debt?.known.length ?? 0;
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  return [
    errors === 0 ? "" : `${errors} ${errors === 1 ? "error" : "errors"} in the specs: nothing was run.`,
    outcome === "compromised"
      ? "Compromised: the suite calls examples passed that the judge calls wrong, twice. Read the code before you run it again."
      : "",
    outcome === "flaky" ? "Flaky: two runs of the same example differ." : "",
    endedWhy === "" ? "" : `Vitest did not go to its end: ${endedWhy}`,
    sandbox === "none" ? "Not sandboxed: the code ran as it would under Vitest." : "",
    known === 0 ? "" : `${known} known before, by the baseline, and no worse.`,
    drafts.length === 0 ? "" : `${drafts.length} left out as ${drafts.length === 1 ? "a draft" : "drafts"}.`,
  ].filter((sentence) => sentence !== "");
}

/** Whether the check, as a whole, says that what was asked for holds: all of it, or, with a baseline, what was to get no worse. */
export function isGreen({ outcome, endedWhy, debt }: Pick<Report, "outcome" | "endedWhy" | "debt">): boolean {
  return endedWhy === "" && (outcome === "green" || isNoWorse({ outcome, debt }));
}

/** The outcome in words: `green`, `red`, or `no worse` where all that does not hold was known. */
export function outcomeWords(report: Pick<Report, "outcome" | "endedWhy" | "debt">): string {
  return report.outcome !== "green" && isGreen(report) ? "no worse" : report.outcome;
}

/** A baseline knows of debt; it does not know of code that cheats, of two runs that differ, or of a broken run. */
function isNoWorse({
  outcome,
  debt,
}: {
  readonly outcome: Outcome;
  readonly debt: KnownDebt | undefined;
}): boolean {
  return outcome === "red" && debt?.isWorse === false;
}
