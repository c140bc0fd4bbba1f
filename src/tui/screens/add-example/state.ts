import type { DraftedExample } from "../../../app/examples/add-example.ts";
import type { ExampleDraft, ExampleForm, OutcomeKind } from "../../../app/examples/example-form.ts";
import { problemOf } from "../../../app/examples/example-form.ts";
import type { Field } from "../../field.ts";
import { emptyField } from "../../field.ts";
import type { Shared } from "../../model.ts";

/** The form for one more example of a requirement, as far as it is filled in. */
export interface AddExampleState {
  readonly spec: string;
  readonly requirement: string;
  /** What was typed, by the row's key; a row that is not there is empty. */
  readonly typed: ReadonlyMap<string, Field>;
  readonly outcome: OutcomeKind;
  /** Key of the row that the cursor is in; null, or one that is no more: the first. */
  readonly at: string | null;
  /** Rows that were left: what is wrong with an empty one is said from then on. */
  readonly left: ReadonlySet<string>;
  /** The latest answer, with the draft that it speaks of. */
  readonly drafted: { readonly draft: ExampleDraft; readonly answer: DraftedExample } | null;
  /** The draft that an answer is awaited for. */
  readonly asked: ExampleDraft | null;
  /** The draft that is being written. */
  readonly writing: ExampleDraft | null;
  /** Esc was the last key, with something typed. */
  readonly isLeaving: boolean;
  /** There is a form, so that letters go into it. */
  readonly hasForm: boolean;
}

export function firstState(spec: string, requirement: string, hasForm: boolean): AddExampleState {
  return {
    hasForm,
    spec,
    requirement,
    typed: new Map(),
    outcome: "returns",
    at: null,
    left: new Set(),
    drafted: null,
    asked: null,
    writing: null,
    isLeaving: false,
  };
}

/** A row of the form: a field, or the choice between a value and an error. */
export interface FormRow {
  /** As in a problem: the name of an input, or a word of `problemOf`; `choice` for the choice. */
  readonly key: string;
  readonly label: string;
  /** What an empty field shows; null for the choice. */
  readonly hint: string | null;
}

export const choice = ":outcome";

/** The form as the spec gives it now; null while the spec is read, and where no call is known. */
export function formIn(
  { spec, requirement }: Pick<AddExampleState, "spec" | "requirement">,
  { opened }: Shared,
): ExampleForm | null {
  const loaded = opened.get(spec);
  if (loaded?.is !== "there") return null;
  return loaded.value.requirements.find(({ id }) => id === requirement)?.form ?? null;
}

/** The form's rows in the order in which they are filled in. */
export function rowsOf(form: ExampleForm, state: AddExampleState): readonly FormRow[] {
  const outcome = outcomeOf(state, form);
  return [
    ...form.inputs.map(({ name, optional, like }): FormRow => ({
      key: name,
      label: optional ? `${name}?` : name,
      hint: [optional ? "may stay empty" : [], like === null ? [] : `like ${like}`].flat().join("; "),
    })),
    ...(form.outcomes.length > 1 ? [{ key: choice, label: "then", hint: null }] : []),
    { key: problemOf.expected, label: outcome, hint: expectedHint(outcome, form) },
    ...form.also.map(({ name, like }): FormRow => ({
      key: name,
      label: name,
      hint: `${like === null ? "a value" : `like ${like}`}, or throws and what`,
    })),
    ...(form.note === null
      ? []
      : [{ key: problemOf.note, label: noteLabel(form.note), hint: "may stay empty" }]),
  ];
}

/** The row that the cursor is in. */
export function focusOf(rows: readonly FormRow[], { at }: AddExampleState): number {
  return Math.max(
    0,
    rows.findIndex(({ key }) => key === at),
  );
}

export function fieldAt({ typed }: AddExampleState, key: string): Field {
  return typed.get(key) ?? emptyField;
}

/** A table may have a column for errors only. */
export function outcomeOf({ outcome }: AddExampleState, { outcomes }: ExampleForm): OutcomeKind {
  return outcomes.includes(outcome) ? outcome : (outcomes[0] ?? outcome);
}

/** What is filled in, as it is asked for and written. Equal forms give equal drafts, key by key. */
export function draftOf(state: AddExampleState, form: ExampleForm): ExampleDraft {
  const text = (key: string) => fieldAt(state, key).text;
  const names = [...form.inputs, ...form.also].map(({ name }) => name);
  return {
    spec: state.spec,
    requirement: state.requirement,
    inputs: Object.fromEntries(names.filter((name) => text(name) !== "").map((name) => [name, text(name)])),
    outcome: outcomeOf(state, form),
    expected: text(problemOf.expected),
    note: form.note === null ? "" : text(problemOf.note),
  };
}

/** Whether two drafts say the same; one may have been to another process and back. */
export function isSameDraft(one: ExampleDraft | null, other: ExampleDraft | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export function isEmpty({ typed }: AddExampleState): boolean {
  return [...typed.values()].every(({ text }) => text === "");
}

function expectedHint(outcome: OutcomeKind, { expectedLike }: ExampleForm): string {
  if (outcome === "throws") return 'TypeError, "message", /pattern/; empty: anything';
  return expectedLike === null ? "a value" : `like ${expectedLike}`;
}

function noteLabel(header: string): string {
  return header === "" ? "note" : header;
}
