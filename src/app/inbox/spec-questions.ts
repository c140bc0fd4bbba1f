import type { Spec } from "../../spec/spec.ts";

/** A question that the spec asks of its reader. */
export interface SpecQuestion {
  /** From 1. */
  readonly line: number;
  /** Without its marks, on one line. */
  readonly text: string;
}

/** The open questions of a spec, by line. */
export function specQuestions({ questions }: Spec): readonly SpecQuestion[] {
  return questions.map(({ text, place }) => ({ line: place.line, text }));
}

/** A question with the path of the spec that asks it. */
export interface OpenQuestion extends SpecQuestion {
  readonly spec: string;
}

/** The open questions of several specs, in their order. */
export function openQuestions(specs: readonly { readonly spec: Spec }[]): readonly OpenQuestion[] {
  return specs.flatMap(({ spec }) =>
    specQuestions(spec).map((question) => ({ spec: spec.file, ...question })),
  );
}
