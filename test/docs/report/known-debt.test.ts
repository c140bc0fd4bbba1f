import { describe, expect, test } from "vitest";
import { findingsOf } from "../../../src/docs/report/findings.ts";
import { writeReport } from "../../../src/docs/report/formats.ts";
import { isGreen, outcomeWords } from "../../../src/docs/report/headline.ts";
import { failing, report, requirement } from "./builders.ts";

const old = requirement({ id: "a/old", examples: [failing({ id: "a/old/row-1", title: "an old one" })] });
const fresh = requirement({
  id: "a/fresh",
  examples: [failing({ id: "a/fresh/row-1", title: "a new one" })],
});

describe("what a baseline knows of", () => {
  const known = report([old], { debt: { known: ["a/old"], isWorse: false } });

  test("is a note, and the check is no worse", () => {
    expect(findingsOf(known).map(({ severity }) => severity)).toStrictEqual(["note"]);
    expect(isGreen(known)).toBe(true);
    expect(outcomeWords(known)).toBe("no worse");
  });

  test("is skipped in JUnit, and fails nothing", () => {
    const xml = writeReport("junit", known);
    expect(xml).toContain('tests="1" failures="0" errors="0"');
    expect(xml).toContain("<skipped>");
  });

  test("is a notice on GitHub, with no error beside it", () => {
    const lines = writeReport("github", known).trimEnd().split("\n");
    expect(lines.map((line) => line.slice(0, 9))).toStrictEqual(["::notice "]);
  });

  test("does not hide what is new", () => {
    const worse = report([old, fresh], { debt: { known: ["a/old"], isWorse: true } });
    expect(findingsOf(worse).map(({ severity, title }) => [severity, title])).toStrictEqual([
      ["note", "an old one"],
      ["error", "a new one"],
    ]);
    expect(isGreen(worse)).toBe(false);
    expect(writeReport("junit", worse)).toContain('tests="2" failures="1" errors="0"');
    expect(writeReport("markdown", worse)).toContain("❌ greenbar: red");
  });
});

test.each(["compromised", "flaky", "infra"] as const)(
  "a check that is %s is not green for a baseline's sake",
  (outcome) => {
    expect(isGreen(report([old], { outcome, debt: { known: ["a/old"], isWorse: false } }))).toBe(false);
  },
);
