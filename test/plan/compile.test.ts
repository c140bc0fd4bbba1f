import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import type { Example, Plan, Surroundings } from "../../src/plan/plan.ts";
import type { Block, RowBlock, Spec } from "../../src/spec/spec.ts";
import {
  around,
  exporting,
  importing,
  property,
  row,
  scenario,
  sentence,
  shell,
  snippet,
  spec,
  steps,
  throws,
} from "./builders.ts";

const slugifyThere = new Map([["src/slugify.ts", exporting("slugify", "limits", "Slugs")]]);

function planOf(
  blocks: readonly Block[],
  parts: Partial<Parameters<typeof spec>[0]> = {},
  at: Partial<Surroundings> = {},
) {
  return compile(spec({ ...parts, sections: [{ heading: [2, "Joins"], blocks }] }), around(at));
}

function examplesOf(plan: Plan): Example[] {
  return plan.requirements.flatMap(({ examples }) => examples);
}

function errorsOf(plan: Plan): string[] {
  return plan.diagnostics.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
}

function usesOf(plan: Plan): string[] {
  return examplesOf(plan).flatMap(({ uses }) =>
    uses.map(({ subject, exported, as }) => `${subject}#${exported} ${as}`),
  );
}

describe("which names are the subject's", () => {
  const own = "src/slugify.ts";

  test.each([
    ["a call", row("slugify('A')", "a"), [`${own}#slugify named`]],
    ["a call of a name that its argument has too", row("square([1])", 1), [`${own}#square named`]],
    ["a class", snippet("const s = new Slugs();", ["s.size", 0]), [`${own}#Slugs named`]],
    ["a member access", row("limits.max", 80), [`${own}#limits named`]],
    ["not a standard global", row("Math.max(slugify('A').length, 1)", 1), [`${own}#slugify named`]],
    ["not a local", snippet("const f = slugify;f('A');", ["f.name", "slugify"]), []],
    [
      "two exports, in order of first use",
      snippet("const s = new Slugs();", ["s.add(slugify('A'))", 1]),
      [`${own}#Slugs named`, `${own}#slugify named`],
    ],
  ] as const)("%s", (_, block, uses) => {
    expect(usesOf(planOf([block]))).toEqual(uses);
  });

  test("a table's column that has the callee's name is no callee", () => {
    const plan = planOf([row("scores([1, 2])", [1, 2])], { subjects: ["../src/high-scores.ts"] });
    expect(usesOf(plan)).toEqual(["src/high-scores.ts#scores named"]);
  });

  test.each([
    [
      "a named import, under its local name",
      { names: [{ exported: "make", local: "slugify" }] },
      "src/make.ts#make named",
    ],
    ["a default import", { default: "slugify" }, "src/make.ts#default default"],
    ["a namespace import", { namespace: "slugify" }, "src/make.ts#* namespace"],
    [
      "`default` by its name",
      { names: [{ exported: "default", local: "slugify" }] },
      "src/make.ts#default default",
    ],
  ] as const)("%s wins over the front matter's subject", (_, names, use) => {
    const imports = [importing("../src/make.ts", names)];
    expect(usesOf(planOf([row("slugify('A')", "a")], { imports }, { modules: slugifyThere }))).toEqual([use]);
  });

  test("an import of the project's own package keeps its name", () => {
    const imports = [importing("shop", { names: [{ exported: "slugify", local: "slugify" }] })];
    expect(usesOf(planOf([row("slugify('A')", "a")], { imports, subjects: [] }))).toEqual([
      "shop#slugify named",
    ]);
  });

  test("an import of `x.js` is the `x.ts` that is there", () => {
    const imports = [importing("../src/slugify.js", { names: [{ exported: "slugify", local: "slugify" }] })];
    const plan = planOf([row("slugify('A')", "a")], { imports, subjects: [] }, { modules: slugifyThere });
    expect(plan.subjects.map(({ path }) => path)).toEqual(["src/slugify.ts"]);
  });

  test("a name imported from another package is an error where an example uses it, and nowhere else", () => {
    const imports = [importing("zod", { names: [{ exported: "z", local: "z" }] })];
    expect(errorsOf(planOf([row("slugify(z.string())", "a")], { imports }))).toEqual(["import-foreign"]);
    expect(errorsOf(planOf([row("slugify('A')", "a")], { imports }))).toEqual([]);
  });

  test("without front matter the configuration's subject counts", () => {
    const plan = planOf(
      [row("slugify('A')", "a")],
      { subjects: [] },
      { defaultSubjects: ["src/slugify.ts"] },
    );
    expect(usesOf(plan)).toEqual(["src/slugify.ts#slugify named"]);
  });

  test("a global that the subject exports too stays a global, with a warning", () => {
    const modules = new Map([["src/slugify.ts", exporting("structuredClone", "slugify")]]);
    const plan = planOf([row("slugify(structuredClone('A'))", "a")], {}, { modules });
    expect(usesOf(plan)).toEqual(["src/slugify.ts#slugify named"]);
    expect(plan.diagnostics.map(({ rule }) => rule)).toEqual(["global-shadows-export"]);
  });

  test("an argument that nothing gives is an error in a table", () => {
    expect(errorsOf(planOf([row("slugify(title)", "a")]))).toEqual(["name-unknown"]);
  });
});

