import { describe, expect, test } from "vitest";
import { told } from "./linting.ts";

const overlaps = (markdown: string) => told("requirements-overlap", markdown);

describe("two requirements", () => {
  const two = (one: string, other: string) =>
    overlaps(`## Requirement: One\n\n${one}\n\n## Requirement: Two\n\n${other}\n`);

  test.each([
    ["The cart MUST refuse a negative price.", "A cart shall refuse negative price"],
    ["The cart MUST refuse `-1` as a price.", "The cart MUST refuse `-1` as a price."],
    ["FR-001: The cart MUST refuse a negative price.", "FR-002: The cart MUST refuse a negative price."],
  ])("say the same: %s / %s", (one, other) => {
    const second = /MUST|SHALL/.test(other) ? other : other.replace("shall", "SHALL");
    expect(two(one, second)).toStrictEqual([[7, "line 8 says the same"]]);
  });

  test("say the opposite", () => {
    expect(
      two("The cart MUST refuse a negative price.", "The cart MUST NOT refuse a negative price."),
    ).toStrictEqual([[7, "line 8 says the opposite"]]);
  });

  test.each([
    ["The cart MUST refuse a negative price.", "The cart MUST refuse a negative count."],
    ["The cart MUST refuse `-1` as a price.", "The cart MUST refuse `-2` as a price."],
    ["It MUST add.", "It MUST add."],
  ])("say different things, or too little: %s / %s", (one, other) => {
    expect(two(one, other)).toStrictEqual([]);
  });

  test("share an example", () => {
    expect(two("- `total([1])` is `1`.", "- `total([ 1 ])` is `1`.")).toStrictEqual([
      [7, "“Requirement: One” has this example already, in line 8"],
    ]);
  });
});

describe("two scenarios", () => {
  const scenario = (name: string, when: string, then: string) =>
    `#### Scenario: ${name}\n\n- **WHEN** ${when}\n- **THEN** ${then}\n\n`;
  const both = (...scenarios: readonly string[]) =>
    overlaps(`### Requirement: Pays\n\n${scenarios.join("")}`);

  test("begin with the same steps", () => {
    expect(
      both(
        scenario("one", "a card is shown to the reader", "it blinks"),
        scenario("two", "A card is shown to the *reader*", "it beeps"),
      ),
    ).toStrictEqual([[8, "the scenario in line 8 begins with the same steps"]]);
  });

  test("may come to the same end", () => {
    expect(
      both(
        scenario("one", "a card is shown to the reader", "the result SHALL be an open door"),
        scenario("two", "a coin is put into the slot", "the result SHALL be an open door"),
      ),
    ).toStrictEqual([]);
  });
});
