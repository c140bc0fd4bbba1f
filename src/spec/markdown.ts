import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";

/** CommonMark with GFM's tables and YAML front matter. Built once: that is most of its cost for a short file. */
const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ["yaml"]).freeze();

/**
 * Parses Markdown to its tree. Throws a RangeError when the text nests so deeply that the parser runs out of
 * stack; anything else is Markdown.
 */
export function parseMarkdown(text: string): Root {
  return processor.parse(text);
}
