import { expect, test } from "vitest";
import { createEventLines } from "../../../src/adapters/vitest/event-lines.ts";
import type { RawEvent } from "../../../src/verdict/raw-events.ts";

const end: RawEvent = { is: "end", run: 0, reason: "passed" };

function lines(...given: readonly string[]) {
  const heard: RawEvent[] = [];
  const sorted = createEventLines("n0nce ", (event) => heard.push(event));
  given.forEach((line) => sorted.add(line));
  return { heard, events: sorted.events(), output: sorted.output() };
}

test("lines with the nonce are events, and the line end before them is ours", () => {
  const { heard, events, output } = lines("one", "", `n0nce ${JSON.stringify(end)}`, "two", "", "three");
  expect(events).toEqual([end]);
  expect(heard).toEqual([end]);
  expect(output).toBe("one\ntwo\n\nthree\n");
});

test("a forged event is output, and one that was cut off is nothing", () => {
  const { events, output } = lines(JSON.stringify(end), ` n0nce ${JSON.stringify(end)}`, `n0nce {"is":"en`);
  expect(events).toEqual([]);
  expect(output).toBe(`${JSON.stringify(end)}\n n0nce ${JSON.stringify(end)}\n`);
});

test("of a long output the start and the end are kept, and it is said", () => {
  const { output } = lines("first", ...Array.from({ length: 20_000 }, (_, n) => `line ${n}`), "last");
  expect(output.startsWith("first\nline 0\n")).toBe(true);
  expect(output.endsWith("line 19999\nlast\n")).toBe(true);
  expect(output).toMatch(/\n\[… \d+ characters left out …\]\n/);
  expect(output.length).toBeLessThan(66_000);
});

test("one endless line is cut as well", () => {
  expect(lines("x".repeat(1_000_000)).output.length).toBeLessThan(66_000);
});
