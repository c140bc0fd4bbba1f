import process from "node:process";
import { cleanText } from "../../verdict/clean-text.ts";
import { createEngineProcess } from "../../adapters/engine-process/engine-process.ts";
import { findRoot } from "../../adapters/project/find-root.ts";
import { createRunHosts } from "../../adapters/run-host/run-hosts.ts";
import type { TuiEvent } from "../../tui/event.ts";
import { createFrames } from "../../tui/ink/frames.ts";
import { show } from "../../tui/ink/show.ts";
import { createTheme } from "../../tui/paint/theme.ts";
import { isUrgent, paintEvery } from "../../tui/pace.ts";
import { loadScreens } from "../../tui/root/places.ts";
import { firstRoot, update } from "../../tui/root/update.ts";
import { prepare, titleOf, view } from "../../tui/root/view.ts";
import type { Effect } from "../../tui/effect.ts";
import type { Root } from "../../tui/root/root.ts";
import type { Destination } from "../../tui/screen.ts";
import { ownCommand } from "../own-command.ts";
import { openEditor } from "./editor.ts";
import { holdUntil } from "./hold-until.ts";
import { createPerform } from "./perform.ts";
import { reportBug } from "./report-bug.ts";

export interface TuiOptions {
  /** Where it was started, or `-C`. */
  readonly directory: string;
  /** A screen to begin with, over the specs. */
  readonly first?: Destination;
  /** One line to say below, until the first key. */
  readonly greeting?: string;
}

/** Opens the terminal UI, and settles with the exit status once it was left and the terminal is as it was. */
export async function openTui({ directory, first, greeting }: TuiOptions): Promise<number> {
  const { stdin, stdout } = process;
  const root = await findRoot(directory);
  const theme = createTheme((process.env["NO_COLOR"] ?? "") === "" ? "16" : "none");
  const engine = createEngineProcess({ ...ownCommand(["engine"]), cwd: root });
  const runs = createRunHosts({ root, ...ownCommand([]) });
  const ending = Promise.withResolvers<number>();
  let suspend: ((work: () => Promise<void>) => Promise<void>) | null = null;
  let bug: unknown = null;
  let title = "";

  const { perform, close: letGo } = createPerform({
    engine,
    runs,
    now: () => performance.now(),
    copy: (text) => stdout.write(`\u001b]52;c;${Buffer.from(text).toString("base64")}\u0007`),
    quit: () => ending.resolve(0),
    edit: async (path, line) => {
      let problem: string | null = "the terminal is not ready yet";
      await suspend?.(async () => {
        const editor = process.env["VISUAL"] ?? process.env["EDITOR"] ?? "vi";
        problem = await openEditor(editor, `${root}/${path}`, line);
      });
      return problem;
    },
  });
  // The title that was there comes back at the end (XTWINOPS, 22 and 23).
  stdout.write("\u001b[22;2t");
  if (first !== undefined) await loadScreens();
  const frames = createFrames<Root, TuiEvent, Effect>({
    first: firstRoot({
      columns: stdout.columns,
      rows: stdout.rows,
      first,
      greeting,
    }),
    update,
    paint: (model) => {
      const next = cleanText(titleOf(model)).replaceAll("\n", " ");
      if (next !== title) stdout.write(`\u001b]2;${next}\u0007`);
      title = next;
      return view(model);
    },
    perform,
    prepare,
    isUrgent,
    interval: paintEvery,
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    onBug: (error) => {
      bug = error;
      ending.resolve(4);
    },
  });

  const onSignal = (status: number) => () => ending.resolve(status);
  const signals = [
    ["SIGINT", onSignal(130)],
    ["SIGTERM", onSignal(143)],
    ["SIGHUP", onSignal(129)],
  ] as const;
  for (const [signal, listener] of signals) process.on(signal, listener);
  // The first frame waits for nothing; keys that are typed before the other screens are there wait for them.
  const loading = Promise.withResolvers<void>();
  const typed = holdUntil(loading.promise, frames.dispatch);
  const shown = show({
    stdin,
    stdout,
    theme,
    frames,
    onResize: (columns, rows) => frames.dispatch({ type: "resized", columns, rows }),
    onKey: (key) => typed({ type: "key", key }),
    onPaste: (text) => typed({ type: "paste", text }),
    onReady: (terminal) => (suspend = terminal.suspend),
  });
  loading.resolve(loadScreens());
  frames.begin();
  const ticking = setInterval(() => frames.dispatch({ type: "tick", now: performance.now() }), 1_000);
  const stopWatching = await startWatching(root, (paths) => frames.dispatch({ type: "disk", paths }));
  try {
    for (const run of await runs.live()) perform({ do: "join-run", run }, frames.dispatch);
    return await ending.promise;
  } finally {
    clearInterval(ticking);
    stopWatching();
    for (const [signal, listener] of signals) process.off(signal, listener);
    frames.close();
    letGo();
    engine.close();
    await shown.end();
    stdout.write("\u001b[23;2t");
    if (bug !== null) reportBug(bug, root);
  }
}

/** Loaded behind the first frame: nothing on it needs to know of changes yet. */
async function startWatching(root: string, onChange: (paths: readonly string[]) => void) {
  const { watchFiles } = await import("./watch-files.ts");
  return watchFiles(root, onChange);
}
