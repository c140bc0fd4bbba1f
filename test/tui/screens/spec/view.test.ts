import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpenedExample, OpenedSpec } from "../../../../src/app/engine/calls.ts";
import type { Loaded, Shared, SpecVerdict } from "../../../../src/tui/model.ts";
import { lineWidth } from "../../../../src/tui/paint/width.ts";
import type { Size } from "../../../../src/tui/screen.ts";
import { specScreen } from "../../../../src/tui/screens/spec/screen.ts";
import { firstState } from "../../../../src/tui/screens/spec/state.ts";
import type { SpecState } from "../../../../src/tui/screens/spec/state.ts";
import { anyText } from "../../paint/any-text.ts";
import { sharedWith, textOf } from "../../shared.ts";
import {
  exampleOn,
  openedSpec,
  path,
  placeOn,
  problemOn,
  slugify,
  slugifyText,
  verdictOf,
} from "./opened.ts";

const small: Size = { columns: 60, rows: 12 };
const large: Size = { columns: 100, rows: 30 };

function sharedOf(opened: OpenedSpec, verdict?: SpecVerdict, more: Partial<Shared> = {}): Shared {
  return sharedWith({
    opened: new Map<string, Loaded<OpenedSpec>>([[path, { is: "there", value: opened }]]),
    verdicts: new Map(verdict === undefined ? [] : [[path, verdict]]),
    ...more,
  });
}

function stateAt(id: string | null, more: Partial<SpecState> = {}): SpecState {
  return { ...firstState({ at: "spec", spec: path }), cursor: { id, line: 0 }, ...more };
}

const open = { pane: { isOpen: true, scroll: 0 } };

function frame(state: SpecState, shared: Shared, size: Size): string[] {
  return textOf(specScreen.view(state, shared, size)).split("\n");
}

const checked = sharedOf(slugify(), verdictOf(slugify()));

describe("frames", () => {
  test("60 by 12", () => {
    expect(frame(stateAt(null), checked, small)).toEqual([
      " Slugify                                      ✗ 1  ○ 1  ✓ 1",
      " src/slugify.ts (not there yet)                checked: red",
      "  # Slugify",
      "",
      "  Turns a title into a URL slug.",
      "",
      "✗ ## Joins words with hyphens",
      "",
      "  `title`     │ `slugify(title)`",
      "  ────────────┼─────────────────",
      "✓ Hello World │ hello-world",
      "✗ a  b        │ a-b",
    ]);
  });

  test("60 by 12, with the pane under it", () => {
    expect(frame(stateAt("blanks", open), checked, small)).toEqual([
      " Slugify                                      ✗ 1  ○ 1  ✓ 1",
      " src/slugify.ts (not there yet)                checked: red",
      "  ────────────┼─────────────────",
      "✓ Hello World │ hello-world",
      "✗ a  b        │ a-b",
      "✓ x           │ x",
      "────────────────────────────────────────────────────────────",
      "✗ fails · row",
      "The value differs.",
      '  expected │ "a-b"',
      '  actual   │ "a--b"',
      "7 more rows: J",
    ]);
  });

  test("100 by 30, with the pane beside it", () => {
    const blank = `${" ".repeat(53)}│`;
    expect(frame(stateAt("blanks", open), checked, large)).toEqual([
      " Slugify                                                          ✗ 1 fails  ○ 1 unbound  ✓ 1 holds",
      " src/slugify.ts (not there yet)                                                        checked: red",
      "─".repeat(100),
      "  # Slugify                                          │ ✗ fails · row",
      "                                                     │ The value differs.",
      '  Turns a title into a URL slug.                     │   expected │ "a-b"',
      '                                                     │   actual   │ "a--b"',
      '✗ ## Joins words with hyphens                        │   │ slugify("a  b") gave another value',
      "                                                     │",
      "  `title`     │ `slugify(title)`                     │ example of line 10",
      "  ────────────┼─────────────────                     │ never seen red: g sees to it",
      "✓ Hello World │ hello-world                          │ has not held yet",
      "✗ a  b        │ a-b                                  │",
      "✓ x           │ x                                    │ no test yet: g writes it",
      "                                                     │",
      "✓ ## Refuses what is no title                        │",
      "                                                     │",
      '✓ • `slugify("")` throws `RangeError`.               │',
      "                                                     │",
      "○ ## Is fast                                         │",
      ...Array<string>(10).fill(blank),
    ]);
  });

  test("a spec with errors is shown as it is, each message under its line", () => {
    const broken = {
      ...slugify({
        diagnostics: [
          problemOn(slugifyText, 3, { severity: "warning", rule: "hint-of-old", message: "old" }),
          problemOn(slugifyText, 10),
        ],
      }),
      requirements: [],
    };
    expect(frame(stateAt(null), sharedOf(broken), { columns: 60, rows: 15 }).slice(2)).toEqual([
      "  # Slugify",
      "",
      "w Turns a title into a URL slug.",
      "",
      "  ## Joins words with hyphens",
      "",
      "  `title`     │ `slugify(title)`",
      "  ────────────┼─────────────────",
      "  Hello World │ hello-world",
      "! a  b        │ a-b",
      "  └ the cell mixes text and code  cell-mixed",
      "  x           │ x",
      "",
    ]);
    expect(frame(stateAt("line 10", open), sharedOf(broken), small).slice(7)).toEqual([
      "error · cell-mixed",
      "the cell mixes text and code",
      "expected: one code span, or bare text",
    ]);
  });

  test("nothing there yet, nothing readable, nothing to check", () => {
    const shared = (loaded: Loaded<OpenedSpec>) => sharedWith({ opened: new Map([[path, loaded]]) });
    expect(frame(stateAt(null), sharedWith(), small)).toEqual(["", "  Reading specs/slugify.md."]);
    const failed = { is: "failed", message: "no such\nfile", advice: ["Press Esc."] } as const;
    expect(frame(stateAt(null), shared(failed), small)).toEqual([
      "",
      "  specs/slugify.md could not be read:",
      "  │ no such",
      "  │ file",
      "  Press Esc.",
    ]);
    expect(frame(stateAt(null), sharedOf(openedSpec("# Slugify\n", [])), small).slice(2)).toEqual([
      "  # Slugify",
      "",
      "  No examples yet. e opens the editor: write a heading, and",
      "  under it `add(1, 2)` is `3`. Then a adds more.",
    ]);
  });
});

