import type { Code, Heading, Nodes, RootContent } from "mdast";
import * as z from "zod";
import { isStepList } from "../../spec/scenario-steps.ts";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { parseSpec } from "../../spec/parse.ts";
import { byteOrderMark } from "../../spec/reading.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Refusal, RefusalReason } from "../propose/proposal.ts";
import { refuseMarkdown } from "../propose/refuse-markdown.ts";
import type { DraftedBlock, DraftedRequirement, DraftedSpec } from "./drafted-spec.ts";

/** The most that is looked at of a drafted spec; a page of more nobody would decide line by line. */
export const draftLimits = {
  characters: 100_000,
  requirements: 12,
  parts: 24,
  questions: 8,
  title: 200,
  sentence: 600,
} as const;

export interface ReadDraft {
  readonly drafted: DraftedSpec;
  /** What of it is not used, and why. */
  readonly refused: readonly Refusal[];
}

/** A reply: JSON with the key `markdown`, the Markdown itself, or, where that has no title, a fence `markdown`. */
export function readDraftReply(text: string, subject: string): ReadDraft {
  if (text.length > draftLimits.characters * 2) return nothing(tooLong(text));
  const json = markdownOfJson(text);
  if (json !== null) return readDraft(json, subject);
  if (nestsTooDeeply(text)) return nothing(refusal("unreadable", "the draft nests too deeply"));
  const nodes = parseMarkdown(text).children;
  const hasTitle = nodes.some((node) => node.type === "heading" && node.depth === 1);
  const fence = nodes.find(
    (node): node is Code => node.type === "code" && /^(?:markdown|md)$/u.test(node.lang ?? ""),
  );
  return readDraft(!hasTitle && fence !== undefined ? fence.value : text, subject);
}

/**
 * Reads a drafted spec into its pieces. Each is read by itself, so that one that is wrong spoils no other; what a
 * reader of the page would not see, or would take for more than words and examples, is left out and counted. Every
 * heading but the first and those of scenarios begins a requirement; nothing is compiled here.
 *
 * @param subject - path of the subject as the spec will write it; the only front matter that is no surprise.
 */
export function readDraft(given: string, subject: string): ReadDraft {
  const text = given.replaceAll(/\r\n?/gu, "\n").replace(byteOrderMark, "").trim();
  if (text.length > draftLimits.characters) return nothing(tooLong(text));
  if (nestsTooDeeply(text)) return nothing(refusal("unreadable", "the draft nests too deeply"));
  const refused: Refusal[] = [];
  const all = parseMarkdown(text).children;
  const titleAt = all.findIndex((node) => node.type === "heading" && node.depth === 1);
  const front = all.find((node) => node.type === "yaml");
  if (front !== undefined && front.value.trim() !== `subject: ${subject}`) {
    refused.push(refusal("forbidden-markdown", "it has front matter of its own"));
  }
  // What stands above the title is words to whoever reads the reply.
  const sections = sectionsOf(all.slice(titleAt + 1).filter((node) => node !== front));
  const [intro = { heading: null, nodes: [] }, ...headed] = sections;
  const paragraphs = intro.nodes.filter((node) => node.type === "paragraph");
  const isCall = (node: Nodes): boolean => sliceOf(text, node).startsWith("Call:");
  const sentence = paragraphs.find((node) => !isCall(node));
  const call = paragraphs.find(isCall);
  const loose = intro.nodes.filter((node) => node !== sentence && node !== call);
  const requirements: DraftedRequirement[] = [];
  const questions: string[] = [];
  for (const { heading, nodes } of [{ heading: null, nodes: loose }, ...headed]) {
    if (nodes.length === 0) continue;
    const title = heading === null ? "What it does" : titleOf(text, heading);
    if (asksQuestions(title)) questions.push(...questionsOf(text, nodes, refused));
    else {
      const read = requirementOf(text, title, nodes, refused);
      if (read !== null) requirements.push(read);
    }
  }
  refused.push(...surplus(requirements.length - draftLimits.requirements, "requirements"));
  refused.push(...surplus(questions.length - draftLimits.questions, "questions"));
  const drafted = {
    intent: sentence === undefined ? null : intentOf(text, sentence, refused),
    call: call === undefined ? null : checked(sliceOf(text, call), "Call", refused),
    requirements: requirements.slice(0, draftLimits.requirements),
    questions: questions.slice(0, draftLimits.questions),
  };
  return { drafted, refused };
}

