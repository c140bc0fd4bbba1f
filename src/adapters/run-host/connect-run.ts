import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { createBacklog } from "../../app/run/backlog.ts";
import type { HostMessage, RunControl, RunLink } from "../../app/run/host.ts";
import { errorCode } from "../error-code.ts";
import { splitLines } from "../sandbox/split-lines.ts";
import type { ControlAnswer } from "./serve-run.ts";

/** A link that also says what became of a control. */
export interface RunConnection extends RunLink {
  /** Settles with what was wrong with it; null: it was taken. */
  ask(control: RunControl): Promise<string | null>;
}

/** Longest line of a run, in characters: an event holds at most a model's whole answer. */
const longestLine = 64_000_000;

/**
 * Joins a run at its socket.
 *
 * @returns null when nobody answers there.
 */
export async function connectRun(run: string, path: string): Promise<RunConnection | null> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return null;
  }
  return linkOver(socket, run);
}

function linkOver(socket: Socket, run: string): RunConnection {
  const backlog = createBacklog();
  const listeners = new Set<() => void>();
  const asked = new Map<number, (problem: string | null) => void>();
  let count = 0;
  let isOver = false;
  const hear = (message: HostMessage): void => {
    if (isOver) return;
    isOver = message.is === "ended";
    backlog.add(message);
    for (const tell of listeners) tell();
  };
  const answer = ({ n, problem }: ControlAnswer): void => {
    const settle = n === null ? undefined : asked.get(n);
    if (n !== null) asked.delete(n);
    settle?.(problem);
  };
  const ask = (control: RunControl): Promise<string | null> =>
    new Promise((done) => {
      asked.set(++count, done);
      if (socket.writable) socket.write(`${JSON.stringify({ ...control, n: count })}\n`);
      else settleAll();
    });
  const tell = async (control: RunControl): Promise<void> => {
    const problem = await ask(control);
    if (problem !== null) hear({ is: "notice", text: problem });
  };
  const settleAll = (): void => {
    for (const settle of asked.values()) settle("the run's process is gone");
    asked.clear();
  };
  const lines = splitLines(longestLine, (line) => {
    const said = readSaid(line);
    if (said === null) socket.destroy();
    else if (said.is === "answer") answer(said);
    else hear(said);
  });
  socket.on("data", (chunk) => lines.add(chunk));
  // What is amiss with the connection ends it, and the end is told below.
  socket.on("error", () => socket.destroy());
  socket.on("close", () => {
    settleAll();
    hear({ is: "ended", exitCode: 4, error: gone });
  });
  return {
    run,
    ask,
    send: (control) => void tell(control),
    listen(on) {
      let read = 0;
      const tell = (): void => {
        for (
          let entry = backlog.next(read);
          entry !== null && listeners.has(tell);
          entry = backlog.next(read)
        ) {
          read = entry.number;
          on(entry.message);
        }
      };
      listeners.add(tell);
      tell();
      return () => void listeners.delete(tell);
    },
    close() {
      listeners.clear();
      socket.destroy();
    },
  };
}

/** Null for a line that no run of ours would say: whoever listens there is none. */
function readSaid(line: string): HostMessage | ControlAnswer | null {
  try {
    return JSON.parse(line) as HostMessage | ControlAnswer;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const gone = "The run's process is gone without a word. Nothing is lost: `greenbar run` goes on from there.";
