import { expect, test } from "vitest";
import { shuffled } from "../../../src/adapters/judge/shuffle.ts";

const items = Array.from({ length: 10 }, (_, index) => index);

test("keeps all items, leaves the list alone, and is the same for the same seed", () => {
  const order = shuffled(items, 3);
  expect(order.toSorted((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
  expect(shuffled(items, 3)).toEqual(order);
});

test("neighbouring seeds give other orders, also of two items", () => {
  expect(new Set(Array.from({ length: 20 }, (_, seed) => shuffled(items, seed).join())).size).toBe(20);
  expect(new Set(Array.from({ length: 20 }, (_, seed) => shuffled([1, 2], seed).join()))).toEqual(
    new Set(["1,2", "2,1"]),
  );
});