/**
 * Whether a line can be a spec's first paragraph: prose that a reader sees, no rule and no example. A person's own
 * sentence is held to what a drafted one is.
 */
export function isPlainSentence(markdown: string): boolean {
  if (/[\r\n]/u.test(markdown) || markdown.length > draftLimits.sentence) return false;
  if (refuseMarkdown({ kind: "question", requirement: "", replaces: null, markdown, why: "" }) !== null)
    return false;
  const [only, ...others] = parseMarkdown(`\n${markdown}`).children;
  if (only?.type !== "paragraph" || others.length > 0) return false;
  const { sections } = parseSpec(`# X\n\n${markdown}\n`, "x.md");
  return sections.every(({ blocks, normative }) => blocks.length === 0 && normative.length === 0);
}

interface SectionNodes {
  readonly heading: Heading | null;
  readonly nodes: readonly RootContent[];
}

/** Scenarios belong to what stands above them. */
function sectionsOf(nodes: readonly RootContent[]): readonly SectionNodes[] {
  const sections: { heading: Heading | null; nodes: RootContent[] }[] = [{ heading: null, nodes: [] }];
  for (const node of nodes) {
    if (node.type === "heading" && !isScenario(node)) sections.push({ heading: node, nodes: [] });
    else sections.at(-1)?.nodes.push(node);
  }
  return sections;
}

function requirementOf(
  text: string,
  title: string,
  nodes: readonly RootContent[],
  refused: Refusal[],
): DraftedRequirement | null {
  if (title.length > draftLimits.title || !isHeading(title)) {
    refused.push(refusal("forbidden-markdown", "its heading is no plain line", title));
    return null;
  }
  const blocks: DraftedBlock[] = [];
  let left: number = draftLimits.parts;
  for (const block of blocksOf(text, nodes)) {
    if (block.head !== null && checked(block.head, title, refused) === null) continue;
    const good = block.parts.filter((part) => checked(part, title, refused) !== null);
    refused.push(...surplus(good.length - left, "parts", title));
    const parts = good.slice(0, left);
    left -= parts.length;
    if (parts.length > 0) blocks.push({ head: block.head, parts });
  }
  return blocks.length === 0 ? null : { title, blocks };
}

function blocksOf(text: string, nodes: readonly RootContent[]): readonly DraftedBlock[] {
  const blocks: DraftedBlock[] = [];
  let scenario: string[] | null = null;
  const endScenario = (): void => {
    if (scenario !== null) blocks.push({ head: null, parts: [scenario.join("\n\n")] });
    scenario = null;
  };
  for (const node of nodes) {
    if (node.type === "heading") {
      endScenario();
      scenario = [`### ${titleOf(text, node)}`];
    } else if (scenario !== null) scenario.push(sliceOf(text, node));
    else blocks.push(blockOf(text, node));
  }
  endScenario();
  return blocks;
}

function blockOf(text: string, node: RootContent): DraftedBlock {
  const markdown = sliceOf(text, node);
  if (node.type === "table") {
    const lines = markdown.split("\n").map((line) => line.trim());
    return { head: lines.slice(0, 2).join("\n"), parts: lines.slice(2) };
  }
  if (node.type === "list" && !isStepList(node, false)) {
    return { head: null, parts: node.children.map((item) => sliceOf(text, item)) };
  }
  return { head: null, parts: [markdown] };
}

