import { expect, test } from "vitest";
import { inputPool } from "../../../src/app/refine/input-pool.ts";
import type { Value } from "../../../src/spec/value.ts";

const text = (v: string): Value => ({ t: "string", v });
const number = (v: number): Value => ({ t: "number", v: String(v) });
const settings = { hints: { numbers: [], texts: [] }, seed: 1, most: 40 };

test("the simplest first, no more than asked for, none twice, none that an example has", () => {
  const known = [[text("a b"), number(2)], [text("")]];
  const pool = inputPool([[text("a b"), number(2)]], known, settings);
  const sources = pool.map(({ source }) => source);
  expect(sources.length).toBe(40);
  expect(new Set(sources).size).toBe(40);
  expect(sources.map(({ length }) => length)).toStrictEqual(
    sources.map(({ length }) => length).toSorted((a, b) => a - b),
  );
  expect(sources).not.toContain('"a b", 2');
  expect(sources).toContain('"", 2');
  expect(sources).toContain('"a b", 3');
});

test("the same seed gives the same inputs, another one others", () => {
  const own = [[text("abc")]];
  const of = (seed: number) => inputPool(own, own, { ...settings, seed }).map(({ source }) => source);
  expect(of(1)).toStrictEqual(of(1));
  expect(of(1)).not.toStrictEqual(of(2));
});

test("arguments of two examples are put together", () => {
  const own = [
    [text("left"), number(10)],
    [text("right"), number(77)],
  ];
  const pool = inputPool(own, own, { ...settings, most: 400 }).map(({ source }) => source);
  expect(pool).toContain('"left", 77');
  expect(pool).toContain('"right", 10');
});

test("a call without arguments has nothing to vary", () => {
  expect(inputPool([[]], [[]], settings)).toStrictEqual([]);
});
