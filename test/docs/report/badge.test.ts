import { describe, expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import type { Report } from "../../../src/docs/report/report.ts";
import { diagnostic, report, requirement } from "./builders.ts";

const having = (...statuses: readonly Parameters<typeof requirement>[0][]) =>
  statuses.map((given) => requirement(given));

describe("the badge", () => {
  test.each<[string, Report, string]>([
    ["all hold", report(having({}, {}, { status: "manual" })), "3 hold"],
    ["one", report(having({})), "1 holds"],
    ["some are weak", report(having({}, { status: "weak" })), "1 of 2 hold"],
    ["one fails", report(having({}, { status: "fails" })), "1 of 2 open"],
    ["unbound and drifted", report(having({ status: "unbound" }, { status: "drifted" })), "2 of 2 open"],
    ["no requirement", report([]), "empty"],
    ["an error in a spec", report([], { outcome: "ambiguous", diagnostics: [diagnostic()] }), "unreadable"],
    ["compromised", report(having({}), { outcome: "compromised" }), "compromised"],
    ["cut short", report(having({}), { endedWhy: "killed" }), "unknown"],
  ])("%s", (_, given, words) => {
    const svg = writeReport("badge", given);
    expect(svg).toContain(`role="img" aria-label="spec: ${words}"`);
    expect(svg).toContain(`<title>spec: ${words}</title>`);
  });

  test("white has enough contrast on each of its colours", () => {
    const given = [having({}), having({ status: "weak" }), having({ status: "fails" }), []];
    const colours = given.flatMap((each) =>
      [...writeReport("badge", report(each)).matchAll(/fill="(#[0-9a-f]{3,6})"/g)].map(
        ([, colour = ""]) => colour,
      ),
    );
    const backgrounds = new Set(colours.filter((colour) => colour !== "#fff"));
    expect(backgrounds.size).toBe(5);
    for (const colour of backgrounds) expect(contrastWithWhite(colour)).toBeGreaterThan(4.5);
  });
});

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrastWithWhite(colour: string): number {
  const digits = colour.slice(1);
  const parts =
    digits.length === 3 ? Array.from(digits, (digit) => digit + digit) : (digits.match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = parts.map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}
