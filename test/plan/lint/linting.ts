import { compile } from "../../../src/plan/compile.ts";
import type { Finding } from "../../../src/plan/lint/finding.ts";
import type { LintLevels } from "../../../src/plan/lint/lint.ts";
import { lint } from "../../../src/plan/lint/lint.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { around } from "../builders.ts";

/** Front matter and title, five lines with the blank one; the Markdown stands from line 6 on. */
const head = "---\nsubject: ../src/cart.ts\n---\n# Cart\n\n";

/** What lint finds in a spec of this Markdown. */
export function findingsIn(markdown: string, levels: LintLevels = {}): Finding[] {
  return lintText(head + markdown, levels);
}

export function lintText(text: string, levels: LintLevels = {}): Finding[] {
  const spec = parseSpec(text, "specs/cart.md");
  return lint(spec, compile(spec, around()), levels);
}

/** Of one rule: the line (1 is the first of the Markdown) and the message of each finding. */
export function told(rule: string, markdown: string): [line: number, message: string][] {
  return findingsIn(markdown)
    .filter((found) => found.rule === rule)
    .map(({ place, message }) => [place.line - 5, message]);
}

/** The Markdown that the findings of a rule point at. */
export function marked(rule: string, markdown: string): string[] {
  return findingsIn(markdown)
    .filter((found) => found.rule === rule)
    .map(({ place }) => (head + markdown).slice(place.offset, place.endOffset));
}