describe("several subjects", () => {
  const subjects = ["../src/a.ts", "../src/b.ts"];
  const call = [row("add(1, 2)", 3)];

  test.each([
    ["the one that exports it", exporting("sub"), exporting("add"), [], ["src/b.ts#add named"]],
    ["none of two exports it", exporting("sub"), exporting("mul"), ["name-needs-import"], []],
    ["both export it", exporting("add"), exporting("add"), ["name-needs-import"], []],
    ["both are missing", { state: "missing" }, { state: "missing" }, ["name-needs-import"], []],
    [
      "one may have it",
      exporting("sub"),
      { state: "read", exports: [], open: true },
      [],
      ["src/b.ts#add named"],
    ],
  ] as const)("%s", (_, a, b, errors, uses) => {
    const plan = planOf(
      call,
      { subjects },
      {
        modules: new Map([
          ["src/a.ts", a],
          ["src/b.ts", b],
        ]),
      },
    );
    expect(errorsOf(plan)).toEqual(errors);
    expect(usesOf(plan)).toEqual(uses);
  });

  test("the error shows the import that settles it", () => {
    const modules = new Map([
      ["src/a.ts", exporting("add")],
      ["src/b.ts", exporting("add")],
    ]);
    const [diagnostic] = planOf(call, { subjects }, { modules }).diagnostics;
    expect(diagnostic?.example).toBe('```ts\nimport { add } from "../src/a.ts";\n```');
  });
});

describe("the subject itself", () => {
  test("none, though an example calls something: one error, at the first example, with the front matter to add", () => {
    const plan = planOf([row("slugify('A')", "a", { line: 20 }), row("slugify('B')", "b", { line: 21 })], {
      subjects: [],
      file: "specs/text/slugify.md",
    });
    expect(plan.diagnostics).toMatchObject([
      { rule: "subject-missing", place: { line: 20 }, example: "---\nsubject: ../../src/slugify.ts\n---" },
    ]);
  });

  test.each([["../../elsewhere/a.ts"], ["/src/a.ts"]])("%s leaves the project", (path) => {
    expect(errorsOf(planOf([], { subjects: [path] }))).toEqual(["subject-outside"]);
  });

  test("one that does not parse is an error that says where in it", () => {
    const modules = new Map([
      ["src/slugify.ts", { state: "unreadable", line: 3, column: 7, message: "Unexpected token" } as const],
    ]);
    expect(planOf([], {}, { modules }).diagnostics).toMatchObject([
      { rule: "subject-unreadable", place: { line: 2 }, message: "src/slugify.ts:3:7: Unexpected token" },
    ]);
  });

  test("a path from the root is a hint when it leads to nothing", () => {
    const [hint] = planOf([], { subjects: ["src/slugify.ts"] }).diagnostics;
    expect(hint).toMatchObject({ rule: "subject-path", example: "subject: ../src/slugify.ts" });
  });

  test("a path without ending is the file that is there, else an error", () => {
    const blocks = [row("slugify('A')", "a")];
    const there = planOf(blocks, { subjects: ["../src/slugify"] }, { modules: slugifyThere });
    expect(usesOf(there)).toEqual(["src/slugify.ts#slugify named"]);
    expect(planOf(blocks, { subjects: ["../src/slugify"] }).diagnostics).toMatchObject([
      { rule: "subject-ending", severity: "error", example: "subject: ../src/slugify.ts" },
    ]);
  });

  test("a default export gets a name only by an import", () => {
    const modules = new Map([["src/slugify.ts", exporting("default")]]);
    const plan = planOf([row("slugify('A')", "a")], {}, { modules });
    expect(usesOf(plan)).toEqual(["src/slugify.ts#slugify named"]);
    expect(plan.diagnostics).toMatchObject([
      { rule: "default-needs-import", example: '```ts\nimport slugify from "../src/slugify.ts";\n```' },
    ]);
  });

  test.each([
    ["that is there", exporting("slugify"), { exists: true, exports: ["slugify"] }],
    ["that is not there yet", { state: "missing" }, { exists: false, exports: null }],
    [
      "that cannot be wholly seen",
      { state: "read", exports: ["slugify"], open: true },
      { exists: true, exports: null },
    ],
  ] as const)("one %s", (_, facts, subject) => {
    const plan = planOf([row("slugify('A')", "a")], {}, { modules: new Map([["src/slugify.ts", facts]]) });
    expect(plan.subjects).toMatchObject([{ path: "src/slugify.ts", ...subject }]);
  });
});

