import type { Nodes } from "mdast";
import { parseMarkdown } from "./markdown.ts";

/** The document as it stands, without its tables and front matter: what it says besides rows of examples. */
export function proseOf(text: string): string {
  let prose = "";
  let from = 0;
  for (const [start, end] of leftOut(parseMarkdown(text))) {
    prose += text.slice(from, start);
    from = end;
  }
  return prose + text.slice(from);
}

/** Ranges of offsets, in order. */
function leftOut(node: Nodes): [start: number, end: number][] {
  const { position } = node;
  if ((node.type === "table" || node.type === "yaml") && position !== undefined) {
    return [[position.start.offset ?? 0, position.end.offset ?? 0]];
  }
  return "children" in node ? node.children.flatMap(leftOut) : [];
}
