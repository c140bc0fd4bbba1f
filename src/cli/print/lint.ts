import { createTwoFilesPatch } from "diff";
import type { Linted } from "../../app/lint/lint-project.ts";
import type { Finding } from "../../plan/lint/finding.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Screen } from "../screen.ts";
import { count } from "./words.ts";

/**
 * Findings one a line, `file:line:column: level rule: message`, as editors and CI match them. What to do stands below
 * the first finding of each rule. Then what was mended, and one line for all.
 */
export function printLinted(
  screen: Screen,
  linted: Linted,
  { isDryRun }: { readonly isDryRun: boolean },
): void {
  const { findings, diagnostics, fixed } = linted;
  const explained = new Set<string>();
  for (const found of [...diagnostics, ...findings].toSorted(inOrder)) {
    screen.out(lineOf(screen, found));
    const what = `${found.rule} ${found.expected}`;
    if (explained.has(what)) continue;
    explained.add(what);
    for (const line of adviceOf(found)) screen.out(line);
  }
  for (const { file, place, rule, message } of fixed) {
    const verb = isDryRun ? "would mend" : "mended";
    screen.out(
      `${screen.paint("green", verb)} ${file}:${place.line}  ${message}  ${screen.paint("dim", rule)}`,
    );
  }
  if (isDryRun) for (const { patch } of patchesOf(linted)) screen.out(patch);
  screen.out(summaryLine(screen, linted, isDryRun));
}

/** The document that `--json` prints. */
export function lintJson(linted: Linted, { isDryRun }: { readonly isDryRun: boolean }): unknown {
  const { specs, findings, fixed, diagnostics } = linted;
  return {
    version: 1,
    summary: { specs: specs.length, ...countLevels(findings), fixable: fixableOf(findings).length },
    findings: findings.map(toJson),
    fixed: fixed.map(toJson),
    written: isDryRun ? [] : linted.changes.map(({ path }) => path),
    patches: isDryRun ? patchesOf(linted) : [],
    diagnostics,
  };
}

const colour = { error: "red", warning: "yellow", hint: "dim" } as const;

function lineOf(screen: Screen, { file, place, severity, rule, message }: Diagnostic): string {
  const where = `${file}:${place.line}:${place.column}:`;
  return `${where} ${screen.paint(colour[severity], severity)} ${screen.paint("dim", `${rule}:`)} ${message}`;
}

function adviceOf({ expected, example = "" }: Diagnostic): string[] {
  return [
    ...(expected === "" ? [] : [`  expected: ${expected}`]),
    ...example.split("\n").flatMap((line) => (line === "" ? [] : [`    ${line}`])),
  ];
}

function inOrder(one: Diagnostic, other: Diagnostic): number {
  return one.file === other.file ? one.place.offset - other.place.offset : one.file < other.file ? -1 : 1;
}

function summaryLine(
  screen: Screen,
  { specs, findings, diagnostics, fixed }: Linted,
  isDryRun: boolean,
): string {
  const looked = count(specs.length, "spec");
  const all = [...diagnostics, ...findings];
  const dry = isDryRun && fixed.length > 0 ? "\nA dry run: nothing was written." : "";
  if (all.length === 0) return screen.paint("green", `Nothing to mend in ${looked}.`) + dry;
  const levels = countLevels(all);
  const counts = (["error", "warning", "hint"] as const)
    .filter((level) => levels[level] > 0)
    .map((level) => screen.paint(colour[level], count(levels[level], level)));
  const mends = fixableOf(findings).length;
  const next = mends === 0 ? "" : `; greenbar lint --fix mends ${mends}`;
  return `\n${counts.join(", ")} in ${looked}${next}${dry}`;
}

function countLevels(found: readonly Diagnostic[]): Record<Diagnostic["severity"], number> {
  const of = (level: Diagnostic["severity"]) => found.filter(({ severity }) => severity === level).length;
  return { error: of("error"), warning: of("warning"), hint: of("hint") };
}

function fixableOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ fix }) => fix !== undefined);
}

function patchesOf({ changes }: Linted): { readonly path: string; readonly patch: string }[] {
  return changes.map(({ path, before, after }) => ({
    path,
    patch: createTwoFilesPatch(path, path, before ?? "", after ?? "", undefined, undefined, {
      context: 3,
    }).trimEnd(),
  }));
}

function toJson({
  file,
  place,
  severity,
  rule,
  message,
  expected,
  example,
  related,
  ...rest
}: Finding): unknown {
  return {
    file,
    line: place.line,
    column: place.column,
    endLine: place.endLine,
    endColumn: place.endColumn,
    level: severity,
    rule,
    message,
    expected,
    example: example ?? null,
    related: related === undefined ? null : { line: related.line, column: related.column },
    requirement: rest.requirement,
    section: rest.section,
    fix:
      rest.fix?.map(({ place: { line, column, endLine, endColumn, offset, endOffset }, text }) => ({
        line,
        column,
        endLine,
        endColumn,
        offset,
        endOffset,
        text,
      })) ?? null,
  };
}
