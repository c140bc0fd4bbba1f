import type { Report } from "../../../src/docs/report/report.ts";
import type { Diagnostic } from "../../../src/spec/spec.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../../src/verdict/statuses.ts";
import { countStatuses } from "../../../src/verdict/statuses.ts";

export function example(given: Partial<ExampleStatus> = {}): ExampleStatus {
  return {
    id: "a/adds/row-1",
    kind: "row",
    line: 12,
    title: "add(1, 2) → 3",
    status: "holds",
    reason: null,
    message: null,
    expected: null,
    actual: null,
    ...given,
  };
}

/** An example that fails with a difference. */
export function failing(given: Partial<ExampleStatus> = {}): ExampleStatus {
  const said = { reason: "assertion", message: "it should be 3, but it is 4", expected: "3", actual: "4" };
  return example({ status: "fails", ...said, ...given });
}

export function requirement(given: Partial<RequirementStatus> = {}): RequirementStatus {
  const examples = given.examples ?? [example()];
  const status: Status = examples.every((one) => one.status === "holds") ? "holds" : "fails";
  return { id: "a/adds", spec: "specs/a.md", line: 8, title: "Adds", status, ...given, examples };
}

export function diagnostic(given: Partial<Diagnostic> = {}): Diagnostic {
  return {
    file: "specs/a.md",
    place: { line: 7, column: 3, endLine: 7, endColumn: 9, offset: 0, endOffset: 6 },
    severity: "error",
    rule: "row-too-short",
    message: "the row has 2 cells, its header 3",
    expected: "as many cells as the header has",
    ...given,
  };
}

export function report(requirements: readonly RequirementStatus[], given: Partial<Report> = {}): Report {
  const isRed = requirements.some(({ status }) => ["fails", "drifted", "unbound"].includes(status));
  return {
    outcome: isRed ? "red" : "green",
    summary: countStatuses(requirements),
    requirements,
    diagnostics: [],
    drafts: [],
    sandbox: "bubblewrap",
    endedWhy: "",
    ...given,
  };
}

/** A report in which this text stands wherever anybody's text can stand. */
export function saying(text: string): Report {
  const examples = [
    failing({ title: text, message: text, expected: text, actual: text }),
    example({
      id: "a/adds/row-2",
      line: 13,
      title: text,
      status: "drifted",
      reason: "changed",
      message: text,
    }),
    example({ id: "a/adds/row-3", line: 14, title: text, status: "unproven", reason: text, message: text }),
  ];
  return report([requirement({ title: text, examples })], {
    diagnostics: [
      diagnostic({ message: text, expected: text }),
      diagnostic({ message: text, severity: "hint" }),
    ],
    endedWhy: text,
  });
}
