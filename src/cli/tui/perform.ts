import type { Request } from "../../app/engine/calls.ts";
import type { Engine } from "../../app/engine/port.ts";
import type { RunHosts, RunLink } from "../../app/run/host.ts";
import { UserError } from "../../app/user-error.ts";
import type { Effect } from "../../tui/effect.ts";
import type { TuiEvent } from "../../tui/event.ts";
import { explain } from "../explain.ts";

/** What the screen's wishes need of the world. */
export interface Performer {
  readonly engine: Engine;
  readonly runs: RunHosts;
  /** Opens the person's editor there, with the terminal; returns what went wrong, or null. */
  readonly edit: (path: string, line: number) => Promise<string | null>;
  readonly copy: (text: string) => void;
  readonly quit: () => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export interface Performing {
  readonly perform: (effect: Effect, dispatch: (event: TuiEvent) => void) => void;
  /** Lets go of the runs: they go on, and nothing of them is heard any more. What they were told before arrives. */
  readonly close: () => void;
}

/** Does what an update wants done; what becomes of it comes back as events. Nothing that fails is lost. */
export function createPerform(world: Performer): Performing {
  const asked = new Map<string, AbortController>();
  const links = new Map<string, RunLink>();
  let isClosed = false;

  const ask = async (request: Request, dispatch: (event: TuiEvent) => void): Promise<void> => {
    const key = JSON.stringify(request);
    const abort = new AbortController();
    asked.set(key, abort);
    try {
      const answered = await world.engine.ask(request, {
        signal: abort.signal,
        progress: (step, done, total) =>
          dispatch({ type: "progress", request, step, done: done ?? null, total: total ?? null }),
        seen: (example, outcome) =>
          dispatch({ type: "seen", request, example, outcome: outcome.is, message: messageOf(outcome) }),
      });
      dispatch({ type: "answered", now: world.now(), ...answered });
    } catch (error) {
      dispatch({ type: "refused", request, ...told(error) });
    } finally {
      asked.delete(key);
    }
  };

  const link = async (
    opening: Promise<RunLink | null>,
    specs: readonly string[],
    dispatch: (event: TuiEvent) => void,
  ): Promise<void> => {
    try {
      const joined = await opening;
      if (joined === null) {
        dispatch({ type: "run-refused", message: "no process of this run is alive", advice: [] });
        return;
      }
      if (isClosed) return joined.close();
      const { run } = joined;
      links.get(run)?.close();
      links.set(run, joined);
      dispatch({ type: "run-linked", run, specs });
      joined.listen((message) => dispatch({ type: "run", run, message, now: world.now() }));
    } catch (error) {
      dispatch({ type: "run-refused", ...told(error) });
    }
  };

  const perform: Performing["perform"] = (effect, dispatch) => {
    switch (effect.do) {
      case "ask":
        void ask(effect.request, dispatch);
        return;
      case "cancel":
        asked.get(JSON.stringify(effect.request))?.abort();
        return;
      case "edit":
        void world.edit(effect.path, effect.line).then(
          (problem) => dispatch({ type: "edited", problem }),
          (error: unknown) => dispatch({ type: "edited", problem: told(error).message }),
        );
        return;
      case "start-run":
        void link(world.runs.start(effect.order), effect.order.specs, dispatch);
        return;
      case "join-run":
        if (!links.has(effect.run)) void link(world.runs.join(effect.run), [], dispatch);
        return;
      case "control-run":
        links.get(effect.run)?.send(effect.control);
        return;
      case "leave-run":
        links.get(effect.run)?.close();
        links.delete(effect.run);
        return;
      case "copy":
        world.copy(effect.text);
        return;
      case "quit":
        world.quit();
    }
  };
  return {
    perform,
    close: () => {
      isClosed = true;
      for (const link of links.values()) link.close();
      links.clear();
    },
  };
}

/** What a test seems to have done, in a line. */
function messageOf(outcome: Parameters<NonNullable<Parameters<Engine["ask"]>[1]>["seen"] & {}>[1]): string {
  if (outcome.is === "passed") return "";
  if (outcome.is === "notImplemented") return `not implemented: ${outcome.name}`;
  return outcome.message;
}

function told(error: unknown): { readonly message: string; readonly advice: readonly string[] } {
  if (error instanceof UserError) return { message: error.message, advice: error.advice };
  const { message, advice, stack } = explain(error);
  return { message, advice: stack === null ? advice : [...advice, ...stack.split("\n").slice(1, 4)] };
}
