import { describe, expect, test } from "vitest";
import { weakDiagnostic } from "../../../src/verdict/saboteurs/weak-diagnostic.ts";
import { findWeaknesses } from "../../../src/verdict/saboteurs/weaknesses.ts";
import { planOf } from "../../suite/support/plan-of.ts";

const spec = (text: string) => `---\nsubject: ../src/impl.ts\n---\n# Impl\n\n${text}\n`;

/** What survives, by requirement; nothing is held out. */
async function weak(text: string): Promise<string[]> {
  const found = await findWeaknesses(planOf(spec(text)), new Set());
  return found.map(({ requirement, survivor }) => `${requirement.title}: ${survivor.words}`);
}

const rows = (header: string, ...cells: readonly string[]): string =>
  [`| \`x\` | \`${header}\` |`, "| - | - |", ...cells.map((cell) => `| ${cell} |`)].join("\n");

describe("a requirement is weak when a wrong program passes all that the spec says of an export", () => {
  test.each<[string, string, string[]]>([
    ["one example", '## R\n\n`f("a")` is `"b"`.', ['R: always returns "b"']],
    ["two that differ", `## R\n\n${rows("f(x)", "a | b", "c | d")}`, []],
    ["two with the same result", `## R\n\n${rows("f(x)", "a | b", "c | b")}`, ['R: always returns "b"']],
    [
      "an argument given back",
      `## R\n\n${rows("f(x)", "1 | 1", "2 | 2")}`,
      ["R: returns its first argument"],
    ],
    [
      "the second argument given back",
      "## R\n\n- `f(1, 2)` is `2`.\n- `f(3, 4)` is `4`.",
      ["R: returns its second argument"],
    ],
    ["the last argument left out", "## R\n\n- `f(1, 2)` is `2`.\n- `f(3)` is `5`.", []],
    ["nothing but undefined", '## R\n\n`f("a")` is `undefined`.', ["R: always returns undefined"]],
    ["any error", "## R\n\n- `f(1)` throws.\n- `f(2)` throws.", ["R: always throws an ordinary Error"]],
    ["an `Error` by name", "## R\n\n`f(1)` throws `Error`.", ["R: always throws an ordinary Error"]],
    [
      "one error by name and message",
      "## R\n\n`f(1)` throws `RangeError: too small`.",
      ["R: always throws RangeError: too small"],
    ],
    ["an error by pattern", "## R\n\n`f(1)` throws `/too small/`.", ["R: always throws Error: too small"]],
    ["an error and a result", "## R\n\n- `f(1)` throws.\n- `f(2)` is `3`.", []],
    ["part of a text", '## R\n\n`f(1)` contains `"b"`.', ['R: always returns "b"']],
    ["a number, about", "## R\n\n`f(1)` is about `0.33`.", ["R: always returns 0.33"]],
    ["a pattern", "## R\n\n`f(1)` matches `/b/`.", ['R: always returns "b"']],
    ["a pattern that need not be tried", "## R\n\n- `f(1)` matches `/(a+)+b/`.\n- `f(2)` is `3`.", []],
    [
      "a pattern that may take for ever is not tried",
      `## R\n\n\`f("${"a".repeat(60)}")\` matches \`/^(a+)+$|b/\`.`,
      [],
    ],
    [
      "a pattern that ends soon is",
      '## R\n\n- `f(1)` matches `/^[a-z]+$/`.\n- `f(2)` contains `"b"`.',
      ['R: always returns "b"'],
    ],
    ["a type", "## R\n\n`f(1)` is a `string`.", ['R: always returns ""']],
    [
      "members of a result",
      "## R\n\n- `f(1).a` is `2`.\n- `f(1).b.c` is `3`.",
      ["R: always returns { a: 2, b: { c: 3 } }"],
    ],
    ["members that differ", "## R\n\n- `f(1).a` is `2`.\n- `f(2).a` is `3`.", []],
    ["promises", "## R\n\n`f(1)` resolves to `2`.", ["R: always returns 2"]],
    ["awaited", "## R\n\n`await f(1)` is `2`.", ["R: always returns 2"]],
    ["rejections", '## R\n\n`f(1)` rejects with `"no"`.', ["R: always throws Error: no"]],
    [
      "an unlike constant is no promise",
      "## R\n\n- `f(1)` resolves to `2`.\n- `f(1)` is a `Promise`.\n- `f(2)` resolves to `3`.",
      [],
    ],
    ["a call within a call", '## R\n\n`f(f("a"))` is `"a"`.', ['R: always returns "a"']],
    [
      "a snippet",
      '## R\n\n```ts\nconst s = f("a");\ns // => "b"\ns.length // => 1\n```',
      ['R: always returns "b"'],
    ],
    [
      "a scenario",
      '## R\n\n### Scenario: one\n- **When** `f("a")`\n- **Then** the result is `"b"`',
      ['R: always returns "b"'],
    ],
    ["a call without arguments has one result", "## R\n\n`f()` is `2`.", []],
    ["calls with and without", "## R\n\n- `f()` is `2`.\n- `f(1)` is `2`.", ["R: always returns 2"]],
    [
      "another requirement refutes it: no threat",
      '## One\n\n`f("")` is `""`.\n\n## Two\n\n`f("A")` is `"a"`.',
      [],
    ],
    [
      "both of two requirements, by one program",
      "## One\n\n`f(1)` throws.\n\n## Two\n\n`f(2)` throws.",
      ["One: always throws an ordinary Error", "Two: always throws an ordinary Error"],
    ],
    [
      "another export pins nothing",
      `## One\n\n${rows("g(x)", "1 | 2", "2 | 4")}\n\n## Two\n\n\`f(1)\` is \`2\`.`,
      ["Two: always returns 2"],
    ],
    [
      "one of two columns",
      "## R\n\n| `x` | `f(x)` | `g(x)` |\n| - | - | - |\n| 1 | 2 | 7 |\n| 2 | 4 | 7 |",
      ["R: always returns 7"],
    ],
    ["classes are not decided", "## R\n\n`new F(1).get()` is `1`.", []],
    ["what depends on another export is not decided", "## R\n\n`f(1) + g(1)` is `2`.", []],
    ["what code does to a result is not decided", "## R\n\n`f(1).map(String)` is `[]`.", []],
    [
      "what is called for its effect is not decided",
      "## R\n\n`g(4)` is `5`.\n\n```ts\nconst r = f(1);\ng(3) // => 3\n```",
      [],
    ],
    ["what a statement does with a result is not decided", "## R\n\n```ts\nf(1);\nf(2) // => 3\n```", []],
    ["a local that changes is not decided", "## R\n\n```ts\nlet s = f(1);\ns = 5;\ns // => 5\n```", []],
    ["what is no promise resolves to nothing", "## R\n\n`await f(1)` resolves to `2`.", []],
    [
      "a module that is imported whole is not decided",
      '## R\n\n```ts\nimport * as m from "../src/impl.ts";\n```\n\n- `f(1)` is `2`.\n- `m.f(2)` is `3`.',
      [],
    ],
    ["unbound", "## R\n\nIt MUST work.", []],
  ])("%s", async (_, text, expected) => {
    expect(await weak(text)).toStrictEqual(expected);
  });
});

