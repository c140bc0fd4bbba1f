import { describe, expect, test } from "vitest";
import type { InboxItem } from "../../../src/app/inbox/inbox.ts";
import { countWaiting } from "../../../src/app/inbox/inbox.ts";
import { readInbox } from "../../../src/app/inbox/read-inbox.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { renderSuite } from "../../../src/suite/render-suite.ts";
import { settings } from "../../suite/support/templates.ts";
import { planOfSpec } from "../../suite/support/plan-of.ts";
import { ended, green, project, right, spec, started, stub } from "./events.ts";
import type { PastRun } from "./memory-world.ts";
import { memoryWorld } from "./memory-world.ts";

const read = (files: Record<string, string>, runs: Record<string, PastRun> = {}) =>
  readInbox(memoryWorld(files, runs).world);

/** Kind and title of each item. */
const shown = (items: readonly InboxItem[]) => items.map(({ is, title }) => [is, title]);

/** What an answer does, by its name. */
function answer(item: InboxItem | undefined, decision: string) {
  return item?.answers.find((each) => each.decision === decision)?.does;
}

const nothingUsed = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

/** A run that stopped at its budget of 100 turns. */
const outOfTurns: readonly RunEvent[] = [
  started(),
  { type: "turn-ended", turn: 1, content: [], stop: "end_turn", usage: nothingUsed, cost: 0 },
  { type: "budget-exhausted", which: "turns", message: "the budget of 100 turns is used up" },
  ended("budget", "the budget of 100 turns is used up"),
];

const conflicting: readonly RunEvent[] = [
  started(),
  { type: "requirement-started", requirement: "add/adds", why: "red", code: "c" },
  { type: "conflict-reported", requirement: "add/adds", lines: [8, 9], reason: "3 is not 4" },
  ended("ambiguous"),
];

