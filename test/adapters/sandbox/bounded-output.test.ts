import { describe, expect, test } from "vitest";
import { boundedOutput } from "../../../src/adapters/sandbox/bounded-output.ts";

const keep = (limit: number, chunks: readonly string[]) => {
  const output = boundedOutput(limit);
  for (const chunk of chunks) output.add(Buffer.from(chunk));
  return output.end();
};

describe("keeps the head and the tail, and says what lies between", () => {
  const cases: readonly (readonly [string, number, readonly string[], string, boolean])[] = [
    ["nothing", 10, [], "", false],
    ["as much as there is room", 10, ["01234", "56789"], "0123456789", false],
    ["one byte too many", 10, ["0123456789a"], "01234\n[… 1 bytes left out …]\n6789a", true],
    ["many small chunks", 4, Array.from("abcdefghij"), "ab\n[… 6 bytes left out …]\nij", true],
    ["an odd limit: the head is larger", 3, ["abcdef"], "ab\n[… 3 bytes left out …]\nf", true],
    // é is two bytes: the head's third byte and the tail's first are halves of one.
    ["characters that a cut goes through", 6, ["aaé-------éaa"], "aa\n[… 10 bytes left out …]\naa", true],
    ["no room at all", 0, ["abc"], "\n[… 3 bytes left out …]\n", true],
  ];
  test.each(cases)("%s", (_name, limit, chunks, text, truncated) => {
    expect(keep(limit, chunks)).toEqual({ text, truncated });
  });
});
