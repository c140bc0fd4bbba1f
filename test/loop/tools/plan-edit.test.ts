import { describe, expect, test } from "vitest";
import { planInsert, planReplace } from "../../../src/loop/tools/plan-edit.ts";

const text = "export function add(a, b) {\n  return a - b;\n}\n";

describe("str_replace", () => {
  test.each([
    ["one place", text, "a - b", "a + b", "export function add(a, b) {\n  return a + b;\n}\n"],
    [
      "over lines",
      text,
      "{\n  return a - b;\n}",
      "{ return 0; }",
      "export function add(a, b) { return 0; }\n",
    ],
    ["to nothing", "a;b;\n", "b;", "", "a;\n"],
    ["dollars are plain text", "x\n", "x", "$& $1 $$", "$& $1 $$\n"],
    ["LF understood in a file with CRLF", "a\r\nb\r\n", "a\nb", "c\nd", "c\r\nd\r\n"],
  ])("%s", (_name, before, old, fresh, after) => {
    expect(planReplace("a.ts", before, old, fresh)).toMatchObject({ is: "edited", text: after });
  });

  test.each([
    ["not there, like a line", text, "return a -b;", "x", ["does not occur", "is 2", "return a - b;"]],
    [
      "not there, same line, other white space after it",
      text,
      "  return a - b;\n\n}",
      "x",
      ["is 2", "white space"],
    ],
    ["not there, like nothing", text, "zzz", "x", ["No line", "`view`"]],
    ["several times", "a\nb\na\n", "a", "x", ["2 times", "lines 1, 3"]],
    ["overlapping", "aaa", "aa", "x", ["2 times"]],
    ["empty", text, "", "x", ["empty"]],
    ["no change", text, "a - b", "a - b", ["same"]],
  ])("refused: %s", (_name, before, old, fresh, said) => {
    const edit = planReplace("a.ts", before, old, fresh);
    expect(edit.is).toBe("error");
    for (const words of said) expect(edit).toHaveProperty("text", expect.stringContaining(words));
  });
});

describe("insert", () => {
  test.each([
    ["at the beginning", "a\nb\n", 0, "x", "x\na\nb\n"],
    ["in the middle", "a\nb\n", 1, "x\n", "a\nx\nb\n"],
    ["at the end", "a\nb\n", 2, "x\n", "a\nb\nx\n"],
    ["at the end, no newline in the file", "a\nb", 2, "x", "a\nb\nx"],
    ["into an empty file", "", 0, "x\n", "x\n"],
    ["into a file with CRLF", "a\r\nb\r\n", 1, "x\n", "a\r\nx\r\nb\r\n"],
  ])("%s", (_name, before, line, fresh, after) => {
    expect(planInsert("a.ts", before, line, fresh)).toMatchObject({ is: "edited", text: after });
  });

  test.each([
    ["beyond the end", "a\nb\n", 3, "x", "2 lines"],
    ["before the beginning", "a\n", -1, "x", "0 (the beginning) to 1"],
    ["nothing", "a\n", 1, "", "empty"],
  ])("refused: %s", (_name, before, line, fresh, said) => {
    const edit = planInsert("a.ts", before, line, fresh);
    expect(edit).toMatchObject({ is: "error", text: expect.stringContaining(said) });
  });
});
