import { expect, test } from "vitest";
import { holdUntil } from "../../../src/cli/tui/hold-until.ts";

test.each(["resolve", "reject"] as const)("what comes before is held, in its order: %s", async (how) => {
  const ready = Promise.withResolvers<void>();
  const heard: string[] = [];
  const hear = holdUntil(ready.promise, (event: string) => heard.push(event));
  hear("one");
  hear("two");
  expect(heard).toStrictEqual([]);
  ready[how]();
  await Promise.resolve();
  await Promise.resolve();
  hear("three");
  expect(heard).toStrictEqual(["one", "two", "three"]);
});
