import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";
import type { Hints } from "./near.ts";

/** The numbers, short texts and patterns that a module's code compares with, puts in and looks for; imports left out. */
export function hintsOf(text: string, path: string): Hints {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  const patterns = new Set<string>();
  const parsed = parseFile(text, path);
  if (parsed.ok) visit(parsed.program);
  return {
    numbers: [...numbers].slice(0, 20),
    texts: [...texts].slice(0, 12),
    patterns: [...patterns].slice(0, 6),
  };

  function visit(node: Node): void {
    if (node.type === "ImportDeclaration") return;
    if (node.type === "Literal") {
      if (typeof node.value === "number") numbers.add(node.value);
      if (typeof node.value === "string") texts.add(node.value);
      if ("regex" in node) patterns.add(node.regex.pattern);
      if ("regex" in node)
        for (const [one] of node.regex.pattern.matchAll(/(?<!\\)[-_.,:;!?/'@#&]/g)) texts.add(one);
    }
    childrenOf(node).forEach(visit);
  }
}
