import { expect, test } from "vitest";
import { blocksOf, only } from "./reading-specs.ts";

const fence = (text: string, language = "console"): string => `# T\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;

test.each([
  ["output", "$ a b\nx\n  y", [["a b", "a", ["x", "  y"], 0]]],
  ["no output", "$ a", [["a", "a", [], 0]]],
  ["a status", "$ a\nx\n[2]", [["a", "a", ["x"], 2]]],
  ["any lines", "$ a\n...\nx", [["a", "a", [null, "x"], 0]]],
  ["an empty line is output", "$ a\n\nx", [["a", "a", ["", "x"], 0]]],
  [
    "several",
    "$ a\nx\n$ b\n[1]",
    [
      ["a", "a", ["x"], 0],
      ["b", "b", [], 1],
    ],
  ],
  ["what is no status", "$ a\n[x]", [["a", "a", ["[x]"], 0]]],
  ["too great for a status", "$ a\n[300]", [["a", "a", ["[300]"], 0]]],
  ["a status only at the end", "$ a\n[1]\nx", [["a", "a", ["[1]", "x"], 0]]],
])("reads %s", (_, text, expected) => {
  const { commands } = only(fence(text), "console");
  expect(commands.map(({ command, program, output, status }) => [command, program, output, status])).toEqual(
    expected,
  );
});

test("has the place of each command", () => {
  const { commands } = only(fence("$ a\nx\n$ b"), "console");
  expect(commands.map(({ place }) => place.line)).toEqual([4, 6]);
});

test.each([
  ["no prompt", fence("a b\nx")],
  ["an empty prompt", fence("$ \nx")],
  ["another language", fence("$ a", "sh")],
])("is illustration: %s", (_, text) => expect(blocksOf(text)).toEqual([]));

test("drops the carriage returns of CRLF", () => {
  const { commands } = only(fence("$ a\nx").replaceAll("\n", "\r\n"), "console");
  expect(commands[0]).toMatchObject({ command: "a", output: ["x"] });
});
