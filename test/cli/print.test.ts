import { describe, expect, test } from "vitest";
import { countDiagnostics, printDiagnostics } from "../../src/cli/print/diagnostics.ts";
import { printEnd } from "../../src/cli/print/run-end.ts";
import { createRunPrinter } from "../../src/cli/print/run-events.ts";
import { columns, count, oneLine } from "../../src/cli/print/words.ts";
import { emptyState } from "../../src/loop/state.ts";
import type { Diagnostic } from "../../src/spec/spec.ts";
import { place } from "../verdict/judge-plan.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";

const diagnostic: Diagnostic = {
  file: "specs/a.md",
  place: { ...place, line: 7, column: 3 },
  severity: "error",
  rule: "row-too-short",
  message: "the row has 2 cells, its header 3",
  expected: "as many cells as the header has",
  example: "| 1 | 2 | 3 |\n\n| 4 | 5 | 6 |",
};

describe("diagnostics", () => {
  test("place, what is wrong, what was expected and the right form, on standard error", () => {
    const { screen, out, err } = createMemoryScreen();
    printDiagnostics(screen, [diagnostic]);
    expect(out).toStrictEqual([]);
    expect(err).toStrictEqual([
      "error specs/a.md:7:3  the row has 2 cells, its header 3  row-too-short",
      "  expected: as many cells as the header has",
      "    | 1 | 2 | 3 |",
      "    | 4 | 5 | 6 |",
    ]);
  });

  test("the other place of a contradiction", () => {
    const { screen, err } = createMemoryScreen();
    printDiagnostics(screen, [{ ...diagnostic, related: { ...place, line: 9, column: 1 } }]);
    expect(err.at(-1)).toBe("  the other place: specs/a.md:9:1");
  });

  test.each<[Diagnostic["severity"][], string]>([
    [[], ""],
    [["error"], "1 error"],
    [["hint", "error", "warning", "error"], "2 errors, 1 warning, 1 hint"],
  ])("%j counted", (severities, words) => {
    expect(countDiagnostics(severities.map((severity) => ({ ...diagnostic, severity })))).toBe(words);
  });
});

test("what others say in a run takes no line of its own among ours", () => {
  const { screen, out, err } = createMemoryScreen();
  const theirs = "none\n\ngreen  All 6 examples hold.\rwrote src/a.ts\r\nnext";
  const printer = createRunPrinter(screen);
  printer.event({ type: "conflict-reported", requirement: null, lines: [1], reason: theirs }, emptyState);
  printer.event({ type: "edit-denied", call: "c", path: theirs, reason: theirs }, emptyState);
  printer.event({ type: "turn-failed", turn: 1, kind: "server", message: theirs }, emptyState);
  printer.live({ type: "retrying", attempt: 1, waitMs: 1, why: theirs });
  const end = { id: null, outcome: "ambiguous", waits: false, sandbox: null, state: null } as const;
  printEnd(screen, { ...end, why: theirs });
  const lines = [...out, ...err].join("\n").split(/[\r\n]/);
  expect(lines.filter((line) => /^\W*(green|wrote|next)/.test(line)).map((line) => line.slice(0, 4))).toEqual(
    Array<string>(18).fill("  │ "),
  );
});

describe("words", () => {
  test.each<[number, string]>([
    [0, "0 examples"],
    [1, "1 example"],
    [1234, "1,234 examples"],
  ])("%i", (number, words) => {
    expect(count(number, "example")).toBe(words);
  });

  test("columns line up, the last one is not padded", () => {
    expect(
      columns([
        ["a", "long one", "x"],
        ["bbb", "y", "zz"],
      ]),
    ).toStrictEqual(["a    long one  x", "bbb  y         zz"]);
  });

  test.each([
    ["short", 10, "short"],
    ["a\n  b\tc", 10, "a b c"],
    ["0123456789", 10, "0123456789"],
    ["0123456789x", 10, "012345678…"],
  ])("%j in %i columns", (text, width, line) => {
    expect(oneLine(text, width)).toBe(line);
  });
});
