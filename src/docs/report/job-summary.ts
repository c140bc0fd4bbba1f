import type { RequirementStatus } from "../../verdict/statuses.ts";
import { inertText } from "./markdown-text.ts";
import { countsOf, isGreen, outcomeWords, warningsOf } from "./headline.ts";
import { diagnosticItems } from "./diagnostic-items.ts";
import type { Report } from "./report.ts";
import { isOpen, requirementItem } from "./requirements-markdown.ts";
import { withinBytes } from "./within-bytes.ts";

/** The whole report as Markdown, for the summary of a job of GitHub Actions: every spec with every requirement. */
export function jobSummary(report: Report): string {
  const specs = Map.groupBy(report.requirements, ({ spec }) => spec);
  return withinBytes(
    [
      `## ${isGreen(report) ? "✅" : "❌"} greenbar: ${outcomeWords(report)}\n\n${countsOf(report)}\n\n`,
      ...warningsOf(report).map((sentence) => `${inertText(sentence)}\n\n`),
      ...diagnosticItems(report.diagnostics),
      ...[...specs].flatMap(([spec, requirements]) => specParts(spec, requirements)),
    ],
    summaryBytes,
  );
}

/** GitHub refuses a step's summary of more than 1 MiB whole; what other steps wrote of it is not known. */
const summaryBytes = 900_000;

/** Open where something is to be done, closed where all is well. */
function specParts(spec: string, requirements: readonly RequirementStatus[]): string[] {
  const open = requirements.filter(isOpen).length;
  const note = open === 0 ? `${requirements.length} requirements` : `${open} of ${requirements.length} open`;
  return [
    `### ${open === 0 ? "✅" : "❌"} ${inertText(spec)}\n\n${note}\n\n`,
    ...requirements.map((requirement) => requirementItem(requirement, 20)),
    "\n",
  ];
}
