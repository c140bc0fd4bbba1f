import type { Diagnostic } from "../../spec/spec.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../verdict/statuses.ts";
import { countsOf, isGreen, warningsOf } from "./headline.ts";
import type { Report } from "./report.ts";
import { element, xmlText } from "./xml-text.ts";

/**
 * JUnit XML as Jenkins reads it: a suite for each spec, a case for each example. What cannot be read is an error,
 * what fails, is unbound or drifted a failure, what nobody judged, or a baseline knows of, is skipped. No times: the same report gives the
 * same bytes.
 */
export function junitXml(report: Report): string {
  const specs = new Set([
    ...report.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file),
    ...report.requirements.map(({ spec }) => spec),
  ]);
  const known = new Set(report.debt?.known);
  const suites = [...specs].map((spec) => ({
    name: spec,
    cases: [
      ...report.diagnostics.filter(({ file }) => file === spec).flatMap(caseOfDiagnostic),
      ...report.requirements
        .filter((requirement) => requirement.spec === spec)
        .flatMap((requirement) => casesOf(requirement, known.has(requirement.id))),
    ],
  }));
  const all = [
    ...suites,
    ...ownSuite(
      report,
      suites.flatMap(({ cases }) => cases),
    ),
  ];
  const inside = all.map(
    ({ name, cases }) => `\n  ${element("testsuite", { name, ...countsIn(cases) }, suiteText(cases))}`,
  );
  const { skipped: _, ...counts } = countsIn(all.flatMap(({ cases }) => cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "greenbar", ...counts }, `${inside.join("")}\n`)}\n`;
}

interface Case {
  readonly name: string;
  readonly className: string;
  readonly is: "passed" | "failure" | "error" | "skipped";
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

/** What is wrong with the check as a whole, unless a case says so already: no reader may take it for green. */
function ownSuite(report: Report, cases: readonly Case[]): { name: string; cases: readonly Case[] }[] {
  if (isGreen(report)) return [];
  const isSaid = cases.some(({ is }) => is === "failure" || is === "error");
  if (isSaid && report.endedWhy === "" && report.outcome !== "compromised") return [];
  const text = [countsOf(report), ...warningsOf(report)].join("\n");
  const own: Case = {
    name: "the check as a whole",
    className: "greenbar",
    is: "error",
    type: report.outcome,
    message: `${report.outcome}${report.endedWhy === "" ? "" : `: ${report.endedWhy}`}`,
    text,
  };
  return [{ name: "greenbar", cases: [own] }];
}

function caseOfDiagnostic({ severity, file, place, rule, message, expected }: Diagnostic): Case[] {
  if (severity !== "error") return [];
  const where = `${file}:${place.line}:${place.column}`;
  const text = expected === "" ? message : `${message}\nexpected: ${expected}`;
  return [
    {
      name: `${where} ${rule}`,
      className: file,
      is: "error",
      type: rule,
      message,
      text: `${where}\n${text}`,
    },
  ];
}

const outcomes: Readonly<Record<Status, Case["is"]>> = {
  holds: "passed",
  weak: "passed",
  manual: "skipped",
  unproven: "skipped",
  fails: "failure",
  drifted: "failure",
  unbound: "failure",
};

function casesOf(requirement: RequirementStatus, isKnown: boolean): Case[] {
  const { id, title, status, examples, spec, line } = requirement;
  if (examples.length > 0) return examples.map((example) => caseOf(requirement, example, isKnown));
  if (status !== "manual") return [];
  const message = "a person checks it";
  return [
    { name: title, className: id, is: "skipped", type: status, message, text: `${spec}:${line}\n${message}` },
  ];
}

function caseOf({ id, spec }: RequirementStatus, example: ExampleStatus, isKnown: boolean): Case {
  const { line, title, status, reason, message, expected, actual } = example;
  const difference =
    expected === null || actual === null ? [] : [`expected: ${expected}`, `actual:   ${actual}`];
  return {
    name: title,
    className: id,
    is: isKnown && outcomes[status] === "failure" ? "skipped" : outcomes[status],
    type: reason ?? status,
    message: message ?? status,
    text: [`${spec}:${line}`, message ?? status, ...difference].join("\n"),
  };
}

function suiteText(cases: readonly Case[]): string {
  return `${cases.map((one) => `\n    ${caseText(one)}`).join("")}\n  `;
}

function caseText({ name, className, is, type, message, text }: Case): string {
  const attributes = { classname: className, name };
  if (is === "passed") return element("testcase", attributes);
  // The schema gives `skipped` a text and no attributes.
  const inside =
    is === "skipped" ? element(is, {}, xmlText(text)) : element(is, { type, message }, xmlText(text));
  return element("testcase", attributes, inside);
}

function countsIn(cases: readonly Case[]): Record<"tests" | "failures" | "errors" | "skipped", number> {
  const having = (is: Case["is"]) => cases.filter((one) => one.is === is).length;
  return {
    tests: cases.length,
    failures: having("failure"),
    errors: having("error"),
    skipped: having("skipped"),
  };
}
