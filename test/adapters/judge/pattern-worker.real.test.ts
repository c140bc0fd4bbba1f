import { describe, expect, test } from "vitest";
import { createPatternWorker } from "../../../src/adapters/judge/pattern-worker.ts";

const catastrophic = { source: "^(a+)+$", flags: "" };
const hostile = `${"a".repeat(60)}!`;

describe("a pattern is tried in a thread", () => {
  test.each([
    ["^h.llo$", "", "hello", "match"],
    ["^h.llo$", "", "HELLO", "no-match"],
    ["^h.llo$", "i", "HELLO", "match"],
    ["^\\p{L}+$", "u", "été", "match"],
    ["^[\\p{L}--[a-z]]$", "v", "a", "no-match"],
    ["b", "y", "ab", "no-match"],
    ["b", "g", "ab", "match"],
    ["x$", "", `${"y".repeat(900_000)}x`, "match"],
  ])("/%s/%s", async (source, flags, text, is) => {
    expect(await createPatternWorker()({ source, flags }, text)).toEqual({ is });
  });

  test("a flag that remembers where it was does not, from one text to the next", async () => {
    const match = createPatternWorker();
    const pattern = { source: "a", flags: "g" };
    expect([await match(pattern, "a"), await match(pattern, "a")]).toEqual([
      { is: "match" },
      { is: "match" },
    ]);
  });

  test("one that never ends is given up in time, and those that wait are tried all the same", async () => {
    const match = createPatternWorker(200);
    const before = performance.now();
    const [stuck, next, again, last] = await Promise.all([
      match(catastrophic, hostile),
      match(catastrophic, "aaa"),
      match(catastrophic, hostile),
      match({ source: "!", flags: "" }, hostile),
    ]);
    expect(performance.now() - before).toBeLessThan(8_000);
    const late = { is: "given-up", why: "the pattern took longer than 200 ms" };
    expect([stuck, next, again, last]).toEqual([late, { is: "match" }, late, { is: "match" }]);
  });

  test("one that no engine takes is told, and the next is tried", async () => {
    const match = createPatternWorker();
    const bad = await match({ source: "(", flags: "" }, "a");
    expect(bad).toMatchObject({ is: "given-up" });
    expect(bad).toHaveProperty("why", expect.stringContaining("could not be tried"));
    expect(await match({ source: "a", flags: "" }, "a")).toEqual({ is: "match" });
  });
});
