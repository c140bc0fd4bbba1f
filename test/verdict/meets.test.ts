import { describe, expect, test } from "vitest";
import type { ErrorPattern, Expectation } from "../../src/spec/spec.ts";
import type { Value } from "../../src/spec/value.ts";
import type { JudgeAnswer } from "../../src/verdict/judge.ts";
import { meets } from "../../src/verdict/meets.ts";
import { check, expression, number, record, text } from "./judge-plan.ts";

const gave = (value: Value, classes: readonly string[] = []): JudgeAnswer => ({
  gave: "value",
  value,
  classes,
});
const threw = (value: Value): JudgeAnswer => ({ gave: "threw", value, classes: [] });
const error = (name: string, message: string, classes = [name, "Error"]): Value => ({
  t: "error",
  name,
  message,
  classes,
});
const list = (...items: Value[]): Value => ({ t: "array", items });
const stub = threw(error("Error", "not implemented: f", ["Error"]));

const is = (value: Value): Expectation => ({ is: "value", value, source: "" });
const throws = (pattern: ErrorPattern): Expectation => ({ is: "throws", error: pattern, source: "" });
const matches = (source: string, flags = ""): Expectation => ({
  is: "matches",
  source: "",
  pattern: { source, flags },
});
const contains = (value: Value): Expectation => ({ is: "contains", value, source: "" });
const about = (value: number, digits: number): Expectation => ({ is: "about", value, digits, source: "" });
const a = (type: string): Expectation => ({ is: "a", type, source: "" });

const met = (answer: JudgeAnswer, expectation: Expectation) => meets(answer, check("f()", expectation));

describe("what holds and what does not", () => {
  test.each<[string, JudgeAnswer, Expectation, boolean]>([
    ["value", gave(number(1)), is(number(1)), true],
    ["value: other", gave(number(2)), is(number(1)), false],
    ["value: thrown", threw(number(1)), is(number(1)), false],
    ["throws", threw(error("Error", "x")), throws({}), true],
    ["throws: no error", threw(text("x")), throws({}), true],
    ["throws: did not", gave(error("Error", "x")), throws({}), false],
    ["throws name", threw(error("TypeError", "x")), throws({ name: "TypeError" }), true],
    [
      "throws name: of a class above",
      threw(error("Mine", "x", ["Mine", "TypeError", "Error"])),
      throws({ name: "TypeError" }),
      true,
    ],
    ["throws name: given by hand", threw(error("Odd", "x", ["Error"])), throws({ name: "Odd" }), true],
    ["throws name: other", threw(error("RangeError", "x")), throws({ name: "TypeError" }), false],
    [
      "throws name: of what is no error",
      threw(record({ name: text("TypeError") })),
      throws({ name: "TypeError" }),
      false,
    ],
    ["throws message", threw(error("Error", "whole")), throws({ message: "whole" }), true],
    ["throws message: part", threw(error("Error", "the whole")), throws({ message: "whole" }), false],
    ["throws message: of a text", threw(text("whole")), throws({ message: "whole" }), true],
    [
      "throws message: of an object",
      threw(record({ message: text("whole") })),
      throws({ message: "whole" }),
      true,
    ],
    ["throws message: of none", threw(number(1)), throws({ message: "whole" }), false],
    [
      "throws pattern",
      threw(error("Error", "the whole")),
      throws({ pattern: { source: "WHOLE", flags: "i" } }),
      true,
    ],
    [
      "throws pattern: other",
      threw(error("Error", "the hole")),
      throws({ pattern: { source: "whole", flags: "" } }),
      false,
    ],
    [
      "throws both",
      threw(error("RangeError", "empty")),
      throws({ name: "RangeError", message: "empty" }),
      true,
    ],
    [
      "throws both: other message",
      threw(error("RangeError", "full")),
      throws({ name: "RangeError", message: "empty" }),
      false,
    ],
    [
      "throws both: other name",
      threw(error("Error", "empty")),
      throws({ name: "RangeError", message: "empty" }),
      false,
    ],
    ["throws: opaque", threw({ t: "opaque", why: "x" }), throws({ name: "Error" }), false],
    ["matches", gave(text("abc")), matches("^a.c$"), true],
    ["matches: other", gave(text("abd")), matches("^a.c$"), false],
    ["matches: no text", gave(number(1)), matches("1"), false],
    ["matches: a global pattern twice", gave(text("a")), matches("a", "g"), true],
    ["contains: substring", gave(text("abc")), contains(text("bc")), true],
    ["contains: no substring", gave(text("abc")), contains(text("cb")), false],
    ["contains: number in a text", gave(text("a1")), contains(number(1)), false],
    ["contains: element", gave(list(number(1), number(2))), contains(number(2)), true],
    ["contains: -0 for 0", gave(list(number(-0))), contains(number(0)), false],
    [
      "contains: object element",
      gave(list(record({ a: number(1) }))),
      contains(record({ a: number(1) })),
      true,
    ],
    [
      "contains: part of an element",
      gave(list(record({ a: number(1), b: number(2) }))),
      contains(record({ a: number(1) })),
      false,
    ],
    ["contains: no sublist", gave(list(number(1), number(2))), contains(list(number(1))), false],
    ["contains: in a Set", gave({ t: "set", items: [number(1)] }), contains(number(1)), true],
    [
      "contains: in bytes",
      gave({ t: "bytes", class: "Uint8Array", items: ["1"] }),
      contains(number(1)),
      true,
    ],
    [
      "contains: part of an object",
      gave(record({ a: number(1), b: number(2) })),
      contains(record({ b: number(2) })),
      true,
    ],
    [
      "contains: nested part",
      gave(record({ a: record({ b: number(1), c: number(2) }) })),
      contains(record({ a: record({ b: number(1) }) })),
      true,
    ],
    [
      "contains: nested other",
      gave(record({ a: record({ b: number(2) }) })),
      contains(record({ a: record({ b: number(1) }) })),
      false,
    ],
    [
      "contains: part in a list of as many",
      gave(record({ a: list(record({ b: number(1), c: number(2) })) })),
      contains(record({ a: list(record({ b: number(1) })) })),
      true,
    ],
    [
      "contains: part in a longer list",
      gave(record({ a: list(number(1), number(2)) })),
      contains(record({ a: list(number(1)) })),
      false,
    ],
    [
      "contains: absent key for undefined",
      gave(record({})),
      contains(record({ a: { t: "undefined" } })),
      false,
    ],
    ["contains: in a number", gave(number(12)), contains(number(1)), false],
    ["about", gave(number(2.7149)), about(2.71, 2), true],
    ["about: just outside", gave(number(2.716)), about(2.71, 2), false],
    ["about: whole digits", gave(number(10.4)), about(10, 0), true],
    ["about: NaN", gave(number(NaN)), about(1, 0), false],
    ["about: a text", gave(text("2.71")), about(2.71, 2), false],
    ["a string", gave(text("x")), a("string"), true],
    ["a number: NaN too", gave(number(NaN)), a("number"), true],
    ["an integer", gave(number(3)), a("integer"), true],
    ["an integer: half", gave(number(3.5)), a("integer"), false],
    ["an integer: bigint", gave({ t: "bigint", v: "1" }), a("integer"), false],
    ["an array", gave(list(), ["Array"]), a("array"), true],
    ["an Array", gave(list(), ["Array"]), a("Array"), true],
    ["an object", gave(record({})), a("object"), true],
    ["an object: list", gave(list()), a("object"), true],
    ["an object: null", gave({ t: "null" }), a("object"), false],
    ["an object: function", gave({ t: "function", name: "" }), a("object"), false],
    ["an object: opaque", gave({ t: "opaque", why: "" }), a("object"), false],
    ["null", gave({ t: "null" }), a("null"), true],
    ["a function", gave({ t: "function", name: "" }), a("function"), true],
    ["a class", gave({ t: "object", class: "Dog", entries: [] }, ["Dog", "Animal"]), a("Animal"), true],
    ["a class: other", gave({ t: "object", class: "Cat", entries: [] }, ["Cat", "Animal"]), a("Dog"), false],
    ["a Promise", gave({ t: "promise" }, ["Promise"]), a("Promise"), true],
    ["an Object", gave(record({})), a("Object"), true],
  ])("%s", (_, answer, expectation, ok) => {
    expect(met(answer, expectation).ok).toBe(ok);
  });
});

