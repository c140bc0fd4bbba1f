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

/** The parser's time grows with the square of the depth, and far beyond this its stack ends. */
const deepestNesting = 100;

/** Whether a line begins with more marks of quotations and lists than anybody could mean. */
export function nestsTooDeeply(text: string): boolean {
  let depth = 0;
  let isLeading = true;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\n" || char === "\r") {
      depth = 0;
      isLeading = true;
    } else if (isLeading && char === ">") depth += 1;
    else if (isLeading && isListMark(char) && isBlank(text[at + 1])) depth += 1;
    else if (!isBlank(char) && !isDigit(char)) isLeading = false;
    if (depth > deepestNesting) return true;
  }
  return false;
}

function isListMark(char: string | undefined): boolean {
  return char === "-" || char === "*" || char === "+" || char === "." || char === ")";
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}
