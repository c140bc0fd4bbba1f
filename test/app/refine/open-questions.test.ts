import { expect, test } from "vitest";
import { openQuestions } from "../../../src/app/refine/open-questions.ts";
import { compile } from "../../../src/plan/compile.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { around } from "../../plan/builders.ts";

test("a question stands under its own heading, which need not be a requirement's", () => {
  const text = `---
subject: ../src/f.ts
---
# F

[NEEDS CLARIFICATION: for whom?]

## Adds

- \`f(1)\` is \`2\`. [NEEDS CLARIFICATION: and below zero?]

## Open questions

- In which unit?
`;
  const spec = parseSpec(text, "specs/f.md");
  const found = openQuestions({ spec, plan: compile(spec, around()) });
  expect(found.map(({ line, text: asked, requirement }) => [line, asked, requirement])).toStrictEqual([
    [6, "for whom?", { id: "specs/f.md", title: "F" }],
    [10, "and below zero?", { id: "f/adds", title: "Adds" }],
    [14, "In which unit?", { id: "specs/f.md", title: "Open questions" }],
  ]);
});
