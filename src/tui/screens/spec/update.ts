import type { Effect } from "../../effect.ts";
import type { TuiEvent } from "../../event.ts";
import { actionOf } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { Size, Step } from "../../screen.ts";
import { stay } from "../../screen.ts";
import { paneBindings, specBindings, waitingBindings } from "./bindings.ts";
import type { SpecAction } from "./bindings.ts";
import { frameOf } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { jumps, moveBy, scrollBy, toBottom, toTop } from "./move.ts";
import { paneLines } from "./pane/pane-lines.ts";
import { askOpen } from "./state.ts";
import type { SpecState } from "./state.ts";
import { stopIndex, stopsOf } from "./stops.ts";

/** What becomes of the screen of a spec. */
export function updateSpec(state: SpecState, event: TuiEvent, shared: Shared, size: Size): Step<SpecState> {
  switch (event.type) {
    case "key":
      return pressed(state, event.key, shared, size);
    case "disk":
      return concernsSpec(state, event.paths, shared) ? stay(state, [askOpen(state.spec)]) : stay(state);
    case "edited": {
      const step = stay(state, [askOpen(state.spec)]);
      return event.problem === null ? step : { ...step, say: { text: event.problem, tone: "error" } };
    }
    case "answered":
      return event.do === "open" && event.request.spec === state.spec
        ? stay(withCursorKept(state, shared))
        : stay(state);
    case "refused": {
      const isOurs = event.request.do === "check" && event.request.specs.includes(state.spec);
      return isOurs ? { ...stay(state), say: { text: event.message, tone: "error" } } : stay(state);
    }
    default:
      return stay(state);
  }
}

type Press = (state: SpecState, frame: Frame, context: { shared: Shared; size: Size }) => Step<SpecState>;

const presses: Readonly<Record<SpecAction, Press>> = {
  down: (state, frame) => stay(moveBy(state, frame, 1)),
  up: (state, frame) => stay(moveBy(state, frame, -1)),
  "page-down": (state, frame) => stay(scrollBy(state, frame, halfPage(frame))),
  "page-up": (state, frame) => stay(scrollBy(state, frame, -halfPage(frame))),
  top: (state, frame) => stay(toTop(state, frame)),
  bottom: (state, frame) => stay(toBottom(state, frame)),
  "next-red": (state, frame, { shared }) => jumps.red(state, frame, shared, 1),
  "previous-red": (state, frame, { shared }) => jumps.red(state, frame, shared, -1),
  "next-unbound": (state, frame, { shared }) => jumps.unbound(state, frame, shared, 1),
  "next-weak": (state, frame, { shared }) => jumps.weak(state, frame, shared, 1),
  pane: (state) => stay({ ...state, follows: true, pane: { isOpen: !state.pane.isOpen, scroll: 0 } }),
  "pane-down": (state, frame, { shared }) => stay(scrollPane(state, frame, shared, paneStep)),
  "pane-up": (state, frame, { shared }) => stay(scrollPane(state, frame, shared, -paneStep)),
  edit: (state, frame) => stay(state, [{ do: "edit", path: state.spec, line: lineAt(frame) }]),
  add: addExample,
  check,
  generate: (state) => ({
    ...stay(state),
    go: { to: "open", place: { at: "generate", specs: [state.spec] } },
  }),
  run: (state) => ({ ...stay(state), go: { to: "open", place: { at: "start-run", specs: [state.spec] } } }),
  refine: (state) => ({ ...stay(state), go: { to: "open", place: { at: "refine", spec: state.spec } } }),
  copy: (state, frame) => {
    const text = `${state.spec}:${lineAt(frame)}`;
    return { ...stay(state, [{ do: "copy", text }]), say: { text: `copied ${text}`, tone: "plain" } };
  },
};

const paneStep = 3;

