import { describe, expect, test } from "vitest";
import { askOfConsoles, plainWordsOf } from "../../../src/verdict/saboteurs/console-programs.ts";
import { planOf } from "../../suite/support/plan-of.ts";

const fence = (...lines: readonly string[]): string => ["```console", ...lines, "```"].join("\n");
const asked = (text: string) =>
  askOfConsoles(planOf(`# P\n\n## R\n\n${text}\n`, { bins: ["slugify", "other"] }));

describe("wrong programs for the shell", () => {
  test.each<[string, string, string[]]>([
    ["one command", fence('$ slugify "A B"', "a-b"), ['always prints "a-b"']],
    ["two that differ", fence("$ slugify A", "a", "$ slugify B", "b"), []],
    [
      "what prints its arguments",
      fence("$ slugify a", "a", '$ slugify "b c"', "b c"),
      ["prints its arguments"],
    ],
    ["nothing", fence("$ slugify a"), ["prints nothing"]],
    ["what fails", fence("$ slugify a", "[1]"), ["prints nothing and ends with 1"]],
    ["an error", fence("$ slugify a", "usage", "[2]"), ['always prints "usage" and ends with 2']],
    ["one input", fence("$ slugify", "usage"), []],
    ["any lines", fence("$ slugify a", "..."), ["prints nothing", "prints its arguments"]],
    ["two programs, one of them told apart", fence("$ slugify a", "a", "$ other a", "b"), []],
    [
      "two programs by themselves",
      `${fence("$ slugify a", "x")}\n\n${fence("$ other a", "y")}`,
      ['always prints "x"', 'always prints "y"'],
    ],
  ])("%s", (_, text, expected) => {
    const found = asked(text);
    expect(found.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(found.flatMap(({ weaknesses }) => weaknesses.map(({ survivor }) => survivor.words))).toStrictEqual(
      expected,
    );
  });

  test("only the shell can tell what a pipe makes of it", () => {
    const found = asked(fence("$ slugify A | tr a b", "b"));
    expect(found.map(({ isOpen }) => isOpen)).toStrictEqual([true, true, true, true]);
  });

  test("with a command that would refute it", () => {
    const [found] = asked(fence('$ slugify "A b"', "a-b"));
    expect(found?.weaknesses[0]).toMatchObject({
      names: ["slugify"],
      survivor: { code: 'console.log("a-b");' },
      killer: { markdown: '```console\n$ slugify "A B"\n…\n```' },
    });
  });
});

test.each<[string, readonly string[] | null]>([
  ["slugify", ["slugify"]],
  ["slugify 'a b' --to=x", ["slugify", "a b", "--to=x"]],
  ['slugify a"b c"d', ["slugify", "ab cd"]],
  ['slugify ""', ["slugify", ""]],
  ["slugify $HOME", null],
  ["slugify a > b", null],
  ["slugify a; slugify b", null],
  ["slugify *", null],
  ["A=1 slugify", null],
  ['slugify "$A"', null],
])("the words of %s", (command, expected) => {
  expect(plainWordsOf(command)).toStrictEqual(expected);
});