test.each<Expectation>([
  throws({}),
  throws({ name: "Error" }),
  throws({ message: "not implemented: f" }),
  throws({ pattern: { source: "implemented", flags: "" } }),
  is(number(1)),
  a("object"),
])("what is not implemented meets nothing: $is", (expectation) => {
  expect(met(stub, expectation)).toMatchObject({
    ok: false,
    reason: "notImplemented",
    message: "not implemented: f",
  });
});

test("two expressions of a property", () => {
  const sides = check("f(n)", { is: "expression", expression: expression("g(n)"), source: "g(n)" });
  expect(meets(gave(number(1)), sides, gave(number(1)))).toEqual({ ok: true });
  expect(meets(gave(number(1)), sides, gave(number(2)))).toMatchObject({
    message: "f(n) should equal 2, but it is 1",
  });
  expect(meets(threw(error("Error", "x")), sides, threw(error("Error", "x")))).toMatchObject({
    reason: "thrown",
  });
  expect(meets(gave(number(1)), sides, stub)).toMatchObject({ reason: "notImplemented" });
});

test("what one side throws is not taken for what the other gives, though it may read alike", () => {
  const sides = check("f(n)", { is: "expression", expression: expression("g(n)"), source: "g(n)" });
  const empty = error("RangeError", "empty");
  expect(meets(gave(empty), sides, threw(empty))).toMatchObject({
    message: "what it should equal threw RangeError: empty",
    expected: "throws RangeError: empty",
    actual: "RangeError: empty",
  });
  expect(meets(threw(empty), sides, gave(empty))).toMatchObject({
    message: "f(n) threw RangeError: empty",
    expected: "RangeError: empty",
    actual: "throws RangeError: empty",
  });
});

test.each<[JudgeAnswer, Expectation, string]>([
  [gave(text("b")), is(text("a")), `f() should be "a", but it is "b"`],
  [threw(error("TypeError", "no")), is(text("a")), `f() threw TypeError: no`],
  [gave(number(1)), throws({ name: "TypeError" }), `f() should throw TypeError, but it gave 1`],
  [threw(error("Error", "b")), throws({ message: "a" }), `f() should throw "a", but it threw Error: b`],
  [gave(text("b")), matches("^a", "i"), `f() should match /^a/i, but it is "b"`],
  [gave(number(1)), about(2, 1), `f() should be about 2.0, but it is 1`],
  [gave(number(1)), a("string"), `f() should be a string, but it is 1`],
  [gave({ t: "promise" }), is(number(1)), `f() should be 1, but it is a promise`],
])("the message for a person", (answer, expectation, message) => {
  expect(met(answer, expectation)).toMatchObject({ ok: false, message });
});
