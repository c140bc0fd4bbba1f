import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Live } from "../../../src/loop/synthesis/live-value.ts";
import { synthesize } from "../../../src/loop/synthesis/synthesize.ts";
import { taskOf } from "./tasks.ts";

const word = fc.string({
  unit: fc.constantFrom(...Array.from("abcdefghijklmnopqrstuvwxyz")),
  minLength: 4,
  maxLength: 9,
});
const number = fc.integer({ min: 0, max: 9999 });
const seed = 20;

/** Data with nothing behind it: only a table could give it. */
function lookups(
  key: fc.Arbitrary<Live>,
  value: fc.Arbitrary<Live>,
): fc.Arbitrary<readonly (readonly Live[])[]> {
  return fc
    .uniqueArray(key, { minLength: 16, maxLength: 16 })
    .chain((keys) =>
      fc
        .array(value, { minLength: 16, maxLength: 16 })
        .map((values) => keys.map((one, at) => [one, values[at] ?? null])),
    );
}

// Searches take their time on a machine that is busy with other tests.
describe("a table is no program", { timeout: 60_000 }, () => {
  test.each<readonly [string, fc.Arbitrary<Live>, fc.Arbitrary<Live>]>([
    ["words to numbers", word, number],
    ["words to words", word, word],
    ["numbers to numbers", number, number],
    ["numbers to one of three words", number, fc.constantFrom("red", "green", "blue")],
  ])("%s: random data is not answered", (_what, key, value) => {
    fc.assert(
      fc.property(lookups(key, value), (rows) => {
        const prose = 'The words are "red", "green" and "blue"; 3, 5 and 7 matter.';
        expect(synthesize(taskOf("f", ["x"], rows, prose, 5_000))).toMatchObject({ found: false });
      }),
      { seed, numRuns: 3 },
    );
  });

  test("not even when the prose quotes every input and every result", () => {
    const rows = [
      ["ox", "lum"],
      ["ant", "dax"],
      ["bee", "fep"],
      ["cat", "wug"],
      ["dog", "blick"],
      ["emu", "toma"],
    ];
    const prose = rows.map(([input, output]) => `"${input}" gives "${output}".`).join(" ");
    expect(synthesize(taskOf("f", ["x"], rows, prose, 30_000))).toMatchObject({ found: false });
  });

  test("nor branch by branch: each result needs rows of its own", () => {
    const rows = [
      [3, "a"],
      [8, "b"],
      [12, "c"],
      [17, "d"],
      [20, "e"],
      [31, "f"],
    ];
    expect(synthesize(taskOf("f", ["x"], rows, "3, 8, 12, 17, 20, 31", 30_000))).toMatchObject({
      found: false,
    });
  });
});
