import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HostMessage } from "../../../../src/app/run/host.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { runScreen } from "../../../../src/tui/screens/run/screen.ts";
import type { RunScreenState } from "../../../../src/tui/screens/run/state.ts";
import { firstState } from "../../../../src/tui/screens/run/state.ts";
import { runView } from "../../../../src/tui/transcript/run-view.ts";
import { textOf } from "../../shared.ts";
import { run, says, sharedOf, twoTurns } from "./story.ts";

const small = { columns: 60, rows: 12 };
const large = { columns: 100, rows: 30 };
const first = firstState(run);

function frame(messages: readonly HostMessage[], size = small, state: RunScreenState = first): string {
  return textOf(runScreen.view(state, sharedOf(messages), size));
}

describe("a run that goes on", () => {
  test("60 by 12: the newest step open, the others a row each", () => {
    expect(frame(twoTurns)).toBe(
      [
        " Joins words with hyphens  specs/slugif… sandbox bubblewrap",
        " ○  1 of 3 hold                           last sign 2 s ago",
        " 1/100 turns  2k/400k tokens  $0.05/$1.00  0.0/60 min",
        " ▸ start  0 of 3 tests pass",
        " ▸ turn 1  1 edit  ○ 1 of 3 hold  Joins words with hyphens",
        "›▾ turn 2  1 edit",
        "  │ Lower case is missing.",
        "  edited src/slugify.ts  +1 −1",
        "  │ 1   export function slugify(title: string) {",
        '  │ 2 -   return title.replace(" ", "-");',
        '  │ 2 +   return title.toLowerCase().replace(" ", "-");',
        "  │ 3   }",
      ].join("\n"),
    );
  });

  test("100 by 30: who works and meters beside it", () => {
    expect(frame(twoTurns, large).trimEnd()).toBe(
      [
        " Joins words with hyphens  specs/slugify.md:8    anthropic · claude-sonnet-5-5 · sandbox bubblewrap",
        ` ○  1 of 3 hold${" ".repeat(67)}last sign 2 s ago`,
        " turns ────── 1/100  tokens ────── 2k/400k  money ────── $0.05/$1.00  minutes ────── 0.0/60",
        "─".repeat(100),
        " ▸ start  0 of 3 tests pass",
        " ▸ turn 1  1 edit  ○ 1 of 3 hold  Joins words with hyphens",
        "›▾ turn 2  1 edit",
        "  │ Lower case is missing.",
        "  edited src/slugify.ts  +1 −1",
        "  │ 1   export function slugify(title: string) {",
        '  │ 2 -   return title.replace(" ", "-");',
        '  │ 2 +   return title.toLowerCase().replace(" ", "-");',
        "  │ 3   }",
      ].join("\n"),
    );
  });

  test("without diffs an edit is one row", () => {
    const rows = frame(twoTurns, small, { ...first, showDiffs: false }).split("\n");
    expect(rows.slice(6).join("\n").trimEnd()).toBe(
      "  │ Lower case is missing.\n  edited src/slugify.ts  +1 −1",
    );
  });

  test.each([
    [29_000, "last sign 29 s ago"],
    [31_000, "! last sign 31 s ago"],
  ])("after %i ms of silence: %s", (silence, words) => {
    const now = (twoTurns.length - 1) * 1_000 + silence;
    const rows = textOf(runScreen.view(first, sharedOf(twoTurns, { now }), small)).split("\n");
    expect(rows[1]).toBe(` ○  1 of 3 hold${words.padStart(44)}`);
  });

  test("a price that is not known is said so", () => {
    const messages = [says.started(), says.turn(1), says.turnEnded(1, "Hm.", null)];
    expect(frame(messages)).toContain("1/100 turns  2k/400k tokens  cost unknown  0.0/60 min");
  });
});

describe("what stands at the bottom", () => {
  test("the budgets and what each key makes of them", () => {
    const rows = frame(twoTurns, small, { ...first, asks: { is: "budget" } }).split("\n");
    expect(rows.slice(-5)).toStrictEqual([
      " Raise a budget by half:",
      "  t  turns    100 → 150, 1 used",
      "  k  tokens   400k → 600k, 2k used",
      "  c  money    $1.00 → $1.50, $0.05 used",
      "  m  minutes  60 → 90, 0.0 used",
    ]);
  });

  test("a question, a field, and how much is below", () => {
    const lastOf = (state: RunScreenState) => frame(twoTurns, small, state).split("\n").at(-1);
    expect(lastOf({ ...first, asks: { is: "stop" } })).toBe(
      " Stop after this step? It can go on later.  y/n",
    );
    const field = { text: "use a map", cursor: 9 };
    expect(lastOf({ ...first, asks: { is: "message", field } })).toBe(" to the agent: use a map");
    const top = { step: 0, part: -1, piece: 0, row: 0 };
    expect(lastOf({ ...first, top, seenLines: 7 })).toMatch(
      /^ ── \d+ new lines below, f follows the end ──$/,
    );
  });
});