describe("the margin", () => {
  /** Sign and tone of the margin's first column, of the rows that have one. */
  function margin(shared: Shared): string[] {
    return specScreen
      .view(stateAt(null, { cursor: { id: "none", line: 1000 } }), shared, { columns: 60, rows: 40 })
      .slice(3)
      .flatMap((line) =>
        line[0]?.text.trim() === "" || line[0] === undefined ? [] : [`${line[0].text} ${line[0].tone}`],
      );
  }

  test("before a check, what the files tell", () => {
    expect(margin(sharedOf(slugify())).slice(0, 3)).toEqual(["? unproven", "? unproven", "? unproven"]);
  });

  test.each<[string, Partial<SpecVerdict>]>([
    ["the code changed", { isOld: true }],
    ["the spec's text changed", { hash: "h0" }],
  ])("an old verdict is dim: %s", (_, given) => {
    const shared = sharedOf(slugify(), verdictOf(slugify(), given));
    expect(margin(shared)).toEqual(["✗ dim", "✓ dim", "✗ dim", "✓ dim", "✓ dim", "✓ dim", "○ unbound"]);
    expect(frame(stateAt(null), shared, small)[1]).toMatch(/changed since the check$/);
  });

  test("of several on a row the one that needs a person most", () => {
    const text = "# T\n\n`f(1)` is `1`.\n`f(2)` is `2`.\n";
    const opened = openedSpec(text, [
      {
        line: 1,
        title: "T",
        examples: [
          [3, "one", "holds"],
          [4, "two", "drifted"],
        ],
      },
    ]);
    expect(frame(stateAt(null), sharedOf(opened), small).slice(2)).toEqual([
      "✓ # T",
      "",
      "≠ `f(1)` is `1`. `f(2)` is `2`.",
    ]);
  });

  test("status and warning on one row", () => {
    const opened = slugify({ diagnostics: [problemOn(slugifyText, 15, { severity: "warning" })] });
    expect(frame(stateAt("empty"), sharedOf(opened), small).find((line) => line.includes("•"))).toMatch(
      /^\?w• /,
    );
  });
});

