import { describe, expect, test } from "vitest";
import { drawInputs } from "../../../src/verdict/property-inputs.ts";
import { describeSabotage } from "../../../src/verdict/saboteurs/describe-sabotage.ts";
import type { Survivor } from "../../../src/verdict/saboteurs/group-weaknesses.ts";
import { askOfGroups, killsInPlace, weaknessesOf } from "../../../src/verdict/saboteurs/group-weaknesses.ts";
import { askAlone } from "../../../src/verdict/saboteurs/weaknesses.ts";
import { planOf } from "../../suite/support/plan-of.ts";

const fence = (...lines: readonly string[]): string => ["```ts", ...lines, "```"].join("\n");
const spec = (text: string) => planOf(`---\nsubject: ../src/impl.ts\n---\n# Impl\n\n## R\n\n${text}\n`);
const words = (survivors: readonly Survivor[]) =>
  survivors.map(({ sabotage }) => describeSabotage(sabotage).words);

async function asked(text: string, heldOut: (title: string) => boolean = () => false) {
  const plan = spec(text);
  const ids = plan.requirements.flatMap(({ examples }) =>
    examples.filter(({ input }) => heldOut(input)).map(({ id }) => id),
  );
  const hidden = new Set(ids);
  return { plan, ...askOfGroups(plan, hidden, await askAlone(plan, hidden), drawInputs) };
}

const stack = (value: string) =>
  fence("const s = new Stack();", `s.push(${value});`, `s.pop() // => ${value}`);

describe("what only running the examples can tell", () => {
  test.each<[string, string, string[]]>([
    ["a class with one example", stack("1"), ["always answers `push` with undefined, `pop` with 1"]],
    ["a class with two that differ", `${stack("1")}\n\n${stack("2")}`, []],
    [
      "a class that gives an argument back",
      "- `new F(1).get(2)` is `2`.\n- `new F(1).get(3)` is `3`.",
      ["returns its first argument"],
    ],
    ["what throws", fence("const a = new A(1);", "a.take(2) // throws"), ["always throws an ordinary Error"]],
    [
      "what throws one error",
      fence("const a = new A(1);", "a.take(2) // throws RangeError"),
      ["always throws a RangeError"],
    ],
    ["a constructor that throws", "`new A(-1)` throws `RangeError`.", ["always throws a RangeError"]],
    ["one that throws and one that does not", "- `new A(-1).b` throws.\n- `new A(1).b` is `1`.", []],
    ["nothing but undefined", "`new F(1).get(2)` is `undefined`.", ["always returns undefined"]],
    [
      "calls for their effect",
      fence('log("a");', 'entries() // => ["a"]'),
      ['always answers `log` with undefined, `entries` with ["a"]'],
    ],
    [
      "a scenario",
      '### Scenario: one\n- **Given** `const s = new Slugs()`\n- **When** `s.add("A")`\n- **Then** the result is `"a"`\n- **And** `s.size` is `1`',
      ['always answers `add` with "a", `size` with 1'],
    ],
    ["an object's method", '`api.get("x")` is `"y"`.', ['always returns "y"']],
    [
      "an object that a function makes",
      fence("const c = make(5);", "c.inc();", "c.value() // => 6"),
      ["always answers `make` and `inc` with undefined, `value` with 6"],
    ],
    [
      "an object whose methods have names of a list's",
      fence("const s = make(5);", "s.push(1);", "s.pop() // => 1"),
      ["always answers `make` and `push` with undefined, `pop` with 1"],
    ],
    [
      "what code does to a result",
      "`f([1]).join()` is `[1]`.",
      ["always returns [1]", "returns its first argument"],
    ],
    [
      "a module that is imported whole",
      `${fence('import * as m from "../src/impl.ts";')}\n\n- \`m.f(1)\` is \`2\`.\n- \`m.f(3)\` is \`2\`.`,
      ["always returns 2"],
    ],
    [
      "what is awaited",
      fence("const db = new Db();", 'await db.put("a", 1);', 'await db.get("a") // => 1'),
      ["always answers `put` with undefined, `get` with 1"],
    ],
    [
      "a law of a class",
      "For any `n: integer`, `new F(1).get(n)` is `new F(2).get(n)`.",
      ["always returns undefined", "returns its first argument"],
    ],
    ["what a property asks for", "For any `n: integer`, `new F(1).get(n)` is `n`.", []],
    ["a value that is only read", "`limits.max` is `10`.", []],
    ["one input", "`new Clock().zone()` is `1`.", []],
    [
      "one input, but state",
      fence("const c = new C();", "c.inc();", "c.get() // => 1"),
      ["always answers `inc` with undefined, `get` with 1"],
    ],
    ["a pattern that may not end", "`new F(1).get(2)` matches `/(a+)+b/`.", []],
    ["a plain call is told without", "`f(1)` is `2`.", []],
  ])("%s", async (_, text, expected) => {
    const { certain, open } = await asked(text);
    const found = words(open);
    expect(certain).toStrictEqual([]);
    if (expected.length === 0) expect(found).toStrictEqual([]);
    else expect(found).toEqual(expect.arrayContaining(expected));
  });
});

