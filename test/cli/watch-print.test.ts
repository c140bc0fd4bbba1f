import { describe, expect, test } from "vitest";
import type { StatusChange, WatchEvent } from "../../src/app/watch/events.ts";
import { createWatchPrinter } from "../../src/cli/print/watch.ts";
import { countStatuses } from "../../src/verdict/statuses.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../src/verdict/statuses.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";

const noHoldOuts = "The examples are all visible to whoever edits here: there are no hold-outs. Ctrl-C ends.";

const example = (more: Partial<ExampleStatus> = {}): ExampleStatus => ({
  id: "a/r/sentence-1",
  kind: "sentence",
  line: 8,
  title: "f(1) is 2",
  status: "fails",
  reason: "assertion",
  message: "another value",
  expected: "2",
  actual: "3",
  ...more,
});
const requirement = (status: Status, examples: readonly ExampleStatus[] = []): RequirementStatus => ({
  id: "a/r",
  spec: "specs/a.md",
  line: 6,
  title: "Adds",
  status,
  examples,
});
const checked = (changes: readonly StatusChange[], more: Partial<WatchEvent> = {}): WatchEvent =>
  ({
    type: "checked",
    specs: ["specs/a.md"],
    outcome: "red",
    endedWhy: "",
    changes,
    summary: countStatuses(changes.map(({ now }) => now)),
    holdOuts: "visible",
    ...more,
  }) as WatchEvent;
const changed = (paths: readonly string[], specs: readonly string[] = ["specs/a.md"]): WatchEvent => ({
  type: "changed",
  paths,
  specs,
  diagnostics: [],
});

describe("where nobody sits, a line an event", () => {
  test.each<[what: string, event: WatchEvent, lines: readonly string[]]>([
    [
      "it begins",
      { type: "watching", specs: 2, url: "http://127.0.0.1:4711/" },
      ["greenbar watch  2 specs  http://127.0.0.1:4711/", noHoldOuts],
    ],
    [
      "it begins without a site",
      { type: "watching", specs: 1, url: null },
      ["greenbar watch  1 spec", noHoldOuts],
    ],
    ["one file", changed(["src/a.ts"]), ["src/a.ts → specs/a.md"]],
    ["two files", changed(["src/a.ts", "src/b.ts"]), ["src/a.ts, src/b.ts → specs/a.md"]],
    ["many files", changed(["1", "2", "3"], ["x", "y", "z"]), ["1 and 2 more → x and 2 more"]],
    ["the beginning", changed([], ["x", "y"]), ["x, y"]],
    [
      "a spec that cannot be compiled",
      {
        ...changed(["specs/a.md"], []),
        diagnostics: [
          {
            file: "specs/a.md",
            place: { line: 8, column: 3, endLine: 8, endColumn: 6, offset: 0, endOffset: 3 },
            severity: "error",
            rule: "cell-empty",
            message: "the cell is empty",
            expected: "a value",
            example: "",
          },
        ],
      } as WatchEvent,
      ["specs/a.md → nothing can be checked", "error specs/a.md:8:3  the cell is empty; expected: a value"],
    ],
    ["nothing can be checked", changed(["specs/a.md"], []), ["specs/a.md → nothing can be checked"]],
    [
      "a requirement holds again",
      checked([{ before: "fails", now: requirement("holds") }]),
      ["✓ Adds  specs/a.md:6  holds, was fails", "█  1 holds"],
    ],
    [
      "one fails, with what came instead, further in than its requirement",
      checked([{ before: "holds", now: requirement("fails", [example()]) }]),
      ["✗ Adds  specs/a.md:6  fails, was holds", "    :8  expected 2, actual 3", "▒  1 fails"],
    ],
    [
      "one that fails in another way",
      checked([
        { before: "fails", now: requirement("fails", [example({ expected: null, message: "it threw" })]) },
      ]),
      ["✗ Adds  specs/a.md:6  fails", "    :8  it threw", "▒  1 fails"],
    ],
    [
      "Vitest broke off",
      checked([], { endedWhy: "it ran out of time" }),
      ["Vitest did not go to its end: it ran out of time", "no requirement yet"],
    ],
    [
      "the code deceives",
      checked([], { outcome: "compromised" }),
      ["The judge calls wrong, twice, what the suite calls passed: read the code.", "no requirement yet"],
    ],
    [
      "something stands in the way",
      { type: "problem", message: "package.json is no JSON", advice: ["mend it"] },
      ["error package.json is no JSON", "  mend it"],
    ],
  ])("%s", (_, event, lines) => {
    const { screen, out } = createMemoryScreen();
    createWatchPrinter(screen, null)(event);
    expect(out).toStrictEqual(lines);
  });

  test("of very many changes the first are told, and how many there are", () => {
    const { screen, out } = createMemoryScreen();
    createWatchPrinter(
      screen,
      null,
    )(checked(Array.from({ length: 30 }, () => ({ before: "fails" as const, now: requirement("holds") }))));
    expect(out).toHaveLength(14);
    expect(out[12]).toBe("… and 18 more");
  });
});

describe("at a terminal, a screenful", () => {
  function atTerminal() {
    const { screen, out } = createMemoryScreen();
    const tell = createWatchPrinter(screen, () => out.splice(0));
    tell({ type: "watching", specs: 1, url: null });
    return { tell, out };
  }

  test("while a check goes on, what was known stands", () => {
    const { tell, out } = atTerminal();
    tell(changed([]));
    tell(checked([{ before: null, now: requirement("fails", [example()]) }]));
    tell(changed(["src/a.ts"]));
    expect(out).toStrictEqual([
      "greenbar watch  1 spec",
      "",
      "src/a.ts → specs/a.md",
      "▒  1 fails",
      "",
      noHoldOuts,
    ]);
  });

  test("a problem stands above what was known, and goes with the next check", () => {
    const { tell, out } = atTerminal();
    tell(checked([{ before: null, now: requirement("holds") }]));
    tell({ type: "problem", message: "no", advice: [] });
    expect(out.slice(2, -2)).toStrictEqual(["error no", "█  1 holds"]);
    tell(checked([]));
    expect(out.join("\n")).not.toContain("error");
  });
});
