import { expect, test } from "vitest";
import { createStopwatch } from "../../../src/app/run/stopwatch.ts";

test("time counts from the first go, and not while it is halted", () => {
  let now = 1_000;
  const watch = createStopwatch(() => now);
  const after = (ms: number) => {
    now += ms;
    return watch.elapsed();
  };
  expect(after(50)).toBe(0);
  watch.go();
  expect(after(10)).toBe(10);
  watch.go();
  expect(after(5)).toBe(15);
  watch.halt();
  watch.halt();
  expect(after(1_000)).toBe(15);
  watch.go();
  expect(after(7)).toBe(22);
});
