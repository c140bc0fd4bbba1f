import { readExpression } from "../../spec/read-expression.ts";
import { readValue } from "../../spec/read-value.ts";
import type { FreeName, Place } from "../../spec/spec.ts";
import { readThrows } from "../../spec/throws.ts";
import type { Value } from "../../spec/value.ts";

/** What a person typed into a field. `source` is JavaScript; of text always as JSON writes it. */
export type Typed =
  | { readonly is: "nothing" }
  | { readonly is: "value"; readonly value: Value; readonly source: string }
  /** An expression, which only an argument may be. */
  | { readonly is: "code"; readonly source: string }
  | { readonly is: "wrong"; readonly problem: string };

export interface TypedSettings {
  /** Text may stand without quotes, as it may in the cells of a table. */
  readonly bare: boolean;
  /** Whether a name means something in an example of this spec. */
  readonly isKnown: (name: FreeName) => boolean;
}

/** Reads what was typed for an argument: a value, an expression of known names, or bare text where it may be. */
export function readTypedArgument(typed: string, { bare, isKnown }: TypedSettings): Typed {
  const text = typed.trim();
  const begun = readBeginning(text);
  if (begun !== null) return begun;
  const read = readExpression(text, nowhere);
  if (!read.ok) return bare && !opens(text) ? bareText(text) : wrong(unreadable(text));
  const unknown = read.expression.names.find((name) => !isKnown(name));
  if (unknown === undefined && !(bare && read.node.type === "Identifier"))
    return { is: "code", source: text };
  if (!read.expression.hasCall && bare && !opens(text)) return bareText(text);
  const name = unknown?.name ?? text;
  const does = unknown?.use === "call" || unknown?.use === "new" ? "calls" : "uses";
  const why =
    text === name
      ? `\`${name}\` is a name without a value here`
      : `it ${does} \`${name}\`, which is unknown here`;
  return wrong(`${capital(why)}; the text is written ${JSON.stringify(text)}.`);
}

/** Reads what was typed for an expected value, which is data: an expression is refused, never run. */
export function readTypedExpected(typed: string, { bare }: Pick<TypedSettings, "bare">): Typed {
  const text = typed.trim();
  const begun = readBeginning(text);
  if (begun !== null) return begun;
  const read = readValue(text);
  if (read.ok) return { is: "value", value: read.value, source: text };
  const parsed = readExpression(text, nowhere);
  const isRun = parsed.ok && parsed.expression.hasCall;
  if (read.why !== "form" && bare && !isRun && !opens(text)) return bareText(text);
  if (read.why === "syntax") return wrong(unreadable(text));
  const form = read.why === "form" ? (read.example ?? JSON.stringify(text)) : null;
  return wrong(
    form === null
      ? `An expected value is written out, never run, and ${read.reason}; the text is written ${JSON.stringify(text)}.`
      : `${capital(read.reason)}; the right form is ${form}.`,
  );
}

/** Reads what was typed as thrown: an error's name, a quoted message, a pattern, name and message, or nothing. */
export function readTypedThrow(typed: string): Exclude<Typed, { is: "value" }> {
  const text = typed.trim();
  if (isBroken(text)) return wrong(oneLine);
  if (text === "") return { is: "nothing" };
  if (readThrows(text).ok) return { is: "code", source: text };
  return wrong(
    `\`${text}\` is no error: write a name (\`TypeError\`), a message in quotes (${JSON.stringify(text)}), a pattern (\`/pattern/\`), or both (\`RangeError: message\`).`,
  );
}

/** Whatever is the same on both sides: nothing, what cannot stand in a line, and data. */
function readBeginning(text: string): Typed | null {
  if (text === "") return { is: "nothing" };
  if (isBroken(text)) return wrong(oneLine);
  const read = readValue(text);
  if (!read.ok) return null;
  const { value } = read;
  return { is: "value", value, source: value.t === "string" ? JSON.stringify(value.v) : text };
}

const oneLine = 'A value stands on one line; a line break in a text is written "\\n".';

function isBroken(text: string): boolean {
  return /[\n\r\u2028\u2029]/u.test(text);
}

function bareText(text: string): Typed {
  return { is: "value", value: { t: "string", v: text }, source: JSON.stringify(text) };
}

/** Begins as a value does that stands in quotes or brackets: then a slip is more likely than such a text. */
function opens(text: string): boolean {
  return "\"'`[{(".includes(text[0] ?? " ");
}

function unreadable(text: string): string {
  return `\`${text}\` is no JavaScript value; the text is written ${JSON.stringify(text)}.`;
}

function wrong(problem: string): Extract<Typed, { is: "wrong" }> {
  return { is: "wrong", problem };
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

const nowhere: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };
