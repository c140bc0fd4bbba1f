import type { ExampleVerdict } from "./judge-verdict.ts";
import type { TestOutcome } from "./report.ts";
import type { RequirementStatus } from "./statuses.ts";

/** How a run or check ended. */
export type Outcome = "green" | "red" | "compromised" | "flaky" | "ambiguous" | "budget" | "infra";

/**
 * The outcome of a verdict on all requirements.
 *
 * `compromised` wins over everything: somebody's code behaves otherwise when it is watched. Then a flaky
 * example; then red; green is what is left.
 */
export function outcomeOf(
  requirements: readonly RequirementStatus[],
  verdict: {
    readonly suite: ReadonlyMap<string, TestOutcome>;
    readonly judge: ReadonlyMap<string, ExampleVerdict>;
    readonly compromised: readonly string[];
  },
): Outcome {
  if (verdict.compromised.length > 0) return "compromised";
  if ([...verdict.judge.values()].some(({ status }) => status === "flaky")) return "flaky";
  const isRed = requirements.some(
    ({ status }) => status === "fails" || status === "unbound" || status === "drifted",
  );
  return isRed ? "red" : "green";
}

/**
 * Examples that the suite calls passed and the judge calls wrong, or from which it got no answer of their own: one
 * whose process ended, that answered twice, or with something that is no answer. What was not asked (a subject that
 * could not be loaded, one that was not reached) says nothing against the suite's honesty.
 */
export function disagreements(
  suite: ReadonlyMap<string, TestOutcome>,
  judge: ReadonlyMap<string, ExampleVerdict>,
): string[] {
  return passedInSuiteOnly(suite, judge, ({ status }) => status === "failed" || status === "lost");
}

/**
 * Examples that the suite calls passed and that gave the judge no answer in time. A slow machine and a project whose
 * tests may take longer do that too: it counts only for whoever then gives them more time.
 */
export function latecomers(
  suite: ReadonlyMap<string, TestOutcome>,
  judge: ReadonlyMap<string, ExampleVerdict>,
): string[] {
  return passedInSuiteOnly(suite, judge, ({ isLate }) => isLate === true);
}

function passedInSuiteOnly(
  suite: ReadonlyMap<string, TestOutcome>,
  judge: ReadonlyMap<string, ExampleVerdict>,
  isAgainst: (verdict: ExampleVerdict) => boolean,
): string[] {
  return [...judge]
    .filter(([id, verdict]) => isAgainst(verdict) && suite.get(id)?.is === "passed")
    .map(([id]) => id);
}
