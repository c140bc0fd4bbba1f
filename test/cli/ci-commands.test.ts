import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOutputObeyed, jsonWithoutCommands, withoutCommands } from "../../src/cli/ci-commands.ts";
import { createStyling } from "../../src/cli/styling.ts";
import { commandsIn } from "../support/ci-commands.ts";

describe("whose output is obeyed", () => {
  test.each([
    [{ GITHUB_ACTIONS: "true" }, true],
    [{ TF_BUILD: "True" }, true],
    [{ GITHUB_ACTIONS: "false", CI: "true" }, false],
    [{ GITHUB_ACTIONS: "" }, false],
    [{}, false],
  ])("%j: %s", (environment, obeyed) => {
    expect(isOutputObeyed(environment)).toBe(obeyed);
  });
});

describe("a command is shown, and is none", () => {
  test.each([
    ["::error::no", "·::error::no"],
    ["::set-output name=key::value", "·::set-output name=key::value"],
    ["  \t::stop-commands::word", "  \t·::stop-commands::word"],
    ["\u00a0\u2003::debug::x", "\u00a0\u2003·::debug::x"],
    ["one\n::error::two\n  ::error::three", "one\n·::error::two\n  ·::error::three"],
    ["one\r::error::two\r\n::error::three", "one\r·::error::two\r\n·::error::three"],
    ["\n\n::error::x", "\n\n·::error::x"],
    ["\u001b[31m::error::x", "\u001b[31m·::error::x"],
    ["\u200b:\u00ad:error::x", "\u200b·:\u00ad:error::x"],
    ["##[group]x", "##·[group]x"],
    ["all is ##[error]well", "all is ##·[error]well"],
    ["##[a]##[b]", "##·[a]##·[b]"],
    ["###[a]", "###·[a]"],
    ["#\u200d#[a]", "#\u200d#·[a]"],
    ["##vso[task.setvariable variable=a]b", "##·vso[task.setvariable variable=a]b"],
    ["x ##VSO[a]", "x ##·VSO[a]"],
  ])("%j", (text, expected) => {
    expect(withoutCommands(text)).toBe(expected);
    expect(withoutCommands(expected)).toBe(expected);
  });
});

test.each([
  "",
  "✓ holds  Joins words",
  "a::b::c",
  "std::vector<int>::size",
  "::before { content: ''; }",
  "## Heading",
  "### [link](x)",
  "#[attribute]",
  "1 : : 2 :: 3",
  "specs/a.md:3:1 error",
])("%j stays as it is", (text) => {
  expect(withoutCommands(text)).toBe(text);
});

test.each([
  { a: "##[error]x", "##vso[k]": ["####[", "# #[", "\\##["] },
  { a: "::error::x", text: "\n::error::x" },
])("JSON %j says the same and holds no command", (value) => {
  for (const json of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
    expect(commandsIn(jsonWithoutCommands(json))).toStrictEqual([]);
    expect(JSON.parse(jsonWithoutCommands(json))).toStrictEqual(value);
  }
});

const pieces = fc.oneof(
  fc.constantFrom("::", ":", "error", " ", "\t", "\n", "\r", "\r\n", "\u2028", "\u0085", "\u00a0", "\ufeff"),
  fc.constantFrom("##", "#", "[", "]", "vso", "VSO", "##[", "##vso[", "::set-output name=a::b", "::a::"),
  fc.constantFrom("\u00ad", "\u200b", "\u200d", "\u001b[31m", "\u001b", "\u202e", "·", "❤️"),
  fc.string({ unit: "binary" }),
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));

test("no printed line is a command, whatever the text", () => {
  const { paint, print } = createStyling("seal", true);
  fc.assert(
    fc.property(texts, texts, (one, two) => {
      for (const text of [one, print(one), print(`${paint("red", one)}${two}`)]) {
        const shown = withoutCommands(text);
        expect(commandsIn(shown)).toStrictEqual([]);
        expect(withoutCommands(shown)).toBe(shown);
        expect(shown.replaceAll("·", "")).toBe(text.replaceAll("·", ""));
      }
    }),
    { numRuns: 2000 },
  );
});

test("what is said of a long text is said soon", () => {
  const long = `${" ".repeat(200_000)}:${"#".repeat(200_000)}${":".repeat(200_000)}${"\n".repeat(200_000)}`;
  const since = performance.now();
  withoutCommands(long);
  withoutCommands("\u00ad".repeat(100_000) + "#\u00ad".repeat(100_000));
  expect(performance.now() - since).toBeLessThan(2_000);
});
