import type { Request } from "../../../app/engine/calls.ts";
import type { Decided } from "../../../app/refine/answer.ts";
import { readResult } from "../../../app/refine/read-result.ts";
import type { NextQuestion } from "../../../app/refine/refine.ts";
import type { Effect } from "../../effect.ts";
import type { TuiEvent } from "../../event.ts";
import { emptyField, pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Key } from "../../key.ts";
import { actionOf, typedAs } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { Size, Step } from "../../screen.ts";
import { stay } from "../../screen.ts";
import type { RefineAction } from "./bindings.ts";
import { bindingsOf } from "./bindings.ts";
import type { Asking, RefineRequest, RefineState, WriteRequest } from "./state.ts";
import { askedCall, isSame, optionsShown } from "./state.ts";
import { lastTop } from "./settled-rows.ts";

/** The sitting after an event. */
export function update(state: RefineState, event: TuiEvent, _shared: Shared, size: Size): Step<RefineState> {
  switch (event.type) {
    case "key":
      return onKey(state, event.key, size);
    case "paste": {
      const asking = askedCall(state);
      if (asking === null || asking.typed === null || state.writing !== null) return stay(state);
      const typed = pasteInto(asking.typed, event.text);
      return typed === null
        ? { ...stay(state), say: refusedPaste }
        : stay({ ...state, shown: { ...asking, typed, problem: null } });
    }
    case "answered":
      return onAnswered(state, event);
    case "refused":
      return onRefused(state, event);
    case "disk":
      return event.paths.includes(state.spec) ? lookQuietly(state) : stay(state);
    case "edited": {
      const step = lookQuietly(state);
      return event.problem === null ? step : { ...step, say: { text: event.problem, tone: "error" } };
    }
    case "resized":
    case "tick":
    case "progress":
    case "seen":
    case "run":
    case "run-linked":
    case "run-refused":
      return stay(state);
  }
}

type Press = (state: RefineState, key: Key, size: Size) => Step<RefineState>;

const presses: Readonly<Record<RefineAction, Press>> = {
  take: (state) => takeOption(state, askedCall(state)?.chosen ?? 0),
  number: (state, key) => takeOption(state, Number(typedAs(key)) - 1),
  type: (state) => withAsking(state, { typed: emptyField, problem: null }),
  write: writeTyped,
  "leave-field": (state) => withAsking(state, { typed: null, problem: null }),
  any: (state) => {
    const asking = askedCall(state);
    return asking === null ? stay(state) : write(state, { do: "allowAny", question: asking.question });
  },
  later: (state) => {
    if (state.shown.is !== "asking") return stay(state);
    return lookAnew({ ...state, passedOver: [...state.passedOver, state.shown.question.id] });
  },
  sooner: (state) => lookAnew({ ...state, passedOver: [] }),
  again: lookAnew,
  form: (state) => {
    if (state.shown.is !== "asking") return stay(state);
    const { spec, requirement } = state.shown.question;
    return {
      // The form is made from the spec as it was read last.
      ...stay(state, [{ do: "ask", request: { do: "open", spec } }]),
      go: { to: "open", place: { at: "add-example", spec, requirement: requirement.id } },
    };
  },
  edit: (state) => {
    const line = state.shown.is === "asking" ? state.shown.question.line : 1;
    return stay(state, [{ do: "edit", path: state.spec, line }]);
  },
  back: (state) => ({ ...stay(state, cancelled(state)), go: { to: "back" } }),
  down: (state, _key, size) => moved(state, 1, size),
  up: (state, _key, size) => moved(state, -1, size),
  "page-down": (state, _key, size) => moved(state, halfOf(size), size),
  "page-up": (state, _key, size) => moved(state, -halfOf(size), size),
  top: (state, _key, size) => moved(state, -Infinity, size),
  bottom: (state, _key, size) => moved(state, Infinity, size),
};

function onKey(state: RefineState, key: Key, size: Size): Step<RefineState> {
  const action = actionOf(bindingsOf(state), key);
  // Its answer is what makes it possible to take it back.
  if (state.writing !== null) {
    return { ...stay(state), say: { text: "A moment: it is being written", tone: "plain" } };
  }
  if (action !== null) return presses[action](state, key, size);
  const typed = askedCall(state)?.typed ?? null;
  const field = typed === null ? null : typeInto(typed, key);
  return field === null ? stay(state) : withAsking(state, { typed: field, problem: null });
}

function takeOption(state: RefineState, at: number): Step<RefineState> {
  const asking = askedCall(state);
  const option = asking === null ? undefined : optionsShown(asking.question)[at];
  if (asking === null || option === undefined) return stay(state);
  const { outcome, expected } = option;
  const decided: Decided = { outcome, expected, note: "" };
  const shown = { ...asking, chosen: at };
  return write({ ...state, shown }, { do: "decideQuestion", question: asking.question, decided });
}

