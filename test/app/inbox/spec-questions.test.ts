import { describe, expect, test } from "vitest";
import { specQuestions } from "../../../src/app/inbox/spec-questions.ts";
import { parseSpec } from "../../../src/spec/parse.ts";

const asked = (text: string) =>
  specQuestions(parseSpec(text, "specs/a.md")).map(({ line, text: words }) => [line, words]);

describe("marks in prose", () => {
  test.each<[name: string, markdown: string, questions: [number, string][]]>([
    ["none", "# A\n\nIt needs no clarification.\n", []],
    [
      "in a paragraph",
      "# A\n\nIt logs in by [NEEDS CLARIFICATION: mail or SSO?] first.\n",
      [[3, "mail or SSO?"]],
    ],
    [
      "on the second line of a paragraph, over two lines",
      "# A\n\nIt logs\nin by [NEEDS CLARIFICATION: mail\nor SSO?].\n",
      [[4, "mail or SSO?"]],
    ],
    [
      "two in one line",
      "[NEEDS CLARIFICATION: a] [NEEDS CLARIFICATION: b]\n",
      [
        [1, "a"],
        [1, "b"],
      ],
    ],
    [
      "with code and emphasis in it",
      "[NEEDS CLARIFICATION: is `[]` *really* so?]\n",
      [[1, "is [] really so?"]],
    ],
    ["with brackets in it", "[NEEDS CLARIFICATION: a [b] c] d\n", [[1, "a [b] c"]]],
    ["without words", "[NEEDS CLARIFICATION]\n", [[1, "needs clarification"]]],
    ["that never closes", "[NEEDS CLARIFICATION: how many\n", [[1, "how many"]]],
    ["in a heading", "## Rates [NEEDS CLARIFICATION: which?]\n", [[1, "which?"]]],
    ["in a table's cell", "| a | b |\n| --- | --- |\n| 1 | [NEEDS CLARIFICATION: 2?] |\n", [[3, "2?"]]],
    ["in a quotation and a list", "> - [NEEDS CLARIFICATION: deep?]\n", [[1, "deep?"]]],
    ["not in a code span", "Write `[NEEDS CLARIFICATION: …]` there.\n", []],
    ["not in a fence", "```\n[NEEDS CLARIFICATION: a]\n```\n", []],
    ["not in a comment", "<!-- [NEEDS CLARIFICATION: a] -->\n", []],
    ["not in front matter", '---\nnote: "[NEEDS CLARIFICATION: a]"\n---\n# A\n', []],
    ["not where it is struck out", "~~[NEEDS CLARIFICATION: a]~~ It is b.\n", []],
  ])("%s", (_, markdown, questions) => {
    expect(asked(markdown)).toStrictEqual(questions);
  });
});

describe('the list under "Open questions"', () => {
  test.each<[name: string, markdown: string, questions: [number, string][]]>([
    [
      "each item",
      "## Open questions\n\n- Who?\n- Why *so*?\n",
      [
        [3, "Who?"],
        [4, "Why so?"],
      ],
    ],
    ["in any case, numbered, singular", "## 7. OPEN QUESTION:\n\n1. Who?\n", [[3, "Who?"]]],
    ["below a heading under it", "## Open Questions\n\n### Money\n\n- How much?\n", [[5, "How much?"]]],
    ["until the next heading", "## Open questions\n\n- Who?\n\n## Notes\n\n- Not asked.\n", [[3, "Who?"]]],
    [
      "ticked, struck out and empty ones are answered",
      "## Open questions\n\n- [x] Who?\n- [ ] Why?\n- ~~Which?~~\n- None.\n",
      [[4, "Why?"]],
    ],
    [
      "a mark in an item is asked once",
      "## Open questions\n\n- Rates: [NEEDS CLARIFICATION: which?]\n",
      [[3, "which?"]],
    ],
    ["notes below an item belong to it", "## Open questions\n\n- Who?\n  - Perhaps Ann.\n", [[3, "Who?"]]],
    ["prose there is none", "## Open questions\n\nThere are some.\n", []],
  ])("%s", (_, markdown, questions) => {
    expect(asked(markdown)).toStrictEqual(questions);
  });
});

test("a text that nests too deeply to be parsed asks nothing", () => {
  expect(asked(`${"> ".repeat(200)}[NEEDS CLARIFICATION: a]\n`)).toStrictEqual([]);
});
