import { expect, test } from "vitest";
import { compile } from "../../../src/plan/compile.ts";
import { lint } from "../../../src/plan/lint/lint.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { around, exporting } from "../builders.ts";
import { told } from "./linting.ts";

const terms = (markdown: string) => told("undefined-term", markdown).map(([, message]) => message);
const binding = (line: string, more = "") => `${more}\n\n## Requirement: Prices\n\n${line}\n`;

test("an abbreviation that requirements use and nothing explains, once", () => {
  expect(terms(binding("Every price MUST name its VAT. The VAT MUST NOT be negative."))).toStrictEqual([
    "nothing in this spec says what VAT is",
  ]);
});

test.each([
  ["Every price MUST name its VAT (value added tax).", ""],
  ["Every price MUST name its VAT.", "Value added tax (VAT) is added."],
  ["Every price MUST name its VAT.", "**VAT**: value added tax"],
  ["Every price MUST name its VAT.", "## VAT\n\nValue added tax."],
  ["Every price MUST be JSON.", ""],
  ["Every price MUST be `VAT`.", ""],
  ["Every price MUST meet FR-001 and VAT-3.", ""],
  ["EVERY PRICE MUST NAME its tax.", ""],
  ["Every price is without VAT.", ""],
])("%s %s", (line, more) => {
  expect(terms(binding(line, more))).toStrictEqual([]);
});

test("a call in the text of a requirement that no example and no export knows", () => {
  const example = "- `total([1])` is `1`.";
  expect(terms(`## Totals\n\nCalls \`addUp()\` first.\n\n${example}\n`)).toStrictEqual([
    "the text speaks of `addUp`, and neither an example nor the subject has it",
  ]);
  expect(terms(`## Totals\n\nCalls \`total()\` first.\n\n${example}\n`)).toStrictEqual([]);
  expect(terms(`## Totals\n\nCalls \`addUp()\` first.\n`)).toStrictEqual([]);
});

test("a call in the text of a requirement that a helper knows", () => {
  const front = "---\nsubject: ../src/cart.ts\nhelpers: ../test/x.ts\n---\n";
  const text = `${front}# Cart\n\n## Totals\n\nCalls \`addUp()\` first.\n\n- \`total([1])\` is \`1\`.\n`;
  const spec = parseSpec(text, "specs/cart.md");
  const plan = compile(spec, around({ modules: new Map([["test/x.ts", exporting("addUp")]]) }));
  expect(lint(spec, plan, {}).filter(({ rule }) => rule === "undefined-term")).toStrictEqual([]);
});