describe("which sentences are examples", () => {
  test.each<[string, boolean, string, unknown, Spec["imports"]?]>([
    ["a call of a known export", true, "slugify('A')", "a"],
    ["a call of a name that the subject lacks so far", true, "trim('A')", "a"],
    ["a known export's member", true, "limits.max", 80],
    ["a known export alone", true, "limits", 80],
    ["a member of something else", false, "key.end", true],
    ["a global's call", false, "Math.max(1, 2)", 2],
    ["a global's call of an unknown name", false, "console.log(x)", 1],
    ["a call with an unknown argument", false, "slugify(title)", "a"],
    ["a call with a known export as a plain argument", false, "trim(limits)", "a"],
    ["a name", false, "title", "a"],
    ["an awaited call", true, "await slugify('A')", "a"],
    ["an imported name's member", true, "config.size", 1, [importing("../src/c.ts", { default: "config" })]],
    ["another package's call", false, "z.parse(1)", 1, [importing("zod", { default: "z" })]],
  ])("%s: %s", (_, isExample, source, expected, imports = []) => {
    const plan = planOf([sentence(source, expected)], { imports }, { modules: slugifyThere });
    expect(examplesOf(plan)).toHaveLength(isExample ? 1 : 0);
    expect(errorsOf(plan)).toEqual([]);
  });

  test("a call of the subject with a name that nothing gives is prose, with a hint", () => {
    const plan = planOf([sentence("slugify(title)", "a")], {}, { modules: slugifyThere });
    expect(plan.diagnostics).toMatchObject([{ rule: "sentence-unknown-name", severity: "hint" }]);
  });

  test.each([
    ["calls the subject on one side", property("title", "slugify(slugify(title))", "slugify(title)"), 1],
    ["calls nothing", property("title", "title.length", "title.length"), 0],
  ])("a property that %s", (_, block, count) => {
    expect(examplesOf(planOf([block]))).toHaveLength(count);
  });
});

describe("tables and snippets that use nothing of the subject", () => {
  test.each([
    ["a row", row("Math.max(1, 2)", 2)],
    ["a snippet", snippet("const a = [1];", ["a.length", 1])],
  ])("%s is prose, with a hint", (_, block) => {
    const plan = planOf([block]);
    expect(examplesOf(plan)).toEqual([]);
    expect(plan.diagnostics).toMatchObject([{ rule: "calls-nothing", severity: "hint" }]);
  });
});

describe("console fences", () => {
  test.each([
    ["of the project's own program", shell("slugify A"), 1],
    ["of another program", shell("npm install", "slugify A"), 0],
  ])("%s", (_, block, count) => {
    const plan = planOf([block]);
    expect(examplesOf(plan).map(({ kind }) => kind)).toEqual(Array.from({ length: count }, () => "console"));
  });

  test("alone they have no subject", () => {
    expect(planOf([shell("slugify A")]).subjects).toEqual([]);
  });
});

