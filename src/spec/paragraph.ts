import type { Paragraph, TableCell } from "mdast";
import { findNormative, mayBeNormative } from "./normative.ts";
import { type Piece, type Sentence, toPieces, toSentences } from "./pieces.ts";
import { beginsProperty, readProperty } from "./property.ts";
import { isStepParagraph, stepsOfParagraph } from "./scenario-steps.ts";
import { readSentences } from "./sentence.ts";
import { readSignature } from "./signature.ts";
import type { Block } from "./spec.ts";
import { readToolComments } from "./tool-comments.ts";
import { type Walk, addBlock, isUsable, mayBind, obey } from "./walk.ts";

/** Reads a paragraph: a step, a `Call:`, or sentences and properties among prose. */
export function readParagraph(node: Paragraph, walk: Walk): void {
  const { section, reading, words } = walk;
  if (section.isScenario && isStepParagraph(node, words)) {
    addNormative(node, walk);
    section.steps.push(...stepsOfParagraph(node, section.steps.at(-1)?.kind ?? null, reading, words));
    section.stepsEnd = reading.placeOf(node).endOffset;
    return;
  }
  if (readInlineComments(node, walk)) return;
  addNormative(node, walk);
  if (!node.children.some((child) => child.type === "inlineCode")) {
    reportOddBacktick(node, walk);
    return;
  }
  if (readCall(node, walk)) return;
  readRunningText(toPieces(node.children, reading, false), walk);
  reportOddBacktick(node, walk);
}

/** Adds the sentences and properties among running text to the section. */
export function readRunningText(pieces: readonly Piece[], walk: Walk): void {
  const { reading } = walk;
  const sentences = toSentences(pieces, reading);
  const blocks: Block[] = [];
  let plain: Sentence[] = [];
  const readPlain = (): void => {
    blocks.push(...readSentences(plain, reading));
    plain = [];
  };
  for (const sentence of sentences) {
    if (!beginsProperty(sentence)) plain.push(sentence);
    else {
      readPlain();
      const property = readProperty(sentence, reading);
      if (property !== null) blocks.push(property);
    }
  }
  readPlain();
  for (const block of blocks) addBlock(block, walk);
}

/** A paragraph that begins `Call:` and has a code span gives the tables behind it their signature. */
function readCall(node: Paragraph, walk: Walk): boolean {
  const [first, second] = toPieces(node.children, walk.reading, true);
  if (first?.kind !== "text" || second?.kind !== "code") return false;
  if (first.value.trim().toLowerCase() !== "call:") return false;
  const place = walk.reading.placeBetween(second.offset, second.endOffset);
  const signature = readSignature(second.value, place);
  if (signature !== null) walk.section.signature = signature;
  else
    walk.reading.report(
      "call-unreadable",
      place,
      `\`${second.value}\` is not one call with named parameters`,
    );
  return true;
}

/** True when the paragraph is not to be read. */
function readInlineComments(node: Paragraph, walk: Walk): boolean {
  let isProse = false;
  for (const child of node.children) {
    if (child.type !== "html") continue;
    for (const comment of readToolComments(child.value)) {
      if (comment.says === "prose") isProse = true;
      else if (comment.says === "id") {
        const pin = { id: comment.id, place: walk.reading.placeOf(child) };
        if (isUsable(pin, walk)) walk.pin = pin;
      } else obey(comment, child, walk);
    }
  }
  return isProse;
}

/** Adds the sentences that bind to the section. */
export function addNormative(node: Paragraph | TableCell, walk: Walk): void {
  const { section, reading } = walk;
  if (!mayBind(walk) || !mayBeNormative(reading.sourceOf(node))) return;
  const sentences = toSentences(toPieces(node.children, reading, true), reading);
  section.normative.push(...findNormative(sentences, reading));
}

/** Code that was meant to end, and did not, is lost without a word otherwise. */
function reportOddBacktick(node: Paragraph, { reading }: Walk): void {
  for (const child of node.children) {
    if (child.type !== "text") continue;
    const source = reading.sourceOf(child);
    for (let at = source.indexOf("`"); at >= 0; at = source.indexOf("`", at + 1)) {
      let slashes = 0;
      while (source[at - 1 - slashes] === "\\") slashes += 1;
      if (slashes % 2 === 1) continue;
      const start = reading.placeOf(child).offset + at;
      reading.report(
        "code-span-unclosed",
        reading.placeBetween(start, start + 1),
        "a backtick has no partner",
      );
      return;
    }
  }
}
