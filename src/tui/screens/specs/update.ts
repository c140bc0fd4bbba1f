import type { Effect } from "../../effect.ts";
import type { TuiEvent } from "../../event.ts";
import { emptyField, pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Field } from "../../field.ts";
import { actionOf } from "../../key.ts";
import type { Key } from "../../key.ts";
import type { Shared } from "../../model.ts";
import { stay } from "../../screen.ts";
import type { Size, Step } from "../../screen.ts";
import { specsBindings, typingBindings, welcomeBindings } from "./bindings.ts";
import { chosenIndex, shownSpecs } from "./state.ts";
import type { SpecsState } from "./state.ts";

export function updateSpecs(
  state: SpecsState,
  event: TuiEvent,
  shared: Shared,
  size: Size,
): Step<SpecsState> {
  switch (event.type) {
    case "key":
      return state.typing === "nothing"
        ? onKey(state, event.key, shared, size)
        : onTyping(state, event.key, state.typing, shared);
    case "paste": {
      if (state.typing === "nothing") return stay(state);
      const field = pasteInto(state[state.typing], event.text);
      return field === null
        ? { ...stay(state), say: refusedPaste }
        : stay(withField(state, state.typing, field));
    }
    case "answered":
      if (event.do !== "newSpec" && event.do !== "exampleSpec") return stay(state);
      return {
        state: { ...state, typing: "nothing", name: emptyField, problem: null, chosen: event.answer.path },
        effects: [],
        go: { to: "open", place: { at: "spec", spec: event.answer.path } },
        say: { text: `wrote ${event.answer.path}: ${nextOf[event.do]}`, tone: "plain" },
      };
    case "refused": {
      const isOurs = event.request.do === "newSpec" || event.request.do === "exampleSpec";
      const { message, advice } = event;
      return isOurs ? stay({ ...state, problem: { message, advice } }) : stay(state);
    }
    default:
      return stay(state);
  }
}

const nextOf = {
  newSpec: "e opens the editor, where you fill in its examples",
  exampleSpec: "g makes tests of it and sees them red",
} as const;

function onKey(state: SpecsState, key: Key, shared: Shared, size: Size): Step<SpecsState> {
  const shown = shownSpecs(state, shared);
  const at = chosenIndex(state, shown);
  const spec = shown[at]?.spec;
  const move = (to: number): Step<SpecsState> => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, to))];
    return stay({ ...state, chosen: next?.spec ?? null });
  };
  const half = Math.max(1, Math.floor(size.rows / 2));
  if (isEmpty(shared)) return onWelcome(state, key);
  const withSpec = (step: (spec: string) => Step<SpecsState>) =>
    spec === undefined ? stay(state) : step(spec);
  switch (actionOf(specsBindings, key)) {
    case "open":
      return withSpec((spec) => ({ ...stay(state), go: { to: "open", place: { at: "spec", spec } } }));
    case "check":
      return withSpec((spec) => stay(state, [{ do: "ask", request: { do: "check", specs: [spec] } }]));
    case "check-all":
      return stay(state, [{ do: "ask", request: { do: "check", specs: [] } }]);
    case "generate":
      return withSpec((spec) => ({
        ...stay(state),
        go: { to: "open", place: { at: "generate", specs: [spec] } },
      }));
    case "run":
      return withSpec((spec) => toRun(state, shared, [spec]));
    case "run-all":
      return toRun(state, shared, []);
    case "join":
      return toRun(state, shared, null);
    case "edit":
      return withSpec((path) => stay(state, [{ do: "edit", path, line: 1 }]));
    case "refine":
      return withSpec((spec) => ({ ...stay(state), go: { to: "open", place: { at: "refine", spec } } }));
    case "filter":
      return stay({ ...state, typing: "filter" });
    case "new":
      return stay({ ...state, typing: "name", problem: null });
    case "down":
      return move(at + 1);
    case "up":
      return move(at - 1);
    case "page-down":
      return move(at + half);
    case "page-up":
      return move(at - half);
    case "top":
      return move(0);
    case "bottom":
      return move(shown.length - 1);
    case null:
      return stay(state);
  }
}

/** One run goes on at a time in a project: while one does, that is where `r` leads. */
function toRun(state: SpecsState, shared: Shared, specs: readonly string[] | null): Step<SpecsState> {
  const [run] = shared.liveRuns;
  if (run !== undefined) return { ...stay(state), go: { to: "open", place: { at: "run", run } } };
  if (specs === null) return { ...stay(state), say: { text: "no run goes on", tone: "plain" } };
  return { ...stay(state), go: { to: "open", place: { at: "start-run", specs } } };
}

function onWelcome(state: SpecsState, key: Key): Step<SpecsState> {
  switch (actionOf(welcomeBindings, key)) {
    case "new":
      return stay({ ...state, typing: "name", problem: null });
    case "example":
      return stay(state, [{ do: "ask", request: { do: "exampleSpec" } }]);
    case null:
      return stay(state);
  }
}

function onTyping(state: SpecsState, key: Key, field: "filter" | "name", shared: Shared): Step<SpecsState> {
  switch (actionOf(typingBindings, key)) {
    case "cancel":
      return stay({ ...state, typing: "nothing", [field]: emptyField, problem: null });
    case "done": {
      if (field === "filter") {
        return stay({ ...state, typing: "nothing", chosen: shownSpecs(state, shared)[0]?.spec ?? null });
      }
      const name = state.name.text.trim();
      const effects: Effect[] = name === "" ? [] : [{ do: "ask", request: { do: "newSpec", name } }];
      return stay({ ...state, typing: name === "" ? "nothing" : "name" }, effects);
    }
    case null:
      return stay(withField(state, field, typeInto(state[field], key)));
  }
}

function withField(state: SpecsState, field: "filter" | "name", typed: Field | null): SpecsState {
  return typed === null ? state : { ...state, [field]: typed, problem: null };
}

/** A project that was read and has no spec. */
export function isEmpty({ overview }: Shared): boolean {
  return overview.is === "there" && overview.value.specs.length === 0;
}
