import { expect, test } from "vitest";
import { listOf } from "../../src/suite/layout.ts";
import { callStatement } from "../../src/suite/statement.ts";

const list = listOf("[", ['"first"', '"second"', '"third"'], "]");
const text = '"a text that cannot be broken"';

test.each([
  ["fits", "f(1)", "1", "expect(f(1)).toBe(1);"],
  ["a list breaks in place", "f(1)", list, 'expect(f(1)).toBe([\n  "first",\n  "second",\n  "third",\n]);'],
  ["a text goes on its own line", "longName(1, 2)", text, `expect(longName(1, 2)).toBe(\n  ${text},\n);`],
  [
    "an expression that is too long itself",
    'slugify("a title of many words")',
    "1",
    'expect(\n  slugify("a title of many words"),\n).toBe(1);',
  ],
  [
    "both",
    'slugify("a title of many words")',
    list,
    'expect(\n  slugify("a title of many words"),\n).toBe(["first", "second", "third"]);',
  ],
])("within 38 columns: %s", (_, actual, expected, statement) => {
  const call = { lead: "", callee: "expect", args: [actual], method: ".toBe", methodArgs: [expected] };
  expect(callStatement(call, 38)).toBe(statement);
});

test("a helper's last argument breaks in place", () => {
  const error = listOf("{", ['name: "RangeError"', 'message: "empty title"'], "}", { spaced: true });
  const call = {
    lead: "",
    callee: "expectThrow",
    args: ['() => slugify("")', error],
    method: null,
    methodArgs: [],
  };
  expect(callStatement(call, 50)).toBe(
    'expectThrow(() => slugify(""), {\n  name: "RangeError",\n  message: "empty title",\n});',
  );
});
