import * as z from "zod";
import type { Answers } from "./interview.ts";

const text = z.string().trim().min(1);

const schema = z.strictObject({
  intent: text,
  signature: text,
  examples: z.array(z.strictObject({ call: text, result: text })).min(1),
  refused: z.array(z.strictObject({ call: text, error: z.string().default("") })).default([]),
  open: z.array(text).default([]),
});

/** An answers file of the right form, to be shown. */
export const answersLike =
  '{ "intent": "Turns a title into a slug.", "signature": "slugify(title)", "examples": [{ "call": "slugify(\\"A B\\")", "result": "\\"a-b\\"" }] }';

/**
 * Reads the answers to an interview from a file's text; the values are Markdown's, so that a string has quotes of its
 * own.
 *
 * @returns the answers, or what is wrong with the file in one sentence.
 */
export function readAnswers(json: string): { readonly answers: Answers } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { problem: `it is not JSON: ${(error as Error).message}` };
  }
  const read = schema.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    return { problem: `${issue?.path.join(".") || "the file"}: ${issue?.message ?? "not as expected"}` };
  }
  const { refused, ...rest } = read.data;
  return { answers: { ...rest, refused: refused.map(({ call, error }) => ({ call, result: error })) } };
}
