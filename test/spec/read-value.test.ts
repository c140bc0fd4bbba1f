import { describe, expect, test } from "vitest";
import { readValue } from "../../src/spec/read-value.ts";
import { showValue } from "./reading-specs.ts";

describe("values that are data", () => {
  test.each([
    ["1", "1"],
    ["-1.5e3", "-1500"],
    ["1_000", "1000"],
    ["0x10", "16"],
    ["-0", "-0"],
    ["1e400", "Infinity"],
    ["NaN", "NaN"],
    ["-Infinity", "-Infinity"],
    ["true", "true"],
    ["null", "null"],
    ["undefined", "undefined"],
    ["10n", "10n"],
    ["-10n", "-10n"],
    ["0xffn", "255n"],
    ['"a\\u0062\\n"', '"ab\\n"'],
    ["'it''s'".replace("''", "\\'"), '"it\'s"'],
    ["`plain`", '"plain"'],
    ['"\\ud800"', '"\\ud800"'],
    ["/a\\/b/gi", "/a\\/b/gi"],
    ["/x/ig", "/x/gi"],
    ["[1, , 3]", "[1, hole, 3]"],
    ["[[], [[]]]", "[[], [[]]]"],
    ["{}", "{}"],
    ['{ a: 1, "b c": [true], 3: null }', "{3: null, a: 1, b c: [true]}"],
    ["{ a: 1, a: 2 }", "{a: 2}"],
    ['{ ["__proto__"]: 1 }', "{__proto__: 1}"],
    ['{ "b": 1, "10": 2, "9": 3 }', "{9: 3, 10: 2, b: 1}"],
    ['new Date("2024-02-29")', "Date(2024-02-29T00:00:00.000Z)"],
    ['new Date("2024-02-29T12:00:00+02:00")', "Date(2024-02-29T10:00:00.000Z)"],
    ["new Date(0)", "Date(1970-01-01T00:00:00.000Z)"],
    ["new Date(NaN)", "Date(null)"],
    ['new Map([["a", 1], ["b", { c: 2 }], ["a", 3]])', 'Map("a" → 3, "b" → {c: 2})'],
    ["new Map()", "Map()"],
    ["new Set([1, 2, 1])", "Set(1, 2)"],
    ["new Set([-0, 0])", "Set(-0)"],
    [" [ 1 ] ", "[1]"],
  ])("%s", (source, expected) => {
    const read = readValue(source);
    expect(read.ok ? showValue(read.value) : read.reason).toBe(expected);
  });
});

describe("what is no data", () => {
  test.each([
    ["f(1)", "code"],
    ["title", "code"],
    ["1 + 1", "code"],
    ["!true", "code"],
    ["[...x]", "code"],
    ["[f()]", "code"],
    ["{ a }", "code"],
    ["{ a() {} }", "code"],
    ["{ [k]: 1 }", "code"],
    ["() => 1", "code"],
    ["`${x}`", "code"],
    ["new Thing()", "code"],
    ["new Date()", "form"],
    ["new Date(2020, 1)", "code"],
    ["toString", "code"],
    ["Symbol('x')", "code"],
    ["{ __proto__: 1 }", "form"],
    ['{ "__proto__": 1 }', "form"],
    ['new Date("2024-02-29T12:00:00")', "form"],
    ['new Date("29 February 2024")', "form"],
    ['new Date("2024-13-01")', "form"],
    ["new Map([1])", "form"],
    ["/(/", "syntax"],
    ["1 2", "syntax"],
    ["", "syntax"],
    ["r^n = …", "syntax"],
    ["1) + (2", "syntax"],
    ["1, 2", "syntax"],
    ["1 // one", "syntax"],
    ["[".repeat(100) + "]".repeat(100), "form"],
    ["[".repeat(50_000) + "]".repeat(50_000), "syntax"],
  ])("%s", (source, why) => {
    const read = readValue(source);
    expect(read.ok ? showValue(read.value) : read.why).toBe(why);
  });

  test("names the key that sets a prototype, and the right form", () => {
    expect(readValue("{ __proto__: 1 }")).toMatchObject({ ok: false, example: '{ ["__proto__"]: 1 }' });
  });
});
