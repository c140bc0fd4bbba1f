import type { Heading, Html, List, ListItem, Nodes, Paragraph, RootContent, Table } from "mdast";
import { parseMarkdown } from "../../spec/markdown.ts";
import { toPieces } from "../../spec/pieces.ts";
import { byteOrderMark, startReading } from "../../spec/reading.ts";
import type { Reading } from "../../spec/reading.ts";
import { signatureInScope, startPreamble, startSection } from "../../spec/section-draft.ts";
import type { SectionDraft } from "../../spec/section-draft.ts";
import { readSignature } from "../../spec/signature.ts";
import type { Signature } from "../../spec/signature.ts";
import type { Spec } from "../../spec/spec.ts";
import { readColumns } from "../../spec/table-columns.ts";
import type { TableColumns } from "../../spec/table-columns.ts";
import { readToolComments } from "../../spec/tool-comments.ts";

/** A heading's own text as nodes, up to the next heading: what a `Spec` does not keep. */
export interface SectionLayout {
  readonly heading: Heading | null;
  readonly nodes: readonly RootContent[];
  /** How far its text is indented, where an item of a list stands for the heading; null where none does. */
  readonly indent: string | null;
  /** Executable tables in order, those with no row yet too. */
  readonly tables: readonly LaidTable[];
  /** The signature that a table at the end of the section may name. */
  readonly signature: Signature | null;
}

export interface LaidTable {
  readonly node: Table;
  readonly columns: TableColumns;
}

export interface Layout {
  /** Places of the nodes, in the whole text. */
  readonly reading: Reading;
  /** One for each of the spec's sections. */
  readonly sections: readonly SectionLayout[];
}

/** The spec's text as nodes by section. Remembered as long as the spec is: all its requirements ask for it. */
export function layoutOf(spec: Spec): Layout {
  const known = remembered.get(spec);
  if (known !== undefined) return known;
  const layout = layOut(spec);
  remembered.set(spec, layout);
  return layout;
}

const remembered = new WeakMap<Spec, Layout>();

interface Draft {
  readonly section: SectionDraft;
  readonly heading: Heading | null;
  readonly nodes: RootContent[];
  readonly tables: LaidTable[];
}

/** Where the reading stands; as the reader of specs does, but for what only examples need. */
interface Walk {
  readonly reading: Reading;
  current: Draft;
  isTitled: boolean;
  skipNext: boolean;
}

function layOut({ text, file, diagnostics, sections }: Spec): Layout {
  const reading = startReading(text, file);
  const drafts = [startDraft(startPreamble(), null)];
  const walk: Walk = { reading, current: drafts[0] as Draft, isTitled: false, skipNext: false };
  const items = new Map<number, ListItem>();
  // What the reader of specs gave up on is not read here either.
  if (!diagnostics.some(({ rule }) => unread.has(rule))) {
    const bare = text.startsWith(byteOrderMark) ? text.slice(1) : text;
    for (const node of parseMarkdown(bare).children) {
      collectItems(node, items, reading);
      if (node.type === "heading") drafts.push(openSection(node, drafts, walk));
      else {
        walk.current.nodes.push(node);
        readNode(node, walk);
      }
    }
  }
  const ofHeadings = drafts.map(({ section, heading, nodes, tables }): SectionLayout => ({
    heading,
    nodes,
    indent: null,
    tables,
    signature: signatureInScope(section),
  }));
  let next = 0;
  return {
    reading,
    sections: sections.map(({ is, heading }) => {
      if (is !== "item") return ofHeadings[next++] ?? nothing;
      const item = items.get(heading?.place.offset ?? -1);
      return item === undefined ? nothing : itemLayout(item, reading);
    }),
  };
}

const nothing: SectionLayout = { heading: null, nodes: [], indent: null, tables: [], signature: null };

/** Items of lists by where their first paragraph begins. */
function collectItems(node: Nodes, items: Map<number, ListItem>, reading: Reading): void {
  if (node.type === "listItem" && node.children[0] !== undefined) {
    items.set(reading.placeOf(node.children[0]).offset, node);
  }
  if ("children" in node) for (const child of node.children) collectItems(child, items, reading);
}

function itemLayout({ children }: ListItem, reading: Reading): SectionLayout {
  const [first] = children;
  const column = first === undefined ? 1 : reading.placeOf(first).column;
  return { heading: null, nodes: children, indent: " ".repeat(column - 1), tables: [], signature: null };
}

const unread: ReadonlySet<string> = new Set(["spec-too-large", "spec-too-deep"]);

function startDraft(section: SectionDraft, heading: Heading | null): Draft {
  return { section, heading, nodes: [], tables: [] };
}

function openSection(node: Heading, drafts: readonly Draft[], walk: Walk): Draft {
  const isTitle = node.depth === 1 && !walk.isTitled;
  walk.isTitled ||= isTitle;
  walk.skipNext = false;
  const before = drafts.map(({ section }) => section);
  walk.current = startDraft(startSection(node, before, isTitle, walk.reading), node);
  return walk.current;
}

/** Passages that a comment keeps from being read are kept from being written into. */
function readNode(node: RootContent, walk: Walk): void {
  const { section } = walk.current;
  if (node.type === "definition" || node.type === "yaml") return;
  if (node.type === "html") readHtml(node, walk);
  else {
    section.isUntouched = false;
    const isSkipped = walk.skipNext || section.isProse;
    walk.skipNext = false;
    if (!isSkipped) readPassage(node, walk);
  }
}

function readHtml(node: Html, walk: Walk): void {
  if (!readToolComments(node.value).some(({ says }) => says === "prose")) return;
  const { section } = walk.current;
  if (section.isUntouched && section.heading !== null) section.isProse = true;
  else walk.skipNext = true;
}

function readPassage(node: RootContent, walk: Walk): void {
  if (node.type === "paragraph") readCall(node, walk);
  else if (node.type === "list") readItems(node, walk);
  else if (node.type === "table") readTable(node, walk);
}

function readItems(list: List, walk: Walk): void {
  for (const node of list.children.flatMap(({ children }) => children)) {
    if (node.type === "html") readHtml(node, walk);
    else if (walk.skipNext) walk.skipNext = false;
    else readPassage(node, walk);
  }
}

function readTable(node: Table, { current, reading }: Walk): void {
  const [header] = node.children;
  if (header === undefined) return;
  const columns = readColumns(header, signatureInScope(current.section), reading);
  if (columns !== null) current.tables.push({ node, columns });
}

function readCall(node: Paragraph, { current, reading }: Walk): void {
  const [first, second] = toPieces(node.children, reading, true);
  if (first?.kind !== "text" || first.value.trim().toLowerCase() !== "call:") return;
  if (second?.kind !== "code") return;
  const place = reading.placeBetween(second.offset, second.endOffset);
  current.section.signature = readSignature(second.value, place) ?? current.section.signature;
}
