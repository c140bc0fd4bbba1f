import type { Nodes } from "mdast";
import { readPlainCall } from "../../loop/plain-call.ts";
import { nestsTooDeeply, parseMarkdown } from "../../spec/markdown.ts";
import { sourceOf } from "./input-pool.ts";

/**
 * The calls of which a spec says that any result will do: `<!-- any: slugify("a--b") -->`, invisible to readers.
 * Each in one form, however it is written.
 */
export function anyCalls(text: string): ReadonlySet<string> {
  if (!text.includes("<!--") || nestsTooDeeply(text)) return new Set();
  const calls = new Set<string>();
  visit(parseMarkdown(text));
  return calls;

  function visit(node: Nodes): void {
    if (node.type === "html") {
      for (const [, said] of node.value.matchAll(/<!--\s*any:(.*?)-->/gs)) {
        const call = canonicalCall((said ?? "").trim());
        if (call !== null) calls.add(call);
      }
    }
    if ("children" in node) node.children.forEach(visit);
  }
}

/** A plain call written the one way; null for what is none. */
export function canonicalCall(source: string): string | null {
  const call = readPlainCall(source);
  return call === null ? null : `${call.name}(${sourceOf(call.args)})`;
}

/** The comment that says so. What would end it is written as an escape, which JavaScript reads the same. */
export function anyComment(call: string): string {
  return `<!-- any: ${call.replaceAll("-->", "--\\u003e").replaceAll("--!>", "--!\\u003e")} -->`;
}
