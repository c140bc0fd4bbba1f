import type { DraftedExample } from "../../../app/examples/add-example.ts";
import type { ExampleForm } from "../../../app/examples/example-form.ts";
import { problemOf } from "../../../app/examples/example-form.ts";
import type { Effect } from "../../effect.ts";
import type { TuiEvent } from "../../event.ts";
import { pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Field } from "../../field.ts";
import type { Binding, Key } from "../../key.ts";
import { actionOf } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { Step } from "../../screen.ts";
import { stay } from "../../screen.ts";
import type { AddAction } from "./bindings.ts";
import { choiceBindings, fieldBindings, lastBindings } from "./bindings.ts";
import type { AddExampleState } from "./state.ts";
import {
  choice,
  draftOf,
  fieldAt,
  focusOf,
  formIn,
  isEmpty,
  isSameDraft,
  outcomeOf,
  rowsOf,
} from "./state.ts";

/** The form after an event. What is filled in is asked about as it changes; older answers count for nothing. */
export function update(state: AddExampleState, event: TuiEvent, shared: Shared): Step<AddExampleState> {
  const form = formIn(state, shared);
  return after({ ...state, hasForm: form !== null }, event, form);
}

function after(state: AddExampleState, event: TuiEvent, form: ExampleForm | null): Step<AddExampleState> {
  switch (event.type) {
    case "key":
      return form === null
        ? stay(state)
        : onKey({ ...state, isLeaving: false }, event.key, form, state.isLeaving);
    case "paste":
      return form === null ? stay(state) : onPaste({ ...state, isLeaving: false }, event.text, form);
    case "answered":
      if (event.do === "draftExample" && isSameDraft(event.request.draft, state.asked)) {
        return drafted(state, event.answer, form);
      }
      if (event.do === "addExample" && isSameDraft(event.request.draft, state.writing)) {
        const { line, changes } = event.answer;
        return {
          ...stay({ ...state, writing: null }),
          go: { to: "back" },
          say: { text: `added at line ${line}; u takes it back`, tone: "plain" },
          undoable: { what: "the example", changes },
        };
      }
      // What was read of the spec anew may call for something else.
      if (event.do === "open" && event.request.spec === state.spec && form !== null && !isEmpty(state)) {
        return asking({ ...state, asked: null }, form);
      }
      return stay(state);
    case "refused":
      return refused(state, event, form);
    case "resized":
    case "tick":
    case "progress":
    case "seen":
    case "run":
    case "run-linked":
    case "run-refused":
    case "disk":
    case "edited":
      return stay(state);
  }
}

/** What keys mean where the cursor is. */
export function bindingsAt(state: AddExampleState, form: ExampleForm): readonly Binding<AddAction>[] {
  const rows = rowsOf(form, state);
  const focus = focusOf(rows, state);
  if (rows[focus]?.key === choice) return choiceBindings;
  return focus === rows.length - 1 ? lastBindings : fieldBindings;
}

function onKey(
  state: AddExampleState,
  key: Key,
  form: ExampleForm,
  wasLeaving: boolean,
): Step<AddExampleState> {
  const action = actionOf(bindingsAt(state, form), key);
  switch (action) {
    case "next":
      return stay(moved(state, form, 1));
    case "previous":
      return stay(moved(state, form, -1));
    case "outcome": {
      if (form.outcomes.length < 2) return stay(state);
      const outcome = outcomeOf(state, form) === "returns" ? "throws" : "returns";
      return isEmpty(state) ? stay({ ...state, outcome }) : asking({ ...state, outcome }, form);
    }
    case "write":
      return write(state, form);
    case "cancel":
      return cancel(state, wasLeaving);
    case null:
      return typed(state, form, (field) => typeInto(field, key));
  }
}

function onPaste(state: AddExampleState, text: string, form: ExampleForm): Step<AddExampleState> {
  const step = typed(state, form, (field) => pasteInto(field, text));
  const isTaken = step.state !== state || text === "";
  if (isTaken || state.writing !== null || focusKey(state, form) === choice) return step;
  return { ...step, say: refusedPaste };
}

