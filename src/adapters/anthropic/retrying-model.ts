import type { Model, ModelAnswer, ModelFailure } from "../../loop/model.ts";

export interface RetrySettings {
  /** Repetitions after the first call. */
  readonly retries: number;
  /** Wait before the first repetition; doubled each time. Milliseconds. */
  readonly baseMs: number;
  /** Longest wait, also when the other side asks for more: then the failure stands. Milliseconds. */
  readonly mostMs: number;
  /** A number from 0 (inclusive) to 1 (exclusive), so that many clients do not come back at once. */
  readonly jitter: () => number;
  /** Settles after so many milliseconds, or at once when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A model whose calls go out again, a bounded number of times, when it says that this may help. */
export function withRetries(model: Model, settings: RetrySettings): Model {
  return {
    name: model.name,
    async turn(request, io) {
      for (let attempt = 1; ; attempt++) {
        const answer = await model.turn(request, io);
        const waitMs = attempt > settings.retries ? null : waitFor(answer, attempt, settings);
        if (answer.is === "turn" || waitMs === null || io.signal.aborted) return answer;
        io.onRetry?.({ attempt, waitMs, why: answer.message });
        await settings.sleep(waitMs, io.signal);
        if (io.signal.aborted) return interrupted(answer);
      }
    },
  };
}

/** Milliseconds to wait, or null to leave it: half of the doubled base at least, all of it at most. */
function waitFor(
  answer: ModelAnswer,
  attempt: number,
  { baseMs, mostMs, jitter }: RetrySettings,
): number | null {
  if (answer.is === "turn" || !answer.retryable) return null;
  if (answer.retryAfterMs !== null) return answer.retryAfterMs > mostMs ? null : answer.retryAfterMs;
  const doubled = Math.min(mostMs, baseMs * 2 ** (attempt - 1));
  return Math.round(doubled * (0.5 + jitter() / 2));
}

function interrupted(answer: ModelFailure): ModelFailure {
  return { ...answer, kind: "interrupted", retryable: false };
}
