import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { span } from "../paint/span.ts";
import { cut } from "../paint/width.ts";
import { blockRows } from "./block-rows.ts";
import { type DocRow, blankRow, rowOf, wrapSource } from "./doc-row.ts";
import { type Chunk, splitSource } from "./split-source.ts";

/**
 * A Markdown document laid out for a width: in stretches, each read and laid out when it is first asked for. So
 * the first screen of a document of any length costs what a short one does.
 */
export interface Document {
  /** How many stretches there are; none of an empty text. */
  readonly chunks: number;
  /** Rows of a stretch; none of one that is not there. */
  readonly rows: (chunk: number) => readonly DocRow[];
  /** The stretch that a line of the source (from 1) stands in. */
  readonly chunkOf: (line: number) => number;
  /** First line of the source in a stretch; of one behind the last, the line behind the last. */
  readonly firstLine: (chunk: number) => number;
}

/** The document, remembered by text and width. What cannot be read as Markdown is shown as it was written. */
export function openDocument(text: string, width: number): Document {
  const known = remembered.find((entry) => entry.width === width && entry.text === text);
  if (known !== undefined) return known.document;
  const document = createDocument(text, Math.max(1, width));
  remembered.unshift({ text, width, document });
  remembered.splice(rememberedAtMost);
  return document;
}

/** All rows of a document. A screen takes the stretches that it shows instead. */
export function layOut(text: string, width: number): readonly DocRow[] {
  const document = openDocument(text, width);
  return Array.from({ length: document.chunks }, (_, chunk) => document.rows(chunk)).flat();
}

/** The width changes while a window is drawn larger, and a pane is opened and closed. */
const rememberedAtMost = 6;
const remembered: { readonly text: string; readonly width: number; readonly document: Document }[] = [];

function createDocument(text: string, width: number): Document {
  const lines = linesOf(text);
  const isMarkdown = text.length <= longestMarkdown && !nestsTooDeeply(text);
  const chunks = isMarkdown ? splitSource(lines) : splitVerbatim(lines);
  const rows = new Map<number, readonly DocRow[]>();
  const sourceLine = (line: number) => lines[line - 1] ?? "";
  return {
    chunks: chunks.length,
    firstLine: (at) => chunks[at]?.firstLine ?? lines.length + 1,
    rows: (at) => {
      const known = rows.get(at);
      if (known !== undefined) return known;
      const chunk = chunks[at];
      if (chunk === undefined) return [];
      const made = (isMarkdown ? markdownRows(chunk, width, sourceLine) : verbatimRows(chunk, width)).map(
        (row) => ({ ...row, line: cut(row.line, width) }),
      );
      rows.set(at, made);
      const oldest = rows.keys().next().value;
      if (rows.size > keptChunks && oldest !== undefined) rows.delete(oldest);
      return made;
    },
    chunkOf: (line) => {
      let [low, high] = [0, Math.max(0, chunks.length - 1)];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((chunks[middle]?.firstLine ?? 1) < line) low = middle;
        else high = middle - 1;
      }
      return chunks[low + 1]?.firstLine === line ? low + 1 : low;
    },
  };
}

/** UTF-16 units. A longer file is no spec either, and the parser would take minutes over it. */
const longestMarkdown = 500_000;
/** The parser's time grows faster than a stretch that has no place to be cut. */
const longestChunk = 30_000;
const keptChunks = 400;

/**
 * Without a byte order mark, what a terminal would act on, and the empty line behind the last line's end. It is
 * cleaned as a whole, since the parser may cut an escape sequence in two.
 */
function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = cleanText(text.replace(/^\uFEFF/, "")).split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** As it was written; a line that is longer than a stretch may be goes on in the next ones. */
function splitVerbatim(lines: readonly string[]): Chunk[] {
  const chunks: Chunk[] = [];
  let own: string[] = [];
  let length = 0;
  const cutBefore = (line: number) => {
    if (own.length > 0) chunks.push(verbatimChunk(line - own.length, own));
    own = [];
    length = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (own.length >= verbatimLines || length + line.length > verbatimLength) cutBefore(at + 1);
    if (line.length <= verbatimLength) {
      own.push(line);
      length += line.length;
      continue;
    }
    for (let from = 0; from < line.length; from += verbatimLength) {
      chunks.push(verbatimChunk(at + 1, [line.slice(from, from + verbatimLength)], from > 0));
    }
  }
  cutBefore(lines.length + 1);
  return chunks;
}

function verbatimChunk(firstLine: number, lines: readonly string[], goesOn = false): Chunk {
  return { firstLine, lines, before: [], isBlankBefore: false, columns: null, goesOn };
}

const verbatimLines = 100;
const verbatimLength = 8_000;

function markdownRows(chunk: Chunk, width: number, sourceLine: (line: number) => string): readonly DocRow[] {
  const { before, firstLine, lines, isBlankBefore, columns } = chunk;
  const text = [...before, ...lines].join("\n");
  if (text.length > longestChunk) return verbatimRows(chunk, width);
  const shift = firstLine - 1 - before.length;
  const tree = treeOf(text);
  if (tree === null) return verbatimRows(chunk, width);
  const style = { tone: "plain", marks: {} } as const;
  const rows = blockRows(
    tree.filter(({ position }) => (position?.end.line ?? 1) > before.length),
    { width, style, lineOf: (line) => line + shift, sourceLine, columns },
  );
  // What was put before the stretch is not shown with it.
  const first = rows.findIndex(({ source }) => source !== null && source >= firstLine);
  const own = first < 0 ? [] : rows.slice(first);
  return isBlankBefore ? [blankRow, ...own] : own;
}

function treeOf(text: string): ReturnType<typeof parseMarkdown>["children"] | null {
  try {
    return parseMarkdown(text).children;
  } catch (error) {
    // It nests so deeply that the parser ran out of stack.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function verbatimRows({ firstLine, lines, goesOn }: Chunk, width: number): DocRow[] {
  return lines.flatMap((line, at) => {
    const [first = blankRow, ...rest] = wrapSource([span(line)], width);
    return [rowOf(first.line, goesOn ? null : firstLine + at), ...rest];
  });
}
