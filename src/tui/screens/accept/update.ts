import type { TuiEvent } from "../../event.ts";
import type { Key } from "../../key.ts";
import { actionOf } from "../../key.ts";
import type { Shared } from "../../model.ts";
import { stay } from "../../screen.ts";
import type { Size, Step } from "../../screen.ts";
import type { AcceptAction } from "./bindings.ts";
import { acceptBindings } from "./bindings.ts";
import { diffHeight, diffRoom } from "./layout.ts";
import type { AcceptState } from "./state.ts";
import { changesOf, markedPaths } from "./state.ts";

/** What an event makes of the screen on which a green run's files are accepted. */
export function updateAccept(
  state: AcceptState,
  event: TuiEvent,
  _shared: Shared,
  size: Size,
): Step<AcceptState> {
  switch (event.type) {
    case "key":
      return onKey(state, event.key, size);
    case "answered":
      return onAnswer(state, event);
    case "refused": {
      const { request, message, advice } = event;
      if (!("run" in request) || request.run !== state.run) return stay(state);
      if (request.do === "proposal") return stay({ ...state, proposal: { is: "failed", message, advice } });
      return stay({ ...state, phase: "looking", problem: { message, advice } });
    }
    default:
      return stay(state);
  }
}

function onAnswer(state: AcceptState, event: Extract<TuiEvent, { type: "answered" }>): Step<AcceptState> {
  if (!("run" in event.request) || event.request.run !== state.run) return stay(state);
  switch (event.do) {
    case "proposal":
      return stay({ ...state, proposal: { is: "there", value: event.answer }, file: 0, top: 0 });
    case "apply": {
      const { changes } = event.answer;
      const isWhole = event.request.paths === null;
      const text = isWhole
        ? "written into the project; next: check, then commit"
        : "written in part: the verdict was for all files together, so check again";
      return {
        ...stay(state),
        go: { to: "back" },
        say: { text, tone: "plain" },
        undoable: { what: "the accepted files", changes },
      };
    }
    case "decline":
      return {
        ...stay(state),
        go: { to: "back" },
        say: { text: "declined; nothing was written", tone: "plain" },
      };
    default:
      return stay(state);
  }
}

function onKey(state: AcceptState, key: Key, size: Size): Step<AcceptState> {
  const action = actionOf(acceptBindings(state), key);
  return action === null ? stay(state) : act({ ...state, problem: null }, action, size);
}

function act(state: AcceptState, action: AcceptAction, size: Size): Step<AcceptState> {
  const { run } = state;
  const half = Math.max(1, Math.floor(diffRoom(state, size).rows / 2));
  switch (action) {
    case "accept":
      return accept(state);
    case "decline":
      return stay({ ...state, phase: "declining" });
    case "yes":
      return stay({ ...state, phase: "working" }, [{ do: "ask", request: { do: "decline", run } }]);
    case "no":
      return stay({ ...state, phase: "looking" });
    case "again":
      return stay({ ...state, proposal: { is: "loading" } }, [
        { do: "ask", request: { do: "proposal", run } },
      ]);
    case "next-file":
      return stay(toFile(state, state.file + 1));
    case "file-before":
      return stay(toFile(state, state.file - 1));
    case "mark":
      return stay(marked(state));
    case "down":
      return stay(scrolled(state, state.top + 1, size));
    case "up":
      return stay(scrolled(state, state.top - 1, size));
    case "page-down":
      return stay(scrolled(state, state.top + half, size));
    case "page-up":
      return stay(scrolled(state, state.top - half, size));
    case "top":
      return stay(scrolled(state, 0, size));
    case "bottom":
      return stay(scrolled(state, Infinity, size));
  }
}

function accept(state: AcceptState): Step<AcceptState> {
  const all = changesOf(state);
  const paths = markedPaths(state);
  if (all.length > 0 && paths.length === 0) {
    const text = "no file is marked: mark one with space, or decline with x";
    return { ...stay(state), say: { text, tone: "error" } };
  }
  const isWhole = paths.length === all.length;
  return stay({ ...state, phase: "working" }, [
    { do: "ask", request: { do: "apply", run: state.run, paths: isWhole ? null : paths } },
  ]);
}

function toFile(state: AcceptState, file: number): AcceptState {
  const last = changesOf(state).length - 1;
  const wanted = Math.max(0, Math.min(last, file));
  return wanted === state.file ? state : { ...state, file: wanted, top: 0 };
}

function marked(state: AcceptState): AcceptState {
  const path = changesOf(state)[state.file]?.path;
  if (path === undefined) return state;
  const out = new Set(state.out);
  if (!out.delete(path)) out.add(path);
  return { ...state, out };
}

function scrolled(state: AcceptState, top: number, size: Size): AcceptState {
  const room = diffRoom(state, size);
  const most = Math.max(0, diffHeight(state, room.columns) - room.rows);
  return { ...state, top: Math.max(0, Math.min(most, top)) };
}
