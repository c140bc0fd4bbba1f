import { expect, test } from "vitest";
import { readBounds } from "../../../src/plan/lint/bounds.ts";

test.each<[string, string, readonly (readonly [inside: number, outside: number])[]]>([
  ["holds at most 10 items", "at most 10", [[10, 11]]],
  ["at least 3 of them", "at least 3", [[3, 2]]],
  [
    "between 1 and 100",
    "between 1 and 100",
    [
      [1, 0],
      [100, 101],
    ],
  ],
  ["no more than twelve", "no more than twelve", [[12, 13]]],
  ["more than 5", "more than 5", [[5, 6]]],
  ["fewer than 5", "fewer than 5", [[5, 4]]],
  ["up to 1,000 rows", "up to 1,000", [[1000, 1001]]],
  ["maximum length 64", "maximum length 64", [[64, 65]]],
  ["a maximum of 64 characters", "maximum of 64", [[64, 65]]],
  ["8 characters or more", "8 characters or more", [[8, 7]]],
  ["`n <= 10`", "<= 10", [[10, 11]]],
  ["n ≥ 0.5", "≥ 0.5", [[0.5, 0.4]]],
  ["must not exceed 7", "not exceed 7", [[7, 8]]],
  ["less than -3", "less than -3", [[-3, -4]]],
])("%s", (text, bound, edges) => {
  expect(readBounds(text)).toMatchObject([
    {
      text: bound,
      index: text.indexOf(bound),
      edges: edges.map(([inside, outside]) => ({ inside, outside })),
    },
  ]);
});

test.each([
  "at least one of them",
  "at most 80 % of them",
  "within at most 200 ms",
  "up to 5 MB",
  "version 10 or newer",
  "a => 3",
  "arr[10] of 20",
  "up to you",
  "more than ever",
])("no bound that an example could come up to: %s", (text) => {
  expect(readBounds(text)).toStrictEqual([]);
});
