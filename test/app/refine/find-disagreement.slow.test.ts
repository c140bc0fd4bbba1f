import { describe, expect, test } from "vitest";
import { formOf } from "../../../src/app/examples/form-of.ts";
import type { Found, RefineGround } from "../../../src/app/refine/find-disagreement.ts";
import { findDisagreement } from "../../../src/app/refine/find-disagreement.ts";
import { askedCall } from "../../../src/app/refine/asked-call.ts";
import { createRivalMemory } from "../../../src/app/refine/rival-memory.ts";
import type { Candidate } from "../../../src/app/refine/rivals.ts";
import { encodeValue } from "../../../src/judge-child/encode.ts";
import { compile } from "../../../src/plan/compile.ts";
import type { Value } from "../../../src/spec/value.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { JudgeAnswer, ProgramAnswer } from "../../../src/verdict/judge.ts";

const page = (rows: readonly string[], more = "") =>
  `---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n| \`n\` | \`f(n)\` |\n| --- | --- |\n${rows.join("\n")}\n${more}`;

/** Runs what is asked right here, in JavaScript, `: number` left out; counts the programs that it was asked. */
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
                const text = (put.get(uses[0]?.subject ?? "") ?? "").replaceAll(/export |: number\b/g, "");
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
  candidates: readonly Candidate[] = [],
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
  const form = formOf(spec, plan, requirement.id);
  const asked = askedCall(plan, requirement, form);
  if (form === null || "no" in asked) return { unseen: "no" in asked ? asked.no : "no form" };
  const isAsked = (_requirement: string, call: string) => later.includes(call);
  return findDisagreement(spec, plan, [{ requirement, form, asked }], { isAsked, candidates }, ground);
}

const whyOf = (found: Found): string =>
  "none" in found ? found.none : "unseen" in found ? found.unseen : "";

// At 5 and 20 nobody sees where the bound lies.
const bounded = "export function f(n) { return n > 10 ? 1 : 0; }";
const rows = ["| 5 | 0 |", "| 20 | 1 |"];

test("where the bound lies no example says: asked about between them, the present code's answer first", async () => {
  const found = await find(page(rows), groundOf(bounded));
  if (!("question" in found)) throw new Error(whyOf(found));
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

test("two examples leave open what no small change of the code shows: the smallest programs are asked about", async () => {
  const twice = groundOf("export function f(n) { return n * 2; }");
  const found = await find(page(["| 0 | 0 |", "| 2 | 4 |"]), twice);
  if (!("question" in found)) throw new Error(whyOf(found));
  // 0 and 2 are where n * n gives the same.
  expect(found.question.options.flatMap(({ says }) => says).join()).toMatch(/small(?:est)? program/);
  // Where more is said, the code as it is stands against programs that hardly anybody would write in its place.
  const more = await find(page(["| 0 | 0 |", "| 2 | 4 |", "| 5 | 10 |"]), twice);
  expect(whyOf(more)).not.toBe("");
});

test("code that an example refutes is still asked about where it stands alone", async () => {
  const found = await find(page([...rows, "| 100 | 7 |"]), groundOf(bounded));
  expect("question" in found ? found.question.options[0]?.isPresent : whyOf(found)).toBe(true);
});

test("a change that an example refutes has no say", async () => {
  // `n + 1` and `n * 1` differ everywhere: every change of them is refuted by one row.
  const found = await find(
    page(["| 5 | 6 |", "| 9 | 10 |"]),
    groundOf("export function f(n) { return n - -1; }"),
  );
  expect(
    "question" in found ? found.question.options.map(({ says }) => says) : whyOf(found),
  ).not.toStrictEqual([]);
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
  expect("question" in found ? found.question.call : whyOf(found)).toMatch(
    /no program|only one|nothing|agree/,
  );
});

describe("what is more than a plain call", () => {
  const other = (body: string) => `---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n${body}\n`;
  const code =
    "export function f(n) { return n > 10 ? 1 : 0; }\n" +
    "export class S { constructor() { this.all = []; } add(n) { return n > 10 ? 'big' : 'small'; } }";
  const ask = (text: string) => find(text, groundOf(code));

  test("a method of what is made anew", async () => {
    const found = await ask(other('- `new S().add(5)` is `"small"`.\n- `new S().add(20)` is `"big"`.'));
    if (!("question" in found)) throw new Error(whyOf(found));
    expect(found.question.call).toMatch(/^new S\(\)\.add\(-?\d+\)$/);
    expect(found.question.options[0]).toMatchObject({ isPresent: true, outcome: "returns" });
  });

  test("several results of one row, side by side", async () => {
    const found = await ask(
      other("| `n` | `f(n)` | `new S().add(n)` |\n| --- | --- | --- |\n| 5 | 0 | small |\n| 20 | 1 | big |"),
    );
    if (!("question" in found)) throw new Error(whyOf(found));
    const { call, also, options, inputs } = found.question;
    expect(call).toMatch(/^f\((-?\d+)\) \| new S\(\)\.add\(\1\)$/);
    expect(also).toStrictEqual(["new S().add(n)"]);
    expect(Object.keys(inputs)).toStrictEqual(["n"]);
    expect(options.map(({ expected }) => expected)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[01] \| "(?:big|small)"$/)]),
    );
  });

  test.each([
    ["a scenario", "### Scenario: it\n\n- **When** `f(1)`\n- **Then** the result is `0`", "scenarios"],
    ["a property", "For any `n: integer`, `f(n)` is `f(n)`.", "properties"],
  ])("%s could not be looked at, and says so by name", async (_name, body, why) => {
    const found = await ask(other(body));
    expect("unseen" in found ? found.unseen : found).toContain(why);
  });
});

