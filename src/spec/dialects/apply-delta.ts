import { byteOrderMark } from "../reading.ts";
import type { Diagnostic } from "../spec.ts";
import { foldName, ownConflicts } from "./delta-conflicts.ts";
import { type DeltaRuleId, deltaDiagnostic } from "./delta-rules.ts";
import { type NamedLine, type SpecDelta, placeOfLine } from "./read-delta.ts";
import { type RequirementBlock, linesOf, requirementSections } from "./requirement-blocks.ts";

/** A main spec as it will be once a change is archived. */
export interface MergedSpec {
  readonly text: string;
  /** Where each line of the text comes from, in order. */
  readonly lines: readonly LineOrigin[];
  /** Those of the delta too. With an error among them the merged text lacks what is refused. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface LineOrigin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/**
 * Applies a change's delta to its main spec: renames first, then removals, modifications and additions, as OpenSpec
 * does when it archives (`src/core/specs-apply.ts`), and what it refuses is an error here. What the delta does not
 * speak of stays byte for byte; additions stand at the end of the requirements.
 *
 * @param main - the main spec; its text is null when there is none yet.
 */
export function applyDelta(
  main: { readonly text: string | null; readonly file: string },
  delta: SpecDelta,
): MergedSpec {
  const diagnostics = [...delta.diagnostics, ...ownConflicts(delta)];
  const report: Report = (rule, { line }, message) => {
    diagnostics.push(deltaDiagnostic(rule, delta.file, placeOfLine(delta.text, line), message));
  };
  const base = main.text === null ? newSpec(main.file, delta) : oldSpec(main.text, main.file);
  const refused = new Set(
    diagnostics.filter(({ severity }) => severity === "error").map(({ place }) => place.line),
  );
  const blocks: Slot[] = base.blocks.map((block) => ({ name: block.name, block, is: "kept" }));
  const added: RequirementBlock[] = [];
  const isNew = main.text === null;
  for (const { from, to } of delta.renamed) {
    if (!refused.has(from.line) && !refused.has(to.line)) rename(blocks, from, to, isNew, report);
  }
  for (const name of delta.removed) if (!refused.has(name.line)) remove(blocks, name, isNew, report);
  for (const block of delta.modified) if (!refused.has(block.line)) modify(blocks, block, report);
  for (const block of delta.added) {
    if (!refused.has(block.line) && mayAdd(blocks, block, base, delta, report)) added.push(block);
  }
  const lines = compose(base, blocks, added, delta);
  const text = lines.map(({ text: line }) => line).join(base.lineBreak);
  return {
    text: base.start + text,
    lines: lines.map(({ file, line }) => ({ file, line })),
    diagnostics: diagnostics.toSorted((a, b) => a.place.line - b.place.line),
  };
}

type Report = (rule: DeltaRuleId, at: { readonly line: number }, message: string) => void;

/** A requirement of the main spec and what becomes of it. */
interface Slot {
  name: string;
  readonly block: RequirementBlock;
  is: "kept" | "removed" | "renamed" | { readonly modifiedBy: RequirementBlock };
}

interface Line extends LineOrigin {
  readonly text: string;
}

interface Base {
  /** A byte order mark, if there is one. */
  readonly start: string;
  readonly lineBreak: string;
  readonly lines: readonly Line[];
  readonly blocks: readonly RequirementBlock[];
  /** The last line of the requirements; additions follow it. */
  readonly end: number;
}

function oldSpec(text: string, file: string): Base {
  const start = text.startsWith(byteOrderMark) ? byteOrderMark : "";
  const lines = linesOf(text.slice(start.length)).map((line, index) => ({
    text: line,
    file,
    line: index + 1,
  }));
  const section = requirementSections(text).find(({ title }) => title.toLowerCase() === "requirements");
  const common = { start, lineBreak: /\r\n|\r|\n/u.exec(text)?.[0] ?? "\n" };
  if (section !== undefined) return { ...common, lines, blocks: section.blocks, end: section.endLine };
  const last = lines.findLastIndex((line) => line.text.trim() !== "") + 1;
  const heading = ["", "## Requirements"].map((line) => ({ text: line, file, line: last }));
  return {
    ...common,
    lines: [...lines.slice(0, last), ...heading, end(file, last)],
    blocks: [],
    end: last + 2,
  };
}

/** As OpenSpec writes it, with the delta's own purpose if it has one. */
function newSpec(file: string, { purpose, text, file: deltaFile }: SpecDelta): Base {
  const name = file.split("/").at(-2) ?? file;
  const from = (line: string, at: number): Line => ({ text: line, file: deltaFile, line: at });
  const said =
    purpose === null
      ? [from("## Purpose", 1), from("TBD - the change that adds it says more.", 1)]
      : linesOf(text)
          .slice(purpose.line - 1, purpose.endLine)
          .map((line, index) => from(line, purpose.line + index));
  const lines = [
    from(`# ${name} Specification`, 1),
    from("", 1),
    ...said,
    from("", 1),
    from("## Requirements", 1),
    end(deltaFile, 1),
  ];
  return { start: "", lineBreak: "\n", lines, blocks: [], end: lines.length - 1 };
}

/** Behind the last line break. */
function end(file: string, line: number): Line {
  return { text: "", file, line };
}

function rename(blocks: Slot[], from: NamedLine, to: NamedLine, isNew: boolean, report: Report): void {
  const slot = standing(blocks, from.name);
  if (slot === undefined) {
    // Renamed already: the change was merged before it was archived.
    if (standing(blocks, to.name) !== undefined && nearMiss(blocks, from.name, to.name) === undefined) return;
    report("delta-missing", from, missing("RENAMED", from.name, blocks, isNew));
    return;
  }
  const taken = standing(blocks, to.name) ?? nearMiss(blocks, to.name, from.name);
  if (taken !== undefined) {
    report("delta-exists", to, `"${to.name}" cannot be the new name: "${taken.name}" is there`);
    return;
  }
  slot.name = to.name;
  slot.is = "renamed";
}

function remove(blocks: Slot[], wanted: NamedLine, isNew: boolean, report: Report): void {
  const slot = standing(blocks, wanted.name);
  if (slot !== undefined) slot.is = "removed";
  else if (nearMiss(blocks, wanted.name) !== undefined) {
    report("delta-missing", wanted, missing("REMOVED", wanted.name, blocks, isNew));
  } else report("delta-removed-already", wanted, `"${wanted.name}" is not in the main spec any more`);
}

function modify(blocks: Slot[], wanted: RequirementBlock, report: Report): void {
  const slot = standing(blocks, wanted.name);
  if (slot === undefined) {
    report("delta-missing", wanted, missing("MODIFIED", wanted.name, blocks, blocks.length === 0));
    return;
  }
  const left = [...wanted.scenarios];
  const dropped = slot.block.scenarios.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  if (dropped.length > 0) {
    const names = dropped.map((name) => `"${name}"`).join(", ");
    report("delta-scenario-dropped", wanted, `"${wanted.name}" would lose its scenarios ${names}`);
    return;
  }
  slot.is = { modifiedBy: wanted };
}

/** The same again is a change that was merged before it was archived. */
function mayAdd(
  blocks: readonly Slot[],
  wanted: RequirementBlock,
  base: Base,
  delta: SpecDelta,
  report: Report,
): boolean {
  const there = standing(blocks, wanted.name) ?? nearMiss(blocks, wanted.name);
  if (there === undefined) return true;
  const old = base.lines.slice(there.block.line - 1, there.block.endLine).map(({ text }) => text.trimEnd());
  const added = textOf(wanted, delta).map(({ text }) => text.trimEnd());
  if (there.is === "kept" && old.join("\n") === added.join("\n")) return false;
  report("delta-exists", wanted, `"${wanted.name}" cannot be added: "${there.name}" is there`);
  return false;
}

function compose(
  base: Base,
  blocks: readonly Slot[],
  added: readonly RequirementBlock[],
  delta: SpecDelta,
): readonly Line[] {
  const lines: Line[] = [];
  let next = 1;
  const copyTo = (line: number): void => {
    lines.push(...base.lines.slice(next - 1, line));
    next = Math.max(next, line + 1);
  };
  blocks.forEach(({ block, is, name }, index) => {
    copyTo(block.line - 1);
    if (is === "kept") copyTo(block.endLine);
    else if (is === "removed") next = blocks[index + 1]?.block.line ?? block.endLine + 1;
    else if (is === "renamed") {
      const heading = base.lines[block.line - 1];
      if (heading !== undefined) lines.push({ ...heading, text: `### Requirement: ${name}` });
      next = block.line + 1;
    } else {
      lines.push(...textOf(is.modifiedBy, delta));
      next = block.endLine + 1;
    }
  });
  copyTo(base.end);
  while (added.length > 0 && lines.at(-1)?.text.trim() === "") lines.pop();
  for (const block of added) {
    lines.push({ text: "", file: delta.file, line: block.line }, ...textOf(block, delta));
  }
  copyTo(base.lines.length);
  return lines;
}

function textOf({ line, endLine }: RequirementBlock, { text, file }: SpecDelta): Line[] {
  return linesOf(text.startsWith(byteOrderMark) ? text.slice(1) : text)
    .slice(line - 1, endLine)
    .map((each, index) => ({ text: each, file, line: line + index }));
}

function standing(blocks: readonly Slot[], name: string): Slot | undefined {
  return blocks.find((slot) => slot.is !== "removed" && slot.name === name);
}

/** Differs only in case or blanks: a slip, never two requirements. */
function nearMiss(blocks: readonly Slot[], name: string, except?: string): Slot | undefined {
  return blocks.find(
    (slot) =>
      slot.is !== "removed" &&
      slot.name !== except &&
      slot.name !== name &&
      foldName(slot.name) === foldName(name),
  );
}

function missing(section: string, name: string, blocks: readonly Slot[], isNew: boolean): string {
  if (isNew) return `${section} "${name}": there is no main spec yet, to which only ADDED can do something`;
  const near = nearMiss(blocks, name);
  const hint = near === undefined ? "" : `, but "${near.name}" is`;
  return `${section} "${name}" is not in the main spec${hint}`;
}
