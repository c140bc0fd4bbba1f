import type { Outcome } from "../../loop/events.ts";
import type { TranscriptStep } from "./transcript.ts";

/** A step in one line. */
export interface StepSummary {
  /** What it was: `turn 3`, `attempt`, `start`. */
  readonly name: string;
  /** What was done in it, in our words; empty when nothing was. */
  readonly did: string;
  /** Beginning of what the agent said; empty when it said nothing. */
  readonly said: string;
  readonly verdict: {
    readonly outcome: Outcome;
    readonly passed: number;
    readonly failed: number;
  } | null;
}

/** What a folded step shows; remembered for as long as the step is as it is. */
export function stepSummary(step: TranscriptStep): StepSummary {
  const known = remembered.get(step);
  if (known !== undefined) return known;
  const summary = summarize(step);
  remembered.set(step, summary);
  return summary;
}

const remembered = new WeakMap<TranscriptStep, StepSummary>();

function summarize({ turn, requirement, parts }: TranscriptStep): StepSummary {
  const edits = parts.filter((part) => part.is === "edit" && part.state !== "failed").length;
  const calls = parts.filter(({ is }) => is === "tool").length;
  const tests = parts.findLast((part) => part.is === "tests");
  const verdict = parts.findLast((part) => part.is === "verdict");
  const did = [
    ...(edits > 0 ? [counted(edits, "edit")] : []),
    ...(calls > 0 ? [counted(calls, "call")] : []),
    ...(tests !== undefined && verdict === undefined
      ? [`${tests.passed} of ${tests.passed + tests.failed} tests pass`]
      : []),
  ];
  const said = parts.find((part) => part.is === "said");
  const text = said?.text.chunks[0]?.text ?? said?.text.open ?? "";
  return {
    name: turn !== null ? `turn ${turn}` : requirement === null ? "start" : "attempt",
    did: did.join(", "),
    said: text.trimStart().slice(0, 200).split("\n", 1)[0] ?? "",
    verdict: verdict ?? null,
  };
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