function pressed(
  state: SpecState,
  key: Extract<TuiEvent, { type: "key" }>["key"],
  shared: Shared,
  size: Size,
): Step<SpecState> {
  const frame = frameOf(state, shared, size);
  if (frame === null) {
    if (actionOf(waitingBindings, key) === null) return stay(state);
    return stay(state, [{ do: "edit", path: state.spec, line: Math.max(1, state.cursor.line) }]);
  }
  const action = actionOf<SpecAction>(
    state.pane.isOpen ? [...specBindings, ...paneBindings] : specBindings,
    key,
  );
  return action === null ? stay(state) : presses[action](state, frame, { shared, size });
}

function halfPage({ areas }: Frame): number {
  return Math.max(1, Math.floor(areas.document.rows / 2));
}

/** The cursor's line; where there is no cursor, the first that is shown. */
function lineAt({ stops, at, rows }: Frame): number {
  return stops[at]?.line ?? rows.find(({ source }) => source !== null)?.source ?? 1;
}

function scrollPane(state: SpecState, frame: Frame, shared: Shared, by: number): SpecState {
  const { pane } = frame.areas;
  if (pane === null) return state;
  const most = Math.max(0, paneLines(frame, shared, pane.columns).length - pane.rows);
  return { ...state, pane: { isOpen: true, scroll: Math.max(0, Math.min(state.pane.scroll + by, most)) } };
}

function addExample(state: SpecState, { opened, stops, at }: Frame): Step<SpecState> {
  const stop = stops[at];
  const requirement =
    stop === undefined
      ? undefined
      : stop.is === "problem"
        ? opened.requirements.findLast(({ place }) => place.line <= stop.line)
        : stop.requirement;
  if (requirement === undefined) {
    const text = "No requirement to add to yet: press e, and write a heading with an example under it.";
    return { ...stay(state), say: { text, tone: "plain" } };
  }
  if (requirement.form === null) {
    const text = "No call is known here yet: press e, and write a first example of it.";
    return { ...stay(state), say: { text, tone: "plain" } };
  }
  const place = { at: "add-example", spec: state.spec, requirement: requirement.id } as const;
  return { ...stay(state), go: { to: "open", place } };
}

function check(state: SpecState, _frame: Frame, { shared }: { shared: Shared }): Step<SpecState> {
  const isOnItsWay = shared.pending.some(
    ({ request }) => request.do === "check" && request.specs.includes(state.spec),
  );
  const effects: Effect[] = [{ do: "ask", request: { do: "check", specs: [state.spec] } }];
  return isOnItsWay
    ? { ...stay(state), say: { text: "It is being checked already.", tone: "plain" } }
    : stay(state, effects);
}

/** The spec itself, its suite or the lock: what its lines say depends on these. */
function concernsSpec({ spec }: SpecState, paths: readonly string[], { opened }: Shared): boolean {
  const loaded = opened.get(spec);
  const others =
    loaded?.is === "there"
      ? [
          ...loaded.value.subjects.map(({ path }) => path),
          ...loaded.value.requirements.flatMap(({ examples }) => examples[0]?.test?.path ?? []),
        ]
      : [];
  const known = new Set([spec, ".greenbar/lock.json", ...others]);
  return paths.some((path) => known.has(path));
}

/** The cursor stays on what it was on, wherever that is now, and the window goes with it. */
function withCursorKept(state: SpecState, shared: Shared): SpecState {
  const loaded = shared.opened.get(state.spec);
  if (loaded?.is !== "there" || state.cursor.id === null) return state;
  const stops = stopsOf(loaded.value);
  const stop = stops[stopIndex(stops, state.cursor)];
  if (stop?.id !== state.cursor.id) return { ...state, cursor: { ...state.cursor, id: null } };
  const moved = stop.line - state.cursor.line;
  if (moved === 0) return state;
  const top = { ...state.top, line: Math.max(1, state.top.line + moved) };
  return { ...state, cursor: { id: stop.id, line: stop.line }, top };
}
