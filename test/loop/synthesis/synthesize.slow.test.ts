import { describe, expect, test } from "vitest";
import type { Live } from "../../../src/loop/synthesis/live-value.ts";
import { synthesize } from "../../../src/loop/synthesis/synthesize.ts";
import { load, taskOf } from "./tasks.ts";

interface Case {
  readonly what: string;
  readonly params: readonly string[];
  readonly rows: readonly (readonly Live[])[];
  /** What it was not shown and must do as well. */
  readonly unseen: readonly (readonly Live[])[];
  readonly prose?: string;
}

const cases: readonly Case[] = [
  {
    what: "arithmetic",
    params: ["width", "height"],
    rows: [
      [2, 3, 10],
      [1, 1, 4],
      [5, 2, 14],
      [10, 0, 20],
    ],
    unseen: [
      [7, 7, 28],
      [0, 9, 18],
    ],
  },
  {
    what: "a number of the prose",
    params: ["euros"],
    rows: [
      [1, 20],
      [3, 60],
      [10, 200],
    ],
    unseen: [[7, 140]],
    prose: "There are twenty, that is 20, pieces for each euro.",
  },
  {
    what: "a text between a fixed beginning and end",
    params: ["name"],
    rows: [
      ["Ada", "Hi Ada!"],
      ["Bo", "Hi Bo!"],
      ["Cy", "Hi Cy!"],
    ],
    unseen: [["Zoë", "Hi Zoë!"]],
  },
  {
    what: "a function of each item",
    params: ["numbers"],
    rows: [
      [
        [1, 2],
        [2, 4],
      ],
      [[5], [10]],
      [
        [0, 3, 4],
        [0, 6, 8],
      ],
    ],
    unseen: [
      [[], []],
      [
        [9, 9],
        [18, 18],
      ],
    ],
  },
  {
    what: "a condition for each item",
    params: ["words"],
    rows: [
      [
        ["a", "bb", "ccc"],
        ["bb", "ccc"],
      ],
      [["x"], []],
      [["hey", "y"], ["hey"]],
      [["oo"], ["oo"]],
    ],
    unseen: [[["q", "long"], ["long"]]],
    prose: "Only the words that have a length of more than 1.",
  },
  {
    what: "a sum over items of two lists",
    params: ["a", "b"],
    rows: [
      [[1, 2], [3, 4], 11],
      [[1], [1], 1],
      [[2, 0], [8, 1], 16],
      [[-1, 1], [1, 1], 0],
    ],
    unseen: [[[1, 2, 3], [4, 5, 6], 32]],
    prose: "Multiplies item by item and adds the products.",
  },
  {
    what: "if and else",
    params: ["n"],
    rows: [
      [2, 1],
      [4, 2],
      [10, 5],
      [1, 3],
      [3, 9],
      [5, 15],
      [7, 21],
      [8, 4],
    ],
    unseen: [
      [9, 27],
      [12, 6],
    ],
    prose: "Half of an even number (divisible by 2), else the product with 3.",
  },
  {
    what: "parts of a text, each with a condition",
    params: ["n"],
    rows: [
      [1, "1"],
      [2, "Two"],
      [4, "Two"],
      [5, "Five"],
      [10, "TwoFive"],
      [7, "7"],
      [15, "Five"],
      [20, "TwoFive"],
      [9, "9"],
    ],
    unseen: [
      [8, "Two"],
      [25, "Five"],
      [30, "TwoFive"],
      [11, "11"],
    ],
    prose: 'Says "Two" when divisible by 2, "Five" when divisible by 5, else the number as text.',
  },
  {
    what: "the same view of two arguments",
    params: ["left", "right"],
    rows: [
      ["ab", "AB", true],
      ["a", "b", false],
      ["Cd", "cD", true],
      ["xy", "xz", false],
      ["", "", true],
      ["Q", "q", true],
      ["no", "on", false],
    ],
    unseen: [
      ["MiX", "mIx", true],
      ["a", "aa", false],
    ],
    prose: "The same text, whatever the case.",
  },
  {
    what: "a loop over two numbers",
    params: ["a", "b"],
    rows: [
      [12, 8, 4],
      [7, 5, 1],
      [21, 14, 7],
      [17, 17, 17],
      [18, 12, 6],
      [5, 0, 5],
    ],
    unseen: [
      [100, 75, 25],
      [9, 6, 3],
    ],
    prose: "The largest whole number that divides both.",
  },
  {
    what: "what a missing name stands for",
    params: ["name"],
    rows: [
      [null, "Hello, you."],
      ["Ada", "Hello, Ada."],
      ["Bo", "Hello, Bo."],
    ],
    unseen: [["Cy", "Hello, Cy."]],
    prose: "Without a name it says _you_.",
  },
  {
    what: "a place in a list of the prose",
    params: ["size"],
    rows: [
      ["small", 0],
      ["huge", 3],
      ["large", 2],
    ],
    unseen: [["medium", 1]],
    prose: "The sizes, in order:\n\n- small\n- medium\n- large\n- huge\n\nGives the position.",
  },
  {
    what: "moves any items about",
    params: ["items"],
    rows: [
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
      [
        ["a", "b"],
        ["b", "a"],
      ],
      [[], []],
    ],
    unseen: [
      [
        [true, false],
        [false, true],
      ],
    ],
  },
  { what: "a constant", params: [], rows: [[["red", "green"]]], unseen: [] },
];

