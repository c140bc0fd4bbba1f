import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { around, row, scenario, sentence, shell, snippet, spec, steps, throws } from "./builders.ts";

type Sections = NonNullable<NonNullable<Parameters<typeof spec>[0]>["sections"]>;

function planOf(sections: Sections, parts: Parameters<typeof spec>[0] = {}): Plan {
  return compile(spec({ ...parts, sections }), around());
}

/** Each requirement's id with the kinds of its examples. */
function shape(plan: Plan): (readonly [string, ...string[]])[] {
  return plan.requirements.map(({ id, examples }) => [id, ...examples.map(({ kind }) => kind)]);
}

const one = row("slugify('A')", "a");
const other = row("slugify('B')", "b");
const bound = scenario("counts", steps("const s = new Slugs();", ["s.size", 0]));
const loose = scenario("loads", [], ["the page loads"]);

describe("which headings are requirements", () => {
  test.each<[string, Sections, (readonly [string, ...string[]])[]]>([
    ["a heading with an example", [{ heading: [2, "Joins"], blocks: [one] }], [["slugify/joins", "row"]]],
    ["not a heading with prose", [{ heading: [2, "Purpose"] }], []],
    [
      "not a heading whose sentence is prose",
      [{ heading: [2, "Notes"], blocks: [sentence("key.end", true)] }],
      [],
    ],
    [
      "a normative one without example",
      [{ heading: [2, "Logs"], normative: ["It MUST log."] }],
      [["slugify/logs", "unbound"]],
    ],
    [
      "one whose title says so",
      [{ heading: [2, "Requirement: Logs"] }],
      [["slugify/requirement-logs", "unbound"]],
    ],
    [
      "a normative one with examples below it",
      [
        { heading: [2, "Logs"], normative: ["It MUST log."] },
        { heading: [3, "To disk"], blocks: [one] },
      ],
      [["slugify/logs"], ["slugify/logs/to-disk", "row"]],
    ],
    [
      "a normative one whose neighbour has examples",
      [
        { heading: [2, "Logs"], normative: ["It MUST log."] },
        { heading: [2, "Joins"], blocks: [one] },
      ],
      [
        ["slugify/logs", "unbound"],
        ["slugify/joins", "row"],
      ],
    ],
    [
      "a normative one over another that is unbound",
      [
        { heading: [2, "Logs"], normative: ["It MUST log."] },
        { heading: [3, "Fast"], normative: ["It MUST be fast."] },
      ],
      [
        ["slugify/logs", "unbound"],
        ["slugify/logs/fast", "unbound"],
      ],
    ],
    [
      "scenarios belong to the heading above",
      [{ heading: [2, "Counts"] }, { heading: [3, "Scenario: counts"], blocks: [bound] }],
      [["slugify/counts", "scenario"]],
    ],
    [
      "two scenarios, one of which is a promise, under a normative heading",
      [
        { heading: [2, "Counts"], normative: ["It MUST count."] },
        { heading: [3, "Scenario: loads"], blocks: [loose] },
        { heading: [3, "Scenario: counts"], blocks: [bound] },
      ],
      [["slugify/counts", "scenario", "scenario"]],
    ],
    ["a promise alone", [{ heading: [2, "Loads"], blocks: [loose] }], [["slugify/loads", "scenario"]]],
    [
      "a scenario below the H1",
      [{ heading: [2, "Scenario: counts"], blocks: [bound] }],
      [["slugify", "scenario"]],
    ],
  ])("%s", (_, sections, expected) => {
    expect(shape(planOf(sections))).toEqual(expected);
  });

  test("what stands above the first heading belongs to the spec's own requirement", () => {
    const source = spec({ sections: [{ heading: [2, "Joins"], blocks: [other] }] });
    const [preamble, h1, ...rest] = source.sections;
    const plan = compile(
      { ...source, sections: [preamble, { ...h1, blocks: [one] }, ...rest] as typeof source.sections },
      around(),
    );
    expect(shape(plan)).toEqual([
      ["slugify", "row"],
      ["slugify/joins", "row"],
    ]);
    expect(plan.requirements[0]).toMatchObject({ title: "Slugify", path: ["Slugify"], place: { line: 4 } });
  });

  test("a spec without a title is called by its file", () => {
    const source = spec({ title: null });
    const [preamble] = source.sections;
    const plan = compile(
      { ...source, sections: [{ ...preamble, blocks: [one] }] as typeof source.sections },
      around(),
    );
    expect(plan.requirements).toMatchObject([{ id: "slugify", title: "slugify" }]);
  });

  test("what a person checks needs no example, and its promises are not tests", () => {
    const plan = planOf([
      { heading: [2, "Looks good"], manual: "a matter of taste", normative: ["It MUST."], blocks: [loose] },
    ]);
    expect(plan.requirements).toMatchObject([{ manual: "a matter of taste", examples: [] }]);
  });

  test("an unbound requirement says why, and where its sentence stands", () => {
    const [requirement] = planOf([
      { heading: [2, "Logs"], normative: ["It MUST log."], line: 30 },
    ]).requirements;
    expect(requirement?.examples).toMatchObject([
      {
        kind: "unbound",
        place: { line: 32 },
        text: "It MUST log.",
        body: { is: "unbound" },
        title: "has no example yet",
      },
    ]);
  });
});

