import { describe, expect, test } from "vitest";
import type { Value } from "../../src/spec/value.ts";
import { layOut } from "../../src/suite/layout.ts";
import { literal, literalPiece } from "../../src/suite/literal.ts";
import { hostileTexts } from "./support/hostile.ts";

const number = (v: string): Value => ({ t: "number", v });
const string = (v: string): Value => ({ t: "string", v });
const object = (entries: readonly (readonly [string, Value])[]): Value => ({
  t: "object",
  class: "Object",
  entries,
});

describe("literal", () => {
  const own = Object.defineProperty({}, "__proto__", {
    value: 1,
    enumerable: true,
    writable: true,
    configurable: true,
  });
  // oxlint-disable-next-line no-sparse-arrays -- holes are what is tested
  const holes = [, 1, ,];
  const cases: readonly (readonly [string, Value, unknown])[] = [
    ["undefined", { t: "undefined" }, undefined],
    ["null", { t: "null" }, null],
    ["true", { t: "boolean", v: true }, true],
    ["0", number("0"), 0],
    ["-0", number("-0"), -0],
    ["NaN", number("NaN"), NaN],
    ["-Infinity", number("-Infinity"), -Infinity],
    ["1e21", number("1e+21"), 1e21],
    ["-1.5e-7", number("-1.5e-7"), -1.5e-7],
    ["-10n", { t: "bigint", v: "-10" }, -10n],
    ["/a+/gi", { t: "regexp", source: "a+", flags: "gi" }, /a+/gi],
    ['new RegExp("a\\u0040\\\\/b", "g")', { t: "regexp", source: "a@\\/b", flags: "g" }, /a@\/b/g],
    ['new RegExp("a\\u2028")', { t: "regexp", source: "a\u2028", flags: "" }, new RegExp("a\u2028")],
    [
      'new Date("2026-11-22T00:00:00.000Z")',
      { t: "date", v: "2026-11-22T00:00:00.000Z" },
      new Date(Date.UTC(2026, 10, 22)),
    ],
    ["new Date(NaN)", { t: "date", v: null }, new Date(NaN)],
    ["[]", { t: "array", items: [] }, []],
    ['[1, "a"]', { t: "array", items: [number("1"), string("a")] }, [1, "a"]],
    ["[, 1, ,]", { t: "array", items: [null, number("1"), null] }, holes],
    ["{}", object([]), {}],
    [
      '{ a: 1, "b-c": 2, "1": 3 }',
      object([
        ["a", number("1")],
        ["b-c", number("2")],
        ["1", number("3")],
      ]),
      { a: 1, "b-c": 2, 1: 3 },
    ],
    ['{ ["__proto__"]: 1 }', object([["__proto__", number("1")]]), own],
    ['{ "\\u0040": 1 }', object([["@", number("1")]]), { "@": 1 }],
    ["{ constructor: 1 }", object([["constructor", number("1")]]), { constructor: 1 }],
    [
      "{ __proto__: null, a: 1 }",
      { t: "object", class: "", entries: [["a", number("1")]] },
      Object.assign(Object.create(null), { a: 1 }),
    ],
    ["new Map()", { t: "map", entries: [] }, new Map()],
    [
      'new Map([["a", [1]]])',
      { t: "map", entries: [[string("a"), { t: "array", items: [number("1")] }]] },
      new Map([["a", [1]]]),
    ],
    ["new Set([1, -0])", { t: "set", items: [number("1"), number("-0")] }, new Set([1, -0])],
  ];

  test.each(cases)("%s", (source, value, live) => {
    expect(literal(value)).toBe(source);
    expect(new Function(`return ${source}`)()).toStrictEqual(live);
  });

  test.each(hostileTexts)("a key that is %s stays an own key", (_, key) => {
    const made = new Function(`return ${literal(object([[key, number("1")]]))}`)() as object;
    expect(Object.entries(made)).toStrictEqual([[key, 1]]);
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });

  test("asks globalThis for a global whose name is taken", () => {
    const value: Value = {
      t: "array",
      items: [{ t: "set", items: [] }, number("NaN"), { t: "date", v: null }],
    };
    expect(literal(value, (name) => `globalThis.${name}`)).toBe(
      "[new globalThis.Set(), globalThis.NaN, new globalThis.Date(globalThis.NaN)]",
    );
  });

  test.each([{ t: "function", name: "f" }, { t: "promise" }, { t: "symbol", v: "s" }] as const)(
    "refuses what cannot be written: $t",
    (value) => {
      expect(() => literal(value)).toThrow(TypeError);
    },
  );
});

describe("a long value", () => {
  const laidOut = (value: Value): string => layOut(literalPiece(value), 0, 0, 40);

  test("has one entry a line, nested values on one where they fit", () => {
    const value = object([
      ["title", string("Hello, world, and all")],
      ["tags", { t: "array", items: [string("a"), string("b")] }],
      [
        "author",
        object([
          ["name", string("Ada Lovelace of London")],
          ["born", number("1815")],
        ]),
      ],
    ]);
    expect(laidOut(value)).toBe(`{
  title: "Hello, world, and all",
  tags: ["a", "b"],
  author: {
    name: "Ada Lovelace of London",
    born: 1815,
  },
}`);
  });

  test("fills lines with numbers", () => {
    const value: Value = {
      t: "array",
      items: Array.from({ length: 20 }, (_, index) => number(String(index))),
    };
    expect(laidOut(value)).toBe(`[
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  12, 13, 14, 15, 16, 17, 18, 19,
]`);
  });

  test("breaks inside the brackets of a Map", () => {
    const value: Value = {
      t: "map",
      entries: [
        [string("first"), string("a long value")],
        [string("other"), string("b")],
      ],
    };
    expect(laidOut(value)).toBe(`new Map([
  ["first", "a long value"],
  ["other", "b"],
])`);
  });
});