// Searches take their time on a machine that is busy with other tests.
describe("finds", { timeout: 60_000 }, () => {
  test.each(cases)("$what, unseen rows included", async ({ params, rows, unseen, prose }) => {
    const result = synthesize(taskOf("answer", params, rows, prose));
    if (!result.found) throw new Error(result.why);
    const answer = await load(result.source, "answer");
    for (const row of [...rows, ...unseen]) expect(answer(...row.slice(0, -1))).toStrictEqual(row.at(-1));
  });
});

describe("throws", () => {
  const task = taskOf(
    "root",
    ["n"],
    [
      [4, 2],
      [9, 3],
      [0, 0],
      [25, 5],
    ],
    "The square root; no root of less than 0.",
  );
  const guarded = {
    ...task,
    examples: [
      ...task.examples,
      ...["-1", "-9"].map((v) => ({
        args: [{ t: "number", v } as const],
        expected: { is: "throws", name: "RangeError", message: "negative" } as const,
      })),
    ],
  };

  test("a condition guards what the examples say is thrown", async () => {
    const result = synthesize(guarded);
    if (!result.found) throw new Error(result.why);
    const root = await load(result.source, "root");
    expect(root(16)).toBe(4);
    expect(() => root(-4)).toThrow(new RangeError("negative"));
  });
});

describe("the answer", () => {
  test("is one typed function", () => {
    const result = synthesize(
      taskOf(
        "longest",
        ["words"],
        [
          [["a", "bb"], "bb"],
          [["ccc", "d"], "ccc"],
          [["e", "ff", "g"], "ff"],
          [["h"], "h"],
        ],
        "The longest word, the first of equals.",
      ),
    );
    expect(result).toMatchObject({ found: true });
    expect(result.found && result.source).toBe(
      "export function longest(words: readonly string[]): string {\n  return [...words].sort((a, b) => b.length - a.length)[0]!;\n}\n",
    );
  });

  test("is the same every time", () => {
    const task = taskOf(
      "f",
      ["a", "b"],
      [
        [1, 2, 5],
        [2, 2, 8],
        [3, 1, 10],
      ],
    );
    expect(synthesize(task)).toStrictEqual(synthesize(task));
  });

  test("stops at the number of candidates", () => {
    const result = synthesize(
      taskOf(
        "f",
        ["x"],
        [
          ["ab", "zq"],
          ["cd", "mm"],
          ["ef", "kp"],
        ],
        "",
        5000,
      ),
    );
    expect(result).toMatchObject({ found: false });
    expect(result.candidates).toBeLessThanOrEqual(5000);
  });

  test("stops when the time is over", () => {
    let time = 0;
    const task = taskOf(
      "f",
      ["x"],
      [
        ["ab", "zq"],
        ["cd", "mm"],
        ["ef", "kp"],
      ],
    );
    const result = synthesize({ ...task, limits: { candidates: 1e9, ms: 100 }, now: () => (time += 1) });
    expect(result).toMatchObject({ found: false, why: expect.stringContaining("the time ran out") });
  });

  test.each([
    [
      "an argument that is no plain data",
      { t: "date", v: null },
      { t: "null" },
      "an argument is no plain number, text, boolean or list",
    ],
    [
      "a result that is no plain data",
      { t: "null" },
      { t: "map", entries: [] },
      "an expected value is no plain number, text, boolean or list",
    ],
  ] as const)("says why there is none: %s", (_what, argument, value, why) => {
    const task = taskOf("f", ["x"], []);
    const examples = [{ args: [argument], expected: { is: "value", value } as const }];
    expect(synthesize({ ...task, examples })).toStrictEqual({ found: false, why, candidates: 0 });
  });
});
