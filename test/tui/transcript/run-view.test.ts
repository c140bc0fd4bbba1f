import { describe, expect, test } from "vitest";
import type { HostMessage } from "../../../src/app/run/host.ts";
import { noBudgets } from "../../../src/loop/budget.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { hashText } from "../../../src/loop/hash.ts";
import type { RunView } from "../../../src/tui/run-view.ts";
import { wholeOf } from "../../../src/tui/transcript/long-text.ts";
import { runView } from "../../../src/tui/transcript/run-view.ts";
import { mostText } from "../../../src/tui/transcript/steps.ts";
import type { TranscriptPart, TranscriptStep } from "../../../src/tui/transcript/transcript.ts";

const started: RunEvent = {
  type: "run-started",
  run: "r1",
  specs: ["specs/slugify.md"],
  agent: "anthropic",
  model: "claude-sonnet-5-5",
  budgets: noBudgets,
  snapshot: "s",
  sandbox: "bubblewrap",
};
const usage = { input: 10, output: 5, cacheWrite: 0, cacheRead: 0 };
const nothing = { code: "c", failures: [], problems: [] };

function event(event: RunEvent): HostMessage {
  return { is: "event", event };
}

function delta(text: string): HostMessage {
  return { is: "live", event: { type: "text-delta", text } };
}

function turnEnded(turn: number, text: string): HostMessage {
  const content = [{ type: "text", text }] as const;
  return event({ type: "turn-ended", turn, content, stop: "end_turn", usage, cost: 0.01 });
}

function verdict(outcome: "red" | "green", passed: number, failed: number): HostMessage {
  const counts = { passed, failed };
  const rest = { by: "suite", heldOut: [], compromised: [], why: "why" } as const;
  return event({ type: "verdict", ...nothing, ...rest, outcome, counts });
}

function fold(...messages: readonly HostMessage[]): RunView {
  let view: RunView | null = null;
  for (const [at, message] of messages.entries()) view = runView(view, "r1", message, at);
  if (view === null) throw new Error("no message");
  return view;
}

function stepsOf({ transcript: { past, last } }: RunView): readonly TranscriptStep[] {
  return last === null ? past : [...past, last];
}

/** Parts in short: what each is, and the text of what was said. */
function told(part: TranscriptPart): string {
  return part.is === "said" ? `said ${wholeOf(part.text)}` : part.is;
}

describe("steps", () => {
  test("a notice before the run's first word stands in the step that it begins with", () => {
    const notice: HostMessage = { is: "notice", text: "no price is known" };
    const feedback = event({ type: "feedback", ...nothing, counts: { passed: 0, failed: 3 }, passed: [] });
    const steps = stepsOf(fold(notice, event(started), feedback));
    expect(steps.map(({ parts }) => parts.map(told))).toStrictEqual([["notice", "tests"]]);
  });

  test("one a turn, with what led to it; a verdict closes it", () => {
    const view = fold(
      event(started),
      event({ type: "feedback", ...nothing, counts: { passed: 0, failed: 3 }, passed: [] }),
      event({ type: "requirement-started", requirement: "a", why: "red", code: "c" }),
      event({ type: "told", text: "do it" }),
      event({ type: "turn-started", turn: 1 }),
      delta("I will "),
      delta("look."),
      turnEnded(1, "I will look."),
      verdict("red", 1, 2),
      event({ type: "told", text: "still red" }),
      event({ type: "turn-started", turn: 2 }),
      delta("Now"),
    );
    expect(
      stepsOf(view).map(({ id, turn, requirement, parts }) => [id, turn, requirement, parts.map(told)]),
    ).toStrictEqual([
      [0, null, null, ["tests"]],
      [1, 1, "a", ["told", "said I will look.", "verdict"]],
      [2, 2, "a", ["told", "said Now"]],
    ]);
  });

  test("an agent without turns has a step for each attempt", () => {
    const view = fold(
      event(started),
      event({ type: "requirement-started", requirement: "a", why: "red", code: "c" }),
      delta("looking for f\n"),
      verdict("red", 1, 1),
      delta("looking for g\n"),
      verdict("green", 2, 0),
    );
    expect(stepsOf(view).map(({ parts }) => parts.map(told))).toStrictEqual([
      ["said looking for f\n", "verdict"],
      ["said looking for g\n", "verdict"],
    ]);
  });

  test("a run that is heard again from its beginning shows nothing twice", () => {
    const messages = [event(started), event({ type: "turn-started", turn: 1 }), turnEnded(1, "Hello.")];
    const once = fold(...messages);
    const twice = fold(...messages, ...messages);
    expect(stepsOf(twice)).toStrictEqual(stepsOf(once));
  });
});

describe("what the agent says", () => {
  test("the turn's complete text takes the place of its pieces", () => {
    const view = fold(
      event(started),
      event({ type: "turn-started", turn: 1 }),
      delta("Hel"),
      turnEnded(1, "Hello, whole."),
    );
    expect(stepsOf(view).at(-1)?.parts.map(told)).toStrictEqual(["said Hello, whole."]);
    expect(view.transcript.size).toBe("Hello, whole.".length);
  });

  test("a call that goes out again takes its pieces back", () => {
    const retry: HostMessage = {
      is: "live",
      event: { type: "retrying", attempt: 1, waitMs: 2_400, why: "overloaded" },
    };
    const view = fold(event(started), event({ type: "turn-started", turn: 1 }), delta("Hel"), retry);
    expect(stepsOf(view).at(-1)?.parts).toStrictEqual([
      {
        is: "notice",
        text: "the call failed and goes out again in 3 s (repetition 1)",
        theirs: "overloaded",
        tone: "warning",
      },
    ]);
    expect(view.lastProgress).toBe(2);
  });
});

