import type { Finding } from "./findings.ts";
import { explanation, findingsOf } from "./findings.ts";
import { countsOf, isGreen, warningsOf } from "./headline.ts";
import type { Report } from "./report.ts";

/**
 * Workflow commands of GitHub Actions that become annotations: `::error file=…,line=…,title=…::…`. GitHub shows ten
 * of each level for a step and drops the rest in silence, so the last one says what there is no room for.
 */
export function githubAnnotations(report: Report): string {
  const findings = findingsOf(report);
  const own = isGreen(report)
    ? []
    : [annotation("error", {}, `${report.outcome}: ${[countsOf(report), ...warningsOf(report)].join("\n")}`)];
  const lines = levels.flatMap((level) => {
    const annotations = findings
      .filter(({ severity }) => commands[severity] === level)
      .map((finding) => ({ finding, line: ofFinding(level, finding) }));
    const room = shownAtMost - (level === "error" ? own.length : 0);
    if (annotations.length <= room) return annotations.map(({ line }) => line);
    const left = annotations.slice(room - 1).map(({ finding }) => finding);
    return [
      ...annotations.slice(0, room - 1).map(({ line }) => line),
      annotation(level, {}, `${left.length} more:\n${left.map(placeAndTitle).join("\n")}`),
    ];
  });
  return [...lines, ...own].map((line) => `${line}\n`).join("");
}

/** Annotations of one level that GitHub shows for a step. */
const shownAtMost = 10;

type Level = "error" | "warning" | "notice";

const levels: readonly Level[] = ["error", "warning", "notice"];
const commands: Readonly<Record<Finding["severity"], Level>> = {
  error: "error",
  warning: "warning",
  note: "notice",
};

function ofFinding(level: Level, finding: Finding): string {
  const { file, line, column, end, rule, title } = finding;
  const isOneLine = end !== null && end.line === line;
  return annotation(
    level,
    {
      file,
      line: String(line),
      // GitHub takes columns only of a finding that stands on one line.
      ...(isOneLine && { col: String(column), endColumn: String(end.column) }),
      title: rule === title ? rule : `${rule}: ${title}`,
    },
    explanation(finding),
  );
}

function placeAndTitle({ file, line, rule, title }: Finding): string {
  return `${file}:${line} ${rule === title ? rule : `${rule}: ${title}`}`;
}

function annotation(level: Level, properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${level}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}`;
}

// As the runner undoes it: actions/toolkit, packages/core/src/command.ts.
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
