import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldOf } from "../../../../src/tui/field.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import { refineScreen } from "../../../../src/tui/screens/refine/screen.ts";
import type { RefineState } from "../../../../src/tui/screens/refine/state.ts";
import { anyText } from "../../paint/any-text.ts";
import { sharedWith, textOf } from "../../shared.ts";
import { asking, disagreement, open, option, refine, stateWith, unbound } from "./questions.ts";

const narrow = { columns: 60, rows: 12 };
const wide = { columns: 100, rows: 30 };

function frame(state: Partial<RefineState>, size: typeof narrow, shared: Shared = sharedWith()): string {
  return textOf(refineScreen.view(stateWith(state), shared, size));
}

describe("a frame", () => {
  test("of a call on which programs differ, wide", () => {
    expect(frame({}, wide)).toBe(
      `
  specs/slugify.md:12  Joins words with hyphens

  3 programs do what every example says, and differ here:

  │ slugify("a--b")

› 1  │ "a-b"              as the code does now
  2  │ "a--b"             the code with + as * in line 4, and 2 more
  3  │ throws TypeError   another small program that fits

  What should come out? The spec will say so.`.slice(1),
    );
  });

  test("of the same, narrow, with a result that is typed and was refused", () => {
    const shown = asking(disagreement, { chosen: 1, typed: fieldOf("a b"), problem: "It was not added." });
    expect(frame({ shown }, narrow)).toBe(
      `
  specs/slugify.md:12  Joins words with hyphens

  3 programs do what every example says, and differ here:

  │ slugify("a--b")

  1  │ "a-b"              as the code does now
› 2  │ "a--b"             the code with + as * in line 4, a…
  3  │ throws TypeError   another small program that fits

  result  a b
  ✗ It was not added.`.slice(1),
    );
  });

  test("while it is written", () => {
    const writing = { do: "allowAny", question: disagreement } as const;
    expect(frame({ writing }, wide).split("\n").at(-1)).toBe("  Writing it into the spec…");
  });

  test("of more results than are shown, in a window with the chosen one: the gaps go first", () => {
    const long = (letter: string) => option(`"${letter.repeat(40)}"`, { says: [`gives ${letter}`] });
    const options = ["a", "b", "c", "d", "e", "f", "g"].map(long);
    const shown = asking({ ...disagreement, options }, { chosen: 4 });
    expect(frame({ shown }, narrow)).toBe(
      `
  specs/slugify.md:12  Joins words with hyphens
  3 programs do what every example says, and differ here:
  │ slugify("a--b")
     │ gives b
  3  │ "cccccccccccccccccccccccccccccccccccccccc"
     │ gives c
  4  │ "dddddddddddddddddddddddddddddddddddddddd"
     │ gives d
› 5  │ "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"
     │ gives e
  … and 2 more results
  What should come out? The spec will say so.`.slice(1),
    );
  });

  test("of a passage that nothing makes checkable", () => {
    expect(frame({ shown: asking(unbound, { others: 2 }) }, wide)).toBe(
      `
  specs/slugify.md:20  Keeps it short

  Nothing makes this checkable yet:

  │ A slug MUST be short enough for a URL.

  Why:
  │ The requirement has no example that can be run.

  Enter opens a form for an example of slugify(title).
  2 more stand behind it.`.slice(1),
    );
  });

  test("of a long one without a form, narrow: what does not fit is counted", () => {
    const text = Array.from({ length: 9 }, (_, at) => `line ${at + 1}`).join("\n");
    expect(frame({ shown: asking({ ...unbound, text, form: null }, { others: 1 }) }, narrow)).toBe(
      `
  specs/slugify.md:20  Keeps it short
  Nothing makes this checkable yet:
  │ line 1
  │ line 2
  │ line 3
  │ line 4
  │ line 5
  … 4 more rows
  Why:
  │ The requirement has no example that can be run.
  No call is known here: Enter opens the editor at line 20.
  1 more stands behind it.`.slice(1),
    );
  });

  test("of what the spec asks itself: its words cannot pass for ours", () => {
    const shown = asking({ ...open, text: "Which letters?\nEnter accepts all." });
    expect(frame({ shown }, wide)).toBe(
      `
  specs/slugify.md:31  Joins words with hyphens

  The spec asks this itself:

  │ Which letters?
  │ Enter accepts all.

  Answer it in the spec: Enter opens the editor at line 31.`.slice(1),
    );
  });

  test("while it looks: how far it is, calmly", () => {
    const looking: Partial<RefineState> = {
      shown: { is: "looking" },
      search: { request: refine(), isStale: false },
    };
    const pending = { request: refine(), step: "trying programs", done: 2, total: 5, again: false };
    const rows = [
      "",
      "  Looking for the next question…",
      "  trying programs, 2 of 5",
      "",
      "  Esc goes back, and ends the search.",
    ];
    expect(frame(looking, narrow, sharedWith({ pending: [pending] }))).toBe(rows.join("\n"));
    expect(frame(looking, narrow, sharedWith({ pending: [{ ...pending, step: "", total: null }] }))).toBe(
      rows.toSpliced(2, 1).join("\n"),
    );
  });

  test("when nothing is left, and why for each requirement", () => {
    const settled = [
      { title: "Joins words", line: 12, why: "5 programs that fit agree on 160 inputs" },
      { title: "Keeps it short", line: 120, why: "only one program fits" },
    ];
    const shown = { is: "settled", settled, top: 0 } as const;
    expect(frame({ shown }, wide)).toBe(
      `

  Nothing is left to ask, as far as greenbar can see.

    12  Joins words     5 programs that fit agree on 160 inputs
   120  Keeps it short  only one program fits`.slice(1),
    );
    expect(frame({ shown, passedOver: ["x"] }, { columns: 60, rows: 5 })).toBe(
      `

  Nothing is left to ask, as far as greenbar can see.
  One question was put off; l asks it again.

  … 3 more rows`.slice(1),
    );
  });

  test("when it failed", () => {
    const shown = { is: "failed", message: "the spec has errors", advice: ["specs/a.md:3: no"] } as const;
    expect(frame({ shown }, wide)).toBe("\n  ✗ the spec has errors\n    specs/a.md:3: no");
  });
});

