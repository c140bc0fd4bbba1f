import type { Element, ElementContent, Properties } from "hast";
import { cleanText } from "../../verdict/clean-text.ts";

/** What may stand in an element: a string is text, and text is never markup. */
export type Child = ElementContent | string | null | readonly Child[];

/** An element of the page's own. Hidden characters in its text are shown; null children are left out. */
export function el(tagName: string, properties: Properties, ...children: readonly Child[]): Element {
  return { type: "element", tagName, properties: cleaned(properties), children: nodesOf(children) };
}

/** Children as nodes. */
export function nodesOf(children: readonly Child[]): ElementContent[] {
  const nodes: ElementContent[] = [];
  for (const child of children) {
    if (child === null) continue;
    if (typeof child === "string") nodes.push({ type: "text", value: cleanText(child) });
    else if (isList(child)) nodes.push(...nodesOf(child));
    else nodes.push(child);
  }
  return nodes;
}

/** Words in attributes are read, too: aloud, or as the mouse rests. */
function cleaned(properties: Properties): Properties {
  const { title, ariaLabel } = properties;
  return {
    ...properties,
    ...(typeof title === "string" && { title: cleanText(title) }),
    ...(typeof ariaLabel === "string" && { ariaLabel: cleanText(ariaLabel) }),
  };
}

function isList(child: Exclude<Child, string | null>): child is readonly Child[] {
  return Array.isArray(child);
}
