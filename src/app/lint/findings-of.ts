import type { Finding } from "../../plan/lint/finding.ts";
import { lint } from "../../plan/lint/lint.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Project } from "../read-project.ts";

/** What lint finds in the specs that were read, at the configuration's levels; in the order of the specs. */
export function findingsOf({ specs, config }: Pick<Project, "specs" | "config">): Finding[] {
  return specs.flatMap(({ spec, plan }) => lint(spec, plan, config.lint));
}

/** The diagnostics without those that a finding tells with more: of an example that repeats another. */
export function besideFindings(
  diagnostics: readonly Diagnostic[],
  findings: readonly Finding[],
): readonly Diagnostic[] {
  const told = new Set(findings.filter(({ rule }) => repeats.has(rule)).map(placeKey));
  return diagnostics.filter((found) => found.rule !== "duplicate" || !told.has(placeKey(found)));
}

const repeats = new Set(["example-adds-nothing", "requirements-overlap"]);

function placeKey({ file, place }: Diagnostic): string {
  return `${place.offset} ${file}`;
}
