import type { Code, Heading, Html, List, ListItem, Paragraph, Root, RootContent, Table } from "mdast";
import { toString } from "mdast-util-to-string";
import { readConsole } from "./console-fence.ts";
import type { Passage } from "./dialects/dialect.ts";
import { dialectIds } from "./dialects/dialect-ids.ts";
import { dialects, recogniseDialect } from "./dialects/dialects.ts";
import { type GherkinLanguages, wordsOf } from "./dialects/languages.ts";
import { nameOfSteps } from "./dialects/running-steps.ts";
import { readFenceText } from "./fence-text.ts";
import { noFrontMatter, readFrontMatter, reportOpenFrontMatter } from "./front-matter.ts";
import { reportHiddenReferences, reportHiddenText } from "./hidden-text.ts";
import { nestsTooDeeply, parseMarkdown } from "./markdown.ts";
import { mayBeNormative } from "./normative.ts";
import { addNormative, readParagraph } from "./paragraph.ts";
import { readPassage } from "./passage.ts";
import { readQuestions } from "./questions.ts";
import { type Reading, byteOrderMark, startReading } from "./reading.ts";
import { isStepList, stepsOfList } from "./scenario-steps.ts";
import { readScenario } from "./scenario.ts";
import { finishSection, signatureInScope, startPreamble, startSection } from "./section-draft.ts";
import { isSnippetLanguage, readSnippet } from "./snippet.ts";
import type { DialectId, Question, Spec } from "./spec.ts";
import { englishWords } from "./step-words.ts";
import { readTable } from "./table.ts";
import { readToolComments } from "./tool-comments.ts";
import { type Walk, addBlock, obey, reportUnused } from "./walk.ts";

/** A longer file is no spec, and the Markdown parser would take minutes over it. In UTF-16 units. */
const longestSpec = 500_000;

/** How a file is to be read beyond what it says itself. */
export interface ReadAs {
  /** The configuration's word; the file's own `dialect:` wins over it. Left out: as its content and path show. */
  readonly dialect?: DialectId;
  /** Keywords of steps; left out, only the English ones are known. */
  readonly languages?: GherkinLanguages;
  /** Told of the tree that the spec was read from: whoever shows the prose need not parse it again. */
  readonly seeTree?: (tree: Root) => void;
}

/**
 * Reads a Markdown file as a spec: its sections, what in them may become examples, and every problem at once.
 * Never throws on account of the text. `file` is the path that places and diagnostics carry.
 */
export function parseSpec(text: string, file: string, as: ReadAs = {}): Spec {
  const reading = startReading(text, file);
  const walk = readNodes(text, as, reading);
  const { id, fileName } = walk.dialect;
  return {
    file,
    text,
    title: walk.title,
    frontMatter: walk.frontMatter,
    sections: walk.sections.map(finishSection),
    imports: walk.imports,
    questions: walk.questions,
    dialect: id,
    isNamedByFolder: fileName !== null && file.split("/").at(-1) === fileName,
    diagnostics: reading.diagnostics.toSorted((a, b) => a.place.offset - b.place.offset),
  };
}

function readNodes(text: string, as: ReadAs, reading: Reading): Walk & { questions: readonly Question[] } {
  const preamble = startPreamble();
  const walk: Walk & { questions: readonly Question[] } = {
    reading,
    dialect: dialects.greenbar,
    words: englishWords,
    questions: [],
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
    const tree = parseMarkdown(bare);
    const { children } = tree;
    reportHiddenReferences(children, reading);
    reportOpenFrontMatter(children, reading);
    chooseDialect(children, as, walk);
    for (const node of children) readNode(node, walk);
    closeSection(walk);
    walk.questions = readQuestions(children, reading).map((question) => ({
      ...question,
      section: sectionAt(question.place.offset, walk),
    }));
    as.seeTree?.(tree);
  } catch (error) {
    // The Markdown parser, and walks over its tree, recurse as deep as the text nests.
    if (!(error instanceof RangeError)) throw error;
    tooDeep();
  }
  return walk;
}

