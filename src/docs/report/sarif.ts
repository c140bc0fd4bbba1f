import { createHash } from "node:crypto";
import type { Log, ReportingDescriptor, Result } from "sarif";
import type { Finding } from "./findings.ts";
import { explanation, findingsOf } from "./findings.ts";
import { isGreen, warningsOf } from "./headline.ts";
import type { Report } from "./report.ts";

/**
 * SARIF 2.1.0: diagnostics, drift and failures as results, each with its rule and a fingerprint that stays the same
 * while lines move.
 */
export function sarifLog(report: Report): string {
  const findings = findingsOf(report);
  const ids = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  const isWhole = report.endedWhy === "" && report.outcome !== "infra";
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "greenbar", rules: ids.map(ruleOf) } },
        automationDetails: { id: "greenbar/check/" },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: isWhole,
            exitCodeDescription: report.outcome,
            ...(!isGreen(report) && {
              toolExecutionNotifications: warningsOf(report).map((sentence) => ({
                level: "error" as const,
                message: { text: plainMessage(sentence) },
              })),
            }),
          },
        ],
        results: findings.map((finding) => resultOf(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Rules that are statuses; those of the specs' language have their own page. */
const statusRules: Readonly<Record<string, string>> = {
  fails: "An example of the spec does not hold.",
  drifted: "An example's text or its test changed since it was seen red.",
  unbound: "A requirement has no example that can be run.",
  unproven: "An example has no red evidence, or was not judged.",
};

function ruleOf(id: string): ReportingDescriptor {
  const text = statusRules[id] ?? `The rule ${id} of the spec language.`;
  return { id, shortDescription: { text } };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const { file, line, column, end, rule, severity, title, key } = finding;
  const said = title === rule ? explanation(finding) : `${title}\n${explanation(finding)}`;
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text: plainMessage(said) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: line,
            startColumn: column,
            ...(end !== null && { endLine: end.line, endColumn: end.column }),
          },
        },
      },
    ],
    partialFingerprints: { "greenbar/v1": createHash("sha256").update(key).digest("hex") },
  };
}

/**
 * Text as a message that holds neither a placeholder nor a link: braces are doubled (section 3.11.5 of the standard),
 * and what would be `[text](target)` has a backslash before it (3.11.6).
 */
function plainMessage(text: string): string {
  return text
    .replaceAll("{", "{{")
    .replaceAll("}", "}}")
    .replaceAll(/\[(?=[^\]]*\]\()/g, "\\[");
}

/** A path relative to the project as a relative reference of RFC 3986; a first segment with a colon stays a path. */
function uriOf(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
