import * as fc from "fast-check";
import { expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import { diagnostic, failing, report, requirement, saying } from "./builders.ts";
import { hostileText } from "./hostile.ts";

// The pattern of docs/reports.md for VS Code.
const line = /^(.+?):(\d+):(\d+): (error|warning|note): (.*) \[([\w-]+)\]$/;

test("one line a problem", () => {
  const given = report([requirement({ examples: [failing()] })], {
    diagnostics: [diagnostic({ severity: "hint" })],
  });
  expect(writeReport("problems", given)).toBe(
    "specs/a.md:7:3: note: the row has 2 cells, its header 3 expected: as many cells as the header has [row-too-short]\n" +
      "specs/a.md:12:1: error: add(1, 2) → 3: expected 3 actual 4 [fails]\n",
  );
});

test("nothing of what holds", () => {
  expect(writeReport("problems", report([requirement()]))).toBe("");
});

test("whatever the text, each problem is one line that the matcher reads", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const lines = writeReport("problems", saying(text)).split("\n").slice(0, -1);
      const read = lines.map((each) => line.exec(each)?.slice(1, 5));
      expect(read).toStrictEqual([
        ["specs/a.md", "7", "3", "error"],
        ["specs/a.md", "7", "3", "note"],
        ["specs/a.md", "12", "1", "error"],
        ["specs/a.md", "13", "1", "error"],
        ["specs/a.md", "14", "1", "note"],
      ]);
    }),
    { numRuns: 300 },
  );
});