/** The file's own word comes first, then the configuration's, then what content and path show. */
function chooseDialect(nodes: readonly RootContent[], as: ReadAs, walk: Walk): void {
  const { reading } = walk;
  const [first] = nodes;
  const read = first?.type === "yaml" ? readFrontMatter(first, dialectIds, reading) : null;
  if (read !== null) walk.frontMatter = read.frontMatter;
  const forced = walk.frontMatter.dialect ?? as.dialect ?? null;
  const headings = nodes
    .filter((node) => node.type === "heading")
    .map((node) => ({ text: toString(node, { includeHtml: false }).trim(), depth: node.depth }));
  walk.dialect = forced === null ? recogniseDialect({ file: reading.file, headings }) : dialects[forced];
  if (walk.dialect.isTolerant && as.languages !== undefined) walk.words = wordsOf(nodes, as.languages);
  if (walk.dialect.isTolerant) return;
  for (const { key, place } of read?.others ?? []) {
    reading.report("front-matter-key", place, `the front matter has no key \`${key}\``);
  }
}

/** The innermost section that begins before an offset of the text. */
function sectionAt(offset: number, { sections }: Walk): number {
  const at = sections.findLast(
    ({ heading, is }) =>
      heading !== null &&
      heading.place.offset <= offset &&
      (is !== "item" || offset < heading.place.endOffset),
  );
  return at?.index ?? 0;
}

type Handlers = {
  readonly [Kind in RootContent["type"]]?: (node: Extract<RootContent, { type: Kind }>, walk: Walk) => void;
};

/** What is not here is prose: quotations, footnotes, definitions, rules. */
const handlers: Handlers = {
  heading: readHeading,
  html: readHtml,
  paragraph: readParagraphNode,
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

function readHeading(node: Heading, walk: Walk): void {
  closeSection(walk);
  const isTitle = node.depth === 1 && walk.title === null;
  const section = startSection(node, walk.sections, isTitle, walk.reading, (title) =>
    walk.dialect.roleOf(title, walk.words),
  );
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
  blocks.unshift(readScenario(section.scenarioTitle, steps, place, reading, walk.dialect.isTolerant));
}

function readHtml(node: Html, walk: Walk): void {
  for (const comment of readToolComments(node.value)) obey(comment, node, walk);
}

function readList(node: List, walk: Walk): void {
  const { section, words } = walk;
  const isSteps = isStepList(node, section.isScenario, words);
  const passages = node.children.map((item, index) =>
    passageOfItem(item, (node.start ?? 1) + index, node, walk),
  );
  if (passages.some((passage) => passage !== null) && (section.isScenario || !isSteps)) {
    node.children.forEach((item, index) => readItem(item, passages[index] ?? null, walk));
  } else if (isSteps) readStepList(node, walk);
  else for (const item of node.children) readItem(item, null, walk);
}

function passageOfItem({ children }: ListItem, number: number, list: List, walk: Walk): Passage | null {
  const [paragraph] = children;
  if (paragraph?.type !== "paragraph") return null;
  const { section, words, reading } = walk;
  return walk.dialect.passageOf({
    paragraph,
    number,
    isOrdered: list.ordered === true,
    section,
    words,
    reading,
  });
}

function readItem({ children }: ListItem, passage: Passage | null, walk: Walk): void {
  const [first, ...below] = children;
  const read = (node: RootContent): void => readInItem(node, walk);
  if (passage !== null && first?.type === "paragraph" && !walk.skipNext) {
    readPassage(passage, first, below, walk, read);
  } else children.forEach(read);
}

function readStepList(node: List, walk: Walk): void {
  const { section, reading, words, dialect } = walk;
  for (const item of node.children) {
    for (const child of item.children) {
      if (child.type === "paragraph") addNormative(child, walk);
      else if (child.type !== "list") readInItem(child, walk);
    }
  }
  if (section.isScenario) {
    section.steps.push(...stepsOfList(node, section.steps.at(-1)?.kind ?? null, reading, words));
    section.stepsEnd = reading.placeOf(node).endOffset;
    return;
  }
  const steps = stepsOfList(node, null, reading, words);
  const title = dialect.isTolerant ? nameOfSteps(steps) : null;
  addBlock(readScenario(title, steps, reading.placeOf(node), reading, dialect.isTolerant), walk);
}

function readParagraphNode(node: Paragraph, walk: Walk): void {
  const { section, words, reading, dialect } = walk;
  const passage = dialect.passageOf({
    paragraph: node,
    number: null,
    isOrdered: false,
    section,
    words,
    reading,
  });
  if (passage === null) readParagraph(node, walk);
  else readPassage(passage, node, [], walk, () => undefined);
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
