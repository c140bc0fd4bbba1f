import type { Heading, RootContent } from "mdast";
import { parseMarkdown } from "../markdown.ts";
import { byteOrderMark } from "../reading.ts";

/** A requirement of an OpenSpec document as lines, counted from 1. */
export interface RequirementBlock {
  /** What stands behind `Requirement:`, as written. */
  readonly name: string;
  readonly line: number;
  /** Its last line that is not blank. */
  readonly endLine: number;
  /** Names of its scenarios: of every heading one deeper than its own. */
  readonly scenarios: readonly string[];
}

/** A `##` section with its requirements, and what else stands in it. */
export interface RequirementSection {
  readonly title: string;
  readonly line: number;
  /** Its last line that is not blank. */
  readonly endLine: number;
  readonly blocks: readonly RequirementBlock[];
  readonly nodes: readonly RootContent[];
}

/**
 * A document's `##` sections with the requirements in them. A requirement goes on to the next one or to the next
 * section, as OpenSpec has it (`src/core/parsers/requirement-blocks.ts`).
 *
 * @throws RangeError when the text nests too deeply to be read.
 */
export function requirementSections(text: string): RequirementSection[] {
  const bare = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const lines = linesOf(bare);
  const nodes = parseMarkdown(bare).children;
  const starts = nodes.flatMap((node, at) => (node.type === "heading" && node.depth <= 2 ? [at] : []));
  return starts.map((at, index) => {
    const inside = nodes.slice(at + 1, starts[index + 1] ?? nodes.length);
    const next = nodes[starts[index + 1] ?? nodes.length];
    const endLine = lastLine(lines, lineOf(nodes[at]), next === undefined ? lines.length : lineOf(next) - 1);
    return {
      title: rawTitle(nodes[at] as Heading, lines),
      line: lineOf(nodes[at]),
      endLine,
      blocks: blocksOf(inside, endLine, lines),
      nodes: inside,
    };
  });
}

/** Lines without their endings; those of Markdown: LF, CRLF, CR. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/u);
}

function blocksOf(nodes: readonly RootContent[], end: number, lines: readonly string[]): RequirementBlock[] {
  const headings = nodes.filter((node): node is Heading => node.type === "heading");
  const heads = headings.filter((node) => nameOf(node, lines) !== null);
  return heads.map((head, index) => {
    const next = heads[index + 1];
    const inside = headings.slice(
      headings.indexOf(head) + 1,
      next === undefined ? undefined : headings.indexOf(next),
    );
    return {
      name: nameOf(head, lines) ?? "",
      line: lineOf(head),
      endLine: lastLine(lines, lineOf(head), next === undefined ? end : lineOf(next) - 1),
      scenarios: inside
        .filter(({ depth }) => depth === 4)
        .map((node) =>
          rawTitle(node, lines)
            .replace(/^scenario:\s*/iu, "")
            .trim(),
        ),
    };
  });
}

function nameOf(node: Heading, lines: readonly string[]): string | null {
  if (node.depth !== 3) return null;
  return /^requirement:\s*(?<name>.+)$/iu.exec(rawTitle(node, lines))?.groups?.["name"]?.trim() ?? null;
}

/** A heading's words as written, code marks and all, without what closes it. */
function rawTitle(node: Heading, lines: readonly string[]): string {
  const text = (lines[lineOf(node) - 1] ?? "").replace(/^\s*#+/u, "").trim();
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  return /[ \t]/u.test(text[end - 1] ?? "") ? text.slice(0, end).trim() : text;
}

function lineOf(node: RootContent | undefined): number {
  return node?.position?.start.line ?? 1;
}

function lastLine(lines: readonly string[], from: number, to: number): number {
  let line = to;
  while (line > from && (lines[line - 1] ?? "").trim() === "") line -= 1;
  return line;
}
