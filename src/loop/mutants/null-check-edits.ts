import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";
import type { Edit } from "./mutant.ts";

/**
 * Reads that look first whether there is anything: `found[0]` as `found?.[0]`, where what is read comes of a method that
 * may give nothing. The missing check is the commonest of all the faults that people mend (Kim et al., "Automatic patch
 * generation learned from human-written patches", 2013: null pointer checker).
 */
export function nullCheckEdits(text: string, path: string): readonly Edit[] {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return [];
  const doubtful = new Set<string>();
  visit(parsed.program, (node) => {
    if (node.type !== "VariableDeclarator" || node.init === null || node.id.type !== "Identifier") return;
    if (mayBeNothing(node.init)) doubtful.add(node.id.name);
  });
  const edits: Edit[] = [];
  visit(parsed.program, (node) => {
    if (node.type !== "MemberExpression" || node.optional) return;
    const { object, computed, property } = node;
    if (!mayBeNothing(object) && !(object.type === "Identifier" && doubtful.has(object.name))) return;
    const [start, end] = [object.end, property.start];
    const put = computed ? "?.[" : "?.";
    if (/^(?:!?\s*\.|!?\s*\[)\s*$/.test(text.slice(start, end)))
      edits.push({ operator: "null-check-added", start, end, text: put });
  });
  return edits;
}

const mayGiveNothing = new Set("exec match find findLast at pop shift get".split(" "));

function mayBeNothing(node: Node): boolean {
  if (node.type === "TSNonNullExpression") return mayBeNothing(node.expression);
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return false;
  const { property } = node.callee;
  return property.type === "Identifier" && mayGiveNothing.has(property.name);
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of childrenOf(node)) visit(child, see);
}
