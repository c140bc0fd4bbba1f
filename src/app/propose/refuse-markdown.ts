import type { Nodes } from "mdast";
import { hiddenRuns } from "../../spec/hidden-characters.ts";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import type { Draft, Refusal } from "./proposal.ts";
import { refuse } from "./proposal.ts";
import { replyLimits } from "./read-reply.ts";

/**
 * What is wrong with a proposal's Markdown before anything is known of the spec; null when nothing is. Whatever a
 * reader of the page would not see, or would take for more than an example or a sentence, is refused.
 */
export function refuseMarkdown(draft: Draft): Refusal | null {
  const { markdown, kind } = draft;
  if (markdown.length > replyLimits.markdown || (draft.replaces ?? "").length > replyLimits.markdown) {
    return refuse(draft, "too-long", `it has more than ${replyLimits.markdown} characters`);
  }
  const all = `${markdown}\n${draft.replaces ?? ""}`;
  if (hiddenRuns(all.replaceAll("\r\n", "\n")).length > 0) {
    return refuse(draft, "hidden-characters", "it holds characters that a reader cannot see");
  }
  if (nestsTooDeeply(all)) return refuse(draft, "forbidden-markdown", "it nests too deeply");
  if (draft.replaces?.includes("<!--") === true) {
    return refuse(draft, "forbidden-markdown", "it takes the place of a comment");
  }
  if (markdown.trim() === "") return refuse(draft, "unreadable", "it is empty");
  // A rule of dashes at its beginning is front matter only at a file's own.
  const nodes = parseMarkdown(`\n${markdown}`);
  const wrong = forbiddenIn(nodes, kind === "examples");
  return wrong === null ? null : refuse(draft, "forbidden-markdown", `it holds ${wrong}`);
}

/** In words what may not be in a proposal; null when nothing is. */
function forbiddenIn(node: Nodes, takesScenario: boolean): string | null {
  const own = forbidden[node.type];
  if (own !== undefined) return own;
  // Whether it is a scenario's, only the document says, once it is read.
  if (node.type === "heading" && !takesScenario) return "a heading";
  if (node.type === "code" && /^\s*(?:import|export)\b|\bimport\s*\(/mu.test(node.value)) return "an import";
  if (node.type === "code" && node.position !== undefined && !isClosed(node))
    return "a fence that is not closed";
  if (!("children" in node)) return null;
  for (const child of node.children) {
    const found = forbiddenIn(child, takesScenario);
    if (found !== null) return found;
  }
  return null;
}

/** A fence that closes has a line more, above and below, than its value; indented code has none, and is no example. */
function isClosed({ value, position }: Extract<Nodes, { type: "code" }>): boolean {
  const lines = (position?.end.line ?? 0) - (position?.start.line ?? 0) + 1;
  return lines >= value.split("\n").length + 2 || (value === "" && lines === 2);
}

const forbidden: Readonly<Partial<Record<Nodes["type"], string>>> = {
  yaml: "front matter",
  html: "HTML or a comment",
  definition: "a link's definition",
  link: "a link",
  linkReference: "a link",
  image: "an image",
  imageReference: "an image",
  footnoteDefinition: "a footnote",
  footnoteReference: "a footnote",
  blockquote: "a quotation",
  thematicBreak: "a rule",
};
