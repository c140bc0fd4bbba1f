import type { PhrasingContent } from "mdast";
import type { Reading } from "./reading.ts";

/** Running text, flat: code spans stand out, and what is neither text nor code is `other`. */
export interface Piece {
  readonly kind: "text" | "code" | "other";
  /** Plain text or code, without marks. */
  readonly value: string;
  readonly offset: number;
  readonly endOffset: number;
}

/** A sentence of running text, or what stands after the last full stop. */
export interface Sentence {
  readonly pieces: readonly Piece[];
  readonly offset: number;
  readonly endOffset: number;
}

/**
 * Flattens running text. HTML comments are left out, line breaks are spaces. `open` makes the text inside
 * emphasis and links part of the running text; without it they are `other`.
 */
export function toPieces(nodes: readonly PhrasingContent[], reading: Reading, open: boolean): Piece[] {
  const pieces: Piece[] = [];
  for (const node of nodes) addPiece(pieces, node, reading, open);
  return pieces;
}

/** Cuts running text at the ends of sentences; a bracket keeps its sentences together. */
export function toSentences(pieces: readonly Piece[], reading: Reading): Sentence[] {
  const sentences: Sentence[] = [];
  let current: Piece[] = [];
  let depth = 0;
  const close = (): void => {
    const first = current[0];
    const last = current.at(-1);
    if (first !== undefined && last !== undefined) {
      sentences.push({ pieces: current, offset: first.offset, endOffset: last.endOffset });
    }
    current = [];
  };
  pieces.forEach((piece, index) => {
    if (piece.kind !== "text") {
      current.push(piece);
      return;
    }
    let from = 0;
    for (let at = 0; at < piece.value.length; at += 1) {
      const char = piece.value[at];
      if (char === "(") depth += 1;
      else if (char === ")") depth = Math.max(0, depth - 1);
      else if (depth === 0 && endsSentence(piece.value, at, index === pieces.length - 1)) {
        const end = at + 1;
        addCut(current, piece, from, end, reading);
        close();
        from = end;
        while (from < piece.value.length && isSpace(piece.value[from])) from += 1;
      }
    }
    addCut(current, piece, from, piece.value.length, reading);
  });
  close();
  return sentences;
}

/** The text of a sentence as a reader sees it, code in backticks. */
export function plainText(pieces: readonly Piece[]): string {
  return collapse(pieces.map(({ kind, value }) => (kind === "code" ? `\`${value}\`` : value)).join(""));
}

/** Runs of white space become one space, none at the ends. */
export function collapse(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(" ");
}

const containers = new Set(["emphasis", "strong", "delete", "link", "linkReference"]);

function addPiece(pieces: Piece[], node: PhrasingContent, reading: Reading, open: boolean): void {
  if (node.type === "html" && node.value.startsWith("<!--")) return;
  const { offset, endOffset } = reading.placeOf(node);
  if (node.type === "text") addText(pieces, node.value, offset, endOffset);
  else if (node.type === "break") addText(pieces, "\n", offset, endOffset);
  else if (node.type === "inlineCode") pieces.push({ kind: "code", value: node.value, offset, endOffset });
  else if (open && "children" in node && containers.has(node.type)) {
    for (const child of node.children) addPiece(pieces, child, reading, open);
  } else pieces.push({ kind: "other", value: reading.text.slice(offset, endOffset), offset, endOffset });
}

/** Neighbouring texts are one, so that a mark or a comment between them does not cut a sentence. */
function addText(pieces: Piece[], value: string, offset: number, endOffset: number): void {
  const last = pieces.at(-1);
  if (last?.kind !== "text") pieces.push({ kind: "text", value, offset, endOffset });
  else pieces[pieces.length - 1] = { ...last, value: last.value + value, endOffset };
}

function addCut(current: Piece[], piece: Piece, from: number, to: number, reading: Reading): void {
  if (from >= to) return;
  const whole = from === 0 && to === piece.value.length;
  if (whole) current.push(piece);
  else {
    current.push({
      kind: "text",
      value: piece.value.slice(from, to),
      offset: sourceOffset(piece, from, reading.text),
      endOffset: sourceOffset(piece, to, reading.text),
    });
  }
}

/**
 * Where the character `index` of a text's value stands in the file. The value lacks backslashes and the
 * indentation of continued lines, and has characters for their references.
 */
export function sourceOffset(piece: Piece, index: number, text: string): number {
  let at = piece.offset;
  for (let seen = 0; seen < index && at < piece.endOffset; seen += 1) {
    const wanted = piece.value[seen];
    if (text[at] === wanted && wanted !== "\\") at += 1;
    else if (text[at] === "\\") at += text[at + 1] === wanted ? 2 : 1;
    else if (text[at] === "&") at = endOfReference(text, at, piece.endOffset);
    else {
      while (at < piece.endOffset && text[at] !== wanted) at += 1;
      at += 1;
    }
  }
  return Math.min(at, piece.endOffset);
}

function endOfReference(text: string, at: number, limit: number): number {
  const end = text.indexOf(";", at);
  return end < 0 || end >= limit ? at + 1 : end + 1;
}

/** Points after which a full stop ends no sentence. */
const abbreviations = new Set(["e.g", "i.e", "cf", "vs", "approx", "resp", "ca", "no", "fig", "etc"]);

function endsSentence(text: string, at: number, isLast: boolean): boolean {
  const char = text[at];
  if (char === "。" || char === "！" || char === "？") return true;
  if (char !== "." && char !== "!" && char !== "?") return false;
  const next = text[at + 1];
  if (next === undefined ? !isLast : !isSpace(next)) return false;
  if (char !== ".") return true;
  let start = at;
  while (start > 0 && !isSpace(text[start - 1])) start -= 1;
  const word = text
    .slice(start, at)
    .replace(/^[("'[]+/u, "")
    .toLowerCase();
  return !abbreviations.has(word) && !(word.length === 1 && word >= "a" && word <= "z" && next !== undefined);
}

function isSpace(char: string | undefined): boolean {
  return char !== undefined && /\s/u.test(char);
}