describe("scenarios", () => {
  const run = "const s = new Slugs();";

  test.each<[string, Block, string | null]>([
    ["whose steps all bind", scenario("a", steps(run, ["s.size", 0])), null],
    [
      "with a Then that binds nothing",
      scenario("a", steps(run, ["s.size", 0]), ["the page loads"]),
      "No example binds: the page loads",
    ],
    [
      "with a Then that speaks of something unknown",
      scenario("a", steps(run, ["page.size", 0])),
      "No example binds: `page.size`",
    ],
    ["without a Then", scenario("a", steps(run)), "No Then step says what is expected."],
    ["with nothing to run", scenario("a", []), "No Then step says what is expected."],
    [
      "with an unknown argument",
      scenario("a", steps("const s = new Slugs(x);", ["s.size", 0])),
      "No step gives a value to `x`.",
    ],
    [
      "that calls nothing of the subject",
      scenario("a", steps("const s = new Map();", ["s.size", 0])),
      "No step calls the subject.",
    ],
  ])("%s", (_, block, why) => {
    const [example] = examplesOf(planOf([block]));
    expect(example?.kind).toBe("scenario");
    expect(example?.body.is === "unbound" ? example.body.why : null).toBe(why);
  });

  test("an unbound one needs no subject", () => {
    expect(
      errorsOf(planOf([scenario(null, steps("getServerSession();"), ["it works"])], { subjects: [] })),
    ).toEqual([]);
  });
});

describe("contradictions", () => {
  const places = (plan: Plan) =>
    plan.diagnostics.map(({ rule, place, related }) => [rule, place.line, related?.line] as const);

  test.each<[string, Block, Block, readonly (readonly [string, number, number])[]]>([
    [
      "two values",
      row("slugify('A')", "a", { line: 20 }),
      sentence('slugify( "A" )', "b", 30),
      [
        ["contradiction", 20, 30],
        ["contradiction", 30, 20],
      ],
    ],
    [
      "a value and an error",
      row("slugify('A')", "a", { line: 20 }),
      row("slugify('A')", throws(), { line: 30 }),
      [
        ["contradiction", 20, 30],
        ["contradiction", 30, 20],
      ],
    ],
    [
      "two errors that no error can be both",
      row("slugify('A')", throws({ name: "TypeError" }), { line: 20 }),
      row("slugify('A')", throws({ name: "RangeError" }), { line: 30 }),
      [
        ["contradiction", 20, 30],
        ["contradiction", 30, 20],
      ],
    ],
    [
      "an error and its base class",
      row("slugify('A')", throws({ name: "TypeError" }), { line: 20 }),
      row("slugify('A')", throws({ name: "Error" }), { line: 30 }),
      [],
    ],
    [
      "the same twice",
      row("slugify('A')", { a: 1, b: 2 }, { line: 20 }),
      row('slugify("A",)', { b: 2, a: 1 }, { line: 30 }),
      [["duplicate", 30, 20]],
    ],
    [
      "two sides of one value",
      row("slugify('A')", "a", { line: 20 }),
      sentence("slugify('A')", { is: "a", type: "string", source: "string" }, 30),
      [],
    ],
    ["other inputs", row("slugify('A b')", "a", { line: 20 }), row("slugify('Ab')", "b", { line: 30 }), []],
    [
      "0 and -0",
      row("slugify('A')", 0, { line: 20 }),
      sentence("slugify('A')", { is: "value", value: { t: "number", v: "-0" }, source: "-0" }, 30),
      [
        ["contradiction", 20, 30],
        ["contradiction", 30, 20],
      ],
    ],
    [
      "a promise and what it resolves to",
      sentence("get()", "a", 20, "resolves"),
      sentence("get()", "b", 30),
      [],
    ],
    [
      "awaited in two ways",
      sentence("get()", "a", 20, "resolves"),
      sentence("await get()", "b", 30),
      [
        ["contradiction", 20, 30],
        ["contradiction", 30, 20],
      ],
    ],
    ["after a step", snippet("next();", ["next()", 2]), row("next()", 1, { line: 30 }), []],
  ])("%s", (_, one, other, expected) => {
    const plan = compile(
      spec({
        sections: [
          { heading: [2, "A"], blocks: [one] },
          { heading: [2, "B"], blocks: [other] },
        ],
      }),
      around(),
    );
    expect(places(plan)).toEqual(expected);
  });
});

