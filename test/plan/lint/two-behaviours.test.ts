import { describe, expect, test } from "vitest";
import { marked, told } from "./linting.ts";

const under = (line: string) => `## Requirement: Totals\n\n${line}\n`;

describe("two behaviours in one line", () => {
  test.each([
    ["The cart MUST refuse the item and log a warning.", "and log"],
    ["The cart MUST show the total, and it SHALL print a receipt.", "and it SHALL"],
    ["The cart SHALL reject `n < 0` and exit with status 2.", "and exit"],
    ["The cart MUST show an error or return an empty list.", "or return"],
  ])("%s", (line, joint) => {
    expect(marked("two-behaviours", under(line))).toStrictEqual([joint]);
  });

  test.each([
    "The cart MUST read and parse the file.",
    "The cart MUST show the name and the price of every item.",
    "The cart MUST NOT drop an item or return an empty list.",
    "The cart MUST refuse whoever attempts to edit or delete an item.",
    "The cart MUST accept `a` and `b`.",
    'The cart MUST print "stop and return".',
    "The cart adds items and returns a total.",
  ])("not: %s", (line) => {
    expect(marked("two-behaviours", under(line))).toStrictEqual([]);
  });

  test.each([
    ["- **THEN** the system logs a warning and returns null", "and returns"],
    ["- **THEN** a warning is logged and the field is left out", "and the field"],
  ])("in a scenario's step: %s", (step, joint) => {
    const scenario = `#### Scenario: reads\n\n- **WHEN** the file is read\n${step}\n`;
    expect(marked("two-behaviours", `### Requirement: Reads\n\n${scenario}`)).toStrictEqual([joint]);
  });

  test("names the second one", () => {
    expect(told("two-behaviours", under("The cart MUST refuse the item and log a warning."))).toStrictEqual([
      [3, "this line says two behaviours; the second: “and log a warning”"],
    ]);
  });
});
