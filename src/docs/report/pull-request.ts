import { diagnosticItems } from "./diagnostic-items.ts";
import { countsOf, isGreen, outcomeWords, warningsOf } from "./headline.ts";
import { inertText } from "./markdown-text.ts";
import type { Report } from "./report.ts";
import { isOpen, requirementItem, statusSigns } from "./requirements-markdown.ts";
import { withinBytes } from "./within-bytes.ts";

/**
 * Markdown fit for a pull-request comment: what does not hold, with the difference, and the rest as numbers. Its first
 * line is a comment by which a workflow finds it again to write over it.
 */
export function pullRequestComment(report: Report): string {
  const open = report.requirements.filter(isOpen);
  const weak = report.requirements.filter(({ status }) => status === "weak");
  return withinBytes(
    [
      `<!-- greenbar check -->\n### ${isGreen(report) ? "✅" : "❌"} greenbar: ${outcomeWords(report)}\n\n${countsOf(report)}\n\n`,
      ...warningsOf(report).map((sentence) => `${inertText(sentence)}\n\n`),
      ...diagnosticItems(report.diagnostics),
      ...open.map((requirement) => requirementItem(requirement, 10)),
      ...(weak.length === 0
        ? []
        : [
            `\n${statusSigns.weak} a wrong program would fulfil ${weak.map(({ title }) => inertText(title)).join(", ")}\n`,
          ]),
    ],
    commentBytes,
  );
}

/** GitHub takes 65,536 characters, GitLab a million. */
const commentBytes = 60_000;
