import { describe, expect, test } from "vitest";
import {
  asOperand,
  asStatement,
  renameIn,
  restoreBreaks,
  safeExpression,
  safeStatements,
} from "../../src/suite/user-code.ts";
import { bare } from "./support/hostile.ts";

const same = (name: string): string => name;

describe("safeExpression", () => {
  test.each([
    ["f(1)", "f(1)"],
    ['f("a@b")', 'f("a\\u0040b")'],
    ['f("\\@b", a)', 'f("\\u0040b", a)'],
    ["f('http://a')", "f('http://a')"],
    ["f(`a@${b}@`)", "f(`a\\u0040${b}\\u0040`)"],
    ["f(`a\nb\\`\\${`)", "f(`a\\nb\\`\\${`)"],
    ["/a@b/g.test(s)", 'new RegExp("a\\u0040b", "g").test(s)'],
    ['f({ "a@": 1 })', 'f({ "a\\u0040": 1 })'],
    ['f("a\u202eb")', 'f("a\\u202eb")'],
    ["f(\u00a01)", "f( 1)"],
    ["f({\r\n  a: 1,\r\n})", "f({\n  a: 1,\n})"],
    ['f("a\\\nb")', 'f("ab")'],
  ])("%j becomes %j", (source, expected) => {
    const safe = safeExpression(source, same);
    expect(safe).toBe(expected);
    expect(safe).not.toMatch(bare);
  });

  test("the line breaks of a tagged template survive indentation, for a tag sees its text as written", () => {
    const safe = safeExpression("String.raw`a\n  b`", same);
    expect(safe).not.toContain("\n");
    expect(restoreBreaks(safe)).toBe("String.raw`a\n  b`");
  });
});

describe("safeStatements", () => {
  test.each([
    ["const a = f(1)", ["const a = f(1);"]],
    ["const a = f(1);", ["const a = f(1);"]],
    ["const a = { b: 1 }", ["const a = { b: 1 };"]],
    ["a(); b()", ["a();", "b();"]],
    ["function f() {}", ["function f() {}"]],
    ["for (const a of b) c(a)", ["for (const a of b) c(a);"]],
    ["if (a) { b(); }", ["if (a) { b(); }"]],
    ["const a = 1 // a remark", ["const a = 1;"]],
    ["f(1, // @ts-ignore\n  2)", ["f(1, // \\u0040ts-ignore\n  2);"]],
    ["f(/* \u0040vitest-environment x */ 2)", ["f(/* \\u0040vitest-environment x */ 2);"]],
    ["class A { b = 1 }", ["class A { b = 1 }"]],
  ])("%j becomes %j", (code, statements) => {
    expect(safeStatements(code, same)).toStrictEqual(statements);
  });
});

test.each([
  ["f(a)", "f(a)"],
  ["new A(1, 'x, y').b?.()", "(new A(1, 'x, y').b?.())"],
  ["a.b(c)[0](`d`)", "a.b(c)[0](`d`)"],
  ["a ?? b", "(a ?? b)"],
  ["a=>b", "(a=>b)"],
  ['"a b".c("(")', '"a b".c("(")'],
])("await %s: the operand is %s", (source, operand) => {
  expect(asOperand(source)).toBe(operand);
});

test.each([
  ["f(1)", "f(1);"],
  ["{}.a", "({}.a);"],
  ["function () {}()", "(function () {}());"],
])("%s as a statement is %s", (source, statement) => {
  expect(asStatement(source)).toBe(statement);
});

test("renameIn renames the uses of a free name only", () => {
  const source = "[result, a.result, { result }, { result: 1 }, result[result], `${result}`]";
  expect(renameIn(source, "result", "result2")).toBe(
    "[result2, a.result, { result: result2 }, { result: 1 }, result2[result2], `${result2}`]",
  );
});
