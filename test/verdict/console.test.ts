import { describe, expect, test } from "vitest";
import { consoleDifference, matchesLines } from "../../src/verdict/console.ts";

const expected = { command: "slugify A", program: "slugify", output: ["a"], status: 0 };
const result = { output: "a\n", status: 0, isMissing: false };

describe("what a command did, against what the spec says", () => {
  test.each([
    ["the same", expected, result, null],
    ["white space at the ends of lines", expected, { ...result, output: "a  \r\n\n\n" }, null],
    ["blank lines at the end of the fence", { ...expected, output: ["a", "", ""] }, result, null],
    ["another text", expected, { ...result, output: "b\n" }, "assertion"],
    ["a line too many", expected, { ...result, output: "a\nb\n" }, "assertion"],
    ["a line too few", { ...expected, output: ["a", "b"] }, result, "assertion"],
    ["an indentation that counts", expected, { ...result, output: "  a\n" }, "assertion"],
    ["another exit status", expected, { ...result, status: 2 }, "assertion"],
    ["an exit status as expected", { ...expected, status: 2 }, { ...result, status: 2 }, null],
    ["stopped for time", expected, { ...result, status: null }, "timeout"],
    [
      "a program that is not there yet",
      expected,
      { output: "", status: 127, isMissing: true },
      "notImplemented",
    ],
  ] as const)("%s", (_, wanted, got, reason) => {
    expect(consoleDifference(wanted, got)?.reason ?? null).toBe(reason);
  });

  test("shows both sides with their exit status", () => {
    expect(consoleDifference(expected, { ...result, output: "b\nc\n", status: 3 })).toMatchObject({
      expected: "a\n[0]",
      actual: "b\nc\n[3]",
    });
  });
});

describe("lines, where null stands for any number of lines", () => {
  test.each<[(string | null)[], string[], boolean]>([
    [[], [], true],
    [[], ["a"], false],
    [[null], [], true],
    [[null], ["a", "b"], true],
    [["a", null], ["a"], true],
    [["a", null, "c"], ["a", "c"], true],
    [["a", null, "c"], ["a", "b", "b", "c"], true],
    [["a", null, "c"], ["a", "b"], false],
    [[null, "c", null], ["a", "c", "d"], true],
    [[null, "c", null], ["a", "d"], false],
    [[null, "a", null, "a"], ["a"], false],
    [[null, "a", null, "a"], ["a", "a"], true],
  ])("%j on %j: %s", (pattern, lines, matches) => {
    expect(matchesLines(pattern, lines)).toBe(matches);
  });

  test("many wildcards on many lines take no time to speak of", () => {
    const pattern = Array.from({ length: 200 }, (_, at) => (at % 2 === 0 ? null : "a"));
    const lines = Array.from({ length: 2000 }, () => "a");
    expect(matchesLines([...pattern, "b"], lines)).toBe(false);
  });
});
