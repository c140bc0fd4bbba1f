import { expect, test } from "vitest";
import { inTurns } from "../../src/app/in-turns.ts";
import { together } from "../../src/app/together.ts";

const later = <Value>(value: Value): Promise<Value> => Promise.resolve().then(() => value);

test("both, in their order", async () => {
  expect(await together(later(1), later("a"))).toStrictEqual([1, "a"]);
});

test("one that fails is told only when the other is over", async () => {
  const said: string[] = [];
  const slow = later(1)
    .then(() => later(1))
    .then(() => said.push("over"));
  await expect(together(Promise.reject(new Error("first")), slow)).rejects.toThrow("first");
  expect(said).toStrictEqual(["over"]);
});

test("in turns: in order, and never more at a time than asked for", async () => {
  let running = 0;
  let most = 0;
  const results = await inTurns([3, 1, 2, 5, 4], 2, async (item) => {
    most = Math.max(most, ++running);
    for (let left = item; left > 0; left--) await later(null);
    running -= 1;
    return item * 10;
  });
  expect(results).toStrictEqual([30, 10, 20, 50, 40]);
  expect(most).toBe(2);
});
