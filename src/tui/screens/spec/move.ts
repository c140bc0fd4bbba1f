import type { Status } from "../../../verdict/statuses.ts";
import type { Shared } from "../../model.ts";
import type { Step } from "../../screen.ts";
import { stay } from "../../screen.ts";
import { type Frame, indexInWindow } from "./frame.ts";
import { advance, endOfPage, heldAtEnd, positionOfLine, spotOf } from "./scroll.ts";
import { standingAt, standingsOf } from "./standing.ts";
import type { SpecState } from "./state.ts";
import type { Stop } from "./stops.ts";

/** The cursor on the next stop, or the one before; at the last the page goes on alone. */
export function moveBy(state: SpecState, frame: Frame, by: 1 | -1): SpecState {
  const { stops, at, focus } = frame;
  const isAway = focus !== null && indexInWindow(frame, focus) < 0;
  const next = stops[isAway ? nearest(frame, by) : at + by];
  return next === undefined ? scrolled(state, frame, by) : onStop(state, frame, next);
}

/** The window so many rows further; the cursor comes along when it would be left behind. */
export function scrollBy(state: SpecState, frame: Frame, by: number): SpecState {
  const { page, areas } = frame;
  const top = heldAtEnd(page, advance(page, frame.top, by), areas.document.rows);
  const moved = { ...frame, top };
  const isShown = (line: number) => indexInWindow(moved, positionOfLine(page, line)) >= 0;
  const own = frame.stops[frame.at];
  const next = own === undefined || isShown(own.line) ? undefined : frame.stops[nearest(moved, by)];
  const isInWindow = next !== undefined && isShown(next.line);
  return {
    ...(isInWindow ? withCursor(state, next) : state),
    top: spotOf(page, top),
    follows: false,
  };
}

export function toTop(state: SpecState, { stops }: Frame): SpecState {
  const first = stops[0];
  const moved = first === undefined ? state : withCursor(state, first);
  return { ...moved, top: { line: 1, part: 0, extra: 0 }, follows: false };
}

export function toBottom(state: SpecState, frame: Frame): SpecState {
  const { stops, page, areas } = frame;
  const last = stops.at(-1);
  const moved = last === undefined ? state : withCursor(state, last);
  const top = heldAtEnd(page, endOfPage(page), areas.document.rows);
  return { ...moved, top: spotOf(page, top), follows: false };
}

type Jump = (state: SpecState, frame: Frame, shared: Shared, by: 1 | -1) => Step<SpecState>;

/** To the next of a kind, and round again from the other end. */
export const jumps: Readonly<Record<"red" | "unbound" | "weak", Jump>> = {
  red: jumpTo("Nothing here fails or drifted.", (stop, status) =>
    stop.is === "example" ? status === "fails" || status === "drifted" : false,
  ),
  unbound: jumpTo("Nothing here is unbound.", (stop, status) =>
    stop.is === "example" || (stop.is === "requirement" && stop.example !== null)
      ? status === "unbound"
      : false,
  ),
  weak: jumpTo("Nothing here is weak or unproven.", (stop, status) =>
    stop.is === "example" ? status === "weak" || status === "unproven" : status === "weak",
  ),
};

function jumpTo(none: string, isMeant: (stop: Stop, status: Status) => boolean): Jump {
  return (state, frame, shared, by) => {
    const { stops, at, opened } = frame;
    const standings = standingsOf(opened, shared.verdicts.get(state.spec));
    const order = stops.map(
      (_, step) => (((at + by * (step + 1)) % stops.length) + stops.length) % stops.length,
    );
    const found = order.find((index) => {
      const stop = stops[index];
      const standing = stop === undefined ? null : standingAt(stop, standings);
      return stop !== undefined && standing !== null && isMeant(stop, standing.status);
    });
    const stop = found === undefined ? undefined : stops[found];
    if (found === undefined || stop === undefined)
      return { ...stay(state), say: { text: none, tone: "plain" } };
    const step = stay(onStop(state, frame, stop));
    if (found === at) return { ...step, say: { text: "This is the only one.", tone: "plain" } };
    const isRound = by === 1 ? found < at : found > at;
    const text = by === 1 ? "from the top again" : "from the end again";
    return isRound ? { ...step, say: { text, tone: "plain" } } : step;
  };
}

function onStop(state: SpecState, { page, top }: Frame, stop: Stop): SpecState {
  return { ...withCursor(state, stop), top: spotOf(page, top), follows: true };
}

function withCursor(state: SpecState, { id, line }: Stop): SpecState {
  const scroll = state.cursor.id === id ? state.pane.scroll : 0;
  return { ...state, cursor: { id, line }, pane: { ...state.pane, scroll } };
}

function scrolled(state: SpecState, { page, top, areas }: Frame, by: number): SpecState {
  const next = heldAtEnd(page, advance(page, top, by), areas.document.rows);
  return { ...state, top: spotOf(page, next), follows: false };
}

/** The first stop of the window on the way down, the last one on the way up; beyond it when it has none. */
function nearest({ stops, page, top, areas }: Frame, by: number): number {
  const first = spotOf(page, top).line;
  const last = spotOf(page, advance(page, top, areas.document.rows - 1)).line;
  return by > 0
    ? stops.findIndex(({ line }) => line >= first)
    : stops.findLastIndex(({ line }) => line <= last);
}
