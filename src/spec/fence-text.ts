import type { Code } from "mdast";
import type { Reading } from "./reading.ts";
import type { Place } from "./spec.ts";

/** The text inside a fence, and where its parts stand in the file. */
export interface FenceText {
  /** Lines joined by LF, whatever the file has, without the fence's own indentation. */
  readonly text: string;
  readonly placeBetween: (start: number, end: number) => Place;
  readonly isClosed: boolean;
}

/** Reads the text of a fence. Null for indented code, which has no fence and no language. */
export function readFenceText(node: Code, reading: Reading): FenceText | null {
  const source = reading.sourceOf(node);
  const mark = source[0];
  if (mark !== "`" && mark !== "~") return null;
  const text = node.value.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  const lines = text.split("\n");
  const starts = lineOffsets(source);
  const base = reading.placeOf(node).offset;
  // Line `index` of the text is the end of the fence's line `index + 1`: indentation and quote marks stand before it.
  const toFile = (offset: number): number => {
    let index = 0;
    let left = offset;
    while (index < lines.length - 1 && left > (lines[index]?.length ?? 0)) {
      left -= (lines[index]?.length ?? 0) + 1;
      index += 1;
    }
    const line = starts[index + 1];
    if (line === undefined) return base + source.length;
    return base + line.end - (lines[index]?.length ?? 0) + left;
  };
  return {
    text,
    placeBetween: (start, end) => reading.placeBetween(toFile(start), toFile(end)),
    isClosed: isClosed(source, mark),
  };
}

interface LineSpan {
  readonly start: number;
  /** Before the line ending. */
  readonly end: number;
}

function lineOffsets(source: string): LineSpan[] {
  const spans: LineSpan[] = [];
  let start = 0;
  for (let at = 0; at <= source.length; at += 1) {
    const char = source[at];
    if (char !== undefined && char !== "\n" && char !== "\r") continue;
    spans.push({ start, end: at });
    if (char === "\r" && source[at + 1] === "\n") at += 1;
    start = at + 1;
  }
  return spans;
}

/** Whether the last line is a closing fence: marks only, at least as many as opened it. */
function isClosed(source: string, mark: string): boolean {
  const spans = lineOffsets(source);
  const last = spans.at(-1);
  if (spans.length < 2 || last === undefined) return false;
  let opened = 0;
  while (source[opened] === mark) opened += 1;
  const closing = source.slice(last.start, last.end).trim();
  const marks = closing.slice(closing.indexOf(mark));
  return closing.includes(mark) && marks.length >= opened && marks.split(mark).join("") === "";
}
