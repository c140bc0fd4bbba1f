import { describe, expect, test } from "vitest";
import { marked } from "./linting.ts";

const marks = (markdown: string) => marked("unverifiable-word", markdown);

describe("words that nobody can check", () => {
  test.each([
    ["The cart MUST be fast.", ["fast"]],
    ["The cart SHALL round prices properly.", ["properly"]],
    ["The page MUST be User-Friendly and robust.", ["User-Friendly", "robust"]],
    ["The cart MUST show a warning if\npossible.", ["if\npossible"]],
    ["The cart MUST take notes, coins, etc. and cards.", ["etc"]],
    ["The cart MUST retry as appropriate.", ["appropriate"]],
    ["The list MUST show many items.", ["many"]],
  ])("%s", (line, words) => {
    expect(marks(`## Requirement: Totals\n\n${line}\n`)).toStrictEqual(words);
  });

  test.each([
    ["in code", "The cart MUST accept `--fast`."],
    ["in a quotation", 'The cart MUST print "as fast as possible".'],
    ["in single quotation marks", "The cart MUST print 'as fast as possible' at once."],
    ["in a name", "The cart MUST use fast-check and breakfast."],
    ["in a link's target", "The cart MUST follow [the rules](https://example.com/fast/robust)."],
    ["in a comment", "The cart MUST add up <!-- fast -->."],
    ["in what does not bind", "The cart is fast and user-friendly."],
    ["in what binds nothing that the author of the words asks for", "A fast cart. It should add up."],
  ])("not %s", (_, line) => {
    expect(marks(`## Requirement: Totals\n\n${line}\n`)).toStrictEqual([]);
  });

  test("in a step that says what comes out", () => {
    const scenario =
      "#### Scenario: pays\n\n- **WHEN** a card is shown\n- **THEN** the door opens smoothly\n";
    expect(marks(`### Requirement: Pays\n\n${scenario}`)).toStrictEqual(["smoothly"]);
  });

  test.each([
    ["The cart should be fast and user-friendly.", ["fast", "user-friendly"]],
    ["It needs to answer quickly; that has to be easy to use.", ["quickly", "easy to use"]],
    ["It must work robustly.", ["robustly"]],
  ])("in a wish, wherever it stands: %s", (line, words) => {
    expect(marks(`# Cart\n\n${line}\n`)).toStrictEqual(words);
    expect(marks(`# Cart\n\n## Notes\n\n${line}\n`)).toStrictEqual(words);
  });

  test("in any text of a requirement with examples, for there it binds without MUST", () => {
    const example = "- `total([1, 2])` is `3`.";
    expect(marks(`## Totals\n\nAdds up quickly.\n\n${example}\n`)).toStrictEqual(["quickly"]);
    expect(marks(`## About\n\nAdds up quickly.\n\n## Totals\n\n${example}\n`)).toStrictEqual([]);
  });
});