describe("ids", () => {
  const idsOf = (plan: Plan) => plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));

  test("do not change with rows before, other results, another order of sections, or spacing", () => {
    const [id] = idsOf(planOf([{ heading: [2, "Joins"], blocks: [one] }]));
    const changed = planOf([
      { heading: [2, "First"], blocks: [other] },
      {
        heading: [2, "Joins"],
        blocks: [other, row('slugify( "A" )', "changed", { line: 90, table: 3, note: "new" })],
      },
    ]);
    expect(id).toMatch(/^slugify\/joins\/row-[0-9a-f]{8}$/);
    expect(idsOf(changed)).toContain(id);
  });

  test("differ with the input, the kind and the requirement", () => {
    const plan = planOf([
      { heading: [2, "A"], blocks: [one, other, sentence("slugify('A')", "a")] },
      { heading: [2, "B"], blocks: [one] },
    ]);
    expect(new Set(idsOf(plan)).size).toBe(4);
  });

  test("a repeat is numbered, with a hint to pin it", () => {
    const isString = sentence("slugify('A')", { is: "a", type: "string", source: "string" }, 30);
    const plan = planOf([{ heading: [2, "A"], blocks: [sentence("slugify('A')", "a"), isString] }]);
    const [first, second] = idsOf(plan);
    expect(second).toBe(`${first}-2`);
    expect(plan.diagnostics).toMatchObject([{ rule: "id-repeated", severity: "hint", place: { line: 30 } }]);
  });

  test("a pinned one is used as it is", () => {
    const plan = planOf([
      { heading: [2, "A"], pinned: "alpha", blocks: [row("slugify('A')", "a", { pinned: "first" }), other] },
    ]);
    expect(plan.requirements[0]?.id).toBe("alpha");
    expect(idsOf(plan)).toEqual(["first", expect.stringMatching(/^alpha\/row-[0-9a-f]{8}$/)]);
  });

  test("a scenario's heading pins the scenario", () => {
    const plan = planOf([
      { heading: [2, "A"] },
      { heading: [3, "Scenario: counts"], pinned: "counting", blocks: [bound] },
    ]);
    expect(idsOf(plan)).toEqual(["counting"]);
    expect(plan.requirements[0]?.id).toBe("slugify/a");
  });

  test("two headings of one name", () => {
    const plan = planOf([
      { heading: [2, "A"], blocks: [one] },
      { heading: [2, "A"], blocks: [other] },
    ]);
    expect(plan.requirements.map(({ id }) => id)).toEqual(["slugify/a", "slugify/a-2"]);
    expect(plan.diagnostics.map(({ rule }) => rule)).toEqual(["id-repeated"]);
  });
});

// Strings are shown as JSON writes them, however the spec's author or formatter quotes them.
describe("titles", () => {
  const error = throws({ name: "RangeError", message: "empty title" });

  test.each([
    ["a row's note", row("slugify('A')", "a", { note: "lower case" }), "lower case"],
    ["a row's call", row("square(0)", 0), "square(0) → 0"],
    ["a row that throws", row("slugify('')", error), 'slugify("") throws RangeError: empty title'],
    ["a sentence", sentence('slugify("")', throws({ name: "RangeError" })), 'slugify("") throws RangeError'],
    ["a sentence with a value", sentence("slugify('A')", "a"), 'slugify("A") returns "a"'],
    ["a member", sentence("slugify('A').length", 1), 'slugify("A").length is 1'],
    ["a promise", sentence("slugify('A')", "a", 20, "resolves"), 'slugify("A") resolves to "a"'],
    [
      "a rejection",
      sentence("slugify('')", throws({ pattern: { source: "no", flags: "i" } }), 20, "rejects"),
      'slugify("") rejects with /no/i',
    ],
    ["a scenario", bound, "counts"],
    [
      "a bare list of steps",
      scenario(null, steps("const s = new Slugs();", ["s.size", 0])),
      "const s = new Slugs(); s.size → 0",
    ],
    [
      "a snippet",
      snippet("const s = slugify('A');", ["s.length", 1]),
      'const s = slugify("A"); s.length → 1',
    ],
    ["a command", shell('slugify "A B"'), '$ slugify "A B"'],
    [
      "a long call",
      row(`score([${Array.from({ length: 40 }, () => "10").join(", ")}])`, 300),
      `score([${Array.from({ length: 16 }, () => "10").join(", ")},… → 300`,
    ],
  ])("%s", (_, block, title) => {
    expect(planOf([{ heading: [2, "A"], blocks: [block] }]).requirements[0]?.examples[0]?.title).toBe(title);
  });

  test("are unique within a requirement", () => {
    const notes = ["again", "again", "again (2)"];
    const blocks = notes.map((note, index) => row(`slugify('${index}')`, "a", { note, line: 20 + index }));
    const [requirement] = planOf([{ heading: [2, "A"], blocks }]).requirements;
    expect(requirement?.examples.map(({ title }) => title)).toEqual(["again", "again (3)", "again (2)"]);
  });
});
