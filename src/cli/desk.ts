import { watch } from "chokidar";
import type { Desk } from "../loop/handoff-agent.ts";

export interface DeskSettings {
  /** Shows the brief to whoever is there. */
  readonly show: (brief: string) => void;
  /** Someone is there who may make the edit. Asked once for each brief. */
  readonly waits: () => boolean;
  /** Called when an edit begins to be waited for. */
  readonly onWait?: () => void;
}

/** A desk in a project: the brief is shown, then a change of any file of it is waited for, if anybody is there. */
export function createDesk(root: string, { show, waits, onWait }: DeskSettings): Desk {
  return {
    async hand(brief, signal) {
      if (!waits()) {
        show(brief);
        return false;
      }
      const edit = watchFor(root);
      try {
        // An edit counts from the moment at which the brief can be read.
        await edit.ready;
        show(brief);
        onWait?.();
        return await Promise.race([edit.made, aborted(signal)]);
      } finally {
        await edit.close();
      }
    },
  };
}

/** `made` settles a moment after the last of a burst of changes: editors write a file in several steps. */
function watchFor(root: string) {
  const ignored = (path: string) =>
    /(^|\/)(node_modules|\.git|\.greenbar)(\/|$)/.test(path.slice(root.length));
  const watcher = watch(root, { ignored, ignoreInitial: true });
  let timer: NodeJS.Timeout | undefined;
  return {
    ready: new Promise<void>((done) => watcher.once("ready", () => done())),
    made: new Promise<true>((done) => {
      watcher.on("all", () => {
        clearTimeout(timer);
        timer = setTimeout(() => done(true), 300);
      });
    }),
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((done) => {
    if (signal.aborted) done(false);
    signal.addEventListener("abort", () => done(false), { once: true });
  });
}