describe("what runs leave", () => {
  test("a project without specs has nothing", async () => {
    expect(await read({})).toStrictEqual([]);
  });

  test("a green run whose files wait, with the change and what differs", async () => {
    const [item, ...others] = await read(project, { r1: green });
    expect(others).toStrictEqual([]);
    expect(item).toMatchObject({
      is: "accept",
      spec: "specs/add.md",
      title: "A green result waits to be written: src/add.ts",
      run: "r1",
      changes: [{ path: "src/add.ts", before: stub, after: right }],
      moved: null,
    });
    expect(item?.answers.map(({ key, decision }) => `${key} ${decision}`)).toStrictEqual([
      "a accept",
      "d decline",
      "o open-run",
      "l later",
    ]);
  });

  test("a green run that no longer fits says so, and can be declined or run again", async () => {
    const [item] = await read({ ...project, "src/add.ts": "mine\n" }, { r1: green });
    expect(item).toMatchObject({
      is: "accept",
      changes: [],
      moved: { message: expect.stringContaining("changed since the run began") },
    });
    expect(answer(item, "accept")).toBeUndefined();
    expect(answer(item, "decline")).toStrictEqual({ do: "decide" });
    expect(answer(item, "run-again")).toMatchObject({ do: "start", order: { fresh: true } });
  });

  test("a conflict, with the lines that it is about and those round them", async () => {
    const [item] = await read(project, { r1: { events: conflicting, copy: { "specs/add.md": spec } } });
    expect(item).toMatchObject({
      is: "conflict",
      at: 8,
      title: "The agent reports that the spec contradicts itself: lines 8, 9",
      reason: "3 is not 4",
      quoted: [
        { line: 7, text: "", isMeant: false },
        { line: 8, text: "- `add(1, 2)` returns `3`.", isMeant: true },
        { line: 9, text: "- `add(2, 2)` returns `4`.", isMeant: true },
        { line: 10, text: "", isMeant: false },
      ],
    });
    expect(answer(item, "open-spec")).toStrictEqual({ do: "edit", path: "specs/add.md", line: 8 });
  });

  test.each([
    ["is as it was", spec, 1],
    ["was changed since", spec.replace("4`.", "5`."), 0],
    ["was as it is but for a hold-out", spec, 1, spec.replace("`add(2, 2)` returns `4`.", "<!-- -->")],
    [
      "is as it was but for what its page does not show, which no copy holds",
      `${spec}\n[why](https://why.example) <!-- so -->\n`,
      1,
      `${spec}\n[why](${" ".repeat(19)}) ${" ".repeat(11)}\n`,
    ],
    ["had another line", spec, 0, spec.replace("# Add\n", "# Sum\n")],
    ["is gone", null, 0],
  ])("a conflict in a spec that %s", async (_, now, count, then = spec) => {
    const other = { "specs/other.md": "# Other\n" };
    const files = now === null ? other : { ...project, "specs/add.md": now };
    const items = await read(files, { r1: { events: conflicting, copy: { "specs/add.md": then } } });
    expect(items).toHaveLength(count);
  });

  test("compromised: the examples by title and line", async () => {
    const id = planOfSpec(parseSpec(spec, "specs/add.md")).requirements[0]?.examples[1]?.id ?? "";
    const verdict: RunEvent = {
      type: "verdict",
      code: "c",
      by: "judge",
      outcome: "compromised",
      counts: { passed: 1, failed: 1 },
      failures: [],
      problems: [],
      heldOut: [],
      compromised: [id, "add/gone"],
      why: "they differ",
    };
    const [item] = await read(project, { r1: { events: [started(), verdict, ended("compromised")] } });
    expect(item).toMatchObject({
      is: "compromised",
      at: 9,
      title: "2 examples pass in the suite and not before the judge",
      examples: [
        { id, title: "add(2, 2) returns 4", spec: "specs/add.md", line: 9 },
        { id: "add/gone", title: "add/gone", line: null },
      ],
    });
  });

  test.each([
    ["turns", { turns: 100 }, 150],
    ["tokens", { tokens: 1001 }, 1502],
    ["cost", { cost: 0.5 }, 0.75],
    ["minutes", { minutes: 5 }, 8],
  ] as const)("a budget of %s: half as much again, the others as they were", async (which, limit, larger) => {
    const budgets = { turns: null, tokens: null, cost: null, minutes: null, ...limit };
    const events: RunEvent[] = [
      started({ budgets }),
      { type: "budget-exhausted", which, message: "it is used up" },
      ended("budget"),
    ];
    const [item] = await read(project, { r1: { events } });
    expect(item).toMatchObject({ is: "budget", which, message: "it is used up" });
    expect(answer(item, "grant")).toStrictEqual({
      do: "start",
      order: {
        specs: ["specs/add.md"],
        agent: "anthropic",
        model: "a-model",
        unsandboxed: false,
        fresh: false,
        budgets: { ...budgets, [which]: larger },
      },
    });
  });

  test("a hand-off: its brief, made again from what failed", async () => {
    const events: RunEvent[] = [
      started({ agent: "handoff", model: null }),
      { type: "requirement-started", requirement: "add/adds", why: "red", code: "c" },
      {
        type: "feedback",
        code: "c",
        counts: { passed: 1, failed: 1 },
        failures: [
          {
            requirement: "add/adds",
            example: "e",
            spec: "specs/add.md",
            line: 9,
            kind: "assertion",
            message: "they differ",
            expected: "4",
            actual: "3",
          },
        ],
        problems: [],
        passed: [],
      },
      { type: "paused", why: "waiting", message: "it waits" },
    ];
    const [item] = await read(project, { r1: { events } });
    expect(item).toMatchObject({ is: "hand-off", at: 6, title: "A hand-off waits for your edit: Adds" });
    expect(item?.is === "hand-off" && item.brief).toMatch(
      /^# Adds\n\nMake these examples hold by changing src\/add\.ts\.[^]*specs\/add\.md:9 \(assertion\)/,
    );
    expect(answer(item, "resume")).toMatchObject({ do: "start", order: { agent: "handoff", fresh: false } });
  });

  test.each<[string, readonly RunEvent[]]>([
    ["red", [started(), ended("red")]],
    ["interrupted", [started(), { type: "paused", why: "interrupted", message: "" }]],
    ["killed before it began", []],
    ["applied", [...green.events, { type: "applied", files: ["src/add.ts"] }]],
    ["declined", [...green.events, { type: "proposal-declined" }]],
  ])("a run that was %s asks nothing", async (_, events) => {
    expect(await read(project, { r1: { events, copy: green.copy } })).toStrictEqual([]);
  });

  test("a run counts until each of its specs has been run again", async () => {
    const files = { ...project, "specs/more.md": spec };
    const both = started({ specs: ["specs/add.md", "specs/more.md"] });
    const [, ...rest] = outOfTurns;
    const runs = {
      r1: { events: outOfTurns },
      r2: { events: [both, ...rest] },
      r3: { events: [started({ specs: ["specs/more.md"] }), ended("red")] },
    };
    const items = await read(files, runs);
    expect(items.map((item) => "run" in item && item.run)).toStrictEqual(["r2"]);
    const again = { ...runs, r4: { events: [started(), ended("red")] } };
    expect(await read(files, again)).toStrictEqual([]);
  });

  test("a ledger that cannot be read waits for a person too, and hides no other", async () => {
    const rubbish = [{ type: "rubbish" }] as unknown as RunEvent[];
    const items = await read(project, { r1: green, r2: { events: rubbish } });
    expect(shown(items)).toStrictEqual([
      ["accept", "A green result waits to be written: src/add.ts"],
      ["damaged-run", "The ledger of run r2 cannot be read"],
    ]);
  });
});

