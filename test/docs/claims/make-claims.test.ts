import { describe, expect, test } from "vitest";
import type { ExampleTrace, SpecTrace } from "../../../src/docs/claims/make-claims.ts";
import { makeClaims, toRanges } from "../../../src/docs/claims/make-claims.ts";
import type { Span } from "../../../src/verdict/coverage.ts";

const path = "src/a.ts";
const text = `import { b } from "./b.ts";

// A comment.
export function pick(n: number): string {
  return n < 0 ? "low" : b(n);
}

function never() {
  pick(1);
}
`;

/** The span of the first place at which these words stand. */
const spanOf = (words: string, within = text): Span => {
  const at = within.indexOf(words);
  if (at === -1) throw new Error(`${words} is not there`);
  return [at, at + words.length];
};

const pickAll = spanOf(text.slice(text.indexOf("function pick"), text.indexOf("\n\nfunction never")));
const [low] = spanOf(' "low"');
const [colon] = spanOf(": b(n)");

const example = (
  id: string,
  spans: readonly Span[] | null,
  loads: readonly string[] = [path],
): ExampleTrace => ({
  id,
  loads,
  trace:
    spans === null
      ? { is: "untraced", why: "it did not end in time" }
      : { is: "traced", executed: spans.length === 0 ? [] : [{ path, spans }] },
});

const spec = (examples: readonly ExampleTrace[]): SpecTrace => ({
  examples,
  seen: [{ path, spans: [[0, text.length]] }],
  load: [{ path, spans: [spanOf('import { b } from "./b.ts";'), spanOf("export ")] }],
});

/** `n < 0` and `"low"`, not `b(n)`. */
const takesLow = example("low", [
  [pickAll[0], colon],
  [colon + ": b(n)".length, pickAll[1]],
]);
/** The other branch. */
const takesOther = example("other", [
  [pickAll[0], low],
  [low + ' "low"'.length, pickAll[1]],
]);

const claimsOf = (...examples: readonly ExampleTrace[]) =>
  makeClaims([spec(examples)], new Map([[path, text]]));

describe("by example", () => {
  test("the lines that ran, and those of which a part did not", () => {
    expect(claimsOf(takesLow).examples.get("low")).toStrictEqual([
      { path, lines: [[4, 6]], partly: [[5, 5]] },
    ]);
  });

  test("one that executes nothing is traced all the same", () => {
    expect(claimsOf(example("none", [])).examples.get("none")).toStrictEqual([]);
  });

  test("one that was not traced says why", () => {
    const { examples, untraced } = claimsOf(example("late", null), takesLow);
    expect([...examples.keys()]).toStrictEqual(["low"]);
    expect([...untraced]).toStrictEqual([["late", "it did not end in time"]]);
  });
});

describe("by line", () => {
  const lines = claimsOf(takesLow, takesOther, example("none", [])).files.get(path)?.lines;

  test("only lines with code have an entry", () => {
    expect([...(lines?.keys() ?? [])]).toStrictEqual([1, 4, 5, 6, 8, 9, 10]);
  });

  test("an import is claimed by all that load the module", () => {
    expect(lines?.get(1)).toStrictEqual({
      examples: [],
      atLoad: true,
      users: ["low", "other", "none"],
      missed: [],
    });
  });

  test("`export` before a function is nothing that loading does to it", () => {
    expect(lines?.get(4)).toStrictEqual({ examples: ["low", "other"], atLoad: false, missed: [] });
  });

  test("both branches together leave nothing out", () => {
    expect(lines?.get(5)).toStrictEqual({ examples: ["low", "other"], atLoad: false, missed: [] });
  });

  test("what nobody executes is missed, by its columns", () => {
    expect(lines?.get(9)).toStrictEqual({ examples: [], atLoad: false, missed: [[3, 10]] });
  });

  test("a branch that nobody takes is missed, of a line that runs", () => {
    const one = claimsOf(takesLow).files.get(path)?.lines.get(5);
    const column = (text.split("\n")[4] ?? "").indexOf("b(n)") + 1;
    expect(one).toStrictEqual({
      examples: ["low"],
      atLoad: false,
      missed: [[column, column + "b(n);".length - 2]],
    });
  });
});

test("functions are claimed by those that run their own text", () => {
  expect(claimsOf(takesLow).files.get(path)?.functions).toStrictEqual([
    { name: "pick", lines: [4, 6], examples: ["low"], atLoad: false },
    { name: "never", lines: [8, 10], examples: [], atLoad: false },
  ]);
});

test("what could not be seen to run is neither run nor missed", () => {
  const half: SpecTrace = { ...spec([takesLow]), seen: [{ path, spans: [[0, pickAll[1]]] }] };
  const lines = makeClaims([half], new Map([[path, text]])).files.get(path)?.lines;
  expect(lines?.get(9)).toStrictEqual({ examples: [], atLoad: false, missed: [] });
});

test("several specs claim the same file together", () => {
  const claims = makeClaims([spec([takesLow]), spec([takesOther])], new Map([[path, text]]));
  expect(claims.files.get(path)?.lines.get(5)?.examples).toStrictEqual(["low", "other"]);
});

test("a file whose text is not known is left out", () => {
  expect(makeClaims([spec([takesLow])], new Map()).files.size).toBe(0);
});

test("line numbers as ranges", () => {
  expect(toRanges([5, 1, 2, 3, 9, 2])).toStrictEqual([
    [1, 3],
    [5, 5],
    [9, 9],
  ]);
  expect(toRanges([])).toStrictEqual([]);
});
