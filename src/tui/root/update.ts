import type { Effect } from "../effect.ts";
import type { TuiEvent } from "../event.ts";
import { actionOf } from "../key.ts";
import type { Key } from "../key.ts";
import type { Destination, Step } from "../screen.ts";
import { alwaysBindings, helpBindings, leavingBindings, rootBindings } from "./bindings.ts";
import { lastTop } from "./help.ts";
import { bodySize } from "./layout.ts";
import { arrive, screenAt } from "./places.ts";
import type { Place } from "./screen-table.ts";
import type { Root, Rooted } from "./root.ts";
import { emptyShared, isAskedAgain, updateShared, withPending } from "./shared-update.ts";

/**
 * The first model: the specs of the project, and where one was sent over them.
 *
 * @param given - the terminal's size; `greeting`: one line until the first key.
 */
export function firstRoot({ columns, rows, first, greeting }: Beginning): Rooted {
  const { place, effects } = arrive({ at: "specs" }, emptyShared);
  const root: Root = {
    columns,
    rows,
    shared: emptyShared,
    stack: [place],
    overlay: { is: "none" },
    said: greeting === undefined ? null : { text: greeting, tone: "plain" },
    undoable: [],
  };
  const begun = wanting(root, [...effects, { do: "ask", request: { do: "inbox" } }]);
  return first === undefined ? begun : behind(begun.effects, open(begun.model, first));
}

export interface Beginning {
  readonly columns: number;
  readonly rows: number;
  readonly first?: Destination | undefined;
  readonly greeting?: string | undefined;
}

/** The model after an event, and what is to be done. Pure; the only update there is. */
export function update(root: Root, event: TuiEvent): Rooted {
  switch (event.type) {
    case "key":
      return onKey({ ...root, said: null }, event.key);
    case "resized":
      return { model: { ...root, columns: event.columns, rows: event.rows }, effects: [] };
    case "tick":
      return showsTime(root) ? { model: known(root, event), effects: [] } : { model: root, effects: [] };
    case "paste":
      return root.overlay.is === "none" ? toFront(root, event) : { model: root, effects: [] };
    case "disk":
      return also(toAll(known(root, event), event), [
        { do: "ask", request: { do: "overview" } },
        { do: "ask", request: { do: "inbox" } },
      ]);
    case "run":
      return also(
        toAll(known(root, event), event),
        changesInbox(event) ? [{ do: "ask", request: { do: "inbox" } }] : [],
      );
    case "answered":
      return onAnswered(root, event);
    default:
      return toAll(known(root, event), event);
  }
}

function known(root: Root, event: TuiEvent): Root {
  return { ...root, shared: updateShared(root.shared, event) };
}

/** Time is shown while something is worked on; otherwise nothing changes, and nothing is painted. */
function showsTime({ shared }: Root): boolean {
  return shared.pending.length > 0 || shared.liveRuns.size > 0;
}

/** Only what a person may have to decide on makes the queue be read again. */
function changesInbox({ message }: Extract<TuiEvent, { type: "run" }>): boolean {
  if (message.is === "ended" || message.is === "brief") return true;
  return message.is === "event" && inboxEvents.has(message.event.type);
}

const inboxEvents = new Set(["run-ended", "proposal", "applied", "proposal-declined", "paused"]);

function onAnswered(root: Root, event: Extract<TuiEvent, { type: "answered" }>): Rooted {
  const again: Effect[] = isAskedAgain(root.shared, event.request)
    ? [{ do: "ask", request: event.request }]
    : [];
  const told = also(toAll(known(root, event), event), again);
  switch (event.do) {
    case "apply":
      return also(told, [
        ...refreshed(root),
        ...checked(root.shared.runs.get(event.request.run)?.specs ?? []),
      ]);
    case "decide": {
      const item = root.shared.inbox?.find(({ id }) => id === event.request.item);
      const isWritten = event.request.decision === "accept" && item !== undefined;
      return also(told, [...refreshed(root), ...checked(isWritten ? [item.spec] : [])]);
    }
    case "generate":
    case "decline":
    case "addExample":
    case "decideQuestion":
    case "allowAny":
    case "newSpec":
    case "exampleSpec":
      return also(told, refreshed(root));
    case "undo":
      return also(
        { ...told, model: { ...told.model, said: { text: "taken back", tone: "plain" } } },
        refreshed(root),
      );
    default:
      return told;
  }
}

/** What was written is checked at once: a person who accepted it wants to see that it holds where it now stands. */
function checked(specs: readonly string[]): Effect[] {
  return specs.length === 0 ? [] : [{ do: "ask", request: { do: "check", specs } }];
}

/** What was read is read again: the overview, the inbox, and the specs that are open. */
function refreshed({ stack }: Root): Effect[] {
  const specs = stack.flatMap(({ at, state }) => (at === "spec" && "spec" in state ? [state.spec] : []));
  return [
    { do: "ask", request: { do: "overview" } },
    { do: "ask", request: { do: "inbox" } },
    ...specs.map((spec): Effect => ({ do: "ask", request: { do: "open", spec } })),
  ];
}

