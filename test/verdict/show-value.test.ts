import { expect, test } from "vitest";
import type { Value } from "../../src/spec/value.ts";
import { showValue } from "../../src/verdict/show-value.ts";
import { number, record, text } from "./judge-plan.ts";

test.each<[Value, string]>([
  [{ t: "undefined" }, "undefined"],
  [number(-0), "-0"],
  [{ t: "bigint", v: "10" }, "10n"],
  [text(`a"b`), `"a\\"b"`],
  [text("\u202e\u001b[31m\u{e0041}"), `"\\u{202e}\\u001b[31m\\u{e0041}"`],
  [{ t: "array", items: [number(1), null, number(2)] }, "[1, , 2]"],
  [{ t: "array", class: "Stack", items: [] }, "Stack []"],
  [record({ a: number(1), "b-c": text("d") }), `{ a: 1, "b-c": "d" }`],
  [{ t: "object", class: "Point", entries: [[{ symbol: "s" }, number(1)]] }, "Point { [Symbol(s)]: 1 }"],
  [{ t: "object", class: "", entries: [] }, "(no prototype) {}"],
  [{ t: "map", entries: [[text("a"), number(1)]] }, `new Map([["a", 1]])`],
  [{ t: "set", items: [number(1)] }, "new Set([1])"],
  [{ t: "date", v: "1970-01-01T00:00:00.000Z" }, `new Date("1970-01-01T00:00:00.000Z")`],
  [{ t: "regexp", source: "a", flags: "i" }, "/a/i"],
  [{ t: "error", name: "TypeError", message: "no", classes: [] }, "TypeError: no"],
  [{ t: "function", name: "f" }, "the function f"],
  [{ t: "promise" }, "a promise"],
  [{ t: "bytes", class: "Uint8Array", items: ["1", "2"] }, "Uint8Array [1, 2]"],
  [{ t: "cycle", up: 1 }, "(itself)"],
  [{ t: "opaque", why: "a generator" }, "a value that cannot be compared (a generator)"],
])("%j", (value, shown) => {
  expect(showValue(value)).toBe(shown);
});

test("a giant value is cut, in little time", () => {
  const value: Value = { t: "array", items: Array.from({ length: 100_000 }, () => text("x".repeat(1000))) };
  const shown = showValue(value, 50);
  expect(shown).toHaveLength(50);
  expect(shown.endsWith("…")).toBe(true);
});
