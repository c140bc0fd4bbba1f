import { expect, test } from "vitest";
import type { RanRange } from "../../../src/adapters/trace/v8-ranges.ts";
import { ranSpans } from "../../../src/adapters/trace/v8-ranges.ts";
import type { Span } from "../../../src/verdict/coverage.ts";

test.each<[what: string, functions: readonly (readonly RanRange[])[], ran: readonly Span[]]>([
  ["nothing", [], []],
  ["a function that ran", [[[10, 20, 1]]], [[10, 20]]],
  ["one that did not", [[[10, 20, 0]]], []],
  [
    "a branch that was not taken",
    [
      [
        [10, 20, 3],
        [12, 15, 0],
      ],
    ],
    [
      [10, 12],
      [15, 20],
    ],
  ],
  [
    "a loop's body, which ran more often",
    [
      [
        [0, 9, 1],
        [3, 6, 7],
      ],
    ],
    [[0, 9]],
  ],
  ["a function in one that did not run", [[[0, 30, 0]], [[5, 9, 1]]], [[5, 9]]],
  [
    "a function that was only made, in one that ran",
    [[[0, 30, 1]], [[5, 9, 0]]],
    [
      [0, 5],
      [9, 30],
    ],
  ],
  ["two that touch", [[[0, 5, 1]], [[5, 9, 1]]], [[0, 9]]],
  [
    "two apart",
    [[[0, 4, 1]], [[5, 9, 1]]],
    [
      [0, 4],
      [5, 9],
    ],
  ],
  [
    "a block that fills its function",
    [
      [
        [0, 9, 1],
        [0, 9, 0],
      ],
    ],
    [],
  ],
  [
    "blocks three deep",
    [
      [
        [0, 100, 1],
        [10, 90, 0],
        [20, 80, 2],
        [30, 70, 0],
      ],
    ],
    [
      [0, 10],
      [20, 30],
      [70, 80],
      [90, 100],
    ],
  ],
])("%s", (_, functions, ran) => {
  expect(ranSpans(functions)).toStrictEqual(ran);
});
