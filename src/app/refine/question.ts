import type { ExampleForm } from "../examples/example-form.ts";

/** One small decision about a spec, with all that it takes to make it. */
export type Question = Disagreement | Unbound | Open;

interface QuestionBase {
  /** Stable as long as the spec's text and the code say the same. */
  readonly id: string;
  readonly spec: string;
  /** Line of the spec that it is about, from 1. */
  readonly line: number;
  readonly requirement: { readonly id: string; readonly title: string };
}

/** Programs that fit every example differ on an input: what should come out? */
export interface Disagreement extends QuestionBase {
  readonly is: "disagreement";
  /** The call as the example would write it: `slugify("a--b")`. */
  readonly call: string;
  /** By field of the requirement's form. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Further fields of the form that want a result each: an answer gives them behind the first, ` | ` between. */
  readonly also?: readonly string[];
  /** What the programs give, the present code's first, then what most of them give. */
  readonly options: readonly Option[];
  /** How many programs fit every example so far, the present code counted, those that do the same counted once. */
  readonly programs: number;
  /** None was found that fits every example: these are wrong just where the present code is. */
  readonly isUnfit?: true;
}

export interface Option {
  readonly outcome: "returns" | "throws";
  /** As the spec's example would say it: a literal, or an error's name; of several results all, ` | ` between. */
  readonly expected: string;
  /** Who gives it, in a few words: `the code as it is`, `the code with < as <= in line 4`. */
  readonly says: readonly string[];
  readonly isPresent: boolean;
}

/** A requirement, or a scenario in it, that no example makes checkable yet. */
export interface Unbound extends QuestionBase {
  readonly is: "unbound";
  /** The spec's own words. */
  readonly text: string;
  readonly why: string;
  /** Null where no call is known that an example could be made of. */
  readonly form: ExampleForm | null;
}

/** The spec itself asks: `[NEEDS CLARIFICATION: …]`, or an item below "Open questions". */
export interface Open extends QuestionBase {
  readonly is: "open";
  readonly text: string;
}
