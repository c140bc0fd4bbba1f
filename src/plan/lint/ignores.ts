import type { Nodes, Root } from "mdast";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { byteOrderMark } from "../../spec/reading.ts";
import { readLintIgnores } from "../../spec/tool-comments.ts";

/** A comment that silences a rule, and where. Offsets count in the text. */
export interface Ignore {
  readonly rule: string;
  readonly reason: string;
  readonly offset: number;
  readonly endOffset: number;
  /** What it speaks of: the passage behind it, or the section under whose heading it stands. */
  readonly from: number;
  readonly to: number;
}

/**
 * The comments `<!-- lint-ignore RULE: reason -->` of a text. Right under a heading one speaks of the whole section,
 * those below it included; right under the title, or above it, of the whole spec; inside a passage of that one;
 * anywhere else of the passage that follows.
 */
export function readIgnores(text: string): Ignore[] {
  if (!text.includes("lint-ignore")) return [];
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0;
  const bare = text.slice(skipped);
  if (nestsTooDeeply(bare)) return [];
  const found: Ignore[] = [];
  try {
    walkBlocks(parseMarkdown(bare), { skipped, found, whole: text.length });
  } catch (error) {
    // As in reading a spec: the Markdown parser recurses as deep as the text nests.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

interface Walk {
  readonly skipped: number;
  readonly found: Ignore[];
  readonly whole: number;
}

function walkBlocks(parent: Extract<Nodes, { children: unknown }>, walk: Walk): void {
  const nodes = parent.children as readonly Nodes[];
  for (const [at, node] of nodes.entries()) {
    if (node.type === "html") add(node, reachOf(parent, nodes, at, walk), walk);
    else if (passages.has(node.type)) addInside(node, node, walk);
    else if ("children" in node) walkBlocks(node, walk);
  }
}

/** What is spoken of as one. */
const passages = new Set<Nodes["type"]>(["paragraph", "heading", "tableRow"]);

function addInside(node: Nodes, passage: Nodes, walk: Walk): void {
  if (node.type === "html") add(node, rangeOf(passage, walk), walk);
  else if ("children" in node) for (const child of node.children) addInside(child, passage, walk);
}

type Reach = readonly [from: number, to: number];

function reachOf(
  parent: Extract<Nodes, { children: unknown }>,
  nodes: readonly Nodes[],
  at: number,
  walk: Walk,
): Reach {
  const before = nodes.findLast((node, index) => index < at && node.type !== "html" && node.type !== "yaml");
  const isTop = parent.type === ("root" satisfies Root["type"]);
  if (isTop && (before === undefined || (before.type === "heading" && before.depth === 1)))
    return [0, walk.whole];
  if (isTop && before?.type === "heading") {
    const { depth } = before;
    const next = nodes.find((node, index) => index > at && node.type === "heading" && node.depth <= depth);
    return [rangeOf(before, walk)[0], next === undefined ? walk.whole : rangeOf(next, walk)[0]];
  }
  const next = nodes.find((node, index) => index > at && node.type !== "html");
  return next === undefined ? rangeOf(nodes[at] as Nodes, walk) : rangeOf(next, walk);
}

function rangeOf({ position }: Nodes, { skipped }: Walk): Reach {
  return [(position?.start.offset ?? 0) + skipped, (position?.end.offset ?? 0) + skipped];
}

function add(node: Extract<Nodes, { type: "html" }>, [from, to]: Reach, walk: Walk): void {
  const [offset, endOffset] = rangeOf(node, walk);
  for (const ignore of readLintIgnores(node.value))
    walk.found.push({ ...ignore, offset, endOffset, from, to });
}
