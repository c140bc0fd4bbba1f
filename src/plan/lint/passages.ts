import type { Nodes, PhrasingContent, TableRow } from "mdast";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { toPieces, toSentences } from "../../spec/pieces.ts";
import { byteOrderMark, startReading } from "../../spec/reading.ts";

/** A sentence of running text, a heading, or a cell of a table's head, by where in the text it stands. */
export interface Passage {
  readonly kind: "prose" | "title" | "header";
  readonly index: number;
  readonly endIndex: number;
}

/** The running text of a stretch of Markdown. Fences, quotations, HTML, and the rows of tables hold none. */
export function readPassages(markdown: string): Passage[] {
  if (nestsTooDeeply(markdown)) return [];
  const skipped = markdown.startsWith(byteOrderMark) ? 1 : 0;
  const reading = startReading(markdown, "");
  const passages: Passage[] = [];
  const add = (kind: Passage["kind"], children: readonly PhrasingContent[]): void => {
    for (const { offset, endOffset } of toSentences(toPieces(children, reading, true), reading)) {
      passages.push({ kind, index: offset, endIndex: endOffset });
    }
  };
  const walk = (node: Nodes): void => {
    if (node.type === "paragraph") add("prose", node.children);
    else if (node.type === "heading") add("title", node.children);
    else if (node.type === "table") addHead(node.children[0], add);
    else if (containers.has(node.type) && "children" in node) node.children.forEach(walk);
  };
  try {
    walk(parseMarkdown(markdown.slice(skipped)));
  } catch (error) {
    // The Markdown parser recurses as deep as the text nests; what it cannot follow is no running text.
    if (!(error instanceof RangeError)) throw error;
  }
  return passages;
}

const containers = new Set<Nodes["type"]>(["root", "list", "listItem"]);

function addHead(
  row: TableRow | undefined,
  add: (kind: Passage["kind"], children: readonly PhrasingContent[]) => void,
): void {
  for (const cell of row?.children ?? []) add("header", cell.children);
}