describe("properties", () => {
  test.each<[string, string, string[]]>([
    [
      "a law that a program keeps which changes nothing",
      "## R\n\nFor any `x: string`, `f(f(x))` is `f(x)`.",
      ["R: always returns undefined"],
    ],
    [
      "a law beside examples that only such a program keeps",
      '## R\n\n- `f("a")` is `"a"`.\n- `f("b")` is `"b"`.\n\nFor any `x: string`, `f(f(x))` is `f(x)`.',
      ["R: returns its first argument"],
    ],
    [
      "a law that it breaks",
      "## R\n\n- `f(1)` is `1`.\n\nFor any `n: integer`, `f(n + 1)` is `f(n) + 2`.",
      [],
    ],
    [
      "the constant is what is wanted",
      "## R\n\n- `f(1)` is `0`.\n\nFor any `n: integer`, `f(n)` is `0`.",
      [],
    ],
    [
      "the argument is what is wanted",
      "## R\n\n- `f(1)` is `1`.\n\nFor any `n: integer`, `f(n)` is `n`.",
      [],
    ],
    [
      "the constant is wanted for some inputs only",
      "## R\n\n- `f(1, 2)` is `0`.\n\nFor any `n: integer`, `f(n, 1)` is `0`.",
      ["R: always returns 0"],
    ],
    [
      "the constant is wanted where an argument is left out",
      "## R\n\n- `f(1, 2)` is `0`.\n\nFor any `n: integer`, `f(n, undefined)` is `0`.",
      ["R: always returns 0"],
    ],
    ["two exports at once are not decided", "## R\n\nFor any `x: string`, `g(f(x))` is `x`.", []],
  ])("%s", async (_, text, expected) => {
    expect(await weak(text)).toStrictEqual(expected);
  });
});

