import { isFixable } from "./choose-task.ts";
import type { Feedback, Verdict } from "./events.ts";
import { describeFailures } from "./failure-text.ts";
import type { Recorder } from "./recorder.ts";

/** What it takes to say how the code stands. */
export interface Bench {
  /** Runs the suite without the hold-outs, warm. */
  readonly feedback: (signal: AbortSignal) => Promise<Measured>;
  /** Runs fresh suite and judge, hold-outs included. */
  readonly verdict: (signal: AbortSignal) => Promise<Omit<Verdict, "code" | "by">>;
  /** Hash of the code that the agent may write. */
  readonly fingerprint: () => Promise<string>;
  readonly ledger: Recorder;
  readonly signal: AbortSignal;
}

export type Measured =
  | ({ readonly is: "measured" } & Omit<Feedback, "code">)
  /** The suite could not be run at all. */
  | { readonly is: "broken"; readonly why: string };

export type Looked =
  | { readonly is: "measured"; readonly feedback: Feedback }
  | { readonly is: "broken"; readonly why: string };

/** The suite on the code as it is. What is known of the same code already is not run again. */
async function measure(bench: Bench): Promise<Looked> {
  const known = bench.ledger.state().feedback;
  const code = await bench.fingerprint();
  if (known?.code === code) return { is: "measured", feedback: known };
  await bench.ledger.record({ type: "trial-started", by: "suite", code });
  const measured = await bench.feedback(bench.signal);
  if (measured.is === "broken") return measured;
  const { is: _is, ...rest } = measured;
  const feedback: Feedback = { code, ...rest };
  if (!bench.signal.aborted) await bench.ledger.record({ type: "feedback", ...feedback });
  return { is: "measured", feedback };
}

/** As `measure`, but calls that wait for their result come first: code in the middle of an attempt is none. */
export async function look(bench: Bench): Promise<Looked> {
  const { conversation, feedback } = bench.ledger.state();
  return conversation.unanswered.length > 0 && feedback !== null
    ? { is: "measured", feedback }
    : measure(bench);
}

/** What the agent reads when it asks for the tests. */
export async function tellTests(bench: Bench): Promise<string> {
  const looked = await measure(bench);
  if (looked.is === "broken") return `The suite could not be run: ${looked.why}`;
  const { counts, failures, problems } = looked.feedback;
  if (failures.length === 0 && problems.length === 0) return "All visible examples pass.";
  return `${counts.passed} examples pass, ${counts.failed} fail.\n${describeFailures(failures, problems)}`;
}

/**
 * The verdict on an attempt: the suite's own when that is red, else that of suite and judge from fresh
 * processes. Recorded once for each code that was tried.
 */
export async function judgeAttempt(bench: Bench, feedback: Feedback): Promise<Verdict> {
  const { verdict: known, requirement, seen } = bench.ledger.state();
  const { code } = feedback;
  // A red verdict on the same code stands. A green one is never taken from the ledger.
  if (known?.code === code && known.outcome === "red") return known;
  if (feedback.failures.some(isFixable) || feedback.problems.length > 0) {
    const red = suiteVerdict(feedback);
    return requirement === null || seen.includes(code) ? red : record(bench, red);
  }
  const first = await record(bench, await fresh(bench, code));
  if (first.outcome !== "compromised" || bench.signal.aborted) return first;
  return record(bench, confirm(first, await fresh(bench, code)));
}

async function fresh(bench: Bench, code: string): Promise<Verdict> {
  await bench.ledger.record({ type: "trial-started", by: "judge", code });
  return { code, by: "judge", ...(await bench.verdict(bench.signal)) };
}

async function record(bench: Bench, verdict: Verdict): Promise<Verdict> {
  if (!bench.signal.aborted) await bench.ledger.record({ type: "verdict", ...verdict });
  return verdict;
}

/** Compromised is what passes in the suite and fails in the judge twice; once only, and it is flaky. */
function confirm(first: Verdict, second: Verdict): Verdict {
  const isSame = second.compromised.some((example) => first.compromised.includes(example));
  const stands =
    second.outcome === "red" || second.outcome === "infra" || (second.outcome === "compromised" && isSame);
  if (stands) return second;
  const why = "An example passed in the suite and failed in the judge, and did so once of two times.";
  return { ...second, outcome: "flaky", why };
}

function suiteVerdict({ code, counts, failures, problems }: Feedback): Verdict {
  const why = `${counts.failed} of ${counts.passed + counts.failed} visible examples fail.`;
  return { code, by: "suite", outcome: "red", counts, failures, problems, heldOut: [], compromised: [], why };
}
