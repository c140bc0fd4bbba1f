import type { Node } from "oxc-parser";
import { type Piece, type Sentence, collapse } from "./pieces.ts";
import { type ReadExpression, readExpression } from "./read-expression.ts";
import { readJson } from "./read-json.ts";
import type { Reading } from "./reading.ts";
import { type SentenceForm, matchSentence, wholeParenthesis } from "./sentence-form.ts";
import type { Check, Place, SentenceBlock } from "./spec.ts";
import { standardGlobals } from "./standard-globals.ts";
import { type ReadExpectation, verbs } from "./verbs.ts";

/**
 * Reads the sentences of a paragraph: a block for each one that has the form of an example. Everything else is
 * prose; what misses the form narrowly, and calls something, gets a hint.
 */
export function readSentences(sentences: readonly Sentence[], reading: Reading): SentenceBlock[] {
  const blocks: SentenceBlock[] = [];
  sentences.forEach((sentence, index) => {
    const form = matchSentence(sentence.pieces);
    if (form === null) hintAtBareValue(sentence, reading);
    if (form === null || form.left === null) return;
    const following = sentences[index + 1];
    const noteBehind = following === undefined ? null : wholeParenthesis(following.pieces);
    const end = noteBehind === null ? sentence : (following ?? sentence);
    const offset = form.left.offset;
    const place = reading.placeBetween(offset, trimmedEnd(reading.text, end.endOffset));
    const check = readForm(form, form.left, place, reading);
    if (check === null) return;
    blocks.push({
      kind: "sentence",
      place,
      text: reading.text.slice(place.offset, place.endOffset),
      pinnedId: null,
      check,
      note: form.note ?? noteBehind,
    });
  });
  return blocks;
}

/** The check of a sentence; null when it is prose after all. */
function readForm(form: SentenceForm, left: Piece, place: Place, reading: Reading): Check | null {
  const read = readExpression(left.value, reading.placeBetween(left.offset, left.endOffset));
  if (!read.ok) {
    hintAtExpression(form, left, place, read.reason, reading);
    return null;
  }
  if (!read.expression.hasCall && !isAccess(read.node)) return null;
  if (form.verb === null) {
    hintAtVerb(form, read, place, reading);
    return null;
  }
  const expectation = form.verb.read(form.right?.value ?? "");
  if (!expectation.ok) {
    reportExpectation(form, read, expectation, place, reading);
    return null;
  }
  if (!form.hasFullStop) {
    if (read.expression.hasCall) {
      const shown = reading.text.slice(place.offset, place.endOffset);
      reading.report("sentence-full-stop", place, "without its full stop the sentence is prose", {
        example: `${shown}.`,
      });
    }
    return null;
  }
  return makeCheck(read, form.verb.via, expectation.expectation, place);
}

/** A check of an expression that was read; an awaited expression that throws is one that rejects. */
export function makeCheck(
  read: Extract<ReadExpression, { ok: true }>,
  via: Check["via"],
  expectation: Check["expectation"],
  place: Place,
): Check {
  const { expression } = read;
  const rejects = expectation.is === "throws" && expression.awaits;
  return { place, expression, via: rejects ? "rejects" : via, expectation };
}

/**
 * An expected value that is code is an error only where nothing else can be meant: the left side calls with
 * nothing unknown in its arguments, and the right side calls too. Else it is prose with a hint.
 */
function reportExpectation(
  form: SentenceForm,
  read: Extract<ReadExpression, { ok: true }>,
  expectation: Exclude<ReadExpectation, { ok: true }>,
  place: Place,
  reading: Reading,
): void {
  if (!read.expression.hasCall || form.right === null) return;
  const details = {
    ...(expectation.expected === undefined ? {} : { expected: expectation.expected }),
    ...(expectation.example === undefined ? {} : { example: expectation.example }),
  };
  const where = reading.placeBetween(form.right.offset, form.right.endOffset);
  if (expectation.why !== "code") {
    reading.report("sentence-value", where, expectation.reason, details);
    return;
  }
  const right = readExpression(form.right.value, where);
  const unknown = read.found.occurrences.find(
    (each) => each.role === "argument" && !standardGlobals.has(each.name),
  );
  const isCall = right.ok && right.expression.hasCall;
  if (isCall && unknown === undefined && form.hasFullStop) {
    reading.report("expected-is-code", where, expectation.reason, details);
  } else if (isCall && unknown !== undefined) {
    const example = `For any \`${unknown.name}: string\`, ${reading.text.slice(place.offset, place.endOffset)}`;
    reading.report("sentence-value", where, expectation.reason, { ...details, example });
  } else reading.report("sentence-value", where, expectation.reason, details);
}

function hintAtVerb(
  form: SentenceForm,
  read: Extract<ReadExpression, { ok: true }>,
  place: Place,
  reading: Reading,
): void {
  if (!read.expression.hasCall || !form.hasFullStop || form.right === null) return;
  const words = form.words.split(" ");
  if (words.length > 3 || joiningWords.has(words[0] ?? "")) return;
  if (verbs.get("is")?.read(form.right.value).ok !== true) return;
  reading.report("sentence-verb", place, `"${form.words}" is no verb of a sentence`);
}

/** `f(1)` is 2: the value lacks its backticks, and an example is lost without a word. */
function hintAtBareValue(sentence: Sentence, reading: Reading): void {
  const [left, words, surplus] = sentence.pieces;
  if (left?.kind !== "code" || words?.kind !== "text" || surplus !== undefined) return;
  const text = collapse(words.value);
  const verb = ["is", "returns", "equals", "resolves to"].find((each) => text.startsWith(`${each} `));
  if (verb === undefined || !text.endsWith(".")) return;
  const value = text.slice(verb.length + 1, -1);
  if (value !== "undefined" && readJson(value) === null) return;
  const place = reading.placeBetween(left.offset, trimmedEnd(reading.text, sentence.endOffset));
  const read = readExpression(left.value, place);
  if (!read.ok || !read.expression.hasCall) return;
  reading.report("sentence-value", place, `${value} stands bare, so the sentence is prose`, {
    expected: "the value in a code span",
    example: `\`${left.value}\` ${verb} \`${value}\`.`,
  });
}

/** Words that join two things and state nothing. */
const joiningWords = new Set(
  "and or nor but with in on of for from to via vs versus plus then as at by if when , ; : - – —".split(" "),
);

/** A bracket that is not closed, in what has the form of an example otherwise, is a slip. */
function hintAtExpression(
  form: SentenceForm,
  left: Piece,
  place: Place,
  reason: string,
  reading: Reading,
): void {
  if (form.verb === null || !form.hasFullStop || !left.value.includes("(")) return;
  if (!form.verb.read(form.right?.value ?? "").ok) return;
  const message = `\`${collapse(left.value)}\` cannot be read as an expression: ${reason}`;
  reading.report("sentence-expression", place, message);
}

function isAccess(node: Node): boolean {
  if (node.type === "ChainExpression" || node.type === "TSNonNullExpression")
    return isAccess(node.expression);
  if (node.type === "MemberExpression") return isAccess(node.object);
  return node.type === "Identifier";
}

function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && (text[at - 1] ?? "").trim() === "") at -= 1;
  return at;
}
