import { createAnthropicModel } from "../../../../src/adapters/anthropic/anthropic-model.ts";
import { withRetries } from "../../../../src/adapters/anthropic/retrying-model.ts";
import { withWatchdog } from "../../../../src/adapters/anthropic/watched-model.ts";
import { openHost } from "../../../../src/adapters/run-host/open-host.ts";
import type { World } from "../../../../src/app/ports.ts";
import type { AgentKind } from "../../../../src/app/run/agents.ts";
import { run } from "../../../../src/app/run/run.ts";
import { explain } from "../../../../src/cli/explain.ts";
import { openWorld } from "../../../../src/cli/world.ts";
import type { RunEvent } from "../../../../src/loop/events.ts";
import type { Outcome } from "../../../../src/loop/events.ts";
import { createModelAgent } from "../../../../src/loop/model-agent.ts";
import type { Model } from "../../../../src/loop/model.ts";
import { createPrompts } from "../../../../src/loop/prompts.ts";
import { standInJudge, standInRunner } from "./stand-ins.ts";

export interface OneRun {
  readonly root: string;
  /** Address of the scripted server. */
  readonly url: string;
  /** The temporary folder. */
  readonly tmp: string;
  /** The real Vitest, judge and sandbox instead of stand-ins. */
  readonly isFull?: boolean;
  readonly idleMs?: number;
  readonly retries?: number;
  /** Takes a defence away, or lets a port fail. */
  readonly change?: (world: World) => World;
  readonly changeModel?: (model: Model) => Model;
  readonly minutes?: number;
  readonly signal?: AbortSignal;
}

/** How a run ended, as the command line would: the error is a value, and the exit status the contract's. */
export interface RanOnce {
  readonly exitCode: number;
  readonly outcome: Outcome | null;
  readonly applied: boolean;
  readonly why: string;
  readonly notices: readonly string[];
  readonly events: readonly RunEvent[];
  /** A bug of ours: nothing that breaks may show as one. */
  readonly isBug: boolean;
}

/**
 * One `run --yes` of a project in this process: its claim, its ledger, its disk and its agent are the real ones, the
 * model is a scripted server on loopback.
 */
export async function runOnce(at: OneRun): Promise<RanOnce> {
  const notices: string[] = [];
  const events: RunEvent[] = [];
  try {
    const host = await openHost(at.root, at.tmp);
    try {
      const real = await openWorld(at.root);
      const world = at.isFull === true ? real : { ...real, runner: standInRunner, judge: standInJudge };
      const ran = await run(at.change?.(world) ?? world, {
        specs: [],
        agent: agentOf(at),
        budgets: { turns: 20, tokens: null, cost: null, minutes: at.minutes ?? 10 },
        fresh: false,
        unsandboxed: at.isFull !== true,
        accept: () => Promise.resolve(true),
        onEvent: (event) => events.push(event),
        onLive: () => {},
        onGenerated: () => {},
        onNotice: (notice) => notices.push(notice),
        onBegun: host.name,
        progress: () => {},
        signal: at.signal ?? new AbortController().signal,
      });
      const { outcome, applied, why } = ran;
      return { exitCode: exitCodeOf(outcome, applied), outcome, applied, why, notices, events, isBug: false };
    } finally {
      await host.end({ is: "ended", exitCode: 0, error: null });
    }
  } catch (error) {
    const { exitCode, message, stack } = explain(error);
    return {
      exitCode,
      outcome: null,
      applied: false,
      why: stack ?? message,
      notices,
      events,
      isBug: stack !== null,
    };
  }
}

function exitCodeOf(outcome: Outcome | null, applied: boolean): number {
  if (outcome === "green") return applied ? 0 : 1;
  return outcome === "infra" ? 4 : outcome === "compromised" ? 3 : 1;
}

/** The agent of the command line, but for waits that a sweep has no time for. */
function agentOf({ url, idleMs = 2_000, retries = 3, changeModel = (model) => model }: OneRun): AgentKind {
  const name = "claude-sonnet-5-5";
  return {
    name: "anthropic",
    worksIn: "copy",
    needsSandbox: true,
    model: name,
    make: ({ templates }) => {
      const plain = createAnthropicModel({
        apiKey: "test",
        baseUrl: url,
        model: name,
        now: () => Date.now(),
      });
      const watched = withWatchdog(plain, { idleMs, wallMs: 20_000, timer });
      const model = withRetries(watched, { retries, baseMs: 1, mostMs: 1_000, jitter: () => 0, sleep });
      const prompts = createPrompts(templates);
      return Promise.resolve(
        createModelAgent({ name: "anthropic", model: changeModel(model), prompts, maxTokens: 4_000 }),
      );
    },
  };
}

export function timer(ms: number, callback: () => void): () => void {
  const handle = setTimeout(callback, ms);
  return () => clearTimeout(handle);
}

export async function sleep(ms: number): Promise<void> {
  await new Promise<void>((done) => void setTimeout(done, ms));
}
