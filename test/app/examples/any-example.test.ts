import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalValue } from "../../../src/plan/print-value.ts";
import { add, head, read } from "./adding.ts";

/** Documents in which an example goes into a table, a list, a paragraph, or stands first. */
const documents = [
  "## R\n\n| `s` | `f(s)` | why |\n| --- | ------ | --- |\n| one | 1      |     |\n\nMore.\n",
  '## R\n\n| `s`   | `f(s)` |\n| ----- | ------ |\n| `"a"` | `1`    |\n',
  "## R\n\n`s` | `f(s)`\n--- | ---\none | 1",
  "## R\n\n- | `s` | `f(s)` |\n  | :-: | -----: |\n  | one | 1 |\n- more\n",
  "## R\n\nIt MUST.\n\nCall: `f(s)`\n\n| s | returns | throws |\n|---|---|---|\n## S\n\n- `f(1)` is `2`.\n",
  "## R\n\n- `f(1)` is `2`.\n- `f(2)` is `3`.\n\nMore.\n",
  "## R\n\nSo `f(1)` is `2`. `f(2)` is `3`. More.\n",
  "## R\n\nIt MUST.\n## S\n\n- `f(1)` is `2`.\n",
  "## R\n\nIt MUST.\n\nCall: `f(s)`\n## S\n",
];

const marks = fc.constantFrom(
  ..."|\\`*_<>[](){}~!#&:-+.;'\"/$ ".split(""),
  "日本",
  "👩‍👩‍👧",
  "--",
  "://",
  "&amp;",
  "throws ",
);
const words = fc.array(fc.oneof(marks, fc.string({ unit: "grapheme", maxLength: 3 })), { maxLength: 12 });
const text = words.map((parts) => parts.join("").replace(/[\u2028\u2029]/gu, ""));
const value = fc.oneof(
  text.map((each) => JSON.stringify(each)),
  fc.integer().map(String),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  fc.constantFrom("null", "undefined", "true", "-0", "NaN", "10n", "[1, , 2]", "{ a: 'b|c' }", "/[|]`/u"),
);
const document = fc
  .record({
    body: fc.constantFrom(...documents),
    lineBreak: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
  })
  .map(({ body, lineBreak, mark }) => mark + (head + body).replaceAll("\n", lineBreak));

/** A few with every run; many when what writes examples is worked on. */
const runs = 25;

describe("any value, in any of these documents", () => {
  test(
    "is written so that the rest stays byte for byte, and reads back as it was meant",
    { timeout: 20_000 },
    () => {
      fc.assert(
        fc.property(document, value, value, (before, input, expected) => {
          const adding = { inputs: { s: input, a: input }, returns: expected, requirement: "x/r" };
          const planned = add(before, adding);
          if (planned.is === "wrong") {
            // What repeats or contradicts another is refused, and so is a bar behind a single backslash in a table.
            expect(Object.values(planned.problems).join(" ")).toMatch(
              /^It contradicts|^Line \d+ says it already/u,
            );
            return;
          }
          const { offset, text: inserted } = planned.insertion;
          expect(planned.text.slice(0, offset) + planned.text.slice(offset + inserted.length)).toBe(before);
          const examples = read(planned.text).plan.requirements.flatMap((each) => each.examples);
          const fresh = examples.find(
            ({ place }) => place.offset >= offset && place.offset < offset + inserted.length,
          );
          const line = planned.text.split(/\r\n|\n/u)[planned.line - 1] ?? "";
          expect(line.trim()).toBe(planned.markdown.split(/\r\n|\n/u)[0]);
          const step = fresh?.body.is === "steps" ? fresh.body.steps[0] : undefined;
          const found =
            step?.do === "check" && step.expectation.is === "value" ? step.expectation.value : null;
          const wanted = read(
            `${head}## R\n\n- \`\`\`\`\`\`\` g(0) \`\`\`\`\`\`\` is \`\`\`\`\`\`\` ${expected} \`\`\`\`\`\`\`.\n`,
          );
          const meant = wanted.plan.requirements[0]?.examples[0]?.body;
          const check = meant?.is === "steps" ? meant.steps[0] : undefined;
          if (check?.do !== "check" || check.expectation.is !== "value")
            throw new Error(`no value: ${expected}`);
          expect(found && canonicalValue(found)).toBe(canonicalValue(check.expectation.value));
        }),
        { numRuns: runs },
      );
    },
  );

  test("whatever is typed, it is either written or there is a problem", { timeout: 20_000 }, () => {
    fc.assert(
      fc.property(document, text, text, text, fc.boolean(), (before, input, expected, note, throwing) => {
        const result = throwing ? { throws: expected } : { returns: expected };
        const planned = add(before, { inputs: { s: input, a: input }, note, requirement: "x/r", ...result });
        if (planned.is === "wrong") {
          expect(Object.values(planned.problems).length).toBeGreaterThan(0);
          expect(Object.values(planned.problems).every((each) => /^\S[^\n]*[.…|]$/u.test(each))).toBe(true);
          return;
        }
        const { offset, text: inserted } = planned.insertion;
        expect(planned.text.slice(0, offset) + planned.text.slice(offset + inserted.length)).toBe(before);
        const errors = read(planned.text).plan.diagnostics.filter(({ severity }) => severity === "error");
        expect(errors).toStrictEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
