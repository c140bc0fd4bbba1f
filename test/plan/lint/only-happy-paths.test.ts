import { expect, test } from "vitest";
import { told } from "./linting.ts";

const messagesOf = (text: string, ...examples: readonly string[]) =>
  told("only-happy-paths", `## Totals\n\n${text}\n\n${examples.join("\n")}\n`).map(([, message]) => message);

const happy = "- `total([1, 2])` is `3`.";

test.each([
  ["An empty list throws.", [happy], ["the text says “throws”; the one example does not show it"]],
  [
    "Invalid prices are left out.",
    [happy, "- `total([2])` is `2`."],
    ["the text says “Invalid”; none of 2 examples shows it"],
  ],
  ["An empty list throws.", [happy, "- `total([])` throws `RangeError`."], []],
  [
    "An empty list throws.",
    [happy, "- `total([])` is `null`."],
    ["the text says “throws”; none of 2 examples shows it"],
  ],
  ["An invalid list gives nothing.", [happy, "- `total([])` is `null`."], []],
  [
    "An invalid list is told.",
    [happy, '- `total([])` contains `"no such price"`.', "- `ok([])` is `false`."],
    [],
  ],
  ["Formats an error message.", [happy], []],
  ["It prints `throws` in code.", [happy], []],
])("%s %j", (text, examples, messages) => {
  expect(messagesOf(text, ...examples)).toStrictEqual(messages);
});

test("a column for errors that is never filled speaks of them", () => {
  const table = "Call: `total(a)`\n\n| a | returns | throws |\n| --- | --- | --- |\n| 1 | 1 | |\n| 2 | 2 | |";
  expect(told("only-happy-paths", `## Totals\n\n${table}\n`)).toStrictEqual([
    [5, "the text says “throws”; none of 2 examples shows it"],
  ]);
});

test("what stands outside of any requirement is asked of all examples", () => {
  const spec = (last: string) => `Invalid input throws.\n\n## Totals\n\n${happy}\n\n## More\n\n${last}\n`;
  expect(told("only-happy-paths", spec("- `total([])` is `0`."))).toHaveLength(1);
  expect(told("only-happy-paths", spec("- `total([])` throws."))).toHaveLength(0);
});
