import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyState } from "../../../../src/loop/state.ts";
import type { FileChange } from "../../../../src/app/ports.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { acceptScreen } from "../../../../src/tui/screens/accept/screen.ts";
import type { AcceptState } from "../../../../src/tui/screens/accept/state.ts";
import { firstState } from "../../../../src/tui/screens/accept/state.ts";
import { sharedWith, textOf } from "../../shared.ts";

const run = "r1";
const shared = sharedWith();
const small = { columns: 60, rows: 12 };
const large = { columns: 100, rows: 30 };
const changes: readonly FileChange[] = [
  {
    path: "src/slugify.ts",
    before: "a\nb\nconst x = 1;\nd\n",
    after: "a\nb\nconst x = 2;\nd\n",
  },
  { path: "src/slugs.ts", before: null, after: "export class Slugs {\n\tseen = 0;\u202e\n}\n" },
];

function looking(files: readonly FileChange[] = changes): AcceptState {
  const value = { run, state: emptyState, changes: files };
  return { ...firstState(run), proposal: { is: "there", value } };
}

function press(state: AcceptState, keys: readonly string[], size = small) {
  return keys.reduce(
    (step, name) => {
      const key = { name, ctrl: false, meta: false, shift: false };
      const next = acceptScreen.update(step.state, { type: "key", key }, shared, size);
      return { ...next, effects: [...step.effects, ...next.effects] };
    },
    { state, effects: [] } as ReturnType<typeof acceptScreen.update>,
  );
}

function ask(request: object) {
  return [{ do: "ask", request }];
}

describe("keys", () => {
  test.each([
    ["y accepts all", ["y"], ask({ do: "apply", run, paths: null })],
    ["Enter too", ["enter"], ask({ do: "apply", run, paths: null })],
    ["what is left out is not written", [" ", "y"], ask({ do: "apply", run, paths: ["src/slugs.ts"] })],
    ["space takes it in again", [" ", " ", "y"], ask({ do: "apply", run, paths: null })],
    ["nothing marked is nothing to write", [" ", "n", " ", "y"], []],
    ["x declines when it is sure", ["x", "y"], ask({ do: "decline", run })],
    ["x does not when it is not", ["x", "n"], []],
  ])("%s", (_, keys, effects) => {
    expect(press(looking(), keys).effects).toStrictEqual(effects);
  });

  test("an answer is given once", () => {
    expect(press(looking(), ["y", "y", "x"]).effects).toHaveLength(1);
  });

  test("n and N go from file to file, and stop at the ends", () => {
    const files = [["n"], ["n", "n"], ["n", "N"], ["N"]].map((keys) => press(looking(), keys).state.file);
    expect(files).toStrictEqual([1, 1, 0, 0]);
  });

  test("a long diff is scrolled to its end and no further", () => {
    const after = Array.from({ length: 100 }, (_, at) => `line ${at + 1}\n`).join("");
    const { state } = press(looking([{ path: "a.ts", before: null, after }]), ["G", "j"]);
    const rows = textOf(acceptScreen.view(state, shared, small)).split("\n");
    expect(rows.at(-2)).toBe("  │ 100 + line 100");
    expect(press(state, ["g"]).state.top).toBe(0);
  });
});

