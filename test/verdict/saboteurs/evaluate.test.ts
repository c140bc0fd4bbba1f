import { describe, expect, test } from "vitest";
import type { Value } from "../../../src/spec/value.ts";
import type { Scope } from "../../../src/verdict/saboteurs/evaluate.ts";
import { evaluate } from "../../../src/verdict/saboteurs/evaluate.ts";
import type { Answer } from "../../../src/verdict/report.ts";
import type { Given } from "../../../src/verdict/saboteurs/saboteur.ts";
import { threw } from "../../../src/verdict/saboteurs/saboteur.ts";
import { number, record, text } from "../judge-plan.ts";

const value = (of: Value): Answer => ({ gave: "value", value: of });
const error = threw({ name: "Error", message: "no" });

const scope: Scope = {
  values: new Map<string, Given>([
    ["n", value(number(4))],
    ["s", value(text("abc"))],
    ["p", { gave: "promise", of: value(number(7)) }],
  ]),
  programs: new Map<string, (args: readonly (Value | null)[]) => Given | null>([
    ["first", ([a]) => (a === null ? null : value(a ?? { t: "undefined" }))],
    ["five", () => value(number(5))],
    ["fails", () => error],
    ["later", () => ({ gave: "promise", of: value(number(7)) })],
  ]),
};

describe("what an expression gives, without running it", () => {
  test.each<[string, Given | null]>([
    ["42", value(number(42))],
    ["[1, 2]", value({ t: "array", items: [number(1), number(2)] })],
    ["n", value(number(4))],
    ["first(n)", value(number(4))],
    ["first()", value({ t: "undefined" })],
    ["first(first('a'))", value(text("a"))],
    ["first(unknown())", null],
    ["five(unknown())", value(number(5))],
    ["five(fails())", error],
    ["five(...[1])", null],
    ["other(1)", null],
    ["m.first(1)", null],
    ["first({ a: { b: 2 } }).a.b", value(number(2))],
    ["first({ a: 1 })['a']", value(number(1))],
    ["first({ a: 1 }).b", value({ t: "undefined" })],
    ["first({ a: 1 }).toString", null],
    ["first([1, 2]).length", value(number(2))],
    ["first([1, 2])[1]", value(number(2))],
    ["s.length", value(number(3))],
    ["s[1]", value(text("b"))],
    ["s.toUpperCase()", null],
    ["five().is", value({ t: "undefined" })],
    ["fails().is", error],
    [
      "first(null).is",
      threw({ name: "TypeError", message: "Cannot read properties of null (reading 'is')" }),
    ],
    ["first(null)?.is", null],
    ["later()", { gave: "promise", of: value(number(7)) }],
    ["await later()", value(number(7))],
    ["await five()", value(number(5))],
    ["later().then", null],
    ["five() + n * 2", value(number(13))],
    ["s + 'd'", value(text("abcd"))],
    ["s + n", null],
    ["five() as number", value(number(5))],
    ["`a${n}`", null],
    ["n > 3 ? 1 : 2", null],
    ["record", null],
    ["f(", null],
  ])("%s", (source, expected) => {
    expect(evaluate({ source }, scope)).toStrictEqual(expected);
  });

  test("a member that an object has stands before one that it inherits", () => {
    const of = record({ toString: text("own") });
    const programs = new Map([["f", () => value(of)]]);
    expect(evaluate({ source: "f().toString" }, { values: new Map(), programs })).toStrictEqual(
      value(text("own")),
    );
  });
});
