import type { List, Paragraph, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { byteOrderMark } from "../reading.ts";
import type { Diagnostic, Place } from "../spec.ts";
import { deltaDiagnostic } from "./delta-rules.ts";
import { deltaSections } from "./openspec.ts";
import {
  type RequirementBlock,
  type RequirementSection,
  linesOf,
  requirementSections,
} from "./requirement-blocks.ts";

/** What a change of OpenSpec does to one spec. */
export interface SpecDelta {
  readonly file: string;
  readonly text: string;
  readonly added: readonly RequirementBlock[];
  readonly modified: readonly RequirementBlock[];
  readonly removed: readonly NamedLine[];
  readonly renamed: readonly Rename[];
  /** Lines of `## Purpose`, which a spec that is new takes over. */
  readonly purpose: { readonly line: number; readonly endLine: number } | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface NamedLine {
  readonly name: string;
  readonly line: number;
}

export interface Rename {
  readonly from: NamedLine;
  readonly to: NamedLine;
}

/**
 * Reads a change's delta of one spec (`openspec/changes/NAME/specs/CAPABILITY/spec.md`). What does not fit is a
 * diagnostic, and the rest is read all the same.
 */
export function readDelta(text: string, file: string): SpecDelta {
  const diagnostics: Diagnostic[] = [];
  const sections = requirementSections(text);
  const of = (operation: string): RequirementSection[] =>
    sections.filter(({ title }) => deltaSections.get(title.toLowerCase()) === operation);
  const renamed = of("renamed").flatMap(({ nodes }) => renamesOf(nodes, text, file, diagnostics));
  const delta = {
    added: of("added").flatMap(({ blocks }) => blocks),
    modified: of("modified").flatMap(({ blocks }) => blocks),
    removed: of("removed").flatMap(removalsOf),
    renamed,
  };
  for (const section of sections) {
    if (deltaSections.has(section.title.toLowerCase())) continue;
    for (const { name, line } of section.blocks) {
      diagnostics.push(
        deltaDiagnostic(
          "delta-outside",
          file,
          placeOfLine(text, line),
          `"${name}" stands under "${section.title}", so the change does nothing with it`,
        ),
      );
    }
  }
  if (Object.values(delta).every((list) => list.length === 0)) {
    diagnostics.push(deltaDiagnostic("delta-empty", file, placeOfLine(text, 1), "the delta changes nothing"));
  }
  const purpose = sections.find(({ title }) => title.toLowerCase() === "purpose");
  return {
    file,
    text,
    ...delta,
    purpose: purpose === undefined ? null : { line: purpose.line, endLine: purpose.endLine },
    diagnostics,
  };
}

/** A whole line of a text. */
export function placeOfLine(text: string, line: number): Place {
  const bom = text.startsWith(byteOrderMark) ? 1 : 0;
  let offset = bom;
  const pattern = /\r\n|\r|\n/gu;
  pattern.lastIndex = bom;
  for (let at = 1; at < line; at += 1) {
    const found = pattern.exec(text);
    if (found === null) break;
    offset = found.index + found[0].length;
  }
  const length = (linesOf(text.slice(offset))[0] ?? "").length;
  return { line, column: 1, endLine: line, endColumn: length + 1, offset, endOffset: offset + length };
}

/** Requirements by their headings, or as items of a list: `` - `### Requirement: Old` ``. */
function removalsOf({ blocks, nodes }: RequirementSection): NamedLine[] {
  const listed = linesIn(nodes).flatMap(({ text, line }) => {
    const name = /^(?:###\s*)?requirement:\s*(?<name>.+)$/iu.exec(text)?.groups?.["name"];
    return name === undefined ? [] : [{ name: name.trim(), line }];
  });
  return [...blocks.map(({ name, line }) => ({ name, line })), ...listed].toSorted((a, b) => a.line - b.line);
}

/** A FROM line and the TO line below it are a pair; any other of either renames nothing that could be known. */
function renamesOf(
  nodes: readonly RootContent[],
  text: string,
  file: string,
  diagnostics: Diagnostic[],
): Rename[] {
  const renames: Rename[] = [];
  let from: NamedLine | null = null;
  const alone = (side: string, { name, line }: NamedLine): void => {
    const message = `${side} "${name}" has no ${side === "FROM" ? "TO" : "FROM"}`;
    diagnostics.push(deltaDiagnostic("delta-rename", file, placeOfLine(text, line), message));
  };
  for (const { text: said, line } of linesIn(nodes)) {
    const found = /^(?<side>FROM|TO):\s*(?:###\s*)?requirement:\s*(?<name>.+)$/iu.exec(said)?.groups;
    const { side, name = "" } = found ?? {};
    if (side === undefined) continue;
    const here = { name: name.trim(), line };
    if (side.toUpperCase() === "FROM") {
      if (from !== null) alone("FROM", from);
      from = here;
    } else if (from === null) alone("TO", here);
    else {
      renames.push({ from, to: here });
      from = null;
    }
  }
  if (from !== null) alone("FROM", from);
  return renames;
}

/** The lines of paragraphs and of lists, their marks left out. */
function linesIn(nodes: readonly RootContent[]): { readonly text: string; readonly line: number }[] {
  return nodes.flatMap((node) => {
    if (node.type === "paragraph") return linesOfText(node);
    return node.type === "list" ? linesOfList(node) : [];
  });
}

function linesOfList({ children }: List): { text: string; line: number }[] {
  return children.flatMap((item) =>
    item.children.flatMap((child) =>
      child.type === "paragraph"
        ? linesOfText(child)
        : child.type === "heading"
          ? [{ text: toString(child).trim(), line: child.position?.start.line ?? 1 }]
          : [],
    ),
  );
}

function linesOfText(node: Paragraph): { text: string; line: number }[] {
  const first = node.position?.start.line ?? 1;
  return toString(node)
    .split("\n")
    .map((text, index) => ({ text: text.trim(), line: first + index }));
}
