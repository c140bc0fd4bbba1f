import { explanation, findingsOf } from "./findings.ts";
import type { Report } from "./report.ts";

/**
 * One line a problem, for the problem matcher of an editor: `file:line:column: severity: message [rule]`. Without a
 * problem it is empty.
 */
export function problemLines(report: Report): string {
  return findingsOf(report)
    .map((finding) => {
      const { file, line, column, severity, rule, title } = finding;
      const what = title === rule ? explanation(finding) : `${title}: ${explanation(finding)}`;
      return `${file}:${line}:${column}: ${severity}: ${onOneLine(what)} [${rule}]\n`;
    })
    .join("");
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
