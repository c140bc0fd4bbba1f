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
