import type { Nodes } from "mdast";
import { parseMarkdown } from "./markdown.ts";

/** The document's words without its tables, code fences' included, a block a line: what it says besides examples. */
export function proseOf(text: string): string {
  return wordsOf(parseMarkdown(text)).trim();
}

function wordsOf(node: Nodes): string {
  switch (node.type) {
    case "table":
    case "yaml":
    case "html":
    case "definition":
      return "";
    case "text":
    case "inlineCode":
      return node.value;
    case "code":
      return `${node.value}\n`;
    case "break":
      return "\n";
    default: {
      if (!("children" in node)) return "";
      const words = node.children.map(wordsOf).join("");
      return blocks.has(node.type) ? `${words}\n` : words;
    }
  }
}

const blocks = new Set(["paragraph", "heading", "listItem", "blockquote"]);
