import { type Piece, type Sentence, collapse } from "./pieces.ts";
import { propertyTypes, readVariables } from "./property-type.ts";
import { readExpression } from "./read-expression.ts";
import type { Reading } from "./reading.ts";
import { makeCheck } from "./sentence.ts";
import { type SentenceForm, matchSentence } from "./sentence-form.ts";
import type { Expectation, Place, PropertyBlock, PropertyVariable } from "./spec.ts";
import type { Verb } from "./verbs.ts";

/** Whether a sentence begins as a property does: `For any`, `For all` or `For every`, then code. */
export function beginsProperty({ pieces }: Sentence): boolean {
  const [first, second] = pieces;
  return (
    first?.kind === "text" && second?.kind === "code" && openings.has(collapse(first.value).toLowerCase())
  );
}

const openings = new Set(["for any", "for all", "for every"]);

/** Reads `For any` typed names, then a sentence whose sides may both be expressions; null when it is prose. */
export function readProperty(sentence: Sentence, reading: Reading): PropertyBlock | null {
  const [opening, ...pieces] = sentence.pieces;
  if (opening === undefined) return null;
  const place = reading.placeBetween(offsetOf(opening, reading), sentence.endOffset);
  const { variables, wrongType, rest } = takeVariables(pieces);
  const form = matchSentence(rest);
  if (form === null || form.left === null) return null;
  const left = readExpression(form.left.value, reading.placeBetween(form.left.offset, form.left.endOffset));
  if (!left.ok || !left.expression.hasCall) return null;
  if (wrongType !== null) {
    const where = reading.placeBetween(wrongType.piece.offset, wrongType.piece.endOffset);
    reading.report("property-type", where, `\`${wrongType.type}\` is no type of a property`, {
      expected: propertyTypes,
    });
    return null;
  }
  if (form.verb === null) {
    reading.report("sentence-verb", place, `"${form.words}" is no verb of a sentence`);
    return null;
  }
  const expectation = readSide(form, form.verb, reading);
  if (expectation === null) return null;
  if (!form.hasFullStop) {
    reading.report("sentence-full-stop", place, "without its full stop the sentence is prose");
    return null;
  }
  return {
    kind: "property",
    place,
    text: reading.text.slice(place.offset, place.endOffset),
    pinnedId: null,
    variables,
    check: makeCheck(left, form.verb.via, expectation, place),
  };
}

interface Taken {
  readonly variables: readonly PropertyVariable[];
  readonly wrongType: { readonly piece: Piece; readonly type: string } | null;
  /** From the sentence's expression on. */
  readonly rest: readonly Piece[];
}

function takeVariables(pieces: readonly Piece[]): Taken {
  const variables: PropertyVariable[] = [];
  let wrongType: Taken["wrongType"] = null;
  let at = 0;
  for (; at < pieces.length; at += 2) {
    const piece = pieces[at];
    const separator = pieces[at + 1];
    if (piece?.kind !== "code" || separator?.kind !== "text") break;
    if (!separators.has(collapse(separator.value).toLowerCase())) break;
    const read = readVariables(piece.value);
    if (read === null) {
      // The first code span has to be a typed name: `For any` a bare name says too little.
      if (at > 0) break;
      wrongType = { piece, type: piece.value };
    } else if (read.ok) variables.push(...read.variables);
    else wrongType ??= { piece, type: read.type };
  }
  return { variables, wrongType, rest: pieces.slice(at) };
}

const separators = new Set([",", "and", ", and", "and any", ", and any", ", any", ":"]);

function readSide(form: SentenceForm, verb: Verb, reading: Reading): Expectation | null {
  const source = form.right?.value ?? "";
  const read = verb.read(source);
  if (read.ok) return read.expectation;
  const { offset, endOffset } = form.right ?? { offset: 0, endOffset: 0 };
  const place: Place = reading.placeBetween(offset, endOffset);
  if (verb.comparesSides) {
    const side = readExpression(source, place);
    if (side.ok) return { is: "expression", expression: side.expression, source: side.expression.source };
  }
  reading.report("sentence-value", place, read.reason);
  return null;
}

/** A sentence's first text may begin with white space. */
function offsetOf(piece: Piece, reading: Reading): number {
  let at = piece.offset;
  while (at < piece.endOffset && (reading.text[at] ?? "").trim() === "") at += 1;
  return at;
}
