import { relative } from "node:path";
import { watch } from "chokidar";
import { createBurst } from "../../app/watch/burst.ts";

/**
 * Tells of changed files of a project, a burst at a time: editors write in several steps. What no spec can speak of
 * (dependencies, version control, runs) is not looked at.
 *
 * @param onChange - told no path where files cannot be watched, for there are too many.
 * @param onReady - from then on nothing is missed.
 * @returns what ends it.
 */
export function watchFiles(
  root: string,
  onChange: (paths: readonly string[]) => void,
  onReady: () => void = () => {},
): () => void {
  const ignored = (path: string) =>
    /(^|\/)(node_modules|\.git|\.greenbar\/runs|dist|coverage)(\/|$)/.test(relative(root, path));
  const watcher = watch(root, { ignored, ignoreInitial: true });
  const burst = createBurst();
  let timer: NodeJS.Timeout | undefined;
  watcher.on("all", (event, path) => {
    burst.add(event, relative(root, path).replaceAll("\\", "/"));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = burst.take();
      if (paths.length > 0) onChange(paths);
    }, 120);
  });
  // Too many files to watch is no reason to stop: the screen is then as of its last look.
  watcher.once("ready", onReady);
  watcher.on("error", () => onChange([]));
  return () => {
    clearTimeout(timer);
    void watcher.close();
  };
}