function onKey(root: Root, key: Key): Rooted {
  if (root.overlay.is === "leaving") return onLeaving(root, key);
  if (root.overlay.is === "help") return onHelp(root, root.overlay.top, key);
  const front = root.stack.at(-1) as Place;
  const screen = screenAt(front.at);
  const isTyping = screen.isTyping?.(front.state) === true;
  if (actionOf(alwaysBindings, key) === "quit") return leave(root);
  const own = actionOf(screen.bindings(front.state, root.shared), key);
  if (isTyping || own !== null) return toFront(root, { type: "key", key });
  switch (actionOf(rootBindings, key)) {
    case "back":
      return back(root);
    case "inbox":
      return front.at === "inbox" ? { model: root, effects: [] } : open(root, { at: "inbox" });
    case "undo":
      return undo(root);
    case "help":
      return { model: { ...root, overlay: { is: "help", top: 0 } }, effects: [] };
    case "quit":
      return leave(root);
    case null:
      return { model: root, effects: [] };
  }
}

function onHelp(root: Root, top: number, key: Key): Rooted {
  const action = actionOf(helpBindings, key);
  if (action !== "down" && action !== "up")
    return { model: { ...root, overlay: { is: "none" } }, effects: [] };
  const front = root.stack.at(-1) as Place;
  const most = lastTop(screenAt(front.at).bindings(front.state, root.shared), bodySize(root));
  const to = Math.max(0, Math.min(most, top + (action === "down" ? 1 : -1)));
  return { model: { ...root, overlay: { is: "help", top: to } }, effects: [] };
}

function onLeaving(root: Root, key: Key): Rooted {
  const model: Root = { ...root, overlay: { is: "none" } };
  switch (actionOf(leavingBindings, key)) {
    case "leave-running":
      return { model, effects: [{ do: "quit" }] };
    case "stop": {
      const stops = [...root.shared.liveRuns].map((run): Effect => ({
        do: "control-run",
        run,
        control: { control: "stop" },
      }));
      return { model, effects: [...stops, { do: "quit" }] };
    }
    case "stay":
      return { model, effects: [] };
    case null:
      return { model: root, effects: [] };
  }
}

/** Nothing is lost by leaving: a run is a process of its own. It is asked only what becomes of it. */
function leave(root: Root): Rooted {
  if (root.shared.liveRuns.size === 0) return { model: root, effects: [{ do: "quit" }] };
  return { model: { ...root, overlay: { is: "leaving" } }, effects: [] };
}

function undo(root: Root): Rooted {
  const newest = root.undoable.at(-1);
  if (newest === undefined) {
    return { model: { ...root, said: { text: "nothing to take back", tone: "plain" } }, effects: [] };
  }
  return wanting({ ...root, undoable: root.undoable.slice(0, -1) }, [
    { do: "ask", request: { do: "undo", changes: newest.changes } },
  ]);
}

function back(root: Root): Rooted {
  if (root.stack.length === 1) return { model: root, effects: [] };
  return { model: { ...root, stack: root.stack.slice(0, -1) }, effects: [] };
}

function open(root: Root, to: Destination): Rooted {
  const { place, effects } = arrive(to, root.shared);
  return wanting({ ...root, stack: [...root.stack, place] }, effects);
}

function toFront(root: Root, event: TuiEvent): Rooted {
  return toPlace(root, root.stack.length - 1, event);
}

/** Every screen that is open hears it; only the one in front may go elsewhere. */
function toAll(root: Root, event: TuiEvent): Rooted {
  let now: Rooted = { model: root, effects: [] };
  for (let at = 0; at < root.stack.length; at += 1) now = behind(now.effects, toPlace(now.model, at, event));
  return now;
}

function toPlace(root: Root, at: number, event: TuiEvent): Rooted {
  const place = root.stack[at] as Place;
  const step = screenAt(place.at).update(place.state, event, root.shared, bodySize(root));
  const stack = root.stack.with(at, { at: place.at, state: step.state });
  const model: Root = {
    ...root,
    stack,
    said: step.say ?? root.said,
    undoable: step.undoable === undefined ? root.undoable : [...root.undoable, step.undoable],
  };
  const isFront = at === root.stack.length - 1;
  return isFront ? go(wanting(model, step.effects), step) : wanting(model, step.effects);
}

function go(rooted: Rooted, step: Step<unknown>): Rooted {
  if (step.go === undefined) return rooted;
  const { model, effects } = rooted;
  const left = step.go.to === "open" ? model : { ...model, stack: model.stack.slice(0, -1) };
  return behind(effects, step.go.to === "back" ? back(model) : open(left, step.go.place));
}

/** What is asked for is pending from now on; what is pending already is not asked twice. */
function wanting(root: Root, effects: readonly Effect[]): Rooted {
  let { shared } = root;
  const kept = effects.filter((effect) => {
    if (effect.do !== "ask") return true;
    const asked = withPending(shared, effect.request);
    shared = asked.shared;
    return asked.isNew;
  });
  return { model: { ...root, shared }, effects: kept };
}

function behind(effects: readonly Effect[], rooted: Rooted): Rooted {
  return { model: rooted.model, effects: [...effects, ...rooted.effects] };
}

function also(rooted: Rooted, effects: readonly Effect[]): Rooted {
  const { model, effects: wanted } = wanting(rooted.model, effects);
  return { model, effects: [...rooted.effects, ...wanted] };
}
