import { expect, test } from "vitest";
import { mutantsOf } from "../../../src/loop/mutants/mutants-of.ts";

const changes = (text: string, path = "a.ts") =>
  mutantsOf(text, path, 1000).map(({ operator, before, after }) => `${operator}: ${before} → ${after}`);

test.each<[string, string, readonly string[]]>([
  ["a boundary", "x = a < b", ["boundary: < → <=", "boundary: < → >="]],
  ["equality", "x = a === b", ["equality: === → !=="]],
  ["a sum", "x = a + b", ["arithmetic: + → -", "operand-removed: a + b → a"]],
  ["logic", "x = a && b", ["logical: && → ||", "operand-removed: a && b → a", "operand-removed: a && b → b"]],
  ["a number", "x = 10", ["number: 10 → 11", "number: 10 → 9"]],
  ["zero", "x = 0", ["number: 0 → 1", "number: 0 → (-1)"]],
  ["text", 'x = "-"', ['text: "-" → ""']],
  ["empty text", 'x = ""', ['text: "" → " "']],
  [
    "a method",
    "x = a.trim()",
    ["method: trim → trimStart", "method: trim → trimEnd", "call-removed: .trim() → "],
  ],
  ["a slice", "x = a.slice(b, c)", ["call-removed: .slice(b, c) → ", "argument-removed: , c → "]],
  ["a ternary", "x = a ? b : c", ["branch: a ? b : c → b", "branch: a ? b : c → c"]],
  [
    "a pattern",
    "x = /a+/g",
    ["pattern: /a+/g → /a+/", "pattern: /a+/g → /a+/gi", "pattern: /a+/g → /a/g", "pattern: /a+/g → /a*/g"],
  ],
  ["a default", "(a = 1) => a", ["number: 1 → 2", "number: 1 → 0", "default-removed:  = 1 → "].toSorted()],
])("%s", (_name, text, expected) => {
  const isOwn = (change: string) =>
    !change.startsWith("statement-removed") && !change.startsWith("assignment");
  expect(changes(text).filter(isOwn).toSorted()).toStrictEqual([...expected].toSorted());
});

test.each([
  ["an import", 'import { a } from "./b.ts";\n'],
  ["a type", 'type A = "x" | 3;\ninterface B { c: 4 }\n'],
  ["what an error says", 'function f(): never { throw new RangeError("empty" + 1); }\n'],
  ["what does not parse", "const = 3"],
])("%s is left alone", (_name, text) => {
  expect(changes(text)).toStrictEqual([]);
});

test("in a loop nothing is changed that makes it go on and on", () => {
  const found = changes("while (a > 1) { a -= 2; }\nb -= 2;\n");
  expect(found.filter((change) => change.startsWith("assignment"))).toStrictEqual(["assignment: -= → +="]);
  expect(found).toContain("statement-removed: b -= 2; → ;");
  expect(found).not.toContain("statement-removed: a -= 2; → ;");
});

test("every mutant is another module that parses, with the change on its line", () => {
  const text = "export function f(a: number): number {\n  if (a > 9) return 1;\n  return a - 1;\n}\n";
  const mutants = mutantsOf(text, "f.ts", 1000);
  expect(new Set(mutants.map((mutant) => mutant.text)).size).toBe(mutants.length);
  expect(mutants.every((mutant) => mutant.text !== text)).toBe(true);
  expect(mutants.find(({ before }) => before === ">")?.line).toBe(2);
});

test("no more than asked for, from all over the module", () => {
  const text = Array.from({ length: 50 }, (_, at) => `export const a${at} = b < c;\n`).join("");
  const lines = mutantsOf(text, "a.ts", 10).map(({ line }) => line);
  expect(lines.length).toBe(10);
  expect(Math.max(...lines)).toBeGreaterThan(40);
});
