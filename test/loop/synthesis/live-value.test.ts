import { describe, expect, test } from "vitest";
import { fromLive, sameLive, toLive, type Live } from "../../../src/loop/synthesis/live-value.ts";
import type { Value } from "../../../src/spec/value.ts";

const plain: readonly (readonly [Live, Value])[] = [
  [null, { t: "null" }],
  [true, { t: "boolean", v: true }],
  ["a", { t: "string", v: "a" }],
  [1.5, { t: "number", v: "1.5" }],
  [-0, { t: "number", v: "-0" }],
  [
    [1, ["x"]],
    {
      t: "array",
      items: [
        { t: "number", v: "1" },
        { t: "array", items: [{ t: "string", v: "x" }] },
      ],
    },
  ],
];

describe("plain values", () => {
  test.each(plain)("%j goes to its canonical form and back", (live, value) => {
    expect(fromLive(live)).toStrictEqual(value);
    expect(sameLive(toLive(value), live)).toBe(true);
  });

  test.each<readonly [string, Value]>([
    ["undefined", { t: "undefined" }],
    ["a date", { t: "date", v: null }],
    ["an object", { t: "object", class: "Object", entries: [] }],
    ["an array with a hole", { t: "array", items: [null] }],
    ["an array with a named property", { t: "array", items: [], entries: [["a", { t: "null" }]] }],
    ["an array of a date", { t: "array", items: [{ t: "date", v: null }] }],
  ])("%s is not plain", (_what, value) => {
    expect(toLive(value)).toBeUndefined();
  });
});

test.each<readonly [unknown, unknown, boolean]>([
  [0, -0, false],
  [NaN, NaN, true],
  [1, "1", false],
  [[1, 2], [1, 2], true],
  [[1, 2], [1], false],
  [[[0]], [[-0]], false],
])("sameLive(%j, %j) is %j", (left, right, same) => {
  expect(sameLive(left, right)).toBe(same);
});
