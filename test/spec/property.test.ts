import { describe, expect, test } from "vitest";
import { blocksOf, only, read, showCheck } from "./reading-specs.ts";

describe("properties", () => {
  test.each([
    ["For any `s: string`, `f(f(s))` is `f(s)`.", "f(f(s)) = expression f(s)"],
    ["For all `s: string`, `f(s)` returns `s.length`.", "f(s) = expression s.length"],
    ["for every `s: string` `f(s)` is `f(s)`.", null],
    ["For any `n: integer 1..100`, `f(n)` is `2`.", "f(n) = 2"],
    ["For any `s: string`, `f(s)` matches `/^a*$/`.", "f(s) matches /^a*$/"],
    ["For any `s: string`, `f(s)` throws `TypeError`.", 'f(s) throws {"name":"TypeError"}'],
    ["For any `s: string`, `f(s)` is a `string`.", "f(s) a string"],
    ["For any `s: string`, `f(s)` resolves to `s`.", "f(s) (resolves) = expression s"],
    [
      "For any `a: integer` and `b: integer`, `add(a, b)` equals `add(b, a)`.",
      "add(a, b) = expression add(b, a)",
    ],
    [
      "For any `a: integer, b: integer`, `add(a, b)` equals `add(b, a)` (it commutes).",
      "add(a, b) = expression add(b, a)",
    ],
    ["- For any `s: string`,\n  `f(s)` is `s`.", "f(s) = expression s"],
  ])("%s", (text, expected) => {
    if (expected === null) expect(blocksOf(text)).toEqual([]);
    else {
      expect(showCheck(only(text, "property").check)).toBe(expected);
      expect(read(text).diagnostics).toEqual([]);
    }
  });

  test.each([
    ["integer", { of: "integer" }],
    ["integer -5..5", { of: "integer", min: -5, max: 5 }],
    ["natural", { of: "natural" }],
    ["number", { of: "number" }],
    ["boolean", { of: "boolean" }],
    ["json", { of: "json" }],
    ["string[]", { of: "array", items: { of: "string" } }],
    ["integer 0..9[]", { of: "array", items: { of: "integer", min: 0, max: 9 } }],
    ["number[][]", { of: "array", items: { of: "array", items: { of: "number" } } }],
    [
      '"a, b" | "c"',
      {
        of: "oneOf",
        values: [
          { t: "string", v: "a, b" },
          { t: "string", v: "c" },
        ],
      },
    ],
    [
      "(1 | null)[]",
      { of: "array", items: { of: "oneOf", values: [{ t: "number", v: "1" }, { t: "null" }] } },
    ],
  ])("have variables of type %s", (type, expected) => {
    expect(only(`For any \`x: ${type}\`, \`f(x)\` is \`1\`.`, "property").variables).toEqual([
      { name: "x", type: expected },
    ]);
  });

  test("stand beside sentences, with places of their own", () => {
    const text = "`f(1)` is `2`. For any `s: string`, `f(s)` is `s`. Words.";
    expect(blocksOf(text).map((block) => [block.kind, block.text])).toEqual([
      ["sentence", "`f(1)` is `2`."],
      ["property", "For any `s: string`, `f(s)` is `s`."],
    ]);
  });
});

describe("what is no property", () => {
  test.each([
    ["For any `x: Thing`, `f(x)` is `1`.", "property-type"],
    ["For any `x: integer 9..1`, `f(x)` is `1`.", "property-type"],
    ["For any `x`, `f(x)` is `1`.", "property-type"],
    ["For any `x: string`, `f(x)` gives `1`.", "sentence-verb"],
    ["For any `x: string`, `f(x)` is `1`", "sentence-full-stop"],
    ["For any `x: string`, `f(x)` is `a b`.", "sentence-value"],
  ])("%s", (text, rule) => {
    expect(blocksOf(text)).toEqual([]);
    expect(read(text).diagnostics.map((each) => each.rule)).toEqual([rule]);
  });

  test.each([
    "For any reason, `f(1)` is good.",
    "For all `users`, the `name` is kept.",
    "For every `id: string` there is one row.",
  ])("%s is prose", (text) => {
    expect(blocksOf(text)).toEqual([]);
    expect(read(text).diagnostics).toEqual([]);
  });
});
