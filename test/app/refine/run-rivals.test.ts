import { expect, test } from "vitest";
import type { JudgeProgram, ProgramAnswer } from "../../../src/verdict/judge.ts";
import type { RivalGround } from "../../../src/app/refine/run-rivals.ts";
import { runRivals, usesOf } from "../../../src/app/refine/run-rivals.ts";

const helper = {
  path: "test/support/h.ts",
  exports: ["make"],
  subjects: ["src/f.ts"],
  loads: [],
  open: false,
};
const asked = { subject: "src/f.ts", helpers: [helper] };
const rival = (text: string) => ({ who: text, text, close: 1 });
const program = (key: number): JudgeProgram => ({ key, uses: [], steps: [] });

/** Answers what is asked together, unless one of these keys is among it: then nothing of it can be loaded. */
function groundOf(unloadable: readonly number[]) {
  const asks: number[][] = [];
  let put: ReadonlyMap<string, string> = new Map();
  const ground: RivalGround = {
    judge: {
      match: async () => ({ is: "no-match" }),
      ask: async ({ programs }) => {
        asks.push(programs.map(({ key }) => key));
        const isBad = programs.some(({ key }) => unloadable.includes(key));
        const answer: ProgramAnswer = isBad
          ? { is: "unloadable", message: "Error: no" }
          : { is: "answered", answers: [], stopped: null };
        return [{ loader: "node", programs: new Map(programs.map(({ key }) => [key, answer])) }];
      },
    },
    workspaces: {
      snapshot: () => Promise.reject(new Error("not asked for")),
      reopen: () => Promise.resolve(null),
      copy: async (_snapshot, options) => {
        put = options.put ?? new Map();
        return { dir: "/copy", root: "/root", dependencies: [], dispose: () => Promise.resolve() };
      },
    },
    snapshot: { root: "/root", files: [], leftOut: [], hash: "" },
    sandbox: { level: "bubblewrap" } as RivalGround["sandbox"],
    omit: () => false,
    wallMs: 1000,
    read: async (path) =>
      path === helper.path
        ? 'import { f } from "../../src/f.ts";\nimport { g } from "../../src/g.ts";\nexport const make = () => f(g);\n'
        : null,
  };
  return { ground, asks, files: () => put };
}

test("rivals stand beside the subject, and each has its own of the helper that loads it", async () => {
  const { ground, files } = groundOf([]);
  await runRivals([rival("1"), rival("2")], [[program(0)], [program(1)]], asked, ground);
  expect(files().get("src/f.rival-1.ts")).toBe("2");
  expect(files().get("test/support/h.rival-1.ts")).toBe(
    'import { f } from "../../src/f.rival-1.ts";\nimport { g } from "../../src/g.ts";\nexport const make = () => f(g);\n',
  );
  const uses = [
    { subject: "src/f.ts", exported: "f", local: "f", as: "named" },
    { subject: "test/support/h.ts", exported: "make", local: "make", as: "named", isHelper: true },
    { subject: "src/g.ts", exported: "g", local: "g", as: "named" },
  ] as const;
  expect(usesOf(uses, asked, 1).map(({ subject }) => subject)).toStrictEqual([
    "src/f.rival-1.ts",
    "test/support/h.rival-1.ts",
    "src/g.ts",
  ]);
});

test("one that cannot be loaded is found by halves; the others keep their answers", async () => {
  const { ground, asks } = groundOf([2]);
  const rivals = ["a", "b", "c", "d"].map(rival);
  const answers = await runRivals(
    rivals,
    [[program(0)], [program(1)], [program(2)], [program(3)]],
    asked,
    ground,
  );
  expect([0, 1, 2, 3].map((key) => answers.get(key)?.is)).toStrictEqual([
    "answered",
    "answered",
    "unloadable",
    "answered",
  ]);
  expect(asks).toStrictEqual([[0, 1, 2, 3], [0, 1], [2, 3], [2], [3]]);
});
