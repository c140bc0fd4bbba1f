import type { Ledger } from "../../ledger/ledger.ts";
import type { Budgets } from "../../loop/budget.ts";
import type { PaceControl } from "../../loop/pace.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { RunControl } from "./host.ts";

/** What a run makes of a control: settles with what is wrong with it, or with null once it was taken. */
export type Steer = (control: RunControl) => Promise<string | null>;

/** What a run that is under way can be steered with. */
export interface Helm {
  readonly pace: PaceControl;
  /** Settles once the run's ledger is open: before that there is nothing to be told or limited. */
  readonly ledger: Promise<Ledger>;
  /** Why these limits cannot be kept, if they cannot. */
  readonly refuseBudgets: (budgets: Budgets) => string | null;
  readonly onNotice: (notice: string) => void;
}

/** Steers a run: its pace at once, what is said and limited through its ledger, so that it outlives a kill. */
export function createSteer(helm: Helm): Steer {
  return (control) => {
    switch (control.control) {
      case "pause":
        return pause(helm);
      case "resume":
        return resume(helm);
      case "stop":
        return stop(helm);
      case "message":
        return say(helm, control.text);
      case "budgets":
        return limit(helm, control.budgets);
    }
  };
}

async function pause({ pace, onNotice }: Helm): Promise<string | null> {
  if (pace.stopping.aborted) return "the run is stopping already";
  if (pace.isPaused()) return null;
  pace.pause();
  onNotice("pausing: the step that has begun is finished first");
  return null;
}

async function resume({ pace }: Helm): Promise<string | null> {
  pace.resume();
  return null;
}

async function stop({ pace, onNotice }: Helm): Promise<string | null> {
  if (pace.stopping.aborted) return null;
  onNotice("stopping: the step that has begun is finished first");
  pace.stop();
  return null;
}

async function say({ ledger }: Helm, text: string): Promise<string | null> {
  const clean = cleanText(text).trim();
  if (clean === "") return "the message is empty";
  return whileOpen(await ledger, (open) => open.record({ type: "person-said", text: clean }));
}

async function limit({ ledger, refuseBudgets }: Helm, change: Partial<Budgets>): Promise<string | null> {
  return whileOpen(await ledger, async (open) => {
    const budgets = { ...open.state().budgets, ...change };
    const refusal = refuseBudgets(budgets);
    if (refusal === null) await open.record({ type: "budgets-changed", budgets });
    return refusal;
  });
}

async function whileOpen(
  ledger: Ledger,
  work: (ledger: Ledger) => Promise<string | null | void>,
): Promise<string | null> {
  const { outcome } = ledger.state();
  if (outcome !== null) return `the run has ended: ${outcome}`;
  return (await work(ledger)) ?? null;
}
