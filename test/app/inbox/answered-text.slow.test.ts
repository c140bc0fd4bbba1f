import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { answeredText } from "../../../src/app/inbox/answered-text.ts";
import { parseSpec } from "../../../src/spec/parse.ts";

function answered(markdown: string, answer: string, at = 0, file = "specs/a.md") {
  const read = (text: string) => parseSpec(text, file);
  const spec = read(markdown);
  const question = spec.questions[at];
  if (question === undefined) throw new Error("the document asks nothing");
  return answeredText(spec, question, answer, read);
}

describe("an answer in the Markdown", () => {
  test.each<[name: string, before: string, answer: string, after: string]>([
    [
      "takes the place of the mark",
      "# A\n\nIt joins by [NEEDS CLARIFICATION: which separator?].\n",
      "a hyphen",
      "# A\n\nIt joins by a hyphen.\n",
    ],
    [
      "takes the place of a mark over two lines, with line breaks of its own folded",
      "It joins\r\nby [NEEDS CLARIFICATION: a hyphen\r\nor a dot?].\r\n",
      " a\nhyphen ",
      "It joins\r\nby a hyphen.\r\n",
    ],
    [
      "takes the place of the first of two marks",
      "[NEEDS CLARIFICATION: a] and [NEEDS CLARIFICATION: b]\n",
      "one",
      "one and [NEEDS CLARIFICATION: b]\n",
    ],
    [
      "keeps a cell a cell",
      "| a | b |\n| --- | --- |\n| 1 | [NEEDS CLARIFICATION: 2?] |\n",
      "x | y",
      "| a | b |\n| --- | --- |\n| 1 | x \\| y |\n",
    ],
    [
      "stands behind an item, which is ticked",
      "## Open questions\n\n- Which separator?\n- Who?\n",
      "A hyphen.",
      "## Open questions\n\n- [x] Which separator? → A hyphen.\n- Who?\n",
    ],
    [
      "ticks the box that is there",
      "## Open questions\n\n1. [ ] Which\n   separator?\n",
      "A hyphen.",
      "## Open questions\n\n1. [x] Which\n   separator? → A hyphen.\n",
    ],
    [
      "ticks an item that held a mark",
      "## Open questions\n\n* Which? [NEEDS CLARIFICATION: comma or tab?]\n",
      "Tab.",
      "## Open questions\n\n* [x] Which? Tab.\n",
    ],
  ])("%s", (_, before, answer, after) => {
    expect(answered(before, answer)).toStrictEqual({ text: after });
  });

  const kit = (clarifications: string, mark: string) =>
    `# Feature Specification: Slugs\n\n${clarifications}## User Scenarios & Testing\n\n### User Story 1 - Join (Priority: P1)\n\nJoins by ${mark}.\n`;

  test.each([
    ["below the last session", "## Clarifications\n\n### Session 2025-10-09\n\n- Q: Case? → A: lower\n"],
    ["below the heading alone", "## Clarifications\n"],
  ])("is kept as Spec Kit does, %s", (_, section) => {
    const gap = section.endsWith("lower\n") ? "" : "\n";
    expect(
      answered(
        kit(`${section}\n`, "[NEEDS CLARIFICATION: which?]"),
        "a hyphen",
        0,
        "specs/001-slugs/spec.md",
      ),
    ).toStrictEqual({ text: kit(`${section}${gap}- Q: which? → A: a hyphen\n\n`, "a hyphen") });
  });

  test("makes no section of Spec Kit's where there is none", () => {
    expect(
      answered(kit("", "[NEEDS CLARIFICATION: which?]"), "a hyphen", 0, "specs/001-slugs/spec.md"),
    ).toStrictEqual({ text: kit("", "a hyphen") });
  });

  test.each<[name: string, before: string, answer: string, problem: RegExp]>([
    ["nothing", "[NEEDS CLARIFICATION: a]\n", "  ", /an answer was expected/],
    ["another question", "[NEEDS CLARIFICATION: a]\n", "[NEEDS CLARIFICATION: b]", /one question fewer/],
    ["a heading", "[NEEDS CLARIFICATION: a]\n", "# b", /read otherwise/],
    ["a mark that never closes", "[NEEDS CLARIFICATION: a\n", "b", /is not closed/],
    [
      "a comment that never closes",
      "[NEEDS CLARIFICATION: a]\n\n[NEEDS CLARIFICATION: b]\n",
      "<!--",
      /read otherwise/,
    ],
  ])("%s is refused", (_, before, answer, problem) => {
    expect(answered(before, answer)).toStrictEqual({ problem: expect.stringMatching(problem) });
  });

  test("changes nothing around it, in any document", () => {
    const line = fc.stringMatching(/^[a-z*_`#|>\- ]{0,12}$/);
    const around = fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(around, around, fc.stringMatching(/^[a-z ,.|`]{1,10}$/), (before, after, answer) => {
        const markdown = `${before}\n\n[NEEDS CLARIFICATION: which?]\n\n${after}\n`;
        const read = (text: string) => parseSpec(text, "specs/a.md");
        const spec = read(markdown);
        const [question] = spec.questions;
        if (question === undefined) return;
        const given = answeredText(spec, question, answer, read);
        if ("problem" in given) return;
        const { offset, endOffset } = question.place;
        expect(given.text.slice(0, offset)).toBe(markdown.slice(0, offset));
        expect(given.text.endsWith(markdown.slice(endOffset))).toBe(true);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("of an item changes nothing but its box and its end, in any document", () => {
    const words = fc.stringMatching(/^[a-z*_` ]{0,12}$/).map((text) => `Which ${text}?`);
    const bullet = fc.constantFrom("- ", "* ", "1. ", "- [ ] ");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(bullet, words), { minLength: 1, maxLength: 4 }),
        fc.nat(3),
        fc.constantFrom("\n", "\r\n"),
        (items, chosen, end) => {
          const lines = items.map(([mark, text]) => mark + text);
          const markdown = ["# A", "", "## Open questions", "", ...lines, "", "Prose.", ""].join(end);
          const read = (text: string) => parseSpec(text, "specs/a.md");
          const spec = read(markdown);
          const at = chosen % spec.questions.length;
          const question = spec.questions[at];
          if (question === undefined) throw new Error("the document asks nothing");
          const given = answeredText(spec, question, "That.", read);
          if ("problem" in given) return;
          // Taken out again by hand, the page is what it was.
          const box = given.text.replace(" → That.", "").replace("[x] ", "");
          const unticked = given.text.replace(" → That.", "").replace("[x] ", "[ ] ");
          expect([box, unticked]).toContain(markdown);
          expect(read(given.text).questions).toHaveLength(spec.questions.length - 1);
        },
      ),
      { numRuns: 100, seed: 11 },
    );
  });
});
