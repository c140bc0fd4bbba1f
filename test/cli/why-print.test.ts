import { describe, expect, test } from "vitest";
import type { Why } from "../../src/app/why/why.ts";
import { printWhy } from "../../src/cli/print/why.ts";
import type { Claimant } from "../../src/docs/claims/claimants.ts";
import type { LineAnswer } from "../../src/docs/claims/why-file.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";

const claimant = (id: string, line: number, examples = 1): Claimant => ({
  id,
  spec: "specs/a.md",
  line,
  title: `Title ${id}`,
  examples: Array.from({ length: examples }, (_, at) => ({
    id: `${id}${at}`,
    kind: "row",
    line: line + 1 + at,
    title: `example ${at}`,
  })),
});

const line = (state: LineAnswer["state"], more: Partial<LineAnswer> = {}): LineAnswer => ({
  line: 4,
  text: "  return a ? b : c;",
  state,
  claimants: [],
  atLoad: false,
  missed: [],
  ...more,
});

function shown(answer: Why["answer"], more: Partial<Why> = {}): string {
  const { screen, out } = createMemoryScreen();
  printWhy(screen, { answer, untraced: [], sandbox: null, diagnostics: [], ...more });
  return out.join("\n");
}

const asked = (one: LineAnswer, isLoaded = true, more: Partial<Why> = {}): string =>
  shown({ is: "file", line: 4, file: { path: "src/a.ts", isLoaded, lines: [one] } }, more);

describe("a line", () => {
  test("that examples execute, with the part that none does", () => {
    expect(asked(line("executed", { claimants: [claimant("x", 3, 7)], missed: [[14, 14]] }))).toBe(`\
src/a.ts:4  return a ? b : c;

Claimed. 1 requirement executes it:
  Title x  specs/a.md:3
    :4 example 0
    :5 example 1
    :6 example 2
    :7 example 3
    :8 example 4
    … and 2 more

No example executes \`b\`.`);
  });

  test("that runs at load", () => {
    expect(
      asked(line("at-load", { claimants: [claimant("x", 3), claimant("y", 9)], atLoad: true })),
    ).toContain("Claimed at load. It runs when the module is loaded, which examples of 2 requirements do:");
  });

  test.each([true, false])(
    "is not called free to go while an example could not be traced (%s)",
    (isLoaded) => {
      const untraced = [{ id: "x", spec: "specs/a.md", line: 9, why: "it did not end in time" }];
      const said = asked(line("unclaimed"), isLoaded, { untraced });
      expect(said).toContain("Not known. No example executes it that could be traced; others could not be.");
      expect(said).toContain("specs/a.md:9  it did not end in time");
      expect(said).not.toContain("deleted");
    },
  );

  test.each<[LineAnswer["state"], boolean, string]>([
    ["unclaimed", true, "Unclaimed. No example executes it: as far as the specs go, it may be deleted."],
    [
      "unclaimed",
      false,
      "Not loaded. No example was seen to load this file, so no requirement is known to need it.",
    ],
    ["no-code", false, "Nothing can be seen to run of it: whether an example needs it is not known."],
    [
      "no-code",
      true,
      "Nothing on it runs by itself: it is blank, a comment, a type, or closes what stands above.",
    ],
  ])("that is %s, loaded: %s", (state, isLoaded, says) => {
    expect(asked(line(state), isLoaded).split("\n").slice(2)).toStrictEqual([says]);
  });

  test("what was not traced is said behind the answer", () => {
    const untraced = [{ id: "e", spec: "specs/a.md", line: 7, why: "it did not end in time" }];
    expect(asked(line("unclaimed"), true, { untraced, sandbox: "none" }).split("\n").slice(4)).toStrictEqual([
      "1 example could not be traced, so it is not known what they execute:",
      "  specs/a.md:7  it did not end in time",
      "",
      "not sandboxed: the code ran as it would under vitest (`greenbar doctor` says why)",
    ]);
  });
});

test("a file has its requirements in the margin", () => {
  const [x, y, z] = [claimant("x", 3), claimant("y", 9), claimant("z", 12)];
  const lines: LineAnswer[] = [
    { ...line("at-load"), line: 1, text: "import a;", claimants: [x, y, z], atLoad: true },
    { ...line("executed"), line: 2, text: "a();", claimants: [x, y, z] },
    { ...line("executed"), line: 3, text: "b ? c : d;", claimants: [z, x], missed: [[5, 5]] },
    { ...line("unclaimed"), line: 4, text: "e();" },
    { ...line("no-code"), line: 5, text: "" },
  ];
  expect(shown({ is: "file", line: null, file: { path: "src/a.ts", isLoaded: true, lines } })).toBe(`\
src/a.ts  1 of 4 lines of code unclaimed

load   1 │ import a;
 1-3   2 │ a();
 1,3 ~ 3 │ b ? c : d;
     ✗ 4 │ e();
       5 │

1  Title x  specs/a.md:3
2  Title y  specs/a.md:9
3  Title z  specs/a.md:12

load: runs when the module is loaded · ✗ no requirement executes it · ~ a part of it is executed by none`);
});

const requirement = { id: "a/x", spec: "specs/a.md", line: 3, title: "X", untraced: [] };

test("a requirement rests on lines and functions", () => {
  const code = {
    path: "src/a.ts",
    lines: [
      [3, 5],
      [9, 9],
    ],
    partly: [[4, 4]],
    atLoad: [[1, 1]],
    functions: [{ name: "pick", lines: [3, 5] }],
  } as const;
  expect(shown({ is: "requirement", requirement: { ...requirement, files: [code] } })).toBe(`\
X  specs/a.md:3

It rests on 4 lines in 1 file:
  src/a.ts:3-5, 9
    pick  :3-5
    in part: 4
    at load: 1`);
});

test.each([
  [[], "Its examples execute no code of the project."],
  [[{ id: "e", line: 4, why: "late" }], "It is not known what it rests on."],
])("a requirement may rest on nothing, or on nobody knows what", (untraced, says) => {
  expect(shown({ is: "requirement", requirement: { ...requirement, files: [], untraced } })).toContain(says);
});

test("what is unclaimed, by file and function", () => {
  expect(
    shown({
      is: "unclaimed",
      unclaimed: {
        files: [
          {
            path: "src/a.ts",
            isLoaded: true,
            code: 10,
            count: 3,
            lines: [
              { lines: [7, 9], in: "never", whole: true },
              { lines: [12, 12], in: "pick", whole: false },
              { lines: [20, 20], in: null, whole: false },
            ],
            partly: [
              {
                line: 4,
                columns: [
                  [26, 31],
                  [40, 40],
                ],
              },
            ],
          },
          { path: "src/gone.ts", isLoaded: false, code: 0, count: 0, lines: [], partly: [] },
          { path: "src/whole.ts", isLoaded: true, code: 5, count: 0, lines: [], partly: [] },
        ],
        requirements: [{ id: "a/x", spec: "specs/a.md", line: 3, title: "X", why: "it has no example" }],
      },
    }),
  ).toBe(`\
No requirement executes 3 of 15 lines of code in 3 subjects.

src/a.ts
  7-9  never, all of it
  12   in pick
  20
  4 in part: columns 26-31, 40

src/gone.ts  no example loads it

1 requirement executes no code of the subject:
  X  specs/a.md:3
    it has no example`);
});
