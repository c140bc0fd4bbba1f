import type { ElementContent } from "hast";

/**
 * Coloured code cut at its line breaks, a list of nodes for each line. A token that goes over several lines, such as
 * a comment, is one token on each of them.
 */
export function tokenLines(nodes: readonly ElementContent[]): ElementContent[][] {
  const lines: ElementContent[][] = [[]];
  for (const node of nodes) {
    const parts = partsOf(node);
    lines.at(-1)?.push(...(parts[0] ?? []));
    lines.push(...parts.slice(1));
  }
  return lines;
}

function partsOf(node: ElementContent): ElementContent[][] {
  switch (node.type) {
    case "text":
      return node.value.split("\n").map((value) => (value === "" ? [] : [{ type: "text", value }]));
    case "element":
      return tokenLines(node.children).map((children) =>
        children.length === 0 ? [] : [{ ...node, children }],
      );
    default:
      return [[node]];
  }
}