describe("answers", () => {
  const written = [{ path: "a.ts", before: null, after: "x" }];

  test.each([
    [null, "written into the project; next: check, then commit"],
    [["src/slugs.ts"], "written in part: the verdict was for all files together, so check again"],
  ])("after apply of %o it goes back, and can be taken back", (paths, text) => {
    const event = {
      type: "answered",
      do: "apply",
      request: { do: "apply", run, paths },
      answer: { changes: written },
      now: 0,
    } as const;
    const step = acceptScreen.update(looking(), event, shared, small);
    expect(step.go).toStrictEqual({ to: "back" });
    expect(step.say).toStrictEqual({ text, tone: "plain" });
    expect(step.undoable).toStrictEqual({ what: "the accepted files", changes: written });
  });

  test("a refusal is shown, and one can answer again", () => {
    const asked = press(looking(), ["y"]).state;
    const event = {
      type: "refused",
      request: { do: "apply", run, paths: null },
      message: "files of the project changed since the run began",
      advice: ["src/slugify.ts"],
    } as const;
    const { state } = acceptScreen.update(asked, event, shared, small);
    const rows = textOf(acceptScreen.view(state, shared, small)).split("\n");
    expect(rows.slice(-3)).toStrictEqual([
      " ✗ files of the project changed since the run began",
      " src/slugify.ts",
      " y writes them   x declines   Esc lets it wait",
    ]);
    expect(press(state, ["y"]).effects).toHaveLength(1);
  });

  test("another run's answer is not ours", () => {
    const event = {
      type: "answered",
      do: "decline",
      request: { do: "decline", run: "r2" },
      answer: { changes: [] },
      now: 0,
    } as const;
    expect(acceptScreen.update(looking(), event, shared, small).go).toBeUndefined();
  });
});

describe("frames", () => {
  const frame = (state: AcceptState, size = small) => textOf(acceptScreen.view(state, shared, size));

  test("one file is written as one", () => {
    const rows = frame(looking(changes.slice(0, 1))).split("\n");
    expect(rows.at(-1)).toBe(" y writes it   x declines   Esc lets it wait");
  });

  test("60 by 12: the files above the diff", () => {
    expect(frame(looking())).toBe(
      [
        " ● Green: 2 files to be written",
        "› [x] src/slugify.ts +1 −1",
        "  [x] src/slugs.ts +3 −0",
        " src/slugify.ts",
        "  │ 1   a",
        "  │ 2   b",
        "  │ 3 - const x = 1;",
        "  │ 3 + const x = 2;",
        "  │ 4   d",
        "",
        "",
        " y writes them   x declines   Esc lets it wait",
      ].join("\n"),
    );
  });

  test("100 by 30: beside it; what is hidden in the code is written out", () => {
    const rows = frame(press(looking(), ["n", " "], large).state, large).split("\n");
    expect(rows.slice(0, 6)).toStrictEqual([
      " ● Green, 1 of 2 files: the verdict was for all of them",
      "  [x] src/slugify.ts +1 −1    │ src/slugs.ts  new",
      "› [ ] src/slugs.ts +3 −0      │  │ 1 + export class Slugs {",
      "                              │  │ 2 +   seen = 0;<U+202E>",
      "                              │  │ 3 + }",
      "",
    ]);
    expect(rows.at(-1)).toBe(" y writes 1; check again then   x declines   Esc lets it wait");
  });

  test("a proposal without files says that only the record is written", () => {
    expect(frame(looking([]))).toBe(
      [
        " Green, and no file is to be changed: the work was done in",
        " the project itself. To accept writes the lock's record",
        " alone, which says that the examples held.",
        "",
        " y writes it   x declines   Esc lets it wait",
      ].join("\n"),
    );
    expect(press(looking([]), ["y"]).effects).toStrictEqual(ask({ do: "apply", run, paths: null }));
  });

  test("a word that differs is marked in its line", () => {
    const lines = acceptScreen.view(looking(), shared, small);
    const bold = lines.flatMap((line) => line.filter((part) => part.bold === true));
    expect(bold.map(({ text, tone }) => [text, tone])).toStrictEqual([
      ["1", "removed"],
      ["2", "added"],
    ]);
  });

  test("no row is wider than the screen, whatever the files hold", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("\t日本語👩‍👩‍👧‍👦".repeat(30), "\u001b[2J\r\n\u0007x\r\n"),
    );
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 60, max: 130 }), (before, after, columns) => {
        const size = { columns, rows: 15 };
        const lines = acceptScreen.view(looking([{ path: `src/${after}.ts`, before, after }]), shared, size);
        expect(lines.length).toBeLessThanOrEqual(15);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 40 },
    );
  });
});

test("what would change is asked for as it is opened", () => {
  expect(acceptScreen.arrive({ at: "accept", run })).toStrictEqual({
    state: firstState(run),
    effects: ask({ do: "proposal", run }),
  });
});
