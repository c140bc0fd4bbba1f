import type { Agent, AgentIo, Brief, Hands, WorkEnd } from "./agent.ts";
import { judgeAttempt, look, tellTests } from "./attempt.ts";
import type { Bench } from "./attempt.ts";
import { tokensLeft } from "./budget.ts";
import { chooseTask } from "./choose-task.ts";
import type { Task } from "./choose-task.ts";
import type { LiveEvent, Outcome } from "./events.ts";
import type { HandsSettings } from "./hands.ts";
import type { Usage } from "./model.ts";
import type { Pace } from "./pace.ts";
import { atPace, withinBudget } from "./ready.ts";
import type { RunState } from "./state.ts";

export interface RunLoop extends Bench {
  readonly agent: Agent;
  /** Ids of the requirements in document order. */
  readonly requirements: readonly string[];
  /** What the agent is told of a requirement; the loop adds what fails. */
  readonly brief: (requirement: string) => Omit<Brief, "failing" | "problems" | "heldOut" | "notes">;
  /** Makes the agent's tools from what the loop can give them. */
  readonly hands: (needs: HandsNeeds) => Hands;
  readonly live: (event: LiveEvent) => void;
  /** When the next step may begin. */
  readonly pace: Pace;
  /** Milliseconds of the run's own time, earlier sessions included. */
  readonly elapsedMs: () => number;
  /** US dollars of a call; null when the price is unknown. */
  readonly cost: (usage: Usage) => number | null;
}

export type HandsNeeds = Pick<HandsSettings, "runTests" | "emit" | "openCalls" | "requirement">;

/** Attempts without new code before the context is made fresh, and again before the run stops. */
const mostStuck = 3;

/**
 * Drives one agent until the suite is green and the judge agrees, or there is a reason to stop. Where it stands
 * is only ever the ledger's fold, so that it goes on after a kill as if nothing had been.
 * @returns the state at the end: decided (`outcome`), or `paused`; both may be resumed (`isResumable`)
 */
export async function runLoop(run: RunLoop): Promise<RunState> {
  const { ledger, signal } = run;
  const hands = makeHands(run);
  for (let worked = false; ledger.state().outcome === null; worked = true) {
    if (!(await run.pace.next()) || signal.aborted) {
      return pause(run, "interrupted", "The run was interrupted; `run` goes on from here.");
    }
    const looked = await look(run);
    if (signal.aborted) continue;
    if (looked.is === "broken") return finish(run, "infra", looked.why);
    const { code } = looked.feedback;
    const isOld = ledger.state().seen.includes(code);
    const verdict = await judgeAttempt(run, looked.feedback);
    if (signal.aborted) continue;
    if (verdict.outcome !== "red") return finish(run, verdict.outcome, verdict.why);
    const task = chooseTask(run.requirements, ledger.state(), verdict);
    if (task === null) return finish(run, "red", verdict.why);
    const { requirement, why } = task;
    if (requirement !== ledger.state().requirement) {
      await ledger.record({ type: "requirement-started", requirement, why, code });
    } else if (worked && isOld && (await isStuck(run, requirement))) {
      return finish(
        run,
        "red",
        `No progress: ${mostStuck} attempts in a row brought no new code, in a fresh context too.`,
      );
    }
    const stopped = await settle(run, await work(run, hands, task));
    if (stopped !== null) return stopped;
  }
  return ledger.state();
}

/** Counts an attempt without new code: first a fresh context, then a stop. */
async function isStuck(run: RunLoop, requirement: string): Promise<boolean> {
  const { stuck, freshContexts } = run.ledger.state();
  await run.ledger.record({ type: "no-progress", requirement, count: stuck + 1 });
  if (stuck + 1 < mostStuck) return false;
  if (freshContexts > 0) return true;
  await startAfresh(run);
  return false;
}

async function startAfresh(run: RunLoop): Promise<void> {
  const { requirement, tried } = run.ledger.state();
  await run.ledger.record({ type: "fresh-context", requirement: requirement ?? "", notes: tried.slice(-10) });
}

function work(run: RunLoop, hands: Hands, task: Task): Promise<WorkEnd> {
  const { failing, problems } = task;
  const heldOut = task.heldOut.map((id) => run.brief(id).requirement.title);
  const { notes } = run.ledger.state();
  return run.agent.work(
    { ...run.brief(task.requirement), failing, problems, heldOut, notes },
    hands,
    agentIo(run),
  );
}

function agentIo(run: RunLoop): AgentIo {
  const { ledger } = run;
  return {
    emit: (event) => ledger.record(event),
    live: run.live,
    signal: run.signal,
    stopping: run.pace.stopping,
    ready: atPace(
      withinBudget({ state: () => ledger.state(), elapsedMs: run.elapsedMs, signal: run.signal }),
      run.pace,
    ),
    conversation: () => ledger.state().conversation,
    budget: {
      tokensLeft: (wanted) => tokensLeft(ledger.state().budgets, ledger.state().spent, wanted),
      nextTurn: () => ledger.state().spent.turns + 1,
      cost: run.cost,
    },
  };
}

function makeHands(run: RunLoop): Hands {
  return run.hands({
    emit: (event) => run.ledger.record(event),
    openCalls: () => run.ledger.state().openCalls,
    requirement: () => run.ledger.state().requirement,
    runTests: () => tellTests(run),
  });
}

/** What the end of the agent's work means for the run; null to go on. */
async function settle(run: RunLoop, ended: WorkEnd): Promise<RunState | null> {
  const { freshContexts, conflict } = run.ledger.state();
  switch (ended.is) {
    case "done":
    case "interrupted":
      return null;
    case "context-full":
      if (freshContexts > 0) return finish(run, "red", "The model's context was full, a fresh one too.");
      await startAfresh(run);
      return null;
    case "conflict":
      return finish(
        run,
        "ambiguous",
        `The agent reports that the spec contradicts itself: ${conflict?.reason ?? "no reason given"}`,
      );
    case "gave-up":
      return finish(run, "red", ended.why);
    case "budget":
      await run.ledger.record({ type: "budget-exhausted", ...ended.exhausted });
      return finish(run, "budget", ended.exhausted.message);
    case "waiting":
      return pause(run, "waiting", ended.message);
    case "failed":
      return finish(run, "infra", ended.message);
  }
}

async function finish(run: RunLoop, outcome: Outcome, why: string): Promise<RunState> {
  await run.ledger.record({ type: "run-ended", outcome, why });
  return run.ledger.state();
}

async function pause(run: RunLoop, why: "interrupted" | "waiting", message: string): Promise<RunState> {
  await run.ledger.record({ type: "paused", why, message });
  return run.ledger.state();
}
