import type { Comment } from "oxc-parser";
import type { FenceText } from "./fence-text.ts";
import type { Reading } from "./reading.ts";
import type { Check, Expectation, Place } from "./spec.ts";
import { type ReadExpectation, readExpectedThrow, readExpectedValue } from "./verbs.ts";

/** A comment that says what is expected of the statement before it. */
export interface SnippetComment {
  readonly start: number;
  readonly place: Place;
  readonly via: Check["via"];
  readonly expectation: Expectation;
}

/**
 * Reads the comments of a fence that begin with `=>`, `throws` or `rejects`. Null when there is none, so that
 * the fence is illustration, or when one cannot be read, which is reported.
 */
export function readComments(
  comments: readonly Comment[],
  fence: FenceText,
  reading: Reading,
): readonly SnippetComment[] | null {
  const read: SnippetComment[] = [];
  const wrong: { place: Place; found: Exclude<ReadExpectation, { ok: true }>; isValue: boolean }[] = [];
  comments.forEach((comment, index) => {
    if (comment.type !== "Line") return;
    const marked = readMark(comment.value);
    if (marked === null) return;
    const place = fence.placeBetween(comment.start, comment.end);
    const { mark, rest } = marked;
    const found = mark.read(rest);
    if (found.ok) {
      read.push({ start: comment.start, place, via: mark.via, expectation: found.expectation });
      return;
    }
    const joined = joinLines(comments, index, fence.text, rest);
    const again = joined === rest ? found : mark.read(joined);
    if (again.ok) {
      read.push({ start: comment.start, place, via: mark.via, expectation: again.expectation });
    } else wrong.push({ place, found, isValue: mark.begins === "=>" });
  });
  // `// throws when empty` is a remark in a fence that expects nothing else.
  const isExecutable = read.length > 0 || wrong.some((each) => each.isValue);
  for (const { place, found, isValue } of wrong) {
    const { rule, reason, expected, example } = found;
    reading.report(isExecutable ? rule : "snippet-comment", place, reason, {
      ...(expected === undefined ? {} : { expected }),
      example: isValue ? `// => ${bare(example) ?? "[1, 2, 3]"}` : `// throws RangeError: empty title`,
    });
  }
  return read.length === 0 || wrong.length > 0 ? null : read;
}

interface Mark {
  readonly begins: string;
  readonly via: Check["via"];
  readonly read: (source: string) => ReadExpectation;
}

const marks: readonly Mark[] = [
  { begins: "=>", via: "value", read: readExpectedValue },
  { begins: "throws", via: "value", read: (source) => readExpectedThrow(withoutBackticks(source)) },
  { begins: "rejects with", via: "rejects", read: (source) => readExpectedThrow(withoutBackticks(source)) },
  { begins: "rejects", via: "rejects", read: (source) => readExpectedThrow(withoutBackticks(source)) },
];

function readMark(comment: string): { readonly mark: Mark; readonly rest: string } | null {
  const text = comment.trim();
  for (const mark of marks) {
    if (!text.startsWith(mark.begins)) continue;
    const rest = text.slice(mark.begins.length);
    if (mark.begins === "=>" || rest === "" || rest.startsWith(" ")) return { mark, rest: rest.trim() };
  }
  return null;
}

/** The comment and those right below it that begin nothing of their own: a value may go over several lines. */
function joinLines(comments: readonly Comment[], index: number, text: string, rest: string): string {
  let joined = rest;
  for (let at = index + 1; at < comments.length; at += 1) {
    const before = comments[at - 1];
    const next = comments[at];
    if (before === undefined || next?.type !== "Line" || readMark(next.value) !== null) break;
    const between = text.slice(before.end, next.start);
    if (between.trim() !== "" || between.split("\n").length !== 2) break;
    joined += `\n${next.value}`;
  }
  return joined;
}

/** Examples of values come as Markdown; a comment has no backticks. */
function bare(example: string | undefined): string | undefined {
  return example === undefined ? undefined : withoutBackticks(example);
}

function withoutBackticks(source: string): string {
  return source.length > 1 && source.startsWith("`") && source.endsWith("`") ? source.slice(1, -1) : source;
}
