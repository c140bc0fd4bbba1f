import { expect, test } from "vitest";
import type { Value } from "../../src/spec/value.ts";
import { literal, valueLiteral } from "../../src/verdict/literal.ts";

test.each<[unknown, string]>([
  [-0, "-0"],
  [1.5, "1.5"],
  [`"\n`, `"\\"\\n"`],
  [null, "null"],
  [[1, [true]], "[1, [true]]"],
  [{ a: { b: -0 } }, `{ "a": { "b": -0 } }`],
  [JSON.parse(`{"__proto__":1}`), `{ ["__proto__"]: 1 }`],
])("%j", (value, source) => {
  expect(literal(value)).toBe(source);
});

test.each<[Value, string]>([
  [{ t: "number", v: "-0" }, "-0"],
  [{ t: "bigint", v: "5" }, "5n"],
  [{ t: "array", items: [{ t: "null" }, null] }, "[null, ,]"],
  [{ t: "object", class: "Object", entries: [["__proto__", { t: "null" }]] }, `{ ["__proto__"]: null }`],
  [{ t: "set", items: [{ t: "undefined" }] }, "new Set([undefined])"],
])("%j", (value, source) => {
  expect(valueLiteral(value)).toBe(source);
});
