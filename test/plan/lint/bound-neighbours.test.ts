import { describe, expect, test } from "vitest";
import { told } from "./linting.ts";

const rows = (...numbers: readonly number[]) =>
  ["| `n` | `accepts(n)` |", "| --- | --- |", ...numbers.map((n) => `| ${n} | ${n <= 10} |`)].join("\n");
const missing = (text: string, examples: string) =>
  told("bound-neighbours", `## Accepts\n\n${text}\n\n${examples}\n`).map(([, message]) => message);

describe("a bound has its neighbours", () => {
  test.each<[string, readonly number[], readonly string[]]>([
    ["Accepts at most 10.", [1, 10, 11], []],
    ["Accepts at most 10.", [1, 20], ["“at most 10” has no example at 10 and 11"]],
    ["Accepts at most 10.", [9, 10, 20], ["“at most 10” has no example at 11"]],
    ["Accepts more than 4, between 1 and 10.", [0, 1, 4, 5, 10], ["“between 1 and 10” has no example at 11"]],
    ["Accepts `n <= 10`.", [1, 11], ["“<= 10” has no example at 10"]],
  ])("%s with %j", (text, numbers, messages) => {
    expect(missing(text, rows(...numbers))).toStrictEqual(messages);
  });

  test.each([
    ['- `accepts("12345")` is `true`.\n- `accepts("123456")` is `false`.'],
    ['- `accepts("1".repeat(5))` is `true`.\n- `accepts("ab".repeat(3))` is `false`.'],
    ["- `accepts([1, 2, 3, 4, 5,])` is `true`.\n- `accepts([1, [2, 2], 3, 4, 5, 6])` is `false`."],
    ["```ts\nconst n = 5;\naccepts(n) // => true\naccepts(n + 6) // => false\n```"],
  ])("lengths of texts and lists count: %s", (examples) => {
    expect(missing("Accepts at most 5 of them.", examples)).toStrictEqual([]);
  });

  test("a bound of the result is met by a result that comes up to it", () => {
    const table = "| `n` | `fee(n)` |\n| --- | --- |\n| 3 | 6 |\n| 30 | 12 |";
    expect(missing("Costs up to 12.", table)).toStrictEqual([]);
  });

  test("no bound is asked for where nothing can be run, in code that is no text, and in quotations", () => {
    expect(missing("The cart MUST hold at most 10.", "")).toStrictEqual([]);
    expect(missing("```\nat most 10\n```", rows(1))).toStrictEqual([]);
    expect(missing("> at most 10", rows(1))).toStrictEqual([]);
    expect(missing('Prints "at most 10".', rows(1))).toStrictEqual([]);
  });

  test("what stands above all requirements is asked of all examples, and once", () => {
    const text = "At most 10.\n\n## Accepts\n\nAt most 10.\n\n";
    expect(told("bound-neighbours", text + rows(3))).toStrictEqual([
      [5, "“At most 10” has no example at 10 and 11"],
    ]);
    expect(told("bound-neighbours", `At most 10.\n\n## Accepts\n\n${rows(3)}\n`)).toHaveLength(1);
  });
});