describe("what suites and specs ask", () => {
  const suite = renderSuite(planOfSpec(parseSpec(spec, "specs/add.md")), settings);

  test("a generated suite that was changed by hand, with what was changed", async () => {
    const edited = suite.text.replace("toBe(4)", "toBe(5)");
    const [item] = await read({ ...project, [suite.path]: edited });
    expect(item).toMatchObject({
      is: "edited-test",
      title: "1 test was changed by hand in test/specs/add.test.ts",
      tests: ["Adds › add(2, 2) returns 4"],
    });
    const lines = item?.is === "edited-test" ? item.patch : [];
    expect(lines.filter(({ is }) => is === "added" || is === "removed")).toStrictEqual([
      { is: "removed", text: "    expect(add(2, 2)).toBe(4);" },
      { is: "added", text: "    expect(add(2, 2)).toBe(5);" },
    ]);
    expect(await read({ ...project, [suite.path]: suite.text })).toStrictEqual([]);
  });

  test("questions of all specs, drafts too, by path and line; the same words twice are two", async () => {
    const marks = "\n[NEEDS CLARIFICATION: b?]\n\n[NEEDS CLARIFICATION: b?]\n\n[NEEDS CLARIFICATION: a?]\n";
    const items = await read({
      "specs/b.md": `# B\n${marks}`,
      "specs/a.md": `---\ndraft: true\n---\n# A\n${marks}`,
    });
    expect(items.map(({ spec: path, at, title }) => `${path}:${at} ${title}`)).toStrictEqual([
      "specs/a.md:6 An open question: b?",
      "specs/a.md:8 An open question: b?",
      "specs/a.md:10 An open question: a?",
      "specs/b.md:3 An open question: b?",
      "specs/b.md:5 An open question: b?",
      "specs/b.md:7 An open question: a?",
    ]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(6);
  });

  test("a question keeps its id on another line", async () => {
    const ids = async (before: string) =>
      (await read({ "specs/a.md": `# A\n${before}\n[NEEDS CLARIFICATION: a?]\n` })).map(({ id }) => id);
    expect(await ids("\nmore\n")).toStrictEqual(await ids(""));
  });

  test("the order: what stands in the way of most comes first", async () => {
    const files = {
      ...project,
      "specs/add.md": `${spec}\n[NEEDS CLARIFICATION: a?]\n`,
      [suite.path]: "test.skip();\n",
      "specs/more.md": spec,
    };
    const runs = {
      r1: green,
      r2: { events: [started({ specs: ["specs/more.md"] }), ...outOfTurns.slice(1)] },
    };
    const kinds = (await read(files, runs)).map(({ is }) => is);
    expect(kinds).toStrictEqual(["accept", "budget", "edited-test", "question"]);
  });
});

test("what was put off is not counted", async () => {
  const { world } = memoryWorld(project, { r1: green });
  const items = await readInbox(world);
  expect(countWaiting(items)).toBe(1);
  expect(countWaiting(items.map((item) => ({ ...item, isLater: true })))).toBe(0);
});