describe("what stops it", () => {
  const conflict = says.event({
    type: "conflict-reported",
    requirement: "slugify/joins",
    lines: [12, 14],
    reason: "Line 12 wants hello-world, line 14 Hello-World.",
  });

  test.each([
    [
      "a conflict",
      [...twoTurns, conflict, says.ended("ambiguous", "x")],
      [
        " ? The agent reports a conflict: specs/slugify.md:12, specs/slugify.md:14",
        "  │ Line 12 wants hello-world, line 14 Hello-World.",
        " Nothing was written.",
        " If it is right, change one of these lines; if not, say in the spec what is meant. Then run again.",
        " e opens the spec there   i opens the inbox   r runs again",
      ],
    ],
    [
      "a compromised verdict",
      [
        ...twoTurns,
        says.verdict("compromised", 3, 0, ["slugify/joins:row:1"]),
        says.ended("compromised", "x"),
      ],
      [
        " ◆ Compromised: the code behaves otherwise when it is watched",
        '  │ specs/slugify.md:12  slugify("Hello World") is "hello-world"',
        " This example passes in the suite and fails in the judge, twice.",
        " Nothing was written, and the agent is not told.",
        " Its edits below show how it tells the two apart.",
        " e opens the spec there   i opens the inbox   r runs again",
      ],
    ],
    [
      "a green verdict that waits",
      [
        ...twoTurns,
        says.verdict("green", 3, 0),
        says.ended("green", ""),
        says.event({ type: "proposal", files: [{ path: "src/slugify.ts", preHash: null, postHash: "h" }] }),
      ],
      [" ● Green. 1 file waits for you; nothing is written yet.", " a shows what would change"],
    ],
    [
      "a budget",
      [...twoTurns, says.ended("budget", "the budget of 100 turns is used up")],
      [
        " … A budget is used up.",
        "  │ the budget of 100 turns is used up",
        " Nothing is lost: it goes on from here with a larger budget.",
        " r goes on",
      ],
    ],
  ])("%s explains itself", (_, messages, expected) => {
    const rows = frame(messages, large).split("\n");
    expect(rows.slice(4, 5 + expected.length)).toStrictEqual([...expected, "─".repeat(100)]);
  });

  test("a process that is gone says so, and how it goes on", () => {
    const shared = sharedOf(twoTurns, { liveRuns: new Set() });
    const rows = textOf(runScreen.view(first, shared, large)).split("\n");
    expect(rows.slice(4, 7)).toStrictEqual([
      " The run's process is gone.",
      " It did not say that it ended. What it recorded is whole, and it goes on from there.",
      " r goes on",
    ]);
  });
});

describe("a hand-off", () => {
  const text = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`).join("\n");

  test("the brief stands from its beginning where the transcript ends", () => {
    const messages = [
      says.started("handoff", null),
      says.tests(0, 3),
      says.requirement(),
      { is: "brief", text } as const,
    ];
    expect(frame(messages)).toBe(
      [
        " Joins words with hyphens  specs/slugif… sandbox bubblewrap",
        " no verdict yet                         waits for your edit",
        " 0.1/60 min",
        " Your turn: the run goes on when a file changes.",
        " y copies the brief   e opens the subject",
        "  waits for your edit",
        "  │ line 1",
        "  │ line 2",
        "  │ line 3",
        "  │ line 4",
        "  │ line 5",
        "  │ line 6",
      ].join("\n"),
    );
  });
});

describe("whatever is said", () => {
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom(
      "日本語のテキスト".repeat(20),
      "👩‍👩‍👧‍👦".repeat(30),
      "\u001b[2J\u001b]0;x\u0007\tgone\r\nx",
      "a\u0000b\u202ec",
    ),
  );

  test("no row is wider than the screen, and there are no more rows than it has", () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: 60, max: 130 }),
        fc.integer({ min: 12, max: 40 }),
        (text, columns, rows) => {
          const messages = [
            ...twoTurns,
            says.delta(text),
            ...says.edit("c", null, text),
            says.event({ type: "conflict-reported", requirement: text, lines: [1], reason: text }),
            says.ended("ambiguous", text),
          ];
          const lines = runScreen.view(first, sharedOf(messages), { columns, rows });
          expect(lines.length).toBeLessThanOrEqual(rows);
          for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("the agent's text never begins a row of its own", () => {
    const imitation = " ● Green. 1 file waits for you; nothing is written yet.\n a shows what would change";
    const rows = frame([...twoTurns, says.delta(imitation)], large).split("\n");
    const found = rows.filter((row) => row.includes("Green") || row.includes("shows what"));
    expect(found).toHaveLength(2);
    for (const row of found) expect(row.startsWith("  │ ")).toBe(true);
  });
});

test("in a transcript of 50,000 lines one can go anywhere and back to its end", () => {
  let shared = sharedOf([says.started(), says.turn(1)]);
  let view = shared.runs.get(run);
  for (let at = 0; at < 50_000; at++)
    view = runView(view ?? null, run, says.delta(`${at} ${"word ".repeat(12)}\n`), at);
  if (view === undefined) throw new Error("no run");
  shared = { ...shared, runs: new Map([[run, view]]) };
  let state = first;
  const size = { columns: 120, rows: 36 };
  const press = (name: string, ctrl = false) => {
    state = runScreen.update(
      state,
      { type: "key", key: { name, ctrl, meta: false, shift: false } },
      shared,
      size,
    ).state;
    return runScreen.view(state, shared, size);
  };
  press("k");
  for (let at = 0; at < 100; at++) press("u", true);
  for (let at = 0; at < 100; at++) press("d", true);
  press("g");
  const rows = textOf(press("f")).split("\n");
  expect(rows.at(-1)).toContain("│ 49999 word word");
});
