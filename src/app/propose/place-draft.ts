import type { List, Nodes, RootContent } from "mdast";
import { parseMarkdown } from "../../spec/markdown.ts";
import { byteOrderMark } from "../../spec/reading.ts";
import type { Reading } from "../../spec/reading.ts";
import { isStepList } from "../../spec/scenario-steps.ts";
import { isFollowed, lineBreakAt, lineEnd, lineStart } from "../examples/line-ends.ts";
import type { OwnSection } from "../examples/own-section.ts";
import { ownSection } from "../examples/own-section.ts";
import type { Read } from "../examples/problems-with.ts";
import { layRow, rowStyle } from "../examples/row-style.ts";
import { layoutOf } from "../examples/section-layout.ts";
import type { Draft, Refusal } from "./proposal.ts";
import { refuse } from "./proposal.ts";

/** A stretch of the spec's text and what stands there instead; the same offset twice where something is added. */
export interface Edit {
  readonly offset: number;
  readonly endOffset: number;
  readonly text: string;
}

/** The text with the edit made; every other byte is as it was. */
export function withEdit(text: string, { offset, endOffset, text: inserted }: Edit): string {
  return text.slice(0, offset) + inserted + text.slice(endOffset);
}

/**
 * Where a proposal goes. A row goes behind the last one of the requirement's table with as many columns, items behind
 * those of its last list, a question to the document's other open ones, anything else to the end of the requirement's
 * own text; what takes the place of something must name it letter by letter, and stand there once.
 */
export function placeDraft({ spec, plan }: Read, draft: Draft): Edit | Refusal {
  const own = ownSection(spec, plan, draft.requirement);
  if (own === null) return refuse(draft, "no-place", "the spec has no requirement of this id");
  const { reading } = layoutOf(spec);
  if (draft.replaces !== null) return inPlaceOf(draft.replaces, rangeOf(own, spec, reading), draft, reading);
  if (draft.kind === "wording") return refuse(draft, "no-place", "a wording says what it takes the place of");
  const markdown = draft.markdown.replaceAll(/\r\n?/gu, "\n").replaceAll(/^\n+|\s+$/gu, "");
  if (draft.kind === "question") return asQuestion(markdown, own, draft, spec.questions, reading);
  const columns = columnsOf(markdown);
  if (columns !== null) return behindTable(markdown, columns, own, draft, reading);
  const nodes = parseMarkdown(markdown).children;
  const [first] = nodes;
  const last = own.nodes.findLast(({ type }) => !trailers.has(type));
  const isItems = first?.type === "list" && nodes.length === 1;
  if (isItems && last?.type === "list" && isLikeList(last, reading, markdown)) {
    const { column } = reading.placeOf(last);
    return addition(reading, endOf(last, reading), 1, indented(markdown, " ".repeat(column - 1)));
  }
  const end = first?.type === "heading" ? endOfScenarios(own, spec, reading) : endOfOwn(own, reading);
  // Where an item of a list is the requirement, what belongs to it is indented as its text is.
  return own.indent === null
    ? addition(reading, end, 2, markdown)
    : addition(reading, end, isItems ? 1 : 2, indented(markdown, own.indent));
}

function indented(markdown: string, indent: string): string {
  return markdown.replaceAll(/^(?=.)/gmu, indent);
}

/** What stands at the end of a section and belongs to no passage. */
const trailers: ReadonlySet<string> = new Set(["thematicBreak", "definition", "footnoteDefinition"]);

interface Range {
  readonly offset: number;
  readonly endOffset: number;
}

/** A requirement's own text with its scenarios', heading and all. */
function rangeOf(own: OwnSection, spec: Read["spec"], reading: Reading): Range {
  const first = own.heading ?? own.nodes[0];
  const offset = first === undefined ? 0 : reading.placeOf(first).offset;
  return { offset, endOffset: Math.max(offset, endOfScenarios(own, spec, reading)) };
}

