import { watch } from "chokidar";
import type { Desk } from "../loop/handoff-agent.ts";
import type { Screen } from "./screen.ts";

/**
 * The terminal as a desk: the brief is printed, then a change of any file in the project is waited for. Without a
 * terminal, or with `--brief`, it is printed and nobody waits.
 */
export function createDesk(root: string, screen: Screen, { onlyBrief }: { onlyBrief: boolean }): Desk {
  const waits = screen.canAsk && !onlyBrief;
  return {
    hand: async (brief) => {
      if (screen.isJson) screen.err(brief);
      else screen.out(`\n${brief}\n`);
      if (waits)
        screen.out(screen.paint("dim", "Waiting for your edit… (Ctrl-C stops; `greenbar run` goes on)"));
    },
    waitForEdit: (signal) => (waits ? waitForChange(root, signal) : Promise.resolve(false)),
  };
}

/** Settles a moment after the last of a burst of changes: editors write a file in several steps. */
async function waitForChange(root: string, signal: AbortSignal): Promise<boolean> {
  const ignored = (path: string) =>
    /(^|\/)(node_modules|\.git|\.greenbar)(\/|$)/.test(path.slice(root.length));
  const watcher = watch(root, { ignored, ignoreInitial: true });
  try {
    return await new Promise<boolean>((done) => {
      let timer: NodeJS.Timeout | undefined;
      watcher.on("all", () => {
        clearTimeout(timer);
        timer = setTimeout(() => done(true), 300);
      });
      signal.addEventListener("abort", () => done(false), { once: true });
    });
  } finally {
    await watcher.close();
  }
}
