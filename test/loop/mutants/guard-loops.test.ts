import { describe, expect, test } from "vitest";
import { endless, guardLoops } from "../../../src/loop/mutants/guard-loops.ts";
import { parseFile } from "../../../src/spec/javascript.ts";

function run(text: string): unknown {
  try {
    // oxlint-disable-next-line no-implied-eval, no-new-func
    return new Function(guardLoops(text, "a.js"))();
  } catch (error) {
    return (error as Error).name;
  }
}

describe("a loop that does not end is ended", () => {
  test.each([
    ["while", "while (true) {}"],
    ["while without a block", "let n = 0; while (true) n += 1;"],
    ["an empty body", "for (;;);"],
    ["do", "do { } while (true);"],
    ["for of", "function* on() { for (;;) yield 1; } for (const one of on()) { one; }"],
    ["within another", "for (const a of [1]) for (;;) a;"],
    ["behind a label", "here: for (;;) { continue here; }"],
    ["after else", "if (false) 1; else while (true) 1;"],
  ])("%s", (_name, text) => {
    expect(run(text)).toBe(endless);
  });
});

test.each([
  ["for", "let s = 0; for (let n = 0; n < 1000; n += 1) s += n; return s;", 499_500],
  [
    "nested, without blocks",
    "let s = 0; for (const a of [1, 2]) for (const b of [3, 4]) s += a * b; return s;",
    21,
  ],
  [
    "one behind the other",
    "let s = ''; for (const a of 'ab') s += a;for (const b of 'cd') s += b; return s;",
    "abcd",
  ],
  [
    "a label that is left",
    "let n = 0; out: for (;;) { for (;;) { n += 1; if (n > 3) break out; } } return n;",
    4,
  ],
  ["do, without a block", "let n = 0; do n += 1; while (n < 5); return n;", 5],
  ["var out of a loop", "for (var i = 0; i < 3; i += 1); return i;", 3],
])("a loop that ends gives what it gave: %s", (_name, text, expected) => {
  expect(run(text)).toBe(expected);
});

test("lines stay where they are, and TypeScript stays TypeScript", () => {
  const text = "export function f(n: number): number {\n  while (n > 1)\n    n -= 1;\n  return n;\n}\n";
  const guarded = guardLoops(text, "f.ts");
  expect(guarded.split("\n").length).toBe(text.split("\n").length);
  expect(parseFile(guarded, "f.ts").ok).toBe(true);
});

test("what has no loop, or does not parse, stays as it is", () => {
  for (const text of ["const a = [1].map((n) => n);", "while ("]) expect(guardLoops(text, "a.ts")).toBe(text);
});
