import type { Element, ElementContent } from "hast";
import { cleanText } from "../../verdict/clean-text.ts";
import { el, nodesOf } from "./element.ts";
import { highlight } from "./highlight.ts";

/** Code as a block with its colours. It wraps, so that nobody has to scroll sideways. */
export function codeBlock(code: string, language: string | null): Element {
  return el("pre", {}, el("code", {}, codeTokens(code, language)));
}

/** Code as text with its colours, as far as there are any. */
export function codeTokens(code: string, language: string | null): ElementContent[] {
  const clean = cleanText(code.replace(/\n$/u, ""));
  return highlight(clean, language) ?? nodesOf([clean]);
}

/** The language that a fence names. */
export function languageOf({ properties }: Element): string | null {
  const names = Array.isArray(properties["className"]) ? properties["className"] : [];
  const name = names.find((each) => typeof each === "string" && each.startsWith("language-"));
  return typeof name === "string" ? name.slice("language-".length) : null;
}
