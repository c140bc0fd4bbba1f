import type { Outcome } from "../../loop/events.ts";
import type { RunState } from "../../loop/state.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Screen } from "../screen.ts";
import { behindBar, count } from "./words.ts";

/** How a run ended, as far as it is printed. */
export interface RunEnd {
  readonly id: string | null;
  /** Null while nothing is decided. */
  readonly outcome: Outcome | null;
  readonly why: string;
  /** A green result waits to be applied. */
  readonly waits: boolean;
  readonly sandbox: SandboxLevel | null;
  readonly state: RunState | null;
}

/** The last words on a run: the outcome, what it cost, what to know of it, what to do next. */
export function printEnd(screen: Screen, { id, outcome, why, waits, sandbox, state }: RunEnd): void {
  if (screen.isJson) return;
  const colour = outcome === "green" ? "green" : outcome === null ? "yellow" : "red";
  screen.out("");
  screen.out(`${screen.paint([colour, "bold"], outcome ?? "stopped")}  ${behindBar(why)}`);
  if (state !== null && state.started?.model !== null && state.spent.turns > 0) {
    const { turns, tokens, cost } = state.spent;
    const money = cost === null ? "cost unknown" : `$${cost.toFixed(cost < 1 ? 3 : 2)}`;
    screen.out(
      screen.paint("dim", `${count(turns, "turn")} · ${tokens.toLocaleString("en-US")} tokens · ${money}`),
    );
  }
  if (state !== null && state.denials > 0) {
    screen.out(`${count(state.denials, "write")} denied, beyond what an agent may write or import.`);
  }
  if (state?.started?.agent === "handoff" && outcome === "green") {
    screen.out(
      screen.paint("dim", "The examples were all visible to whoever edited: there were no hold-outs."),
    );
  }
  if (sandbox === "none" && state?.started?.model !== null && state !== null) {
    screen.out(screen.paint("yellow", "Not sandboxed: a model's code ran with all your rights."));
  }
  if (waits) screen.out(`Nothing was written. To write it: greenbar run --apply ${id}`);
  if (outcome === "green" && !waits) screen.out(screen.paint("dim", "\nnext: greenbar check, then commit"));
  if (outcome === "budget") screen.out("`greenbar run` with a larger budget goes on from here.");
}
