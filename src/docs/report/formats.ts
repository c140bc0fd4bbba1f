import { badgeSvg } from "./badge.ts";
import { githubAnnotations } from "./github.ts";
import { jobSummary } from "./job-summary.ts";
import { junitXml } from "./junit.ts";
import { problemLines } from "./problems.ts";
import { pullRequestComment } from "./pull-request.ts";
import type { Report } from "./report.ts";
import { cleanReport } from "./report.ts";
import { sarifLog } from "./sarif.ts";

/** Every form that a report can have; each is one pure function of it. */
const formats = {
  github: githubAnnotations,
  summary: jobSummary,
  junit: junitXml,
  sarif: sarifLog,
  markdown: pullRequestComment,
  badge: badgeSvg,
  problems: problemLines,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type ReportFormat = keyof typeof formats;

export const reportFormats = Object.keys(formats) as readonly ReportFormat[];

/** The report in a format, with nothing in it that acts on whoever reads it. */
export function writeReport(format: ReportFormat, report: Report): string {
  return formats[format](cleanReport(report));
}