function inPlaceOf(replaces: string, range: Range, draft: Draft, reading: Reading): Edit | Refusal {
  const wanted = replaces.replaceAll(/\r\n?/gu, "\n").replaceAll(/^\n+|\n+$/gu, "");
  if (wanted.trim() === "") return refuse(draft, "no-place", "it takes the place of nothing");
  const lines = wanted.split("\n").map((line) => line.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`));
  const matches = [...reading.text.matchAll(new RegExp(lines.join("(?:\\r\\n?|\\n)"), "gu"))].filter(
    ({ index, 0: found }) => index >= range.offset && index + found.length <= range.endOffset,
  );
  const [match, surplus] = matches;
  if (match === undefined) {
    return refuse(draft, "no-place", "what it takes the place of does not stand in the requirement");
  }
  if (surplus !== undefined) {
    return refuse(draft, "no-place", "what it takes the place of stands in the requirement more than once");
  }
  const lineBreak = lineBreakAt(reading.text, match.index);
  const text = draft.markdown.replaceAll(/\r\n?/gu, "\n").replaceAll(/^\n+|\n+$/gu, "");
  return {
    offset: match.index,
    endOffset: match.index + match[0].length,
    text: text.replaceAll("\n", lineBreak),
  };
}

/** How many cells a text of nothing but rows has in its first; null for anything else, whole tables too. */
function columnsOf(markdown: string): number | null {
  const lines = markdown.split("\n");
  if (!lines.every((line) => line.includes("|")) || lines.some((line) => /^[\s|:-]+$/u.test(line)))
    return null;
  const [first = ""] = lines;
  const head = first.trim().startsWith("|") ? first : `| ${first} |`;
  const width = [...head.trim().replaceAll(/\\./gu, "").matchAll(/\|/gu)].length - 1;
  const table = parseMarkdown(`${head}\n|${" - |".repeat(Math.max(1, width))}`).children[0];
  return table?.type === "table" ? (table.children[0]?.children.length ?? null) : null;
}

function behindTable(
  markdown: string,
  columns: number,
  own: OwnSection,
  draft: Draft,
  reading: Reading,
): Edit | Refusal {
  const table = own.tables.find(({ node }) => node.children[0]?.children.length === columns);
  if (table === undefined) {
    return refuse(draft, "no-place", `the requirement has no table of ${columns} columns that is examples`);
  }
  const style = rowStyle(table.node, reading);
  const rows = markdown.split("\n").map((line) => {
    const cells = cellsOf(line, columns);
    return cells === null ? style.indent + line.trim() : layRow(cells, style);
  });
  return addition(reading, endOf(table.node, reading), 1, rows.join("\n"));
}

/** The Markdown of each cell of a row; null where there are not as many as columns. */
function cellsOf(row: string, columns: number): string[] | null {
  const bar = row.trim().startsWith("|") ? "|" : "";
  const text = `${bar}${" a |".repeat(columns)}\n|${" - |".repeat(columns)}\n${row.trim()}`;
  const [table] = parseMarkdown(text).children;
  const cells = table?.type === "table" ? (table.children[1]?.children ?? []) : [];
  if (cells.length !== columns) return null;
  return cells.map(({ children }) => {
    const [first, last] = [children[0]?.position?.start.offset, children.at(-1)?.position?.end.offset];
    return first === undefined || last === undefined ? "" : text.slice(first, last);
  });
}

/** Behind the last open question of a list, marked as it is; else at the end of the requirement's own text. */
function asQuestion(
  markdown: string,
  own: OwnSection,
  draft: Draft,
  questions: Read["spec"]["questions"],
  reading: Reading,
): Edit | Refusal {
  if (/[\n[\]]/u.test(markdown)) {
    return refuse(draft, "forbidden-markdown", "a question is one line, without square brackets");
  }
  const listed = questions.findLast(({ place }) => reading.text[place.offset] !== "[");
  const item = listed === undefined ? null : itemAt(listed.place.offset, reading);
  if (item === null)
    return addition(
      reading,
      endOfOwn(own, reading),
      2,
      indented(`[NEEDS CLARIFICATION: ${markdown}]`, own.indent ?? ""),
    );
  const { offset } = reading.placeOf(item);
  const mark = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[ \]\s+)?/u.exec(
    reading.text.slice(lineStart(reading.text, offset), lineEnd(reading.text, offset)),
  );
  return addition(reading, endOf(item, reading), 1, `${mark?.[0] ?? "- "}${markdown}`);
}

/** The last item of the innermost list that holds the offset. */
function itemAt(offset: number, reading: Reading): Nodes | null {
  const { text } = reading;
  let found: Nodes | null = null;
  const visit = (node: Nodes): void => {
    const place = reading.placeOf(node);
    if (node.type !== "root" && (offset < place.offset || offset >= place.endOffset)) return;
    if (node.type === "list") found = node.children.at(-1) ?? found;
    if ("children" in node) node.children.forEach(visit);
  };
  visit(parseMarkdown(text.startsWith(byteOrderMark) ? text.slice(1) : text));
  return found;
}

/** A list that takes more items: of the same mark, and no scenario's steps. */
function isLikeList(list: List, reading: Reading, markdown: string): boolean {
  const mark = reading.sourceOf(list)[0];
  return list.ordered !== true && !isStepList(list, false) && markdown.startsWith(mark ?? "-");
}

function endOfOwn(own: OwnSection, reading: Reading): number {
  const last: RootContent | null = own.nodes.findLast(({ type }) => !trailers.has(type)) ?? own.heading;
  return last === null ? 0 : endOf(last, reading);
}

/** Behind the last of the scenarios that follow under headings of their own; else the end of the own text. */
function endOfScenarios(own: OwnSection, spec: Read["spec"], reading: Reading): number {
  const { sections } = layoutOf(spec);
  let end = endOfOwn(own, reading);
  const start = spec.sections.findIndex(
    ({ heading }) => heading !== null && heading.place.offset === own.requirement.place.offset,
  );
  if (start < 0) return end;
  for (let at = start + 1; at < spec.sections.length; at += 1) {
    const section = spec.sections[at];
    const layout = sections[at];
    if (section === undefined || layout === undefined || !(section.isScenario || section.is === "part"))
      break;
    const last = layout.nodes.findLast(({ type }) => !trailers.has(type)) ?? layout.heading;
    if (last !== null) end = endOf(last, reading);
  }
  return end;
}

function endOf(node: Nodes, reading: Reading): number {
  return reading.placeOf(node).endOffset;
}

function addition(reading: Reading, behind: number, lines: number, markdown: string): Edit {
  const { text } = reading;
  const offset = lineEnd(text, behind);
  const lineBreak = lineBreakAt(text, offset);
  const gap = text.slice(0, offset).trim() === "" ? "" : lineBreak.repeat(lines);
  const after = lines > 1 && isFollowed(text, offset) ? lineBreak : "";
  return { offset, endOffset: offset, text: gap + markdown.replaceAll("\n", lineBreak) + after };
}
