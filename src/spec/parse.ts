import type { Code, Heading, Html, List, RootContent, Table, Yaml } from "mdast";
import { readConsole } from "./console-fence.ts";
import { readFenceText } from "./fence-text.ts";
import { noFrontMatter, readFrontMatter, reportOpenFrontMatter } from "./front-matter.ts";
import { reportHiddenText } from "./hidden-text.ts";
import { nestsTooDeeply, parseMarkdown } from "./markdown.ts";
import { mayBeNormative } from "./normative.ts";
import { addNormative, readParagraph } from "./paragraph.ts";
import { type Reading, byteOrderMark, startReading } from "./reading.ts";
import { isStepList, stepsOfList } from "./scenario-steps.ts";
import { readScenario } from "./scenario.ts";
import {
  finishSection,
  scenarioTitle,
  signatureInScope,
  startPreamble,
  startSection,
} from "./section-draft.ts";
import { isSnippetLanguage, readSnippet } from "./snippet.ts";
import type { Spec } from "./spec.ts";
import { readTable } from "./table.ts";
import { readToolComments } from "./tool-comments.ts";
import { type Walk, addBlock, obey, reportUnused } from "./walk.ts";

/** A longer file is no spec, and the Markdown parser would take minutes over it. In UTF-16 units. */
const longestSpec = 500_000;

/**
 * Reads a Markdown file as a spec: its sections, what in them may become examples, and every problem at once.
 * Never throws on account of the text. `file` is the path that places and diagnostics carry.
 */
export function parseSpec(text: string, file: string): Spec {
  const reading = startReading(text, file);
  const walk = readNodes(text, reading);
  return {
    file,
    text,
    title: walk.title,
    frontMatter: walk.frontMatter,
    sections: walk.sections.map(finishSection),
    imports: walk.imports,
    diagnostics: reading.diagnostics.toSorted((a, b) => a.place.offset - b.place.offset),
  };
}

function readNodes(text: string, reading: Reading): Walk {
  const preamble = startPreamble();
  const walk: Walk = {
    reading,
    sections: [preamble],
    imports: [],
    ids: new Map(),
    section: preamble,
    title: null,
    frontMatter: noFrontMatter,
    tables: 0,
    pin: null,
    skipNext: false,
  };
  const start = reading.placeBetween(0, 0);
  if (text.length > longestSpec) {
    reading.report("spec-too-large", start, `the file is ${text.length} characters long`);
    return walk;
  }
  reportHiddenText(reading);
  if (text.trim() === "") reading.report("spec-empty", start, "the file is empty");
  const tooDeep = (): void => reading.report("spec-too-deep", start, "the file nests too deeply to be read");
  if (nestsTooDeeply(text)) {
    tooDeep();
    return walk;
  }
  try {
    const bare = text.startsWith(byteOrderMark) ? text.slice(1) : text;
    const { children } = parseMarkdown(bare);
    reportOpenFrontMatter(children, reading);
    for (const node of children) readNode(node, walk);
    closeSection(walk);
  } catch (error) {
    // The Markdown parser, and walks over its tree, recurse as deep as the text nests.
    if (!(error instanceof RangeError)) throw error;
    tooDeep();
  }
  return walk;
}

type Handlers = {
  readonly [Kind in RootContent["type"]]?: (node: Extract<RootContent, { type: Kind }>, walk: Walk) => void;
};

/** What is not here is prose: quotations, footnotes, definitions, rules. */
const handlers: Handlers = {
  yaml: readYaml,
  heading: readHeading,
  html: readHtml,
  paragraph: readParagraph,
  list: readList,
  table: readTableNode,
  code: readFence,
};

function readNode(node: RootContent, walk: Walk): void {
  const handler = handlers[node.type] as ((node: RootContent, walk: Walk) => void) | undefined;
  if (transparent.has(node.type)) {
    handler?.(node, walk);
    return;
  }
  walk.section.isUntouched = false;
  const isSkipped = walk.skipNext || walk.section.isProse;
  walk.skipNext = false;
  if (!isSkipped) handler?.(node, walk);
  if (walk.pin !== null) reportUnused(walk);
}

/** Nodes that are no passage of their own. */
const transparent = new Set<string>(["heading", "html", "yaml", "definition"]);

function readYaml(node: Yaml, walk: Walk): void {
  walk.frontMatter = readFrontMatter(node, walk.reading);
}

function readHeading(node: Heading, walk: Walk): void {
  closeSection(walk);
  const isTitle = node.depth === 1 && walk.title === null;
  const section = startSection(node, walk.sections, isTitle, walk.reading);
  if (isTitle) walk.title = section.heading?.text ?? null;
  walk.section = section;
  walk.sections.push(section);
}

/** A scenario's steps may stand in several lists, so it is whole only when its section is. */
function closeSection(walk: Walk): void {
  if (walk.pin !== null) reportUnused(walk);
  walk.skipNext = false;
  const { section, reading } = walk;
  const { heading, steps, blocks } = section;
  if (heading === null || !section.isScenario || section.isProse) return;
  if (steps.length === 0 && blocks.length > 0) return;
  const end = Math.max(section.stepsEnd, heading.place.endOffset);
  const place = reading.placeBetween(heading.place.offset, end);
  blocks.unshift(readScenario(scenarioTitle(heading.text), steps, place, reading));
}

function readHtml(node: Html, walk: Walk): void {
  for (const comment of readToolComments(node.value)) obey(comment, node, walk);
}

function readList(node: List, walk: Walk): void {
  const { section, reading } = walk;
  if (!isStepList(node, section.isScenario)) {
    for (const item of node.children) for (const child of item.children) readInItem(child, walk);
    return;
  }
  for (const item of node.children) {
    for (const child of item.children) {
      if (child.type === "paragraph") addNormative(child, walk);
      else if (child.type !== "list") readInItem(child, walk);
    }
  }
  if (section.isScenario) {
    section.steps.push(...stepsOfList(node, section.steps.at(-1)?.kind ?? null, reading));
    section.stepsEnd = reading.placeOf(node).endOffset;
  } else addBlock(readScenario(null, stepsOfList(node, null, reading), reading.placeOf(node), reading), walk);
}

/** In a list's items headings and quotations are prose, the rest is read as anywhere. */
function readInItem(node: RootContent, walk: Walk): void {
  if (node.type === "heading") return;
  const isSkipped = walk.skipNext && node.type !== "html";
  if (isSkipped) walk.skipNext = false;
  else (handlers[node.type] as ((node: RootContent, walk: Walk) => void) | undefined)?.(node, walk);
}

function readTableNode(node: Table, walk: Walk): void {
  const { section, reading } = walk;
  const rows = readTable(node, walk.tables, signatureInScope(section), reading);
  walk.tables += 1;
  if (rows !== null) for (const row of rows) addBlock(row, walk);
  else if (mayBeNormative(reading.sourceOf(node))) {
    for (const row of node.children) for (const cell of row.children) addNormative(cell, walk);
  }
}

function readFence(node: Code, walk: Walk): void {
  const { reading } = walk;
  if (readFenceText(node, reading)?.isClosed === false) {
    const { offset } = reading.placeOf(node);
    const place = reading.placeBetween(offset, offset + "```".length);
    reading.report("fence-unclosed", place, "the fence is not closed");
  }
  if (isSnippetLanguage(node.lang)) {
    const { imports, block } = readSnippet(node, reading);
    walk.imports.push(...imports);
    if (block !== null) addBlock(block, walk);
  } else if (node.lang?.toLowerCase() === "console") {
    const block = readConsole(node, reading);
    if (block !== null) addBlock(block, walk);
  }
}
