import type { Diagnostic } from "../spec.ts";
import { type DeltaRuleId, deltaDiagnostic } from "./delta-rules.ts";
import { type NamedLine, type SpecDelta, placeOfLine } from "./read-delta.ts";

/** What a delta contradicts by itself, whatever its main spec says. */
export function ownConflicts({ added, modified, removed, renamed, text, file }: SpecDelta): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (rule: DeltaRuleId, { line }: NamedLine, message: string): void => {
    found.push(deltaDiagnostic(rule, file, placeOfLine(text, line), message));
  };
  const lists = { ADDED: added, MODIFIED: modified, REMOVED: removed };
  const froms = renamed.map(({ from }) => from);
  const tos = renamed.map(({ to }) => to);
  for (const [section, list] of Object.entries({ ...lists, "RENAMED FROM": froms, "RENAMED TO": tos })) {
    for (const each of repeats(list))
      report("delta-duplicate", each, `"${each.name}" stands in ${section} twice`);
  }
  const pairs = [
    ["MODIFIED", "REMOVED"],
    ["ADDED", "MODIFIED"],
    ["ADDED", "REMOVED"],
  ] as const;
  for (const [one, other] of pairs) {
    for (const each of lists[other]) {
      if (has(lists[one], each.name)) {
        report("delta-conflict", each, `"${each.name}" stands in ${one} and in ${other}`);
      }
    }
  }
  for (const { from, to } of renamed) {
    const gone = removed.find(({ name }) => foldName(name) === foldName(from.name));
    if (gone !== undefined) report("delta-conflict", gone, `"${gone.name}" is renamed and removed`);
    const old = modified.find(({ name }) => name === from.name);
    if (old !== undefined) {
      report("delta-conflict", old, `MODIFIED names "${old.name}", which is renamed to "${to.name}"`);
    }
    const taken = added.find(({ name }) => name === to.name);
    if (taken !== undefined)
      report("delta-conflict", taken, `"${taken.name}" is added, and another is renamed to it`);
  }
  return found;
}

/** A name that differs from another only in case or blanks is a slip, never another requirement. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

function has(list: readonly NamedLine[], name: string): boolean {
  return list.some((each) => each.name === name);
}

function repeats(list: readonly NamedLine[]): NamedLine[] {
  return list.filter((each, index) => list.findIndex(({ name }) => name === each.name) < index);
}
