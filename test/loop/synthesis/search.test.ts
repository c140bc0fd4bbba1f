import { expect, test } from "vitest";
import { search, synthesize } from "../../../src/loop/synthesis/synthesize.ts";
import type { SynthesisTask } from "../../../src/loop/synthesis/synthesize.ts";
import { taskOf } from "./tasks.ts";

const rows = [
  ["ab", 3],
  ["hello", 7],
  ["x", 2],
  ["", 4],
] as const;

/** A task whose every look at the clock is 30 ms later than the one before. */
function slow(): SynthesisTask {
  let now = 0;
  return { ...taskOf("odd", ["text"], rows, "", 8_000), now: () => (now += 30) };
}

test("a search gives others their turn again and again, and finds the same", () => {
  const searching = search(slow());
  let turns = 0;
  let step = searching.next();
  for (; step.done !== true; step = searching.next()) turns += 1;
  expect(turns).toBeGreaterThan(2);
  expect(step.value).toStrictEqual(synthesize(slow()));
});

test("one that is short needs none", () => {
  const task = taskOf(
    "inc",
    ["n"],
    [
      [1, 2],
      [5, 6],
    ],
  );
  expect(search(task).next()).toMatchObject({ done: true, value: { found: true } });
});