describe("where there are hold-outs", () => {
  const table = `## R\n\n${rows("f(x)", "1 | 2", "2 | 4", "3 | throws", "4 | 8")}`;
  const plan = planOf(spec(table));
  const ids = plan.requirements[0]?.examples.map(({ id }) => id) ?? [];

  test.each<[string, readonly number[], string[]]>([
    ["one with a result refutes every lookup", [3], []],
    [
      "one that throws does not refute a lookup that throws elsewhere",
      [2],
      ["looks up the examples that an agent is shown and throws for all others"],
    ],
    ["both", [2, 3], []],
    ["none: there is no lookup to try", [], []],
  ])("%s", async (_, hidden, expected) => {
    const found = await findWeaknesses(plan, new Set(hidden.map((at) => ids[at] ?? "")));
    expect(found.map(({ survivor }) => survivor.words)).toStrictEqual(expected);
  });

  test("those of another export say nothing", async () => {
    const two = planOf(spec(`${table}\n\n${rows("g(x)", "1 | 5", "2 | 6")}`));
    const hidden = two.requirements[0]?.examples.find(({ input }) => input.includes("f(4"))?.id ?? "";
    expect(await findWeaknesses(two, new Set([hidden]))).toStrictEqual([]);
  });
});

describe("the warning", () => {
  test.each<[string, string, string, string]>([
    [
      "a constant",
      '`f("Ada")` is `"b"`.',
      'function f() { return "b"; }',
      '`f("ADA")` with another result than "b"',
    ],
    [
      "an argument",
      rows("f(x)", "1 | 1", "2 | 2"),
      "function f(x) { return x; }",
      "`f(3)` with another result than 3",
    ],
    [
      "an error",
      "`f(1)` throws.",
      "function f() { throw new Error(); }",
      "`f(2)` with a result, its input being one that is accepted",
    ],
    [
      "a member",
      '`f("a", { b: 1 }).is` is `"c"`.',
      'function f() { return { is: "c" }; }',
      '`f("A", { b: 1 }).is` with another result than "c"',
    ],
    [
      "a promise",
      "`f(1)` resolves to `2`.",
      "async function f() { return 2; }",
      "`await f(2)` with another result than 2",
    ],
    [
      "a snippet",
      "```ts\nconst s = f([1]);\ns // => 2\n```",
      "function f() { return 2; }",
      "`f([1, 1])` with another result than 2",
    ],
    [
      "a function among the arguments",
      "`f([1], (n) => n + 1)` is `[2]`.",
      "function f() { return [2]; }",
      "`f([1, 1], (n) => n + 1)` with another result than [2]",
    ],
    [
      "a local among the arguments",
      '```ts\nconst a = [1];\nf(a, "x") // => 2\n```',
      "function f() { return 2; }",
      "`f(…)` with another result than 2",
    ],
    [
      "an input that nothing near is known of",
      "`f(null)` is `2`.",
      "function f() { return 2; }",
      "`f(…)` with another result than 2",
    ],
  ])("%s", async (_, text, code, words) => {
    const plan = planOf(spec(`## Some requirement\n\n${text}`));
    const [found] = await findWeaknesses(plan, new Set());
    if (found === undefined) throw new Error("nothing is weak");
    const warning = weakDiagnostic(found, plan.spec);
    expect(found.survivor.code).toBe(code);
    expect(found.killer.words).toBe(words);
    expect(warning).toMatchObject({ file: "specs/example.md", severity: "warning", rule: "weak" });
    expect(warning.place).toBe(plan.requirements[0]?.place);
    for (const part of ['"Some requirement"', found.survivor.words, code]) {
      expect(warning.message).toContain(part);
    }
    expect(warning.expected).toContain(words);
  });

  test("its example, with a result put in, is one that greenbar reads, and it mends the requirement", async () => {
    const text = '## R\n\n- `f("Ada")` is `"b"`.';
    const [found] = await findWeaknesses(planOf(spec(text)), new Set());
    const example = found?.killer.markdown.replace("`…`", '`"c"`');
    expect(example).toBe('- `f("ADA")` is `"c"`.');
    expect(await weak(`${text}\n${example}`)).toStrictEqual([]);
  });

  test("an input that stands there already is not proposed", async () => {
    const [found] = await findWeaknesses(
      planOf(spec("## R\n\n- `f(1)` is `9`.\n- `f(2)` is `9`.")),
      new Set(),
    );
    expect(found?.killer.markdown).toBe("- `f(3)` is `…`.");
  });
});

test("a plan that did not change is not asked again, unless other examples are held out", async () => {
  const plan = planOf(spec('## R\n\n`f("a")` is `"b"`.'));
  const first = await findWeaknesses(plan, new Set());
  expect(await findWeaknesses(plan, new Set())).toBe(first);
  expect(await findWeaknesses(plan, new Set(["other"]))).not.toBe(first);
});
