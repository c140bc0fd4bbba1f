import { describe, expect, test } from "vitest";
import { told } from "./linting.ts";

const lines = (markdown: string) => told("no-outcome", markdown).map(([line]) => line);

describe("a sentence without an outcome", () => {
  test.each([
    "The cart MUST handle unknown items.",
    "WHEN the net is down THEN the cart SHALL gracefully handle it.",
    "The cart SHALL be able to support discounts.",
    "The cart MUST process them as a batch.",
  ])("%s", (line) => {
    expect(lines(`## Requirement: Totals\n\n${line}\n`)).toStrictEqual([3]);
  });

  test.each([
    ["says what comes out", "The cart MUST handle unknown items by leaving them out."],
    ["says it in code", "The cart MUST support `--json`."],
    ["says it in numbers", "The cart MUST support 20 items."],
    ["has a verb that is seen", "The cart MUST handle unknown items and show a warning."],
    ["does not bind", "The cart handles unknown items."],
  ])("not where it %s", (_, line) => {
    expect(lines(`## Requirement: Totals\n\n${line}\n`)).toStrictEqual([]);
  });

  test("not where an example or a scenario shows it", () => {
    const line = "The cart MUST handle unknown items.";
    expect(lines(`## Totals\n\n${line}\n\n- \`total(["?"])\` is \`0\`.\n`)).toStrictEqual([]);
    const scenario = "#### Scenario: unknown\n\n- **WHEN** an item is unknown\n- **THEN** the total is 0\n";
    expect(lines(`### Requirement: Totals\n\n${line}\n\n${scenario}`)).toStrictEqual([]);
  });

  test("a step that only says that something happens", () => {
    const scenario =
      "#### Scenario: pays\n\n- **WHEN** a card is shown\n- **THEN** the cart processes the payment\n";
    expect(lines(`### Requirement: Pays\n\n${scenario}`)).toStrictEqual([6]);
  });
});