/** The same state when the edit is refused, or means nothing. */
function typed(
  state: AddExampleState,
  form: ExampleForm,
  edit: (field: Field) => Field | null,
): Step<AddExampleState> {
  const key = focusKey(state, form);
  if (key === choice || state.writing !== null) return stay(state);
  const before = fieldAt(state, key);
  const after = edit(before);
  if (after === null) return stay(state);
  const next = { ...state, typed: new Map(state.typed).set(key, after) };
  return after.text === before.text ? stay(next) : asking(next, form);
}

/**
 * Asks what the example would be now. One question at a time: what is typed meanwhile is asked about once the answer
 * is there, so that a long spec is not read again for each key.
 */
function asking(state: AddExampleState, form: ExampleForm): Step<AddExampleState> {
  if (state.asked !== null) return stay(state);
  const draft = draftOf(state, form);
  return stay({ ...state, asked: draft }, [{ do: "ask", request: { do: "draftExample", draft } }]);
}

/** The answer to what was asked; of an older draft than the present one it counts for nothing. */
function drafted(
  state: AddExampleState,
  answer: DraftedExample,
  form: ExampleForm | null,
): Step<AddExampleState> {
  const draft = state.asked;
  const free = { ...state, asked: null };
  if (form === null || draft === null) return stay(free);
  return isSameDraft(draft, draftOf(state, form))
    ? stay({ ...free, drafted: { draft, answer } })
    : asking(free, form);
}

function write(state: AddExampleState, form: ExampleForm): Step<AddExampleState> {
  if (state.writing !== null) return stay(state);
  const draft = draftOf(state, form);
  const rows = rowsOf(form, state);
  const all = { ...state, left: new Set(rows.map(({ key }) => key)) };
  const known = isSameDraft(state.drafted?.draft ?? null, draft) ? state.drafted : null;
  const problems = known?.answer.problems ?? {};
  const first = rows.find(({ key }) => Object.hasOwn(problems, key));
  if (Object.keys(problems).length > 0) {
    const said = first === undefined ? problems[problemOf.whole] : problems[first.key];
    return {
      ...stay({ ...all, at: first?.key ?? state.at }),
      say: { text: said ?? "something is missing", tone: "error" },
    };
  }
  // What stands in the way is said under its field, which only the answer to a draft tells.
  const isKnown = isSameDraft(state.asked, draft) || isSameDraft(state.drafted?.draft ?? null, draft);
  const checked = isKnown ? stay(all) : asking(all, form);
  return stay({ ...checked.state, writing: draft }, [
    ...checked.effects,
    { do: "ask", request: { do: "addExample", draft } },
  ]);
}

function cancel(state: AddExampleState, wasLeaving: boolean): Step<AddExampleState> {
  // Its answer is what makes it possible to take the example back.
  if (state.writing !== null) {
    return { ...stay(state), say: { text: "A moment: it is being written", tone: "plain" } };
  }
  if (isEmpty(state) || wasLeaving) {
    const effects: Effect[] =
      state.asked === null ? [] : [{ do: "cancel", request: { do: "draftExample", draft: state.asked } }];
    return { ...stay(state, effects), go: { to: "back" } };
  }
  return { ...stay({ ...state, isLeaving: true }), say: { text: "Esc again throws it away", tone: "plain" } };
}

function refused(
  state: AddExampleState,
  { request, message, advice }: Extract<TuiEvent, { type: "refused" }>,
  form: ExampleForm | null,
): Step<AddExampleState> {
  const text = [message, ...advice.slice(0, 1)].join(". ");
  if (request.do === "addExample" && isSameDraft(request.draft, state.writing)) {
    return { ...stay({ ...state, writing: null }), say: { text, tone: "error" } };
  }
  if (request.do !== "draftExample" || !isSameDraft(request.draft, state.asked)) return stay(state);
  return drafted(state, { text: null, line: 1, problems: { [problemOf.whole]: text } }, form);
}

function moved(state: AddExampleState, form: ExampleForm, by: number): AddExampleState {
  const rows = rowsOf(form, state);
  const focus = focusOf(rows, state);
  const to = rows[Math.min(rows.length - 1, Math.max(0, focus + by))];
  const from = rows[focus];
  return {
    ...state,
    at: to?.key ?? null,
    left: new Set([...state.left, ...(from === undefined ? [] : [from.key])]),
  };
}

function focusKey(state: AddExampleState, form: ExampleForm): string {
  const rows = rowsOf(form, state);
  return rows[focusOf(rows, state)]?.key ?? choice;
}
