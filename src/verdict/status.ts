import type { Example, Plan, Requirement } from "../plan/plan.ts";
import type { ExampleVerdict } from "./judge-verdict.ts";
import type { Lock } from "./lock.ts";
import { isUnreviewed, textHash } from "./lock.ts";
import type { TestOutcome } from "./report.ts";
import type { ExampleStatus, RequirementStatus, Status } from "./statuses.ts";
import { worst } from "./statuses.ts";

/** What is known of one example when its status is computed. */
export interface Evidence {
  /** By example id; null when the suite did not run. */
  readonly suite: ReadonlyMap<string, TestOutcome> | null;
  readonly judge: ReadonlyMap<string, ExampleVerdict> | null;
  readonly lock: Lock;
  /** Hash of each example's test as rendered now. */
  readonly tests: ReadonlyMap<string, string>;
  /** What a hand did to the tests on disk, and where, by example id. */
  readonly edits: ReadonlyMap<string, string>;
  /** Ids of the requirements that a wrong program would fulfil as well; left out: nobody looked. */
  readonly weak?: ReadonlySet<string>;
}

/** Status of every requirement of a plan, in the order of the document. */
export function requirementStatuses(plan: Plan, evidence: Evidence): RequirementStatus[] {
  const own = plan.requirements.map((requirement) => ({
    requirement,
    examples: requirement.examples.map((example) => ({
      ...exampleStatus(example, evidence),
      ...(isUnreviewed(evidence.lock, example) && { unreviewed: true as const }),
    })),
  }));
  return own.map(({ requirement, examples }) => {
    const below = own.filter(({ requirement: other }) => standsBelow(other, requirement));
    const counted = [...examples, ...below.flatMap((other) => other.examples)];
    const status = worst([
      ...counted.map((example) => example.status),
      ...(requirement.manual === null ? [] : manual),
    ]);
    const isWeak = [requirement, ...below.map((other) => other.requirement)].some(
      ({ id }) => evidence.weak?.has(id) === true,
    );
    const unreviewed = examples.filter((example) => example.unreviewed === true).length;
    return {
      id: requirement.id,
      spec: plan.spec,
      line: requirement.place.line,
      title: requirement.title,
      // Where anything else is amiss, that is what a person has to hear first.
      status: status === "holds" && isWeak ? "weak" : status,
      examples,
      ...(unreviewed > 0 && { unreviewed }),
    };
  });
}

const manual: readonly Status[] = ["manual"];

/**
 * An example holds only when suite and judge both say so and its red evidence stands for the text and the test
 * of today. What fails now outranks what changed: the person learns of both from the message.
 */
function exampleStatus(example: Example, evidence: Evidence): ExampleStatus {
  const base = { id: example.id, kind: example.kind, line: example.place.line, title: example.title };
  const said = { reason: null, message: null, expected: null, actual: null };
  if (example.body.is === "unbound") {
    return { ...base, ...said, status: "unbound", reason: "unbound", message: example.body.why };
  }
  const drift = driftOf(example, evidence);
  const failure = failureOf(example, evidence);
  if (failure !== null) {
    const message = drift === null ? failure.message : `${failure.message} (also: ${drift})`;
    return { ...base, ...said, ...failure, message, status: "fails" };
  }
  if (drift !== null) return { ...base, ...said, status: "drifted", reason: "changed", message: drift };
  if (evidence.suite === null || evidence.judge === null) {
    return { ...base, ...said, status: "unproven", reason: "not judged", message: "not judged yet" };
  }
  if (evidence.judge.get(example.id)?.status === "not-judged") {
    const why = evidence.judge.get(example.id)?.message ?? "";
    return { ...base, ...said, status: "unproven", reason: "not judged", message: why };
  }
  if (!evidence.lock.examples.has(example.id)) {
    const message = "never seen red: `greenbar generate-tests` sees to it";
    return { ...base, ...said, status: "unproven", reason: "no red evidence", message };
  }
  const weaker = evidence.judge.get(example.id)?.evidence;
  return { ...base, ...said, status: "holds", ...(weaker !== undefined && { evidence: weaker }) };
}

function driftOf(example: Example, { lock, tests, edits }: Evidence): string | null {
  const edit = edits.get(example.id);
  if (edit !== undefined) return edit;
  const entry = lock.examples.get(example.id);
  if (entry === undefined) return null;
  if (entry.text !== textHash(example)) return "its text changed since it was seen red";
  if (entry.test !== tests.get(example.id)) return "its test changed since it was seen red";
  return null;
}

type Failure = Pick<ExampleStatus, "reason" | "message" | "expected" | "actual">;

/** The judge's word comes first: it names a timeout or a difference more exactly than the suite. */
function failureOf(example: Example, { suite, judge }: Evidence): Failure | null {
  const verdict = judge?.get(example.id);
  if (verdict !== undefined && verdict.status !== "passed" && verdict.status !== "not-judged") {
    return {
      reason: verdict.reason ?? verdict.status,
      message: verdict.message ?? verdict.status,
      expected: verdict.expected ?? null,
      actual: verdict.actual ?? null,
    };
  }
  const outcome = suite === null ? undefined : (suite.get(example.id) ?? missing);
  if (outcome === undefined || outcome.is === "passed") return null;
  return {
    reason: outcome.is,
    message: outcome.is === "notImplemented" ? `not implemented: ${outcome.name}` : outcome.message,
    expected: outcome.is === "assertion" ? outcome.expected : null,
    actual: outcome.is === "assertion" ? outcome.actual : null,
  };
}

const missing: TestOutcome = { is: "missing", message: "its test did not run" };

function standsBelow(lower: Requirement, upper: Requirement): boolean {
  return (
    lower.path.length > upper.path.length &&
    upper.path.every((heading, depth) => lower.path[depth] === heading)
  );
}
