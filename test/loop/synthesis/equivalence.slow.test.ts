import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Live } from "../../../src/loop/synthesis/live-value.ts";
import { sameLive } from "../../../src/loop/synthesis/live-value.ts";
import { runBody } from "../../../src/loop/synthesis/program.ts";
import { programs } from "../../../src/loop/synthesis/synthesize.ts";
import { load, taskOf } from "./tasks.ts";

const text = fc.string({ maxLength: 8 });
const small = fc.integer({ min: -20, max: 40 });

/** Loose tasks, so that many programs fit: the odder they are the better. */
const loose: readonly (readonly [string, readonly (readonly Live[])[], fc.Arbitrary<Live>, string])[] = [
  [
    "numbers",
    [
      [6, 3],
      [10, 5],
    ],
    small,
    "Half, or a product, a sum, the remainder, rounded, of 3 and 5 and -2.",
  ],
  [
    "conditions on numbers",
    [
      [6, true],
      [9, false],
      [12, true],
    ],
    small,
    "Divisible, at most, less than, digits, whole numbers.",
  ],
  [
    "texts",
    [
      ["ab", "AB"],
      ["ef", "EF"],
    ],
    text,
    "Words, letters, capital, first, reversed, joined, repeated.",
  ],
  [
    "conditions on texts",
    [
      ["aa", true],
      ["ab", false],
      ["bb", true],
    ],
    text,
    "Letters, distinct, same, every, some, contains, ends, starts.",
  ],
  [
    "lists",
    [
      [
        [3, 1, 2],
        [1, 2, 3],
      ],
      [
        [5, 4],
        [4, 5],
      ],
    ],
    fc.array(small, { maxLength: 6 }),
    "Sorted, each, only, distinct, reversed.",
  ],
  [
    "a number of a list",
    [
      [[3, 1, 2], 6],
      [[5, 4], 9],
    ],
    fc.array(small, { maxLength: 6 }),
    "Sum, largest, each, product, item.",
  ],
];

// Searches take their time on a machine that is busy with other tests.
describe("what is written does what was interpreted", { timeout: 60_000 }, () => {
  test.each(loose)("%s", async (_what, rows, input, prose) => {
    let seen = 0;
    for (const program of programs(taskOf("f", ["x"], rows, prose, 30_000))) {
      const written = await load(program.source, "f");
      fc.assert(
        fc.property(input, (x) => {
          const interpreted = runBody(program.body, { x });
          // Where the interpreter has no result, real code may throw or stray: such a program is never relied on there.
          if (interpreted !== undefined)
            expect(
              sameLive(written(structuredClone(x)), interpreted),
              `${program.source} of ${JSON.stringify(x)}`,
            ).toBe(true);
        }),
        { seed: 7, numRuns: 40 },
      );
      seen += 1;
      if (seen === 20) break;
    }
    expect(seen).toBeGreaterThan(3);
  });
});
