import type { HostMessage } from "../../app/run/host.ts";
import type { RunEvent } from "../../loop/events.ts";
import { emptyState, step } from "../../loop/state.ts";
import type { RunState } from "../../loop/state.ts";
import type { Screen } from "../screen.ts";
import { createRunPrinter } from "./run-events.ts";

export interface MessagePrinter {
  readonly print: (message: HostMessage) => void;
  /** Takes note of what earlier sessions recorded; nothing is printed of it. */
  readonly past: (events: readonly RunEvent[]) => void;
  /** The run's state after all that it was given. */
  readonly state: () => RunState;
}

/** What a run says, as it is printed: in the process that it goes on in, and wherever it is joined. */
export function createMessagePrinter(screen: Screen): MessagePrinter {
  const printer = createRunPrinter(screen);
  let state = emptyState;
  const print = (message: HostMessage): void => {
    switch (message.is) {
      case "event":
        state = step(state, message.event);
        return printer.event(message.event, state);
      case "live":
        return printer.live(message.event);
      case "brief":
        return screen.isJson ? screen.err(message.text) : screen.out(`\n${message.text}\n`);
      case "progress": {
        const { step: name, done, total } = message;
        return screen.progress(done === null ? `${name}…` : `${name}: ${done} of ${total}`);
      }
      case "notice":
        return screen.err(screen.paint("dim", message.text));
      case "paused":
        return screen.out(screen.isJson ? JSON.stringify(held) : screen.paint("yellow", held.message));
      case "resumed":
        return screen.out(screen.isJson ? JSON.stringify(released) : screen.paint("dim", "goes on"));
      case "ended":
        if (message.error !== null) screen.err(`${screen.paint("red", "error")} ${message.error}`);
    }
  };
  return { print, past: (events) => void (state = events.reduce(step, state)), state: () => state };
}

/** Of its process, not of the ledger: with `why` as the ledger's own kind has it. */
const held = {
  type: "paused",
  why: "asked",
  message: "paused: `greenbar run --resume` lets it go on",
} as const;
const released = { type: "resumed" } as const;
