import process from "node:process";
import type { Model } from "../loop/model.ts";
import { processRedactor } from "./redactor.ts";

/** The model that is asked where none is named. */
export const defaultModel = "claude-sonnet-5-5";

/**
 * One of Anthropic's models with all that a call needs: a watchdog, retries, an end when it is to stop, and a redactor,
 * so that it is told no secret of this process's environment. The SDK is loaded with the first call.
 *
 * @param stopping - aborted once no further call is to go out.
 */
export async function openModel(key: string, model: string, stopping: AbortSignal): Promise<Model> {
  const [{ createAnthropicModel }, { withRetries }, { withWatchdog }, { stoppable }, { redactModel }] =
    await Promise.all([
      import("../adapters/anthropic/anthropic-model.ts"),
      import("../adapters/anthropic/retrying-model.ts"),
      import("../adapters/anthropic/watched-model.ts"),
      import("../loop/stoppable-model.ts"),
      import("../loop/redact-model.ts"),
    ]);
  const baseUrl = process.env["ANTHROPIC_BASE_URL"] ?? null;
  const plain = createAnthropicModel({ apiKey: key, baseUrl, model, now: () => Date.now() });
  const watched = withWatchdog(plain, { idleMs: 90_000, wallMs: 900_000, timer });
  const retrying = withRetries(watched, {
    retries: 5,
    baseMs: 1_000,
    mostMs: 120_000,
    jitter: Math.random,
    sleep,
  });
  return redactModel(stoppable(retrying, { stopping, idleMs: 5_000, timer }), processRedactor());
}

function timer(ms: number, callback: () => void): () => void {
  const handle = setTimeout(callback, ms);
  return () => clearTimeout(handle);
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((done) => {
    const stop = timer(ms, done);
    signal.addEventListener("abort", () => (stop(), done()), { once: true });
  });
}
