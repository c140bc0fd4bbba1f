/**
 * What a person fills in to add an example to a requirement: made from the signature that its table, its `Call:` or
 * its other examples show. Fields hold text as typed: a JavaScript value, or bare text where a cell may be bare.
 */
export interface ExampleForm {
  readonly requirement: string;
  /** The call as it will read: `slugify(title, options?)`. */
  readonly call: string;
  readonly inputs: readonly FormField[];
  /** How the result may be said: a value, or an error. */
  readonly outcomes: readonly OutcomeKind[];
  /** What was expected in the example before, as a hint of the form. */
  readonly expectedLike: string | null;
  /** Further computed columns of the table: each wants a value, or `throws` and what is thrown. */
  readonly also: readonly FormField[];
  /** Header of the column of notes (empty when it has none), or `note` behind a sentence; null: no place for one. */
  readonly note: string | null;
  /** Where it would go: behind that line, as a row of the table, a sentence, or the first row of a new table. */
  readonly into: { readonly form: "row" | "sentence" | "table"; readonly line: number };
}

export interface FormField {
  readonly name: string;
  readonly optional: boolean;
  /** What was given in the example before, as a hint of the form. */
  readonly like: string | null;
}

export type OutcomeKind = "returns" | "throws";

export interface ExampleDraft {
  readonly spec: string;
  readonly requirement: string;
  /** By field name, those of `also` too; a field that is left out, or is blank, is not given. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outcome: OutcomeKind;
  /** The value, or what is thrown (`TypeError`, `"message"`, `/pattern/`, or nothing: anything). */
  readonly expected: string;
  /** For a column of notes, or the parenthesis behind a sentence. */
  readonly note: string;
}

/** One sentence for each field that something is wrong with. */
export type Problems = Readonly<Record<string, string>>;

/**
 * Under what the problems stand that are no input's own (those stand under its name): words that no input can be
 * called by. `whole` is for what no single field is to blame for.
 */
export const problemOf = { expected: ":expected", note: ":note", whole: ":example" } as const;
