import type { Plan } from "../../plan/plan.ts";
import type { Failure, Outcome, Verdict as LoopVerdict } from "../../loop/events.ts";
import type { Measured } from "../../loop/attempt.ts";
import { disagreements } from "../../verdict/outcome.ts";
import type { TestOutcome, TestReport } from "../../verdict/report.ts";
import type { ExampleVerdict } from "../../verdict/judge-verdict.ts";
import type { Verdict } from "../verdict-on.ts";

/** Feedback of a suite run for the loop: what is in it is told to the agent. */
export function measured(
  plans: readonly Plan[],
  report: TestReport,
  outcomes: ReadonlyMap<string, TestOutcome>,
): Measured {
  if (isBroken(report.ended)) return { is: "broken", why: report.endedWhy };
  const failures = examplesOf(plans).flatMap((example) => suiteFailure(example, outcomes.get(example.id)));
  const passed = [...outcomes].filter(([, { is }]) => is === "passed").map(([id]) => id);
  return {
    is: "measured",
    counts: { passed: passed.length, failed: failures.length },
    failures,
    problems: [
      ...report.problems.map(({ outcome }) => outcome.message),
      ...(report.ended === "complete" ? [] : [report.endedWhy]),
    ],
    passed,
  };
}

/**
 * Suite and judge for the loop. Failures of hold-outs are left out of what is told: only that their requirement
 * has one. What the others say is left out too: they ran where the hold-outs did, so the code under test may have
 * put into an error of its own whatever it had seen of those.
 */
export function loopVerdict(
  plans: readonly Plan[],
  verdict: Verdict,
  heldOutIds: ReadonlySet<string>,
): Omit<LoopVerdict, "code" | "by"> {
  const all = examplesOf(plans);
  const failed = all.flatMap((example) => {
    const own = suiteFailure(example, verdict.suite.get(example.id));
    return own.length > 0 ? own : judgeFailure(example, verdict.judge.get(example.id));
  });
  const hasHeldOut = heldOutIds.size > 0;
  const visible = failed
    .filter(({ example }) => !heldOutIds.has(example))
    .map((failure) => (hasHeldOut ? unsaid(failure) : failure));
  const heldOut = [
    ...new Set(failed.filter(({ example }) => heldOutIds.has(example)).map((f) => f.requirement)),
  ];
  const compromised = disagreements(verdict.suite, verdict.judge);
  const outcome = outcomeOf(verdict, failed, compromised);
  return {
    outcome,
    counts: { passed: all.length - failed.length, failed: failed.length },
    failures: visible,
    problems: verdict.endedWhy === "" ? [] : [hasHeldOut ? unsaidEnd : verdict.endedWhy],
    heldOut,
    compromised,
    why: outcome === "infra" ? verdict.endedWhy : sentence(outcome, all.length, failed, heldOut),
  };
}

/** Where it failed and how, in our own words. */
function unsaid(failure: Failure): Failure {
  const message =
    "it fails when all examples run together, those that are kept back among them; what it said there is not shown";
  return { ...failure, message, expected: null, actual: null };
}

const unsaidEnd = "with the examples that are kept back, the suite did not come to its end";

/** A Vitest that never came to the tests says nothing of the code. */
function isBroken(ended: TestReport["ended"]): boolean {
  return ended === "no-vitest" || ended === "not-started";
}

type Planned = Plan["requirements"][number]["examples"][number] & { readonly spec: string };

function examplesOf(plans: readonly Plan[]): Planned[] {
  return plans.flatMap(({ spec, requirements }) =>
    requirements.flatMap(({ examples }) => examples.map((example) => ({ ...example, spec }))),
  );
}

function base({ id, requirement, spec, place }: Planned) {
  return { requirement, example: id, spec, line: place.line, expected: null, actual: null };
}

function suiteFailure(example: Planned, outcome: TestOutcome | undefined): Failure[] {
  const found = outcome ?? { is: "missing", message: "its test did not run" };
  switch (found.is) {
    case "passed":
      return [];
    case "notImplemented":
      return [{ ...base(example), kind: "notImplemented", message: `not implemented: ${found.name}` }];
    case "assertion":
      return [
        {
          ...base(example),
          kind: "assertion",
          message: found.message,
          expected: found.expected,
          actual: found.actual,
        },
      ];
    default:
      return [{ ...base(example), kind: found.is, message: found.message }];
  }
}

function judgeFailure(example: Planned, verdict: ExampleVerdict | undefined): Failure[] {
  if (verdict?.status === "passed" || verdict?.status === "not-judged") return [];
  const message = verdict?.message ?? "the judge gave no answer";
  const { expected = null, actual = null } = verdict ?? {};
  return [{ ...base(example), kind: "judge", message, expected, actual }];
}

function outcomeOf(
  { judge, ended }: Verdict,
  failed: readonly Failure[],
  compromised: readonly string[],
): Outcome {
  if (isBroken(ended)) return "infra";
  if (compromised.length > 0) return "compromised";
  if ([...judge.values()].some(({ status }) => status === "flaky")) return "flaky";
  return failed.length > 0 ? "red" : "green";
}

function sentence(
  outcome: Outcome,
  total: number,
  failed: readonly Failure[],
  heldOut: readonly string[],
): string {
  if (outcome === "green") return `All ${total} examples hold, in the suite and before the judge.`;
  if (outcome === "compromised") {
    return "Examples pass in the suite and fail before the judge: the code behaves otherwise when it is watched.";
  }
  if (outcome === "flaky") return "An example does not come out the same twice.";
  const unbound = failed.filter(({ kind }) => kind === "unbound");
  if (unbound.length === failed.length) {
    return `Everything else holds, but ${unbound.map(({ spec, line }) => `${spec}:${line}`).join(", ")} has no example yet: that is for a person.`;
  }
  const held = heldOut.length === 0 ? "" : ` A hold-out of ${heldOut.length} requirement(s) is among them.`;
  return `${failed.length} of ${total} examples fail.${held}`;
}
