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
  /** Where it would go: a row of the table that ends at this line, or a sentence behind that line. */
  readonly into: { readonly form: "row" | "sentence"; readonly line: number };
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
  /** By field name; a field that is left out is not given. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly outcome: OutcomeKind;
  /** The value, or what is thrown (`TypeError`, `"message"`, `/pattern/`, or nothing: anything). */
  readonly expected: string;
  /** For a column of notes, or the parenthesis behind a sentence. */
  readonly note: string;
}