test("programs that are proposed join the rivals; those that do not fit have no say", async () => {
  const text = page(["| 1 | 1 |", "| 2 | 2 |"]);
  const same = "export function f(n) { return n; }";
  const candidates = [
    { label: "the model's", source: "export function f(n) { return n > 900 ? 0 : n; }" },
    { label: "a wrong one", source: "export function f(n) { return 77; }" },
    { label: "no program", source: "export function f(n) {" },
  ];
  const says = async (proposed: typeof candidates) => {
    const found = await find(`${text}\nUp to 900.\n`, groundOf(same), [], proposed);
    return "question" in found ? found.question.options.flatMap((option) => option.says) : [];
  };
  expect(await says(candidates)).toContain("the model's");
  expect(await says(candidates)).not.toContain("a wrong one");
  expect(await says(candidates)).not.toContain("no program");
  const found = await find(text, groundOf(same), [], candidates);
  expect(found.dropped).toStrictEqual(["a wrong one", "no program"]);
  expect(await says([])).not.toContain("the model's");
});

test("a change that does not end is known by its count of turns, and no other loses its answer by it", async () => {
  const counting = "export function f(n) { let s = 0; while (n > 0) { s += 1; n = n - 1; } return s; }";
  const found = await find(page(["| 0 | 0 |", "| 3 | 3 |"]), groundOf(counting));
  // By hand: what differs and ends is `n > 0` as `n >= 0`, refuted by both rows, and other starts of the count.
  expect(
    "question" in found ? found.question.options.every(({ expected }) => expected !== "") : whyOf(found),
  ).toBeTruthy();
});

test("where the present code is refuted, its mended form is asked about, not what is wrong like it", async () => {
  // `> 12` is one step from `> 11`, which fits all three rows; `> 10` is refuted by the last.
  const found = await find(page([...rows, "| 11 | 0 |", "| 13 | 1 |", "| 12 | 1 |"]), groundOf(bounded));
  if ("question" in found) {
    const said = found.question.options.flatMap(({ says }) => says);
    expect(said).not.toContain("the code as it is");
  } else expect(whyOf(found)).toMatch(/agree|only one|worth/);
});

test("of several examples that are asked together each has its own answer: code that fits them all is not refuted", async () => {
  const found = await find(page(rows), groundOf(bounded));
  if (!("question" in found)) throw new Error(whyOf(found));
  expect(found.question.isUnfit).toBe(undefined);
});

test("where nothing fits, that is said with the question", async () => {
  const odd = ["| 100 | 7 |", "| 200 | 13 |", "| 300 | -8 |"];
  const found = await find(page([...rows, ...odd]), groundOf(bounded));
  if (!("question" in found)) throw new Error(whyOf(found));
  expect(found.question.isUnfit).toBe(true);
});