describe("examples that a type checker would refuse", () => {
  const flags = (...blocks: Block[]) => examplesOf(planOf(blocks)).map(({ illTyped }) => illTyped);

  test.each<[string, readonly Block[], readonly boolean[]]>([
    ["one kind", [row("f('a')", 1), row("f(`b`)", 1)], [false, false]],
    ["null where others give a string", [row("f('a')", 1), row("f(null)", throws())], [false, true]],
    ["null alone, with a result", [row("f(null)", 1)], [false]],
    ["null alone, and it throws", [row("f(null)", throws())], [true]],
    ["two kinds", [row("f('a')", 1), row("f('b')", 1), row("f(-1)", 1)], [false, false, true]],
    ["too few, and it throws", [row("f(1, 2)", 1), row("f(1)", throws())], [false, true]],
    [
      "as few as are enough elsewhere",
      [row("f(1, 2)", 1), row("f(1)", 1), row("f(2)", throws())],
      [false, false, false],
    ],
    ["fewer, with a result", [row("f(1, 2)", 1), row("f(1)", 1)], [false, false]],
    ["what only running could tell", [row("f('a')", 1), row("f(f('a'))", 1)], [false, false]],
  ])("%s", (_, blocks, expected) => {
    expect(flags(...blocks)).toEqual(expected);
  });
});

describe("what a stub has to have", () => {
  const uses = (...blocks: Block[]) => planOf(blocks).subjects[0]?.uses;

  test.each<[string, readonly Block[], object]>([
    [
      "a function",
      [row("f(1, 2)", 1), row("f(1)", 1)],
      { as: "function", params: ["a", "b"], required: 1, isAsync: false },
    ],
    ["a function that is awaited", [row("await f()", 1)], { as: "function", params: [], isAsync: true }],
    ["a function that resolves", [sentence("f()", 1, 20, "resolves")], { as: "function", isAsync: true }],
    ["a value", [row("f.max", 1)], { as: "value", members: ["max"] }],
    [
      "a class with what is called on its instances",
      [snippet("const seen = new f('x');", "seen.add('a');", ["seen.size", 1]), row("new f('x').last()", 1)],
      { as: "class", params: ["a"], required: 1, members: ["add", "size", "last"] },
    ],
  ])("%s", (_, blocks, expected) => {
    expect(uses(...blocks)).toMatchObject([{ exported: "f", local: "f", ...expected }]);
  });

  test.each<[string, RowBlock["signatures"], string[], number]>([
    ["its names", [{ name: "f", parameters: [plain("text"), plain("width")] }], ["text", "width"], 1],
    ["names for some", [{ name: "f", parameters: [plain("b"), plain(null)] }], ["b", "c"], 1],
    ["fewer than are given", [{ name: "f", parameters: [plain("text")] }], ["text", "b"], 1],
    ["one name twice", [{ name: "f", parameters: [plain("n"), plain("n")] }], ["n", "b"], 1],
    ["an optional first", [{ name: "f", parameters: [{ name: "text", optional: true }] }], ["text", "b"], 0],
    ["another call's", [{ name: "g", parameters: [plain("text")] }], ["a", "b"], 1],
  ])("a signature with %s", (_, signatures, params, required) => {
    const blocks = [row("f('a', 2)", 1), row("f('b')", 1)];
    expect(uses(...blocks.map((block) => Object.assign(block, { signatures })))).toMatchObject([
      { params, required },
    ]);
  });

  test("a namespace has what is taken from it", () => {
    const imports = [importing("../src/slugify.ts", { namespace: "s" })];
    const plan = planOf([row("s.slugify('A')", "a"), row("new s.Slugs(1, 2).size", 0)], { imports });
    expect(plan.subjects[0]?.uses).toMatchObject([
      { exported: "slugify", as: "function", params: ["a"] },
      { exported: "Slugs", as: "class", params: ["a", "b"] },
    ]);
  });
});

function plain(name: string | null) {
  return { name, optional: false };
}