describe("what can be told without", () => {
  test.each<[string, string, string[]]>([
    [
      "a law of two functions that one keeps which changes nothing",
      "For any `x: string`, `decode(encode(x))` is `x`.",
      ["returns its first argument"],
    ],
    [
      "the same beside an example that refutes it",
      'For any `x: string`, `decode(encode(x))` is `x`.\n\n`encode("a")` is `"1"`.',
      [],
    ],
    ["a sum", "- `f(1) + g(1)` is `2`.\n- `f(2) + g(2)` is `4`.", ["returns its first argument"]],
  ])("%s", async (_, text, expected) => {
    const { certain } = await asked(text);
    expect(words(certain)).toStrictEqual(expected);
  });

  test("with an example that refutes it, and is read as one", async () => {
    const { plan, certain } = await asked("For any `x: string`, `decode(encode(x))` is `x`.");
    const [weakness] = weaknessesOf(plan, certain, killsInPlace);
    expect(weakness?.names).toStrictEqual(["decode", "encode"]);
    expect(weakness?.killer).toStrictEqual({
      words: '`encode("A b")` with another result than its argument',
      markdown: '- `encode("A b")` is `…`.',
    });
  });
});

describe("where there are hold-outs", () => {
  test("a lookup is open when the hidden ones throw, whatever the others expect", async () => {
    const rows = "- `new F(1).get(1)` is `2`.\n- `new F(1).get(2)` is `4`.\n- `new F(1).get(3)` throws.";
    const { open } = await asked(rows, (input) => input.includes("get(3)"));
    expect(words(open)).toStrictEqual([
      "looks up the examples that an agent is shown and, for all others, always throws an ordinary Error",
    ]);
    expect((await asked(rows)).open).toStrictEqual([]);
  });
});

describe("an example that would kill it", () => {
  test.each<[string, string, string]>([
    ["a snippet", stack("1"), "```ts\nconst s = new Stack();\ns.push(2);\ns.pop() // => …\n```"],
    ["a sentence", '`new F(1).get("a")` is `2`.', '- `new F(1).get("A")` is `…`.'],
    [
      "a scenario",
      "### Scenario: one\n- **Given** `const s = new Stack()`\n- **When** `s.push(1)`\n- **And** `s.pop()`\n- **Then** the result is `1`",
      "- **Given** `const s = new Stack()`\n- **And** `s.push(2)`\n- **When** `s.pop()`\n- **Then** the result is `…`",
    ],
    [
      "calls without arguments",
      fence("const c = new C();", "c.inc();", "c.get() // => 1"),
      "```ts\nconst c = new C();\nc.inc();\nc.inc();\nc.get() // => …\n```",
    ],
  ])("%s", async (_, text, expected) => {
    const { open } = await asked(text);
    const [proposal] = open[0]?.requirements[0]?.proposals ?? [];
    expect(proposal?.killer.markdown).toBe(expected);
    // Read as one example, with a result that no wrong program gives.
    expect(JSON.stringify(proposal?.example.body)).toContain("neither this nor that");
  });
});
