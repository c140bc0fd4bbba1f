import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";

/** Name of the error that a guarded loop ends with. */
export const endless = "GreenbarEndless";

/** Turns of one loop after which it is held to be endless. */
const mostTurns = 20_000;

/**
 * The module with a count in every loop, which ends it by an error after very many turns: a small change easily makes
 * a loop that does not end, and to kill its process costs a thousand times as much. Lines stay where they are; a text
 * that does not parse stays as it is.
 */
export function guardLoops(text: string, path: string): string {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return text;
  const inserts: Insert[] = [];
  let loops = 0;
  collect(parsed.program, null);
  // What ends at a place ends before anything begins there; of what begins there the outermost was found first.
  const inOrder = inserts.toSorted((a, b) => a.at - b.at || Number(b.ends) - Number(a.ends));
  let guarded = "";
  let from = 0;
  for (const { at, put } of inOrder) {
    guarded += text.slice(from, at) + put;
    from = at;
  }
  return guarded + text.slice(from);

  function collect(node: Node, label: Node | null): void {
    if (isLoop(node)) guard(node, label ?? node);
    const isLabel = node.type === "LabeledStatement";
    for (const child of childrenOf(node)) collect(child, isLabel ? (label ?? node) : null);
  }

  function guard({ body }: Loop, whole: Node): void {
    loops += 1;
    const count = `$greenbarTurns${loops}`;
    const check = `if (++${count} > ${mostTurns}) throw Object.assign(new Error("it does not end"), { name: "${endless}" });`;
    const isBlock = body.type === "BlockStatement";
    inserts.push({ at: whole.start, put: `{ let ${count} = 0; `, ends: false });
    inserts.push({
      at: isBlock ? body.start + 1 : body.start,
      put: isBlock ? ` ${check}` : `{ ${check} `,
      ends: false,
    });
    if (!isBlock) inserts.push({ at: body.end, put: " }", ends: true });
    inserts.push({ at: whole.end, put: " }", ends: true });
  }
}

interface Insert {
  readonly at: number;
  readonly put: string;
  readonly ends: boolean;
}

type Loop = Extract<
  Node,
  { type: "WhileStatement" | "DoWhileStatement" | "ForStatement" | "ForOfStatement" }
>;

function isLoop(node: Node): node is Loop {
  return ["WhileStatement", "DoWhileStatement", "ForStatement", "ForOfStatement"].includes(node.type);
}