describe("edits", () => {
  const before = "export const a = 1;\nexport const b = 2;\n";
  const after = "export const a = 1;\nexport const b = 3;\n";
  const called = (call: string, input: unknown) =>
    event({ type: "tool-called", call, tool: "str_replace_based_edit_tool", input });
  const intended = (call: string, preHash: string | null, postHash: string) =>
    event({ type: "edit-intended", call, path: "src/a.ts", preHash, postHash, summary: "" });
  const replace = { command: "str_replace", path: "src/a.ts", old_str: "b = 2", new_str: "b = 3" };
  const partsOf = (...messages: readonly HostMessage[]) =>
    stepsOf(fold(event(started), event({ type: "turn-started", turn: 1 }), ...messages)).at(-1)?.parts;

  test("a file that was looked at gives the diff its lines", () => {
    const parts = partsOf(
      called("v", { command: "view", path: "src/a.ts" }),
      event({
        type: "tool-result",
        call: "v",
        tool: "str_replace_based_edit_tool",
        content: "     1\texport const a = 1;\n     2\texport const b = 2;\n     3\t",
        isError: false,
      }),
      called("e", replace),
      intended("e", hashText(before), hashText(after)),
      event({ type: "edit-applied", call: "e", path: "src/a.ts", postHash: hashText(after) }),
    );
    expect(parts?.at(-1)).toStrictEqual({
      is: "edit",
      call: "e",
      path: "src/a.ts",
      state: "applied",
      isWhole: false,
      patch: {
        hunks: [
          {
            oldStart: 1,
            newStart: 1,
            lines: [" export const a = 1;", "-export const b = 2;", "+export const b = 3;"],
          },
        ],
        added: 1,
        removed: 1,
        left: 0,
      },
    });
  });

  test("else it is of the changed text alone", () => {
    const parts = partsOf(called("e", replace), intended("e", "unknown", "after"));
    expect(parts?.at(-1)).toMatchObject({
      state: "intended",
      patch: { hunks: [{ oldStart: null, newStart: null, lines: ["-b = 2", "+b = 3"] }] },
    });
  });

  test("a file that is made, then made anew, is compared with itself", () => {
    const parts = partsOf(
      called("1", { command: "create", path: "src/a.ts", file_text: before }),
      intended("1", null, hashText(before)),
      called("2", { command: "create", path: "src/a.ts", file_text: after }),
      intended("2", hashText(before), hashText(after)),
    );
    expect(parts?.map((part) => part.is === "edit" && [part.patch.added, part.patch.removed])).toStrictEqual([
      [2, 0],
      [1, 1],
    ]);
  });

  test("one that may not be made says why", () => {
    const parts = partsOf(
      called("e", replace),
      event({ type: "edit-denied", call: "e", path: "specs/a.md", reason: "a spec" }),
    );
    expect(parts).toStrictEqual([{ is: "denied", call: "e", path: "specs/a.md", reason: "a spec" }]);
  });

  test("a call that fails keeps its answer, capped", () => {
    const parts = partsOf(
      called("s", { command: "view", path: "nowhere.ts" }),
      event({
        type: "tool-result",
        call: "s",
        tool: "str_replace_based_edit_tool",
        content: `There is no file.\n${"x".repeat(9_000)}`,
        isError: true,
      }),
    );
    expect(parts).toMatchObject([{ is: "tool", summary: "looks at nowhere.ts", result: { lines: 2 } }]);
    expect(JSON.stringify(parts).length).toBeLessThan(3_000);
  });
});

describe("a hand-off", () => {
  const brief: HostMessage = { is: "brief", text: "# Joins words" };

  test("the brief waits until an edit was seen", () => {
    const waiting = fold(event(started), brief);
    expect(waiting.brief).toBe("# Joins words");
    const seen = event({ type: "feedback", ...nothing, counts: { passed: 1, failed: 0 }, passed: [] });
    expect(fold(event(started), brief, seen).brief).toBeNull();
  });
});

describe("bounds", () => {
  const line = `${"0123456789".repeat(12)}\n`;
  const quarter = line.length / 4 + 1;
  const pieces = [0, 1, 2, 3].map((at) => line.slice(at * quarter, (at + 1) * quarter));

  test.each([
    ["in one turn", 50_000],
    ["in turns of 500 lines", 500],
  ])("50,000 lines in 200,000 pieces, %s, stay bounded", (_, perTurn) => {
    let view = fold(event(started), event({ type: "turn-started", turn: 1 }));
    for (let at = 0; at < 50_000; at++) {
      for (const piece of pieces) view = runView(view, "r1", delta(piece), at);
      if ((at + 1) % perTurn === 0) view = runView(view, "r1", verdict("red", 1, at), at);
    }
    const { size, dropped, lines } = view.transcript;
    expect(size).toBeLessThanOrEqual(mostText);
    expect(size).toBeGreaterThan(mostText * 0.95);
    expect(dropped).toBeGreaterThan(50_000 - mostText / line.length - 1);
    const texts = stepsOf(view).flatMap(({ parts }) =>
      parts.flatMap((part) => (part.is === "said" ? [wholeOf(part.text)] : [])),
    );
    expect(texts.join("").length).toBe(size);
    // Nothing of what was done is let go.
    const verdicts = stepsOf(view).flatMap(({ parts }) => parts.filter(({ is }) => is === "verdict"));
    expect(verdicts).toHaveLength(50_000 / perTurn);
    expect(lines).toBe(50_000 + verdicts.length);
  });

  test("a line without an end is bounded too", () => {
    let view = fold(event(started));
    for (let at = 0; at < 10; at++) view = runView(view, "r1", delta("x".repeat(500_000)), at);
    expect(view.transcript.size).toBeLessThanOrEqual(mostText);
  });
});
