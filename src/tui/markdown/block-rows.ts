import type { Code, Heading, List, ListItem, Nodes, RootContent } from "mdast";
import type { Line, Marks, Tone } from "../paint/line.ts";
import { span } from "../paint/span.ts";
import { widthOf } from "../paint/width.ts";
import { colourCode } from "./code-colours.ts";
import { type DocRow, beginningAt, behindMark, blankRow, rowOf, wrapSource } from "./doc-row.ts";
import { inlineLines } from "./inline.ts";
import type { Style } from "./inline.ts";
import { tableRows } from "./table-rows.ts";

/** What the layout of a block needs beside the block. */
export interface Layout {
  readonly width: number;
  readonly style: Style;
  /** Line of the source for a line of the tree. */
  readonly lineOf: (line: number) => number;
  /** The text of a line of the source, from 1. */
  readonly sourceLine: (line: number) => string;
  readonly columns: readonly number[] | null;
}

/** Blocks one under the other, a blank row where the source has blank lines. */
export function blockRows(nodes: readonly RootContent[], layout: Layout): DocRow[] {
  return nodes.flatMap((node, at) => {
    const before = nodes[at - 1];
    const isApart = before !== undefined && startOf(node) > endOf(before) + 1;
    return [...(isApart ? [blankRow] : []), ...rowsOfBlock(node, layout)];
  });
}

function rowsOfBlock(node: RootContent, layout: Layout): readonly DocRow[] {
  const handler = (handlers[node.type] ?? verbatimNode) as (node: RootContent, layout: Layout) => DocRow[];
  return beginningAt(handler(node, layout), layout.lineOf(startOf(node)));
}

type Handlers = {
  readonly [Kind in RootContent["type"]]?: (
    node: Extract<RootContent, { type: Kind }>,
    layout: Layout,
  ) => DocRow[];
};

/** What is not here (HTML, front matter, definitions) is shown as it was written. */
const handlers: Handlers = {
  heading,
  paragraph: ({ children }, { style, width, lineOf }) =>
    inlineLines(children, style, lineOf).flatMap((line) => wrapSource(line, width)),
  list,
  blockquote: ({ children }, layout) => {
    const style: Style = { ...layout.style, tone: "quote" };
    const bar: Line = [span("│ ", "dim")];
    return behind(bar, bar, layout, (inner) => blockRows(children, { ...inner, style }));
  },
  code,
  table: (node, layout) => tableRows(node, layout),
  thematicBreak: (node, { width, lineOf }) => [
    rowOf([span("─".repeat(width), "dim")], lineOf(startOf(node))),
  ],
  footnoteDefinition: ({ children, label, identifier }, layout) => {
    const mark = `[^${label ?? identifier}]: `;
    return behind([span(mark, "dim")], [span(" ".repeat(widthOf(mark)))], layout, (inner) =>
      blockRows(children, inner),
    );
  },
};

/** The marks stay, dim: the depth is to be seen without colours too. */
function heading({ depth, children }: Heading, { lineOf, width }: Layout): DocRow[] {
  const mark = span(`${"#".repeat(depth)} `, "dim");
  const style = headingStyles[depth];
  return inlineLines(children, style, lineOf).flatMap((line, at) =>
    wrapSource(at === 0 ? [mark, ...line] : line, width, [span(" ".repeat(depth + 1))]),
  );
}

const headingStyles: Readonly<Record<Heading["depth"], { readonly tone: Tone; readonly marks: Marks }>> = {
  1: { tone: "heading", marks: { underline: true } },
  2: { tone: "heading", marks: {} },
  3: { tone: "strong", marks: {} },
  4: { tone: "strong", marks: { italic: true } },
  5: { tone: "plain", marks: { italic: true, underline: true } },
  6: { tone: "plain", marks: { italic: true } },
};

function list(node: List, layout: Layout): DocRow[] {
  const last = (node.start ?? 1) + node.children.length - 1;
  const width = node.ordered === true ? String(last).length + 2 : 2;
  return node.children.flatMap((item, at) => {
    const before = node.children[at - 1];
    const isApart = before !== undefined && startOf(item) > endOf(before) + 1;
    const sign = node.ordered === true ? `${(node.start ?? 1) + at}.` : "•";
    return [...(isApart ? [blankRow] : []), ...listItem(item, sign.padEnd(width), layout)];
  });
}

function listItem(item: ListItem, sign: string, layout: Layout): readonly DocRow[] {
  const task = item.checked === true ? "[x] " : item.checked === false ? "[ ] " : "";
  const mark: Line = [span(sign, "accent"), ...(task === "" ? [] : [span(task, "strong")])];
  const rest: Line = [span(" ".repeat(sign.length + task.length))];
  const rows = behind(mark, rest, layout, (inner) =>
    item.children.length === 0 ? [blankRow] : blockRows(item.children, inner),
  );
  return beginningAt(rows, layout.lineOf(startOf(item)));
}

/** Rows behind a mark; where hardly any room would be left, under it. */
function behind(mark: Line, rest: Line, layout: Layout, rowsIn: (inner: Layout) => DocRow[]): DocRow[] {
  const wide = mark.reduce((sum, { text }) => sum + widthOf(text), 0);
  const inner = layout.width - wide;
  if (inner >= narrowest) return behindMark(rowsIn({ ...layout, width: inner }), mark, rest);
  return [...wrapSource(mark, layout.width), ...rowsIn(layout)];
}

const narrowest = 16;

/** A fence as it was written, the code in it in colours; a row for each line of it. */
function code(node: Code, layout: Layout): DocRow[] {
  const { width, lineOf, sourceLine } = layout;
  const [first, last] = [lineOf(startOf(node)), lineOf(endOf(node))];
  const opening = sourceLine(first).slice((node.position?.start.column ?? 1) - 1);
  const fence = /^(`{3,}|~{3,})/.exec(opening)?.[1];
  const lines = node.value === "" ? [] : colourCode(node.value.replaceAll(/\r\n?/g, "\n"), node.lang);
  const indent: Line = fence === undefined ? [span("    ")] : [];
  const from = fence === undefined ? first : first + 1;
  const rows = lines.flatMap((line, at) => codeRow([...indent, ...line], from + at, width));
  if (fence === undefined) return rows;
  const isClosed = last > first && sourceLine(last).trimEnd().endsWith(fence);
  return [
    ...codeRow([span(opening.trimEnd(), "dim")], first, width),
    ...rows,
    ...(isClosed ? codeRow([span(fence, "dim")], last, width) : []),
  ];
}

function codeRow(line: Line, source: number, width: number): DocRow[] {
  const rows = wrapSource(line, width, [span("  ")]);
  return rows.map((row, at) => ({ ...row, ...(at === 0 ? { source, endSource: source } : {}) }));
}

function verbatimNode(node: RootContent, { lineOf, sourceLine, width }: Layout): DocRow[] {
  const [first, last] = [lineOf(startOf(node)), lineOf(endOf(node))];
  const tone = node.type === "html" ? "comment" : "dim";
  return Array.from({ length: last - first + 1 }, (_, at) =>
    codeRow([span(sourceLine(first + at), tone)], first + at, width),
  ).flat();
}

function startOf(node: Nodes): number {
  return node.position?.start.line ?? 1;
}

function endOf(node: Nodes): number {
  return node.position?.end.line ?? 1;
}
