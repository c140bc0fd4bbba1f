import process from "node:process";
import type { Engine } from "../../src/app/engine/port.ts";
import type { RunHosts, RunLink } from "../../src/app/run/host.ts";
import { createPerform } from "../../src/cli/tui/perform.ts";
import type { Effect } from "../../src/tui/effect.ts";
import type { TuiEvent } from "../../src/tui/event.ts";
import { createFrames } from "../../src/tui/ink/frames.ts";
import { show } from "../../src/tui/ink/show.ts";
import { createTheme } from "../../src/tui/paint/theme.ts";
import { isUrgent, paintEvery } from "../../src/tui/pace.ts";
import { arrive, loadScreens } from "../../src/tui/root/places.ts";
import type { Root, Rooted } from "../../src/tui/root/root.ts";
import { firstRoot, update } from "../../src/tui/root/update.ts";
import { prepare, view } from "../../src/tui/root/view.ts";
import type { Destination } from "../../src/tui/screen.ts";
import { play, sceneAsked } from "./play.ts";
import { sceneOverview, scenePath, sceneRun, sceneSpec } from "./scene.ts";

// greenbar's own screens on the scene: everything as users have it, but for an engine that knows the answers and a
// run that plays the scene. The third argument says which screen stands in front.
await loadScreens();
const args = process.argv.slice(2);
const options = sceneAsked(args);
const opened = sceneSpec(options);

const answers: Readonly<Record<string, unknown>> = {
  overview: sceneOverview(opened),
  open: opened,
  inbox: [],
};
const engine = {
  ask: (request: { readonly do: string }) =>
    Promise.resolve({ do: request.do, request, answer: answers[request.do] }),
} as unknown as Engine;

const link: RunLink = {
  run: sceneRun,
  listen: (on) => {
    play(options, on);
    return () => {};
  },
  send: () => {},
  close: () => {},
};
const runs: RunHosts = {
  start: () => Promise.resolve(link),
  join: () => Promise.resolve(link),
  live: () => Promise.resolve([sceneRun]),
};

const { perform } = createPerform({
  engine,
  runs,
  edit: () => Promise.resolve(null),
  copy: () => {},
  quit: () => process.exit(),
  now: () => performance.now(),
});
const frames = createFrames<Root, TuiEvent, Effect>({
  first: at(args[2] === "run" ? { at: "run", run: sceneRun } : { at: "spec", spec: scenePath }),
  update,
  paint: view,
  perform,
  prepare,
  isUrgent,
  interval: paintEvery,
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  onBug: (error) => {
    throw error;
  },
});
show({
  stdin: process.stdin,
  stdout: process.stdout,
  theme: createTheme("16"),
  frames,
  onResize: (columns, rows) => frames.dispatch({ type: "resized", columns, rows }),
  onKey: (key) => frames.dispatch({ type: "key", key }),
  onPaste: (text) => frames.dispatch({ type: "paste", text }),
  onReady: () => {},
});
frames.begin();
setInterval(() => frames.dispatch({ type: "tick", now: performance.now() }), 1_000);
if (args[2] !== "run") perform({ do: "join-run", run: sceneRun }, frames.dispatch);

/** The first model, with a screen opened over the project's specs. */
function at(destination: Destination): Rooted {
  const first = firstRoot({ columns: process.stdout.columns, rows: process.stdout.rows });
  const { place, effects } = arrive(destination, first.model.shared);
  const model = { ...first.model, stack: [...first.model.stack, place] };
  return { model, effects: [...first.effects, ...effects] };
}
