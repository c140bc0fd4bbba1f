import { describe, expect, test } from "vitest";
import { findingsIn } from "./linting.ts";

const silent = "<!-- lint-ignore unverifiable-word: the customer's word -->";
const fast = "The cart MUST be fast.";

/** Rules that are told, each with its line; line 1 is the first of the Markdown. */
const told = (markdown: string) => findingsIn(markdown).map(({ rule, place }) => `${place.line - 5} ${rule}`);

describe("a comment silences a rule", () => {
  test.each([
    [
      "in the passage behind it",
      `## Requirement: A\n\nIt MUST hold.\n\n${silent}\n\n${fast}\n\nIt MUST be robust.\n`,
      9,
    ],
    ["in the passage that it stands in", `## Requirement: A\n\n${fast} ${silent}\n\nIt MUST be robust.\n`, 5],
    ["in its item of a list", `## Requirement: A\n\n- ${fast} ${silent}\n- It MUST be robust.\n`, 4],
    [
      "in the section under whose heading it stands",
      `## Requirement: A\n\n${silent}\n\n${fast}\n\n### Requirement: B\n\n${fast}\n\n## Requirement: C\n\nIt MUST be robust.\n`,
      13,
    ],
  ])("%s, and nowhere else", (_, markdown, line) => {
    expect(told(markdown)).toStrictEqual([`${line} unverifiable-word`]);
  });

  test("in the whole spec, right under its title", () => {
    expect(told(`${silent}\n\n## Requirement: A\n\n${fast}\n\n## Requirement: B\n\n${fast}\n`)).toStrictEqual(
      [],
    );
  });

  test("and no other rule", () => {
    expect(told(`## Requirement: A\n\n${silent}\n\nThe cart MUST handle it fast.\n`)).toStrictEqual([
      "5 no-outcome",
    ]);
  });
});

describe("a comment is told itself when it", () => {
  const messages = (comment: string, line = fast) =>
    findingsIn(`## Requirement: A\n\n${comment}\n\n${line}\n`)
      .filter(({ rule }) => rule === "lint-ignore")
      .map(({ message }) => message);

  test.each([
    ["names no rule", "<!-- lint-ignore -->", "the comment names no rule"],
    [
      "gives no reason",
      "<!-- lint-ignore unverifiable-word -->",
      "the comment does not say why unverifiable-word is silent here",
    ],
    [
      "names a rule that there is not",
      "<!-- lint-ignore vague: so -->",
      expect.stringContaining("there is no rule vague; there are: no-outcome,"),
    ],
    [
      "wants itself silent",
      "<!-- lint-ignore lint-ignore: so -->",
      expect.stringContaining("there is no rule lint-ignore"),
    ],
    [
      "has nothing to silence",
      "<!-- lint-ignore no-outcome: so -->",
      "no-outcome finds nothing here that the comment would have to silence",
    ],
  ])("%s", (_, comment, message) => {
    expect(messages(comment)).toStrictEqual([message]);
  });

  test("but not where the rule is off", () => {
    const markdown = "## Requirement: A\n\n<!-- lint-ignore no-outcome: so -->\n\nIt MUST hold.\n";
    expect(findingsIn(markdown, { "no-outcome": "off" })).toStrictEqual([]);
    expect(findingsIn(markdown, { "lint-ignore": "off" })).toStrictEqual([]);
  });

  test("in code it is none", () => {
    expect(
      findingsIn("## A\n\n```html\n<!-- lint-ignore -->\n```\n\n`<!-- lint-ignore -->`\n"),
    ).toStrictEqual([]);
  });
});
