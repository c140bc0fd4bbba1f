import type { Diagnostic } from "../../spec/spec.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../verdict/statuses.ts";
import type { Report } from "./report.ts";

/** One thing at one place that somebody should look at. */
export interface Finding {
  readonly severity: "error" | "warning" | "note";
  /** A diagnostic's rule, or the status: `fails`, `unbound`, `drifted`, `unproven`. */
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Null where the finding is about a whole line. */
  readonly end: { readonly line: number; readonly column: number } | null;
  /** What it is about, in a few words. */
  readonly title: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
  /** The same for the same finding of another day, whatever moved around it. */
  readonly key: string;
}

/**
 * What needs a look, in the order of the report: diagnostics, then requirements. What holds is none; debt that a baseline
 * knows of is a note.
 */
export function findingsOf({ diagnostics, requirements, debt }: Report): readonly Finding[] {
  const known = new Set(debt?.known);
  const seen = new Map<string, number>();
  const numbered = (finding: Finding): Finding => {
    const count = (seen.get(finding.key) ?? 0) + 1;
    seen.set(finding.key, count);
    return count === 1 ? finding : { ...finding, key: `${finding.key} ${count}` };
  };
  return [
    ...diagnostics.map(ofDiagnostic),
    ...requirements.flatMap((requirement) => ofRequirement(requirement, known.has(requirement.id))),
  ].map(numbered);
}

/** What is said of a failing example below its title: the difference where there is one, else the message. */
export function explanation({ message, expected, actual }: Finding): string {
  if (expected === null || actual === null) return message;
  return `expected ${expected}\nactual   ${actual}`;
}

const severities = { error: "error", warning: "warning", hint: "note" } as const;

function ofDiagnostic({ file, place, severity, rule, message, expected }: Diagnostic): Finding {
  return {
    severity: severities[severity],
    rule,
    file,
    line: place.line,
    column: place.column,
    end: { line: place.endLine, column: place.endColumn },
    title: rule,
    message: expected === "" ? message : `${message}\nexpected: ${expected}`,
    expected: null,
    actual: null,
    key: `${rule} ${file} ${message}`,
  };
}

/** Statuses of an example that are a finding each; an unproven one is told once a requirement. */
const telling: Partial<Readonly<Record<Status, "error">>> = {
  fails: "error",
  drifted: "error",
  unbound: "error",
};

function ofRequirement(requirement: RequirementStatus, isKnown: boolean): Finding[] {
  const examples = requirement.examples.flatMap((example) => {
    const severity = telling[example.status];
    return severity === undefined ? [] : [ofExample(requirement, example, isKnown ? "note" : severity)];
  });
  const unproven = requirement.examples.filter(({ status }) => status === "unproven");
  const [first] = unproven;
  if (first === undefined) return examples;
  const count = `${unproven.length} ${unproven.length === 1 ? "example" : "examples"}`;
  const note: Finding = {
    ...ofExample(requirement, first, "note"),
    title: requirement.title,
    message: `${count}: ${first.message ?? "unproven"}`,
    key: `unproven ${requirement.id}`,
  };
  return [...examples, note];
}

function ofExample(
  { spec, title: heading }: RequirementStatus,
  { id, kind, line, title, status, message, expected, actual }: ExampleStatus,
  severity: Finding["severity"],
): Finding {
  return {
    severity,
    rule: status,
    file: spec,
    line,
    column: 1,
    end: null,
    title: kind === "unbound" ? heading : title,
    message: message ?? status,
    expected,
    actual,
    key: `${status} ${id}`,
  };
}