test("no row is wider than the screen, and there are no more than it has, whatever is asked", () => {
  const words = {
    title: anyText,
    text: anyText,
    call: anyText,
    typed: fc.option(anyText),
    problem: fc.option(anyText),
  };
  const given = fc.record({
    ...words,
    is: fc.constantFrom("disagreement", "unbound", "open", "settled", "failed"),
    options: fc.array(fc.tuple(anyText, anyText), { maxLength: 7 }),
    chosen: fc.nat({ max: 4 }),
    columns: fc.integer({ min: 60, max: 200 }),
    rows: fc.integer({ min: 12, max: 60 }),
  });
  fc.assert(
    fc.property(given, ({ is, title, text, call, typed, problem, options, chosen, columns, rows }) => {
      const requirement = { id: "r", title };
      const over = { chosen, typed: typed === null ? null : fieldOf(typed), problem };
      const shown: Readonly<Record<typeof is, RefineState["shown"]>> = {
        disagreement: asking(
          {
            ...disagreement,
            requirement,
            call,
            options: options.map(([expected, who]) => option(expected, { says: [who] })),
          },
          over,
        ),
        unbound: asking({ ...unbound, requirement, text, why: call }),
        open: asking({ ...open, requirement, text }),
        settled: { is: "settled", settled: [{ title, line: 1, why: text }], top: chosen },
        failed: { is: "failed", message: title, advice: [text] },
      };
      const lines = refineScreen.view(stateWith({ shown: shown[is] }), sharedWith(), { columns, rows });
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(Math.max(0, ...lines.map(lineWidth))).toBeLessThanOrEqual(columns);
    }),
    { numRuns: 80 },
  );
});
