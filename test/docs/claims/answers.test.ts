import { describe, expect, test } from "vitest";
import type { Claims, FileClaims } from "../../../src/docs/claims/claims.ts";
import { unclaimedOf } from "../../../src/docs/claims/unclaimed.ts";
import { whyFile } from "../../../src/docs/claims/why-file.ts";
import { whyRequirement } from "../../../src/docs/claims/why-requirement.ts";
import type { Example, Plan, Requirement } from "../../../src/plan/plan.ts";
import { example, planOf } from "../../verdict/judge-plan.ts";

const path = "src/a.ts";

const text = `import "./b.ts";

export function pick(n) {
  return n < 0 ? "low" : "high";
}

function never() {
  stop();
}
`;

const file: FileClaims = {
  lines: new Map([
    [1, { examples: [], atLoad: true, users: ["one", "two"], missed: [] }],
    [3, { examples: ["one", "two"], atLoad: false, missed: [] }],
    [4, { examples: ["one", "two"], atLoad: false, missed: [[26, 31]] }],
    [5, { examples: ["one", "two"], atLoad: false, missed: [] }],
    [7, { examples: [], atLoad: false, missed: [[1, 16]] }],
    [8, { examples: [], atLoad: false, missed: [[3, 8]] }],
    [9, { examples: [], atLoad: false, missed: [] }],
  ]),
  functions: [
    { name: "pick", lines: [3, 5], examples: ["one", "two"], atLoad: false },
    { name: "never", lines: [7, 9], examples: [], atLoad: false },
  ],
};

const claims: Claims = {
  examples: new Map([
    ["one", [{ path, lines: [[3, 5]], partly: [[4, 4]] }]],
    ["two", [{ path, lines: [[3, 5]], partly: [[4, 4]] }]],
    ["three", []],
  ]),
  untraced: new Map([["four", "it did not end in time"]]),
  files: new Map([[path, file]]),
};

const requirement = (id: string, line: number, examples: readonly Example[]): Requirement => ({
  id,
  title: `Title of ${id}`,
  path: [id],
  place: { line, column: 1, endLine: line, endColumn: 1, offset: 0, endOffset: 0 },
  manual: null,
  examples,
});

const first = requirement("spec/first", 3, [example("one", [], []), example("two", [], [])]);
const idle = requirement("spec/idle", 9, [example("three", [], [])]);
const late = requirement("spec/late", 12, [example("four", [], [])]);

const plan: Plan = {
  ...planOf([]),
  spec: "specs/a.md",
  subjects: [{ path, exists: true, exports: ["pick"], uses: [] }],
  requirements: [first, idle, late],
};

describe("a line", () => {
  const answer = (line: number, of = path) => whyFile(claims, [plan], { path: of, text, only: line });

  test.each([
    [1, "at-load", ["one", "two"]],
    [2, "no-code", []],
    [3, "executed", ["one", "two"]],
    [8, "unclaimed", []],
    [9, "no-code", []],
  ] as const)("%i is %s", (line, state, examples) => {
    const { lines } = answer(line);
    expect(lines.map((one) => [one.line, one.state])).toStrictEqual([[line, state]]);
    const ids = lines.flatMap(({ claimants }) =>
      claimants.flatMap((one) => one.examples.map(({ id }) => id)),
    );
    expect(ids).toStrictEqual(examples);
  });

  test("names the requirement, where it stands, and the part that nobody executes", () => {
    const [line] = answer(4).lines;
    expect(line?.claimants.map(({ id, spec, line: at }) => [id, spec, at])).toStrictEqual([
      ["spec/first", "specs/a.md", 3],
    ]);
    expect(line?.missed).toStrictEqual([[26, 31]]);
  });

  test("of a file that no example loads", () => {
    expect(answer(3, "src/other.ts")).toMatchObject({ isLoaded: false, lines: [{ state: "unclaimed" }] });
  });

  test.each(["package.json", "src/data.json", "specs/a.md", "src/style.css", "LICENSE"])(
    "of %s, which is no module, is not called unclaimed: what is one may read it",
    (of) => {
      expect(answer(3, of)).toMatchObject({ isLoaded: false, lines: [{ state: "no-code" }] });
    },
  );

  test("all of them, when none is asked for", () => {
    const { lines } = whyFile(claims, [plan], { path, text, only: null });
    expect(lines.map(({ line }) => line)).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe("a requirement", () => {
  test("rests on lines and functions, and on what runs at load", () => {
    expect(whyRequirement(claims, plan, first)).toStrictEqual({
      id: "spec/first",
      spec: "specs/a.md",
      line: 3,
      title: "Title of spec/first",
      files: [
        {
          path,
          lines: [[3, 5]],
          partly: [[4, 4]],
          atLoad: [[1, 1]],
          functions: [{ name: "pick", lines: [3, 5] }],
        },
      ],
      untraced: [],
    });
  });

  test("a line that one of its examples executes whole is not partly executed", () => {
    const whole: Claims["examples"] = new Map([
      ...claims.examples,
      ["two", [{ path, lines: [[3, 5]], partly: [] }]],
    ]);
    const answer = whyRequirement({ ...claims, examples: whole }, plan, first);
    expect(answer.files[0]?.partly).toStrictEqual([]);
  });

  test("may rest on nothing", () => {
    expect(whyRequirement(claims, plan, idle).files).toStrictEqual([]);
  });

  test("says which of its examples were not traced", () => {
    expect(whyRequirement(claims, plan, late).untraced).toStrictEqual([
      { id: "four", line: 1, why: "it did not end in time" },
    ]);
  });
});

describe("what is unclaimed", () => {
  const { files, requirements } = unclaimedOf(claims, [plan], [path, "src/gone.ts"]);

  test("lines with their function, closing lines with them, and parts of lines", () => {
    expect(files[0]).toStrictEqual({
      path,
      isLoaded: true,
      code: 6,
      count: 2,
      lines: [{ lines: [7, 9], in: "never", whole: true }],
      partly: [{ line: 4, columns: [[26, 31]] }],
    });
  });

  test("not a line of which loading runs a part", () => {
    const lines = new Map([[1, { examples: [], atLoad: true, users: ["one"], missed: [[5, 9]] as const }]]);
    const files = new Map([[path, { lines, functions: [] }]]);
    const [found] = unclaimedOf({ ...claims, files }, [plan], [path]).files;
    expect(found).toMatchObject({ count: 0, code: 1, lines: [], partly: [{ line: 1, columns: [[5, 9]] }] });
  });

  test("a subject that no example loads", () => {
    expect(files[1]).toMatchObject({ path: "src/gone.ts", isLoaded: false });
  });

  test("requirements that execute nothing of their subject, and why", () => {
    expect(requirements.map(({ id, why }) => [id, why])).toStrictEqual([
      ["spec/idle", "its examples execute nothing of the subject but what loading it does"],
      ["spec/late", "it did not end in time"],
    ]);
  });

  test("one that a person checks is no question", () => {
    const manual: Plan = { ...plan, requirements: [{ ...idle, manual: "by hand" }] };
    expect(unclaimedOf(claims, [manual], []).requirements).toStrictEqual([]);
  });
});
