import type { PhrasingContent } from "mdast";
import { toString } from "mdast-util-to-string";
import type { Marks, Tone } from "../paint/line.ts";
import { span } from "../paint/span.ts";
import type { SourceSpan } from "./doc-row.ts";

/** How the text around a node is written. */
export interface Style {
  readonly tone: Tone;
  readonly marks: Marks;
}

/**
 * Text as spans, in the lines that hard breaks make of it. What Markdown would hide in a page (targets, titles,
 * HTML) stands there too, dim.
 *
 * @param lineOf - line of the source for a line of the tree, which counts from 1.
 */
export function inlineLines(
  nodes: readonly PhrasingContent[],
  style: Style,
  lineOf: (line: number) => number,
): SourceSpan[][] {
  const lines: SourceSpan[][] = [[]];
  const writer: Writer = {
    put: (text, tone, marks, source) => {
      if (text !== "") lines.at(-1)?.push({ ...span(text, tone, marks), source });
    },
    breakLine: () => lines.push([]),
    lineOf: (node) => lineOf(node.position?.start.line ?? 1),
  };
  writeAll(nodes, style, writer);
  return lines;
}

interface Writer {
  readonly put: (text: string, tone: Tone, marks: Marks, source: number) => void;
  readonly breakLine: () => void;
  readonly lineOf: (node: PhrasingContent) => number;
}

type Handlers = {
  readonly [Kind in PhrasingContent["type"]]: (
    node: Extract<PhrasingContent, { type: Kind }>,
    style: Style,
    writer: Writer,
  ) => void;
};

const handlers: Handlers = {
  text: (node, { tone, marks }, writer) => writeText(node.value, tone, marks, writer.lineOf(node), writer),
  emphasis: (node, style, writer) => writeAll(node.children, marked(style, { italic: true }), writer),
  strong: (node, style, writer) => writeAll(node.children, marked(style, { bold: true }), writer),
  delete: (node, style, writer) => writeAll(node.children, marked(style, { strike: true }), writer),
  // The marks stay: a value that is code and one that is bare text are two things in a spec, colours or not.
  inlineCode: (node, { marks }, writer) => {
    const line = writer.lineOf(node);
    writer.put("`", "dim", {}, line);
    writer.put(node.value, "code", marks, line);
    writer.put("`", "dim", {}, line);
  },
  break: (_node, _style, writer) => writer.breakLine(),
  html: (node, _style, writer) => writeText(node.value, "comment", {}, writer.lineOf(node), writer),
  link: (node, style, writer) => {
    writeAll(node.children, { tone: "link", marks: style.marks }, writer);
    const text = toString(node);
    const isSaid = node.url === text || node.url === `mailto:${text}` || node.url === `http://${text}`;
    const said = [...(isSaid ? [] : [node.url]), ...titleOf(node)].join(" ");
    if (said !== "") writer.put(` (${said})`, "dim", {}, lastLine(node, writer));
  },
  linkReference: (node, style, writer) => {
    writeAll(node.children, { tone: "link", marks: style.marks }, writer);
    const label = node.label ?? node.identifier;
    if (label !== toString(node)) writer.put(` [${label}]`, "dim", {}, lastLine(node, writer));
  },
  image: (node, _style, writer) => {
    writer.put(`[image: ${node.alt ?? ""}]`, "accent", {}, writer.lineOf(node));
    writer.put(` (${[node.url, ...titleOf(node)].join(" ")})`, "dim", {}, writer.lineOf(node));
  },
  imageReference: (node, _style, writer) => {
    writer.put(`[image: ${node.alt ?? ""}]`, "accent", {}, writer.lineOf(node));
    writer.put(` [${node.label ?? node.identifier}]`, "dim", {}, writer.lineOf(node));
  },
  footnoteReference: (node, _style, writer) =>
    writer.put(`[^${node.label ?? node.identifier}]`, "link", {}, writer.lineOf(node)),
};

function writeAll(nodes: readonly PhrasingContent[], style: Style, writer: Writer): void {
  for (const node of nodes) {
    const handler = handlers[node.type] as (node: PhrasingContent, style: Style, writer: Writer) => void;
    handler(node, style, writer);
  }
}

/** A line's end within a paragraph is a blank; the next word begins the next line of the source. */
function writeText(text: string, tone: Tone, marks: Marks, line: number, writer: Writer): void {
  for (const [at, part] of text.split(/\r\n|\n|\r/).entries()) {
    if (at > 0) writer.put(" ", tone, marks, line + at - 1);
    writer.put(part, tone, marks, line + at);
  }
}

function marked({ tone, marks }: Style, more: Marks): Style {
  return { tone, marks: { ...marks, ...more } };
}

function titleOf({ title }: { readonly title?: string | null | undefined }): string[] {
  return title === null || title === undefined || title === "" ? [] : [`"${title}"`];
}

/** A link's text may go over several lines; what is said behind it stands on the last. */
function lastLine(node: PhrasingContent, writer: Writer): number {
  return writer.lineOf(node) + (node.position?.end.line ?? 1) - (node.position?.start.line ?? 1);
}
