import { describe, expect, test } from "vitest";
import { printBaseline, readBaseline } from "../../src/verdict/baseline.ts";
import type { Baseline } from "../../src/verdict/baseline.ts";
import { holdToBaseline, nextBaseline } from "../../src/verdict/hold-to-baseline.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../src/verdict/statuses.ts";
import { statuses } from "../../src/verdict/statuses.ts";

const none = () => false;

function example(id: string, status: Status): ExampleStatus {
  const said = { reason: null, message: null, expected: null, actual: null };
  return { id, kind: "row", line: 3, title: id, status, ...said };
}

/** A requirement with these examples; `weak` and `manual` are statuses of requirements alone. */
function requirement(id: string, status: Status, examples?: readonly ExampleStatus[]): RequirementStatus {
  const own = status === "weak" ? [example(`${id}/row-1`, "holds")] : [example(`${id}/row-1`, status)];
  const all = examples ?? (status === "manual" ? [] : own);
  return { id, spec: "specs/a.md", line: 2, title: id, status, examples: all };
}

// The first letter of what is said: new, known, paid, gone; a dot for nothing. Columns: status now.
const now = ["holds", "manual", "weak", "unproven", "unbound", "drifted", "fails", null] as const;

const plain: Readonly<Record<Status | "absent", string>> = {
  absent: "....nnn.",
  holds: "....nnn.",
  manual: "....nnn.",
  weak: "....nnn.",
  unproven: "....nnn.",
  unbound: "ppppknng",
  drifted: "ppppkkng",
  fails: "ppppkkkg",
};

const strictly: Readonly<Record<Status | "absent", string>> = {
  absent: "..nnnnn.",
  holds: "..nnnnn.",
  manual: "..nnnnn.",
  weak: "ppknnnng",
  unproven: "ppkknnng",
  unbound: "ppkkknng",
  drifted: "ppkkkkng",
  fails: "ppkkkkkg",
};

describe("a status then, and now", () => {
  for (const [strict, table] of [
    [false, plain],
    [true, strictly],
  ] as const) {
    const rows = [...statuses, "absent" as const].flatMap((then) =>
      now.map((is, column) => [then, is, table[then][column] ?? ""] as const),
    );
    test.each(rows)(`${strict ? "strict: " : ""}%s, then %s: %s`, (then, is, letter) => {
      const before = then === "absent" ? [] : [requirement("a/r", then)];
      const baseline = nextBaseline(null, before, { mayRise: false, isLeftOut: none });
      const held = holdToBaseline(baseline, is === null ? [] : [requirement("a/r", is)], {
        strict,
        isLeftOut: none,
      });
      const said = (["new", "known", "paid", "gone"] as const).filter((what) => held[what].length > 0);
      expect(said.map((what) => what[0])).toStrictEqual(letter === "." ? [] : [letter]);
    });
  }
});

describe("examples", () => {
  const then = [requirement("a/r", "fails", [example("a", "fails"), example("b", "holds")])];
  const baseline = nextBaseline(null, then, { mayRise: false, isLeftOut: none });
  const held = (examples: readonly ExampleStatus[], status: Status = "fails") =>
    holdToBaseline(baseline, [requirement("a/r", status, examples)], { strict: false, isLeftOut: none });

  test("one more that fails is new, in a requirement that failed before", () => {
    expect(held([example("a", "fails"), example("b", "fails")])).toMatchObject({
      new: [{ id: "a/r", was: "fails", is: "fails", examples: ["b"] }],
      known: [],
    });
  });

  test("the same ones are known, whatever else was added that holds", () => {
    expect(held([example("a", "fails"), example("c", "holds")]).known).toHaveLength(1);
  });

  test("an unbound one whose words changed is the same debt; one more is new", () => {
    const unbound = (...ids: string[]) => [
      requirement(
        "a/r",
        "unbound",
        ids.map((id) => example(id, "unbound")),
      ),
    ];
    const old = nextBaseline(null, unbound("x"), { mayRise: false, isLeftOut: none });
    const against = (...ids: string[]) =>
      holdToBaseline(old, unbound(...ids), { strict: false, isLeftOut: none });
    expect(against("y")).toMatchObject({ new: [], known: [{ id: "a/r" }] });
    expect(against("x", "y")).toMatchObject({ new: [{ id: "a/r", examples: ["y"] }], known: [] });
  });
});

