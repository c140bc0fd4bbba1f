import process from "node:process";
import { readSiteAssets } from "../../adapters/site/site-assets.ts";
import { reloadScript, startWatchServer } from "../../adapters/watch-server/watch-server.ts";
import { check } from "../../app/check.ts";
import { chooseSpecs } from "../../app/choose-specs.ts";
import { createTreePipeline } from "../../app/publish/tree-pipeline.ts";
import { readTheConfig } from "../../app/read-project.ts";
import { UserError } from "../../app/user-error.ts";
import { createLiveSite } from "../../app/watch/live-site.ts";
import { startWatch } from "../../app/watch/watch.ts";
import { renderOverview } from "../../docs/site/render-overview.ts";
import { renderPage } from "../../docs/site/render-page.ts";
import { searchScript } from "../../docs/site/search-index.ts";
import { summaryOf } from "../../docs/site/summary.ts";
import type { CommandContext } from "../command.ts";
import { explain } from "../explain.ts";
import { createWatchPrinter } from "../print/watch.ts";
import { watchFiles } from "../tui/watch-files.ts";
import { openWorld } from "../world.ts";

/** `watch`: until it is interrupted, then 130 or 143. */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const opened = await openWorld(directory);
  const world = { ...opened, pipeline: createTreePipeline(opened.pipeline) };
  const port = portOf(options["port"]);
  const specs = await chooseSpecs(world.disk, (await readTheConfig(world.disk)).specs, args);
  const site = createLiveSite({
    page: renderPage,
    overview: renderOverview,
    searchIndex: searchScript,
    summary: summaryOf,
  });
  const server =
    options["site"] === false ? null : await startWatchServer({ port, read: (path) => site.read(path) });
  const tell = createWatchPrinter(screen, screen.canAsk ? clearScreen : null);
  const stopped = aborted(signal);
  const watching = Promise.withResolvers<void>();
  let changed: (paths: readonly string[]) => void = () => {};
  const stopWatching = watchFiles(world.disk.root, (paths) => changed(paths), watching.resolve);
  try {
    await Promise.race([watching.promise, stopped]);
    tell({ type: "watching", specs: specs.length, url: server?.url ?? null });
    const watch = startWatch(world, {
      specs: args,
      check,
      assets: () => readSiteAssets(world.disk),
      served: server === null ? null : { site, script: reloadScript, tell: (paths) => server.tell(paths) },
      tell: (event) => {
        screen.clearProgress();
        tell(event);
      },
      progress: (step, done, total) =>
        screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
      explain: (error) => {
        const { message, advice, stack } = explain(error);
        return stack === null ? { message, advice } : null;
      },
    });
    changed = (paths) => {
      if (paths.length > 0) watch.changed(paths);
      else tell(unwatchable);
    };
    try {
      await Promise.race([watch.ended, stopped]);
    } finally {
      await watch.close();
    }
  } finally {
    stopWatching();
    await server?.close();
  }
  return 0;
}

/** A port, or null where the system chooses. */
function portOf(option: unknown): number | null {
  if (option === undefined) return null;
  const word = typeof option === "string" ? option : "";
  const port = Number(word);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new UserError(2, `--port ${word}: a number from 1 to 65535 was expected`, {
    advice: ["greenbar watch --port 4711"],
  });
}

const unwatchable = {
  type: "problem",
  message: "not every file can be watched",
  advice: [
    "What changes there is seen with the next change elsewhere. On Linux: fs.inotify.max_user_watches.",
  ],
} as const;

function clearScreen(): void {
  process.stdout.write("\u001B[2J\u001B[H");
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done(), { once: true });
  });
}