/** What was typed is a result as the spec writes it; `throws` before it says that it is thrown. */
function writeTyped(state: RefineState): Step<RefineState> {
  const asking = askedCall(state);
  const text = asking?.typed?.text.trim() ?? "";
  if (asking === null) return stay(state);
  if (text === "") return withAsking(state, { problem: 'A result is missing: "a-b", 3, throws TypeError.' });
  const decided = readResult(text);
  return write(state, { do: "decideQuestion", question: asking.question, decided });
}

function write(state: RefineState, request: WriteRequest): Step<RefineState> {
  const { state: asked } = withAsking(state, { problem: null });
  return stay({ ...asked, writing: request }, [{ do: "ask", request }]);
}

function withAsking(
  state: RefineState,
  over: Partial<Pick<Asking, "chosen" | "typed" | "problem">>,
): Step<RefineState> {
  if (state.shown.is !== "asking") return stay(state);
  return stay({ ...state, shown: { ...state.shown, ...over } });
}

function moved(state: RefineState, by: number, size: Size): Step<RefineState> {
  const { shown } = state;
  if (shown.is === "settled") {
    const most = lastTop(state, shown.settled, size);
    return stay({ ...state, shown: { ...shown, top: within(shown.top + by, most) } });
  }
  const asking = askedCall(state);
  if (asking === null) return stay(state);
  return withAsking(state, { chosen: within(asking.chosen + by, optionsShown(asking.question).length - 1) });
}

function within(at: number, last: number): number {
  return Math.max(0, Math.min(last, at));
}

function halfOf({ rows }: Size): number {
  return Math.max(1, Math.floor(rows / 2));
}

function onAnswered(state: RefineState, event: Extract<TuiEvent, { type: "answered" }>): Step<RefineState> {
  switch (event.do) {
    case "refine":
      return isSame(event.request, state.search?.request ?? null) ? found(state, event.answer) : stay(state);
    case "decideQuestion":
    case "allowAny": {
      if (!isSame(event.request, state.writing)) return stay(state);
      const { changes, line } = event.answer;
      const said = event.do === "allowAny" ? "that any result will do" : "so now";
      return {
        ...lookAnew({ ...state, writing: null }),
        say: { text: `line ${line} says ${said}; u takes it back`, tone: "plain" },
        undoable: { what: "the answer", changes },
      };
    }
    case "addExample":
      return event.request.draft.spec === state.spec ? lookAnew(state) : stay(state);
    case "undo":
      return state.writing === null ? lookAnew(state) : stay(state);
    default:
      return stay(state);
  }
}

/** What a search has found; of no use when it is stale, or while an answer is being written. */
function found(state: RefineState, { question, others, settled }: NextQuestion): Step<RefineState> {
  const ended = { ...state, search: null };
  if (state.search?.isStale === true) return look(ended);
  if (state.writing !== null) return stay(ended);
  if (question === null) return stay({ ...ended, shown: { is: "settled", settled, top: 0 } });
  const shown = { is: "asking", question, others, chosen: 0, typed: null, problem: null } as const;
  return stay({ ...ended, shown });
}

function onRefused(
  state: RefineState,
  { request, message, advice }: Extract<TuiEvent, { type: "refused" }>,
): Step<RefineState> {
  const text = [message, ...advice.slice(0, 1)].join(". ");
  if (isSame(request, state.writing)) return withAsking({ ...state, writing: null }, { problem: text });
  if (request.do === "undo") return { ...stay(state), say: { text, tone: "error" } };
  if (!isSame(request, state.search?.request ?? null)) return stay(state);
  const ended = { ...state, search: null };
  return state.search?.isStale === true
    ? look(ended)
    : stay({ ...ended, shown: { is: "failed", message, advice } });
}

/** Looks for the next question; what was shown is over. */
function lookAnew(state: RefineState): Step<RefineState> {
  return look({ ...state, shown: { is: "looking" } });
}

/**
 * Looks whether what is shown still stands. A question about a call does until it is answered: nothing takes its
 * place under the fingers. A search that goes on has begun by reading the spec, our own last answer in it.
 */
function lookQuietly(state: RefineState): Step<RefineState> {
  const isFixed = askedCall(state) !== null || state.shown.is === "looking";
  return isFixed ? stay(state) : look(state);
}

/** One search at a time: one that goes on is ended first, and begun anew when it has. */
function look(state: RefineState): Step<RefineState> {
  if (state.search !== null) {
    return stay({ ...state, search: { ...state.search, isStale: true } }, cancelled(state));
  }
  const request: RefineRequest = { do: "refine", spec: state.spec, passedOver: state.passedOver };
  return stay({ ...state, search: { request, isStale: false } }, [{ do: "ask", request }]);
}

function cancelled({ search }: RefineState): readonly Effect[] {
  const request: Request | undefined = search?.request;
  return request === undefined ? [] : [{ do: "cancel", request }];
}
