import { once } from "node:events";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { createBacklog } from "../../app/run/backlog.ts";
import type { Backlog } from "../../app/run/backlog.ts";
import type { HostMessage } from "../../app/run/host.ts";
import { longestControl, readControl } from "../../app/run/read-control.ts";
import type { Steer } from "../../app/run/steer.ts";
import { splitLines } from "../sandbox/split-lines.ts";
import { makeSocketPath } from "./socket-path.ts";

/** A run as others join it. */
export interface ServedRun {
  /** Path of its socket. */
  readonly socket: string;
  /** How many listen now. */
  readonly listeners: () => number;
  readonly say: (message: HostMessage) => void;
  /** Who takes the controls; those that came before wait for it. */
  readonly steerBy: (steer: Steer) => void;
  /** Lets the listeners read what was said, for a moment, and closes. */
  close(): Promise<void>;
}

/** The answer to one control, by the number that it came with; to the one who sent it only. */
export interface ControlAnswer {
  readonly is: "answer";
  readonly n: number | null;
  /** Null: it was taken. */
  readonly problem: string | null;
}

/** Characters that are given to a socket at once. */
const portion = 64_000;

/** Bytes that may wait for one listener. */
const mostUnread = 32_000_000;

/** Milliseconds that listeners have to read the end. */
const grace = 2_000;

/**
 * Serves a run on a Unix domain socket: JSON lines both ways. Each listener is told what was said so far, then what
 * is said; each sends controls. Nothing is buffered for one who does not read: he reads on from the backlog when he
 * comes back to it.
 *
 * @param tmp - the temporary folder.
 */
export async function serveRun(tmp: string): Promise<ServedRun> {
  const place = makeSocketPath(tmp);
  const backlog = createBacklog();
  const listeners = new Set<Listener>();
  const steer = Promise.withResolvers<Steer>();
  const server = createServer((socket) => {
    const listener = createListener(socket, backlog, steer.promise);
    listeners.add(listener);
    socket.on("close", () => listeners.delete(listener));
  });
  process.once("exit", place.remove);
  server.listen(place.path);
  await once(server, "listening");
  // A run does not live on for its listeners alone.
  server.unref();
  return {
    socket: place.path,
    listeners: () => listeners.size,
    steerBy: steer.resolve,
    say(message) {
      backlog.add(message);
      for (const listener of listeners) listener.tell();
    },
    async close() {
      server.close();
      await Promise.race([Promise.all([...listeners].map((listener) => listener.end())), delay(grace)]);
      for (const listener of listeners) listener.drop();
      process.off("exit", place.remove);
      place.remove();
    },
  };
}

interface Listener {
  /** There is something new to read. */
  tell(): void;
  /** Settles when it has read all. */
  end(): Promise<void>;
  drop(): void;
}

function createListener(socket: Socket, backlog: Backlog, steer: Promise<Steer>): Listener {
  let read = 0;
  let isFull = false;
  let isEnding = false;
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  const tell = (): void => {
    while (!isFull && socket.writable) {
      const lines: string[] = [];
      let size = 0;
      for (let entry = backlog.next(read); entry !== null && size < portion; entry = backlog.next(read)) {
        read = entry.number;
        const line = `${JSON.stringify(entry.message)}\n`;
        size += line.length;
        lines.push(line);
      }
      if (lines.length === 0) break;
      isFull = !socket.write(lines.join(""));
    }
    if (isEnding && !isFull && socket.writable) socket.end();
  };
  socket.on("drain", () => {
    isFull = false;
    tell();
  });
  // Who hangs up in the middle of a line has left, that is all.
  socket.on("error", () => socket.destroy());
  const answer = async (line: string): Promise<void> => {
    const said = await take(line, steer);
    // Who asks and asks and never reads is let go.
    if (socket.writableLength > mostUnread) socket.destroy();
    else if (socket.writable) socket.write(`${JSON.stringify(said)}\n`);
  };
  const lines = splitLines(longestControl + 1, (line) => void answer(line));
  socket.on("data", (chunk) => lines.add(chunk));
  tell();
  return {
    tell,
    end() {
      isEnding = true;
      tell();
      return closed;
    },
    drop: () => socket.destroy(),
  };
}

async function take(line: string, steer: Promise<Steer>): Promise<ControlAnswer> {
  const read = readControl(line);
  if (!read.ok) return { is: "answer", n: read.n, problem: read.problem };
  const problem = await (await steer)(read.control).catch((error: Error) => error.message);
  return { is: "answer", n: read.n, problem };
}
