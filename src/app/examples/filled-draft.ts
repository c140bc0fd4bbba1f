import type { FreeName } from "../../spec/spec.ts";
import type { CellStyle } from "./cell-style.ts";
import { problemOf } from "./example-form.ts";
import type { ExampleDraft, ExampleForm, Problems } from "./example-form.ts";
import type { Typed } from "./typed-value.ts";
import { readTypedArgument, readTypedExpected, readTypedThrow } from "./typed-value.ts";

/** What a person filled in, as values. */
export interface FilledDraft {
  /** By name, those that are not given too. */
  readonly inputs: ReadonlyMap<string, Right>;
  readonly outcome: Outcome;
  /** What further computed columns expect, by their expression. */
  readonly also: ReadonlyMap<string, Outcome>;
  /** On one line; empty when there is none. */
  readonly note: string;
}

export type Right = Exclude<Typed, { is: "wrong" }>;
export type Thrown = Extract<Typed, { is: "nothing" | "code" }>;

export type Outcome =
  | { readonly is: "returns"; readonly value: Right }
  | { readonly is: "throws"; readonly error: Thrown };

export interface FillSettings {
  readonly isKnown: (name: FreeName) => boolean;
  /** The style of each field's column, by its name (`problemOf.expected` for the result); null outside of tables. */
  readonly styleOf: (field: string) => CellStyle | null;
}

/** Reads every field; what is wrong is said of each, all at once. */
export function fillDraft(
  draft: ExampleDraft,
  form: ExampleForm,
  { isKnown, styleOf }: FillSettings,
): FilledDraft | { readonly problems: Problems } {
  const problems: Record<string, string> = {};
  const keep = <Read extends Typed>(field: string, typed: Read): Exclude<Read, { is: "wrong" }> => {
    if (typed.is === "wrong") problems[field] = typed.problem;
    return (typed.is === "wrong" ? { is: "nothing" } : typed) as Exclude<Read, { is: "wrong" }>;
  };
  const isBare = (field: string) => styleOf(field)?.strings === "bare";
  const typedIn = (name: string) => (Object.hasOwn(draft.inputs, name) ? (draft.inputs[name] ?? "") : "");

  const inputs = new Map<string, Right>();
  for (const { name } of form.inputs) {
    inputs.set(name, keep(name, readTypedArgument(typedIn(name), { bare: isBare(name), isKnown })));
  }
  Object.assign(problems, leftOut(form, inputs, problems));

  const returned = (field: string, text: string): Outcome => {
    const value = keep(field, readTypedExpected(text, { bare: isBare(field) }));
    if (value.is === "nothing") problems[field] ??= missing("The expected value");
    return { is: "returns", value };
  };
  const { expected } = problemOf;
  const outcome: Outcome =
    draft.outcome === "throws"
      ? { is: "throws", error: keep(expected, readTypedThrow(draft.expected)) }
      : returned(expected, draft.expected);
  if (!form.outcomes.includes(draft.outcome)) {
    problems[expected] = "The table has a column for errors only; say what is thrown.";
  }
  const also = new Map<string, Outcome>();
  for (const { name } of form.also) {
    const thrown = /^\s*throws(?:\s+|$)/u.exec(typedIn(name));
    also.set(
      name,
      thrown === null
        ? returned(name, typedIn(name))
        : { is: "throws", error: keep(name, readTypedThrow(typedIn(name).slice(thrown[0].length))) },
    );
  }
  const note = draft.note.trim().replace(/\s+/gu, " ");
  if (note !== "" && form.note === null) problems[problemOf.note] = "The table has no column for a note.";
  return Object.keys(problems).length === 0 ? { inputs, outcome, also, note } : { problems };
}

/** Only arguments at the end can be left out, and of those only the ones that need not be given. */
function leftOut(
  { inputs: fields }: ExampleForm,
  inputs: ReadonlyMap<string, Right>,
  known: Problems,
): Problems {
  const problems: Record<string, string> = {};
  const isGiven = (name: string) => inputs.get(name)?.is !== "nothing" || name in known;
  const last = fields.findLast(({ name }) => isGiven(name));
  const end = last === undefined ? 0 : fields.indexOf(last);
  fields.forEach(({ name, optional }, index) => {
    if (isGiven(name)) return;
    if (!optional) problems[name] = missing(`\`${name}\``);
    else if (index < end && last !== undefined) {
      problems[name] =
        `\`${name}\` cannot be left out, since \`${last.name}\` is given behind it; \`undefined\` passes it over.`;
    }
  });
  return problems;
}

function missing(what: string): string {
  return `${what} is missing; an empty text is written "".`;
}
