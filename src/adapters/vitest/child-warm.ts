import { readFileSync, watch } from "node:fs";
import { join } from "node:path";
import { commandFile } from "./child-input.ts";
import type { ChildCommand } from "./child-input.ts";

/** Milliseconds between two looks, for a file system that gives no notice of changes. */
const lookEvery = 250;

/** Obeys the commands that the parent puts into `folder`, one after the other. Never settles: the parent ends it. */
export async function obeyCommands(
  folder: string,
  obey: (command: ChildCommand) => Promise<void>,
): Promise<never> {
  let done = 0;
  for (;;) {
    const command = await nextCommand(folder, done);
    done = command.run;
    await obey(command);
  }
}

function nextCommand(folder: string, done: number): Promise<ChildCommand> {
  const { promise, resolve } = Promise.withResolvers<ChildCommand>();
  const look = (): void => {
    const command = readCommand(join(folder, commandFile));
    if (command !== null && command.run > done) resolve(command);
  };
  // Watched as a folder, since the parent replaces the file.
  const watcher = watch(folder, look);
  const timer = setInterval(look, lookEvery);
  look();
  return promise.finally(() => {
    watcher.close();
    clearInterval(timer);
  });
}

function readCommand(path: string): ChildCommand | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as ChildCommand;
  } catch (error) {
    // Not through a helper elsewhere: in the sandbox the child sees the files of its own folder only.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
