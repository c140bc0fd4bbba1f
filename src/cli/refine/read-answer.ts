import type { Decided } from "../../app/refine/answer.ts";
import { readResult } from "../../app/refine/read-result.ts";
import type { Disagreement } from "../../app/refine/question.ts";

/** What a person typed at a question about a call. */
export type Answer =
  | { readonly is: "decided"; readonly decided: Decided }
  | { readonly is: "any" | "later" | "undo" | "quit" | "help" };

/**
 * Reads an answer: an option's number, a word of ours, or a result as the spec writes it. A result that looks like a
 * number of an option, or a word of ours, is written behind `=`: `= 2`.
 */
export function readAnswer(typed: string, { options }: Pick<Disagreement, "options">): Answer {
  const text = typed.trim();
  const word = words[text.toLowerCase()];
  if (word !== undefined) return { is: word };
  const option = /^\d+$/.test(text) ? options[Number(text) - 1] : undefined;
  if (option !== undefined) {
    const { outcome, expected } = option;
    return { is: "decided", decided: { outcome, expected, note: "" } };
  }
  return { is: "decided", decided: readResult(text.replace(/^=\s*/, "")) };
}

const words: Readonly<Record<string, Exclude<Answer, { is: "decided" }>["is"]>> = {
  "": "help",
  "?": "help",
  x: "any",
  l: "later",
  u: "undo",
  q: "quit",
};