/** A piece that may stand in the spec; null, and counted, when it may not. */
function checked(markdown: string, title: string, refused: Refusal[]): string | null {
  const isScenarioPart = markdown.startsWith("### ");
  const found = refuseMarkdown({
    kind: isScenarioPart ? "examples" : "wording",
    requirement: shown(title),
    replaces: null,
    markdown,
    why: "",
  });
  if (found === null) return markdown;
  refused.push({ ...found, kind: "examples" });
  return null;
}

function questionsOf(text: string, nodes: readonly RootContent[], refused: Refusal[]): readonly string[] {
  const items = nodes.flatMap((node) => (node.type === "list" ? node.children : [node]));
  return items.flatMap((item) => {
    const [first = item] = item.type === "listItem" ? item.children : [item];
    const question = sliceOf(text, first).replace(/\s+/gu, " ");
    const asks = parseSpec(`# X\n\n## Open questions\n\n- ${question}\n`, "x.md").questions.length === 1;
    if (asks && isPlainSentence(question)) return [question];
    refused.push({ ...refusal("unreadable", "it is no question on one line"), kind: "question" });
    return [];
  });
}

function intentOf(text: string, node: RootContent, refused: Refusal[]): string | null {
  const sentence = sliceOf(text, node).replace(/\s+/gu, " ");
  if (isPlainSentence(sentence)) return sentence;
  refused.push({ ...refusal("forbidden-markdown", "what it does is no plain sentence"), kind: "wording" });
  return null;
}

/** The language itself says what is a heading of questions, and what of a scenario. */
function asksQuestions(title: string): boolean {
  return (
    isHeading(title) &&
    parseSpec(`# X\n\n## ${title}\n\n- y\n`, "x.md").questions.length > 0 &&
    !/\[/u.test(title)
  );
}

function isScenario(heading: Heading): boolean {
  const [, section] = parseSpec(`# X\n\n### ${plainText(heading)}\n`, "x.md").sections.slice(-2);
  return section?.isScenario === true;
}

function isHeading(title: string): boolean {
  const markdown = `## ${title}`;
  if (refuseMarkdown({ kind: "examples", requirement: "", replaces: null, markdown, why: "" }) !== null)
    return false;
  const [only, ...others] = parseMarkdown(markdown).children;
  return only?.type === "heading" && only.depth === 2 && only.children.length > 0 && others.length === 0;
}

function titleOf(text: string, { children }: Heading): string {
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return "";
  return text.slice(first.position?.start.offset ?? 0, last.position?.end.offset ?? 0).replace(/\s+/gu, " ");
}

function plainText(node: Nodes): string {
  if ("value" in node) return node.value.replace(/\s+/gu, " ");
  return "children" in node ? node.children.map(plainText).join("") : "";
}

function sliceOf(text: string, { position }: Nodes): string {
  return text.slice(position?.start.offset ?? 0, position?.end.offset ?? 0);
}

function markdownOfJson(text: string): string | null {
  if (!text.trimStart().startsWith("{")) return null;
  try {
    return z.object({ markdown: z.string() }).safeParse(JSON.parse(text)).data?.markdown ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function surplus(count: number, what: string, title: string | null = null): Refusal[] {
  return count > 0 ? [{ ...refusal("too-many", `no more ${what} are looked at`, title), count }] : [];
}

function tooLong(text: string): Refusal {
  return refusal(
    "too-long",
    `the draft has ${text.length} characters; at most ${draftLimits.characters} are read`,
  );
}

function nothing(why: Refusal): ReadDraft {
  return { drafted: { intent: null, call: null, requirements: [], questions: [] }, refused: [why] };
}

function refusal(reason: RefusalReason, message: string, title: string | null = null): Refusal {
  return {
    reason,
    kind: title === null ? null : "examples",
    requirement: title === null ? null : shown(title),
    message,
    count: 1,
  };
}

/** A heading that was not believed, to be named. */
function shown(title: string): string {
  const clean = cleanText(title).replace(/\s+/gu, " ").trim();
  return clean.length > 100 ? `${clean.slice(0, 100).toWellFormed()}…` : clean;
}
