import { expect, test } from "vitest";
import { formOf } from "../../../src/app/examples/form-of.ts";
import type { Found, RefineGround } from "../../../src/app/refine/find-disagreement.ts";
import { findDisagreement } from "../../../src/app/refine/find-disagreement.ts";
import { createRivalMemory } from "../../../src/app/refine/rival-memory.ts";
import { encodeValue } from "../../../src/judge-child/encode.ts";
import { compile } from "../../../src/plan/compile.ts";
import type { Value } from "../../../src/spec/value.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { JudgeAnswer, ProgramAnswer } from "../../../src/verdict/judge.ts";

const page = (rows: readonly string[], more = "") =>
  `---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n| \`n\` | \`f(n)\` |\n| --- | --- |\n${rows.join("\n")}\n${more}`;

/** Runs what is asked right here, in JavaScript without types; counts the programs that it was asked. */
function groundOf(present: string | null, memory = createRivalMemory()) {
  let put: ReadonlyMap<string, string> = new Map();
  const asked: number[] = [];
  const ground: RefineGround = {
    judge: {
      ask: async ({ programs }) => {
        asked.push(programs.length);
        return [
          {
            loader: "node",
            programs: new Map(
              programs.map(({ key, uses, steps }): [number, ProgramAnswer] => {
                const text = (put.get(uses[0]?.subject ?? "") ?? "").replaceAll("export ", "");
                const answers = steps.flatMap((step) => (step.do === "ask" ? answer(text, step.source) : []));
                return [key, { is: "answered", answers, stopped: null }];
              }),
            ),
          },
        ];
      },
      match: async () => ({ is: "no-match" }),
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
    sandbox: { level: "bubblewrap" } as RefineGround["sandbox"],
    omit: () => false,
    wallMs: 1000,
    memory,
    read: () => Promise.resolve(present),
    now: () => 0,
  };
  return { ground, asked };
}

function answer(text: string, source: string): JudgeAnswer {
  try {
    // oxlint-disable-next-line no-implied-eval, no-new-func
    return { gave: "value", value: valueOf(new Function(`${text}\nreturn (${source});`)()), classes: [] };
  } catch (error) {
    return { gave: "threw", value: valueOf(error), classes: [] };
  }
}

const valueOf = (live: unknown): Value => JSON.parse(encodeValue(live)) as Value;

async function find(
  text: string,
  { ground }: ReturnType<typeof groundOf>,
  later: readonly string[] = [],
): Promise<Found> {
  const spec = parseSpec(text, "specs/f.md");
  const plan = compile(spec, {
    packageName: null,
    bins: [],
    modules: new Map([["src/f.ts", { state: "read", exports: ["f"], open: false }]]),
    specsFolder: "specs",
    defaultSubjects: [],
  });
  const [requirement] = plan.requirements;
  if (requirement === undefined) throw new Error("the page has no requirement");
  return findDisagreement(
    spec,
    plan,
    requirement,
    formOf(spec, plan, requirement.id),
    (call) => later.includes(call),
    ground,
  );
}

// At 5 and 20 nobody sees where the bound lies.
const bounded = "export function f(n) { return n > 10 ? 1 : 0; }";
const rows = ["| 5 | 0 |", "| 20 | 1 |"];

test("where the bound lies no example says: asked about between them, the present code's answer first", async () => {
  const found = await find(page(rows), groundOf(bounded));
  if (!("question" in found)) throw new Error(found.none);
  const { call, inputs, options } = found.question;
  const input = Number(/^f\((\d+)\)$/.exec(call)?.[1]);
  expect([input > 5, input < 20]).toStrictEqual([true, true]);
  expect(Object.keys(inputs)).toStrictEqual(["n"]);
  expect(options.map(({ expected }) => expected)).toEqual(expect.arrayContaining(["0", "1"]));
  expect(options.findLastIndex(({ isPresent }) => isPresent)).toBe(0);
  expect(options[0]?.expected).toBe(input > 10 ? "1" : "0");
});

test("examples on both sides of the bound leave nothing about it open", async () => {
  const found = await find(page([...rows, "| 10 | 0 |", "| 11 | 1 |"]), groundOf(bounded));
  const call = "question" in found ? found.question.call : "";
  expect(["f(9)", "f(10)", "f(11)", "f(12)"]).not.toContain(call);
});

test("what waits for later is not asked, what may be anything is not asked either", async () => {
  const first = await find(page(rows), groundOf(bounded));
  const call = "question" in first ? first.question.call : "";
  const later = await find(page(rows), groundOf(bounded), [call]);
  expect("question" in later ? later.question.call : "").not.toBe(call);
  const free = await find(page(rows, `\n<!-- any: ${call} -->\n`), groundOf(bounded));
  expect("question" in free ? free.question.call : "").not.toBe(call);
});

test("code that an example refutes is still asked about where it stands alone", async () => {
  const found = await find(page([...rows, "| 100 | 7 |"]), groundOf(bounded));
  expect("question" in found ? found.question.options[0]?.isPresent : found.none).toBe(true);
});

test("a change that an example refutes has no say", async () => {
  // `n + 1` and `n * 1` differ everywhere: every change of them is refuted by one row.
  const found = await find(
    page(["| 5 | 6 |", "| 9 | 10 |"]),
    groundOf("export function f(n) { return n - -1; }"),
  );
  expect("none" in found ? found.none : found.question.options.map(({ says }) => says)).not.toStrictEqual([]);
  const options = "question" in found ? found.question.options : [];
  expect(options.every(({ says }) => says.every((who) => !who.includes("with + for -")))).toBe(true);
});

test("the same is never asked twice of the same programs", async () => {
  const memory = createRivalMemory();
  await find(page(rows), groundOf(bounded, memory));
  const again = groundOf(bounded, memory);
  await find(page(rows), again);
  expect(again.asked).toStrictEqual([]);
});

test("without code and with examples that no small program fits there is nothing to ask", async () => {
  const found = await find(page(["| 1 | qx |", "| 2 | vv9 |", "| 3 | #a |"]), groundOf(null));
  expect("none" in found ? found.none : found.question.call).toMatch(/no program|only one|nothing|agree/);
});
