import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { Engine, EngineIo } from "../../app/engine/port.ts";
import { UserError } from "../../app/user-error.ts";
import type { Answered } from "../../app/engine/calls.ts";
import type { FromEngine, ToEngine } from "./messages.ts";

export interface EngineCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

interface Waiting {
  readonly io: EngineIo;
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: Error) => void;
}

/**
 * An engine in a process of its own, so that whoever asks never waits for its work. It is started with the first
 * request, and once more when it has died: what it was asked then is refused, with the last of what it printed.
 */
export function createEngineProcess(command: EngineCommand): Engine & { readonly close: () => void } {
  const waiting = new Map<number, Waiting>();
  let child: ChildProcess | null = null;
  let last = 0;
  let said = "";

  const start = (): ChildProcess => {
    said = "";
    const started = spawn(command.program, [...command.args], {
      cwd: command.cwd,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    started.stderr?.on("data", (data: Buffer) => (said = (said + data.toString("utf8")).slice(-2_000)));
    started.on("message", (message) => hear(message as FromEngine));
    const gone = (why: string) => {
      if (child === started) child = null;
      const advice = said.trim() === "" ? [] : said.trim().split("\n").slice(-5);
      for (const { reject } of waiting.values()) {
        reject(new UserError(4, `greenbar's own engine stopped: ${why}`, { advice }));
      }
      waiting.clear();
    };
    started.on("error", (error) => gone(error.message));
    started.on("exit", (code, signal) => gone(signal ?? `exit ${code}`));
    return started;
  };

  const hear = (message: FromEngine): void => {
    const found = waiting.get(message.id);
    if (found === undefined) return;
    switch (message.is) {
      case "progress":
        found.io.progress?.(message.step, message.done, message.total);
        return;
      case "seen":
        found.io.seen?.(message.example, message.outcome);
        return;
      case "answered":
        waiting.delete(message.id);
        found.resolve(message.answered);
        return;
      case "refused":
        waiting.delete(message.id);
        found.reject(new UserError(4, message.message, { advice: message.advice }));
    }
  };

  return {
    ask(request, io = {}) {
      const engine = (child ??= start());
      const id = ++last;
      const tell = (message: ToEngine) => {
        if (engine.connected) engine.send(message);
      };
      io.signal?.addEventListener("abort", () => tell({ is: "cancel", id }), { once: true });
      return new Promise<Answered>((resolve, reject) => {
        waiting.set(id, { io, resolve, reject });
        tell({ is: "ask", id, request });
      });
    },
    close() {
      if (child === null) return;
      // Its channel's end is its own: it stops what runs below it, then itself. Nobody waits for that.
      if (child.connected) child.disconnect();
      child.stderr?.destroy();
      child.unref();
    },
  };
}
