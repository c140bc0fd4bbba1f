import { describe, expect, test } from "vitest";
import type { DraftSurroundings } from "../../../src/app/interview/check-draft.ts";
import { problemWithLast } from "../../../src/app/interview/check-draft.ts";
import { draftSpec } from "../../../src/app/interview/draft-spec.ts";
import { saidBy, standingAfter } from "../../../src/app/interview/interview.ts";
import { readAnswers } from "../../../src/app/interview/read-answers.ts";

const surroundings: DraftSurroundings = {
  path: "specs/slugify.md",
  title: "Slugify",
  subject: "../src/slugify.ts",
  around: {
    packageName: "sample",
    bins: [],
    modules: new Map([["src/slugify.ts", { state: "missing" }]]),
    specsFolder: "specs",
    defaultSubjects: [],
  },
};

const said = [
  "turns a title into a URL slug",
  "slugify(title)",
  'slugify("A B")',
  '"a-b"',
  'slugify("`")',
  '""',
  "",
  "slugify(null)",
  "TypeError",
  'slugify("")',
  "",
  "",
  "What becomes of accents?",
  "",
];

const draft = `---
subject: ../src/slugify.ts
---
# Slugify

Turns a title into a URL slug.

## What \`slugify(title)\` gives

- \`slugify("A B")\` is \`"a-b"\`.
- \`\`slugify("\`")\`\` is \`""\`.

## What \`slugify(title)\` refuses

- \`slugify(null)\` throws \`TypeError\`.
- \`slugify("")\` throws.

## Open questions

- What becomes of accents?
`;

test("asks one question after the other, and knows what was said", () => {
  const topics = said.map((_, at) => standingAfter(said.slice(0, at)).ask?.about);
  expect(topics).toStrictEqual(
    "intent signature call result call result call refused error refused error refused open open".split(" "),
  );
  expect(standingAfter(said).ask).toBe(null);
  expect(saidBy(standingAfter(said).answers)).toStrictEqual(said);
});

test("each answer compiles with those before it, and all of them make the spec", () => {
  for (const [at] of said.entries()) {
    expect([at, problemWithLast(said.slice(0, at + 1), surroundings)]).toStrictEqual([at, null]);
  }
  expect(draftSpec(standingAfter(said).answers, surroundings)).toBe(draft);
});

test("an answer taken back leaves the interview where it was before it", () => {
  const before = standingAfter(said.slice(0, 4));
  expect(standingAfter(said.slice(0, 5).slice(0, -1))).toStrictEqual(before);
});

describe("an answer that is refused", () => {
  test.each<[name: string, before: number, answer: string, says: RegExp]>([
    ["no intent", 0, " ", /an answer was expected/],
    ["two lines", 0, "a\nb", /one line/],
    ["a name alone", 1, "slugify", /a name with its parameters/],
    ["a parameter that is no name", 1, "slugify(a b)", /a name with its parameters/],
    ["no call", 2, "", /an answer was expected/],
    ["a call of another function", 2, 'trim("a")', /a call of slugify/],
    ["a call that cannot be read", 2, 'slugify("a"', /./],
    ["a call with an unknown name", 2, "slugify(title)", /./],
    ["a word for a value", 3, "a-b", /./],
    ["an expression for a value", 3, '"a" + "b"', /./],
    ["the same call with another result", 5, '"x"', /./],
    ["no error's name", 8, "boom!!", /./],
  ])("%s", (name, before, answer, says) => {
    const first = name.startsWith("the same")
      ? [...said.slice(0, 4), 'slugify("A B")']
      : said.slice(0, before);
    expect(problemWithLast([...first, answer], surroundings) ?? "accepted").toMatch(says);
    expect(problemWithLast([...first, answer], surroundings)).not.toBe(null);
  });
});

describe("answers from a file", () => {
  test("are those of the interview", () => {
    const file = {
      intent: "turns a title into a URL slug",
      signature: "slugify(title)",
      examples: [
        { call: 'slugify("A B")', result: '"a-b"' },
        { call: 'slugify("`")', result: '""' },
      ],
      refused: [{ call: "slugify(null)", error: "TypeError" }, { call: 'slugify("")' }],
      open: ["What becomes of accents?"],
    };
    expect(readAnswers(JSON.stringify(file))).toStrictEqual({ answers: standingAfter(said).answers });
  });

  test.each([
    ["no JSON", "{", /not JSON/],
    ["nothing said", "{}", /^intent: /],
    ["no example", '{ "intent": "a", "signature": "f()", "examples": [] }', /^examples: /],
    [
      "another key",
      '{ "intent": "a", "signature": "f()", "examples": [{ "call": "f()", "result": "1" }], "more": 1 }',
      /more/,
    ],
  ])("%s is told", (_, json, problem) => {
    expect(readAnswers(json)).toStrictEqual({ problem: expect.stringMatching(problem) });
  });
});
