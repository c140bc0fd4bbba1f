import type { Root } from "mdast";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import type { Processor } from "unified";
import { unified } from "unified";

/** CommonMark with GFM's tables and YAML front matter. Built once: that is most of its cost for a short file. */
const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(withoutSecondLook)
  .use(remarkFrontmatter, ["yaml"])
  .freeze();

/**
 * GFM's bare addresses are tokens, found while the text is read. A second look at the finished tree, for what the tokens
 * missed, makes nodes that have no position, and costs a tenth of the whole.
 */
function withoutSecondLook(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .map((extension) => ({ ...extension, transforms: [] }));
}

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
