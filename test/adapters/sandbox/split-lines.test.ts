import { describe, expect, test } from "vitest";
import { splitLines } from "../../../src/adapters/sandbox/split-lines.ts";

const split = (chunks: readonly (string | Buffer)[], limit = 100): readonly string[] => {
  const lines: string[] = [];
  const splitter = splitLines(limit, (line) => lines.push(line));
  for (const chunk of chunks) splitter.add(Buffer.from(chunk));
  splitter.end();
  return lines;
};

describe("whole lines, however they come", () => {
  const snowman = Buffer.from("☃\n");
  const cases: readonly (readonly [string, readonly (string | Buffer)[], readonly string[]])[] = [
    ["nothing", [], []],
    ["one", ["a\n"], ["a"]],
    ["several in a chunk", ["a\nb\n\nc\n"], ["a", "b", "", "c"]],
    ["one in several chunks", ["a", "b", "c\nd\n"], ["abc", "d"]],
    ["an unfinished last one", ["a\nb"], ["a", "b"]],
    ["CRLF", ["a\r\nb\r", "\nc\r"], ["a", "b", "c\r"]],
    ["a character in two chunks", [snowman.subarray(0, 1), snowman.subarray(1)], ["☃"]],
  ];
  test.each(cases)("%s", (_name, chunks, lines) => {
    expect(split(chunks)).toEqual(lines);
  });

  test("an endless line is cut", () => {
    expect(split(["aaaa", "bbbb", "cccc\nd\n"], 6)).toEqual(["aaaabb", "d"]);
  });
});