test("a requirement that leaves all to those below it is not counted twice", () => {
  const above = requirement("a/r", "fails", []);
  const below = requirement("a/r/s", "fails");
  const held = holdToBaseline(new Map(), [above, below], { strict: false, isLeftOut: none });
  expect(held.new.map(({ id }) => id)).toStrictEqual(["a/r/s"]);
});

test("nothing is said of specs that were left out, and their entries stay", () => {
  const baseline = nextBaseline(null, [requirement("a/r", "fails")], { mayRise: false, isLeftOut: none });
  const isLeftOut = (spec: string) => spec === "specs/a.md";
  expect(holdToBaseline(baseline, [], { strict: false, isLeftOut }).gone).toStrictEqual([]);
  expect(nextBaseline(baseline, [], { mayRise: false, isLeftOut })).toStrictEqual(baseline);
  expect(nextBaseline(baseline, [], { mayRise: false, isLeftOut: none }).size).toBe(0);
});

describe("what is written", () => {
  const before = nextBaseline(null, [requirement("a/r", "unbound"), requirement("a/s", "fails")], {
    mayRise: false,
    isLeftOut: none,
  });
  const after = [
    requirement("a/r", "fails"),
    requirement("a/s", "unbound"),
    requirement("a/t", "fails"),
    requirement("a/u", "holds"),
  ];
  const shown = (baseline: Baseline) => [...baseline].map(([id, { status }]) => `${id} ${status}`).toSorted();

  test("never raises the debt", () => {
    expect(shown(nextBaseline(before, after, { mayRise: false, isLeftOut: none }))).toStrictEqual([
      "a/r unbound",
      "a/s unbound",
    ]);
  });

  test("unless it may", () => {
    expect(shown(nextBaseline(before, after, { mayRise: true, isLeftOut: none }))).toStrictEqual([
      "a/r fails",
      "a/s unbound",
      "a/t fails",
    ]);
  });
});

describe("the file", () => {
  const text = `{
  "version": 1,
  "requirements": {
    "a/r": {"spec":"specs/a.md","status":"fails","examples":{"a/r/row-1":"fails"}},
    "b/s": {"spec":"specs/b.md","status":"weak"}
  }
}
`;

  test("is sorted, one line a requirement, and gives the same bytes again", () => {
    const baseline: Baseline = new Map([
      ["b/s", { spec: "specs/b.md", status: "weak", examples: new Map() }],
      ["a/r", { spec: "specs/a.md", status: "fails", examples: new Map([["a/r/row-1", "fails"]]) }],
    ]);
    expect(printBaseline(baseline)).toBe(text);
    const read = readBaseline(text);
    expect("baseline" in read ? printBaseline(read.baseline) : read).toBe(text);
  });

  test("without debt", () => {
    expect(printBaseline(new Map())).toBe('{\n  "version": 1,\n  "requirements": {}\n}\n');
  });

  test.each([
    ["marks of a merge", text.replace('    "b/s"', '<<<<<<< HEAD\n    "b/s"'), 5, /merge has left its marks/],
    ["a comma too many", text.replace('"weak"}', '"weak"},'), 6, /not JSON/],
    ["no such status", text.replace('"weak"', '"red"'), 5, /"b\/s": /],
    ["holds is no debt", text.replace('"weak"', '"holds"'), 5, /"b\/s": /],
    ["a key of another kind", text.replace('"version": 1,', '"version": 1,\n  "more": 2,'), 3, /"more": /],
    ["another version", text.replace('"version": 1', '"version": 2'), 2, /"version": /],
    ["cut short", text.slice(0, 80), 4, /not JSON/],
  ])("%s is told with its line", (_, damaged, line, problem) => {
    expect(readBaseline(damaged)).toStrictEqual({ line, problem: expect.stringMatching(problem) });
  });
});
