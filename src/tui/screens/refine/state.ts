import type { Request } from "../../../app/engine/calls.ts";
import type { Disagreement, Option, Question } from "../../../app/refine/question.ts";
import type { NextQuestion } from "../../../app/refine/refine.ts";
import type { Effect } from "../../effect.ts";
import type { Field } from "../../field.ts";
import type { Shared } from "../../model.ts";

/** A sitting over one spec: one small decision after the other. */
export interface RefineState {
  readonly spec: string;
  /** Ids of the questions that were put off in this sitting. */
  readonly passedOver: readonly string[];
  readonly shown: Shown;
  /** The search that is on its way; there is never more than one. */
  readonly search: Search | null;
  /** The answer that is being written. */
  readonly writing: WriteRequest | null;
}

export type Shown =
  | { readonly is: "looking" }
  | Asking
  /** Nothing is left to ask. `top` is the first row of the list that is shown. */
  | { readonly is: "settled"; readonly settled: NextQuestion["settled"]; readonly top: number }
  | { readonly is: "failed"; readonly message: string; readonly advice: readonly string[] };

export interface Asking<Asked extends Question = Question> {
  readonly is: "asking";
  readonly question: Asked;
  /** How many more stand behind it, as far as is known. */
  readonly others: number;
  /** Index of the option that Enter takes. */
  readonly chosen: number;
  /** A result of the person's own, while it is typed. */
  readonly typed: Field | null;
  /** Why the last answer was not written. */
  readonly problem: string | null;
}

export type RefineRequest = Extract<Request, { do: "refine" }>;
export type WriteRequest = Extract<Request, { do: "decideQuestion" | "allowAny" }>;

export interface Search {
  readonly request: RefineRequest;
  /** What it will find is of no use any more: then it is begun anew. */
  readonly isStale: boolean;
}

/** Options that are shown, and have a number as their key. */
export const mostShown = 5;

/** The sitting as one comes to it. A search that an earlier one gave up may still be ending. */
export function arrive(
  { spec }: { readonly spec: string },
  { pending }: Shared,
): { readonly state: RefineState; readonly effects: readonly Effect[] } {
  const request: RefineRequest = { do: "refine", spec, passedOver: [] };
  const isStale = pending.some((one) => isSame(one.request, request));
  return {
    state: {
      spec,
      passedOver: [],
      shown: { is: "looking" },
      search: { request, isStale },
      writing: null,
    },
    effects: isStale ? [] : [{ do: "ask", request }],
  };
}

/** Whether two requests are the same; one may have been to another process and back. */
export function isSame(one: Request | null, other: Request | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The question about a call that is shown; null when it is another one, or none is. */
export function askedCall({ shown }: RefineState): Asking<Disagreement> | null {
  if (shown.is !== "asking" || shown.question.is !== "disagreement") return null;
  return { ...shown, question: shown.question };
}

export function optionsShown({ options }: Disagreement): readonly Option[] {
  return options.slice(0, mostShown);
}
