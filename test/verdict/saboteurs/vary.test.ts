import { expect, test } from "vitest";
import { readValue } from "../../../src/spec/read-value.ts";
import type { Value } from "../../../src/spec/value.ts";
import { vary } from "../../../src/verdict/saboteurs/vary.ts";
import { showValue } from "../../../src/verdict/show-value.ts";

function valueOf(source: string): Value {
  const read = readValue(source);
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

test.each([
  ['"Ada"', '"ADA"'],
  ['"ADA"', '"ada"'],
  ['"12"', '"12 12"'],
  ['""', '"a"'],
  ["1", "2"],
  ["-1", "0"],
  ["NaN", "0"],
  ["9n", "10n"],
  ["true", "false"],
  ["[1, 2]", "[1, 2, 2]"],
  ["[]", "[1]"],
  ["{ a: null, b: 1 }", "{ a: null, b: 2 }"],
])("%s is varied to %s first, and never to itself", (source, first) => {
  const near = vary(valueOf(source)).map((value) => showValue(value));
  expect(near[0]).toBe(first);
  expect(near).not.toContain(showValue(valueOf(source)));
});

test.each(["null", "undefined", "/a/", "{}", "new Set([1])"])("nothing is near %s", (source) => {
  expect(vary(valueOf(source))).toStrictEqual([]);
});
