import type { Nodes } from "mdast";
import { parseMarkdown } from "../../spec/markdown.ts";
import { byteOrderMark } from "../../spec/reading.ts";
import type { Edit } from "./place-draft.ts";

/**
 * Whether everything outside of an edit is read as before: the same passages at the same places. A row that swallows
 * the next paragraph, a fence that does not close, a line that makes a heading of the one above show here.
 */
export function isSameOutside(before: string, after: string, edit: Edit): boolean {
  const grown = edit.text.length - (edit.endOffset - edit.offset);
  const earlier = outside(before, edit.offset, edit.endOffset, grown);
  const now = outside(after, edit.offset, edit.offset + edit.text.length, 0);
  return earlier.length === now.length && earlier.every((each, at) => each === now[at]);
}

/** Each passage that lies wholly before or behind the stretch: its kind and where it lies, moved along. */
function outside(text: string, from: number, to: number, moved: number): string[] {
  const skipped = text.startsWith(byteOrderMark) ? 1 : 0;
  const found: string[] = [];
  const visit = (node: Nodes): void => {
    const start = (node.position?.start.offset ?? 0) + skipped;
    const end = (node.position?.end.offset ?? 0) + skipped;
    // What only holds passages may grow by one more of them.
    if (!holders.has(node.type)) {
      if (end <= from) found.push(`${node.type} ${start} ${end}`);
      else if (start >= to) found.push(`${node.type} ${start + moved} ${end + moved}`);
    }
    if ("children" in node) node.children.forEach(visit);
  };
  visit(parseMarkdown(text.slice(skipped)));
  return found;
}

const holders: ReadonlySet<string> = new Set(["root", "list", "listItem", "table", "blockquote"]);
