import type { Nodes as HastNodes, Root } from "hast";
import type { Schema } from "hast-util-sanitize";
import { defaultSchema, sanitize } from "hast-util-sanitize";
import type { Html, Image, ImageReference, Nodes, Parents, Root as Tree } from "mdast";
import type { State } from "mdast-util-to-hast";
import { toHast } from "mdast-util-to-hast";

/**
 * A spec's tree as HTML nodes that can do nothing: what GitHub lets through of Markdown, without pictures. HTML in
 * the spec is text, comments are left out, and a link leads to the web, to a mail or nowhere. Each node keeps the
 * position of the Markdown that it was made from.
 *
 * @returns null where the tree is deeper than anybody could mean: those who walk over it recurse.
 */
export function safeProse(tree: Tree): Root | null {
  if (isTooDeep(tree)) return null;
  const unsafe = toHast(tree, { handlers: { html: htmlAsText, image: altText, imageReference: altText } });
  const safe: HastNodes = sanitize(unsafe, schema);
  return safe.type === "root" ? safe : { type: "root", children: safe.type === "doctype" ? [] : [safe] };
}

/** The ids of footnotes have their prefix already, and no other node has one. */
const schema: Schema = {
  ...defaultSchema,
  clobber: [],
  protocols: { href: ["http", "https", "mailto"] },
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => !["img", "picture", "source", "details", "summary"].includes(name),
  ),
};

const deepest = 200;

function isTooDeep(tree: Tree): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((node) => ("children" in node ? node.children : []));
  }
  return false;
}

function htmlAsText(_state: State, node: Html, parent: Parents | undefined) {
  const value = withoutComments(node.value).trim();
  if (value === "") return undefined;
  const code = {
    type: "element" as const,
    tagName: "code",
    properties: {},
    children: [{ type: "text" as const, value }],
  };
  return parent !== undefined && isFlow(parent)
    ? { type: "element" as const, tagName: "p", properties: {}, children: [code] }
    : code;
}

function isFlow({ type }: Nodes): boolean {
  return ["root", "blockquote", "listItem", "footnoteDefinition"].includes(type);
}

/** A comment that is not closed goes to the end. */
function withoutComments(html: string): string {
  const kept: string[] = [];
  for (let at = 0; at < html.length;) {
    const start = html.indexOf("<!--", at);
    kept.push(html.slice(at, start < 0 ? html.length : start));
    if (start < 0) break;
    const end = html.indexOf("-->", start);
    at = end < 0 ? html.length : end + "-->".length;
  }
  return kept.join("");
}

/** A site that needs no network shows no picture that lies elsewhere; what it would show is said in words. */
function altText(_state: State, { alt }: Image | ImageReference) {
  const value = alt === null || alt === undefined || alt === "" ? "[a picture]" : `[picture: ${alt}]`;
  return { type: "text" as const, value };
}