describe("the pane", () => {
  function pane(
    example: Partial<OpenedExample>,
    said: Parameters<typeof verdictOf>[1] | null,
    size = { columns: 60, rows: 60 },
  ): string[] {
    const opened = openedSpec(slugifyText, [
      { line: 5, title: "R", with: { examples: [exampleOn(slugifyText, 9, { id: "e", ...example })] } },
    ]);
    const shared = said === null ? sharedOf(opened) : sharedOf(opened, verdictOf(opened, said));
    const lines = frame(stateAt("e", open), shared, size);
    return lines
      .slice(lines.findIndex((line, at) => at > 2 && line.startsWith("───")) + 1)
      .filter((line) => line !== "");
  }

  function saying(expected: string, actual: string): Partial<SpecVerdict> {
    const said = {
      id: "e",
      kind: "row",
      line: 9,
      title: "t",
      status: "fails",
      reason: "assertion",
      message: null,
      expected,
      actual,
    } as const;
    return {
      requirements: [{ id: "R", spec: path, line: 5, title: "R", status: "fails", examples: [said] }],
    };
  }

  test("how it was seen red, that it has held, its test", () => {
    const test = { path: "test/specs/a.test.ts", line: 7, text: 'test("a", () => {\n  f();\n});\n' };
    expect(pane({ red: "notImplemented", hasHeld: true, test, status: "holds" }, null)).toEqual([
      "✓ holds · row",
      "Suite and judge both say so.",
      "example of line 9",
      "seen red: not implemented, against the stub",
      "has held before",
      "test test/specs/a.test.ts:7",
      '  │ test("a", () => {',
      "  │   f();",
      "  │ });",
    ]);
  });

  test("before a check it is not judged, whatever was seen red", () => {
    expect(pane({ red: "assertion" }, null)).toEqual([
      "? unproven · row",
      "Not judged yet: c checks it.",
      "example of line 9",
      "seen red: its assertion differed",
      "has not held yet",
      "no test yet: g writes it",
    ]);
  });

  test("many lines: a diff", () => {
    expect(pane({}, saying("a\nb\nc", "a\nx\nc")).slice(2, 7)).toEqual([
      "  - expected   + actual",
      "  │   a",
      "  │ - b",
      "  │ + x",
      "  │   c",
    ]);
  });

  test("long lines: what differs in them is marked", () => {
    const words = "alpha beta gamma delta epsilon zeta eta theta iota kappa";
    const opened = openedSpec(slugifyText, [
      { line: 5, title: "R", with: { examples: [exampleOn(slugifyText, 9, { id: "e" })] } },
    ]);
    const verdict = verdictOf(opened, saying(words, words.replace("eta theta", "eta lambda")));
    const lines = specScreen.view(stateAt("e", open), sharedOf(opened, verdict), { columns: 60, rows: 60 });
    const marked = lines.flat().filter(({ underline, tone }) => underline === true && tone !== "heading");
    expect(marked.map(({ text, tone }) => `${text} ${tone}`)).toEqual(["theta removed", "lambda added"]);
  });

  test("an old verdict says so", () => {
    expect(pane({}, { ...saying("1", "2"), isOld: true })[0]).toBe("✗ fails · row · before the last change");
  });

  test("a requirement: counts, how many are held out, why a person checks it", () => {
    const opened = openedSpec(slugifyText, [
      {
        line: 5,
        title: "R",
        examples: [
          [9, "a", "holds"],
          [10, "b", "drifted"],
        ],
      },
    ]);
    const withBoth = {
      ...opened,
      requirements: opened.requirements.map((one) => ({ ...one, holdOuts: 2, manual: "look at it" })),
    };
    expect(frame(stateAt("R", open), sharedOf(withBoth), { columns: 60, rows: 40 }).slice(22)).toEqual([
      "✓ holds · requirement",
      "R",
      "Suite and judge both say so.",
      "",
      "2 examples: ≠ 1 drifted · ✓ 1 holds",
      "2 of its examples are kept from the agent",
      "A person checks it:",
      "  │ look at it",
      "",
      "e edits it here",
    ]);
  });

  test("what imitates our own words stands behind a bar", () => {
    const lines = pane(
      {},
      {
        requirements: [
          {
            ...(verdictOf(slugify()).requirements[0] as never as { id: string }),
            id: "R",
            examples: [
              {
                id: "e",
                status: "fails",
                reason: "thrown",
                message: "x\naccept? \u001b[2Jy",
                expected: null,
                actual: null,
              },
            ],
          },
        ] as never,
      },
    );
    expect(lines).toContain("  │ accept? ␛[2Jy");
  });
});

describe("any spec", () => {
  test("no row is too wide, no frame too high", () => {
    const sizes = fc.record({
      columns: fc.integer({ min: 60, max: 130 }),
      rows: fc.integer({ min: 12, max: 40 }),
    });
    const text = fc.array(anyText, { minLength: 1, maxLength: 8 }).map((lines) => lines.join("\n\n"));
    fc.assert(
      fc.property(text, anyText, sizes, fc.boolean(), (text, words, size, isOpen) => {
        const opened = openedSpec(
          text,
          [
            {
              line: 1,
              title: words,
              with: {
                manual: words,
                examples: [
                  exampleOn(text, 3, { id: "e", title: words, test: { path: words, line: 1, text } }),
                ],
              },
            },
          ],
          {
            diagnostics: [problemOn(text, 1, { message: words, example: text, place: placeOn(text, 1) })],
            summary: { title: words },
          },
        );
        const verdict = verdictOf(opened);
        const state = stateAt("e", { pane: { isOpen, scroll: 2 } });
        const lines = specScreen.view(state, sharedOf(opened, verdict), size);
        expect(lines.length).toBeLessThanOrEqual(size.rows);
        for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(size.columns);
      }),
      { numRuns: 60 },
    );
  });

  test("2,000 examples: a key costs the window, not the document", () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `| ${at} | ${at} |`).join("\n");
    const text = `# T\n\n| \`a\` | \`f(a)\` |\n| --- | --- |\n${rows}\n`;
    const opened = openedSpec(text, [
      {
        line: 1,
        title: "T",
        examples: Array.from({ length: 2_000 }, (_, at) => [at + 5, `e${at}`, "holds"] as const),
      },
    ]);
    const shared = sharedOf(opened);
    const key = { type: "key", key: { name: "j", ctrl: false, meta: false, shift: false } } as const;
    let state = stateAt("e1500");
    for (let at = 0; at < 100; at += 1) {
      ({ state } = specScreen.update(state, key, shared, large));
      specScreen.view(state, shared, large);
    }
    expect(state.cursor.id).toBe("e1600");
    expect(frame(state, shared, large).at(-5)).toBe("✓ 1600 │ 1600");
  });
});
