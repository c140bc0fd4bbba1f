import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";
import { clauseEdits } from "./clause-edits.ts";
import type { Edit, Mutant } from "./mutant.ts";
import { nullCheckEdits } from "./null-check-edits.ts";
import { editsOf } from "./operators.ts";

/**
 * Modules that differ from this one in one small way, in the order of its text; none when it does not parse. Types,
 * imports and the messages of errors stay as they are: what examples say is seldom about them.
 *
 * The operators are those of mutation testing (Stryker's documented list), with a few more on texts and patterns.
 *
 * @param most - no more than so many, spread evenly over the module.
 * @param numbers - of which the spec speaks: a clause may have been forgotten that has one of them.
 */
export function mutantsOf(
  text: string,
  path: string,
  most: number,
  numbers: readonly number[] = [],
): readonly Mutant[] {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return [];
  const edits: Edit[] = [];
  collect(parsed.program, null, false);
  edits.push(...nullCheckEdits(text, path), ...clauseEdits(text, path, numbers, mostClauses));
  const seen = new Set([text]);
  const mutants = edits
    .toSorted((a, b) => a.start - b.start || a.end - b.end)
    .flatMap((edit): Mutant[] => {
      const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      if (seen.has(changed) || !parseFile(changed, path).ok) return [];
      seen.add(changed);
      const line = text.slice(0, edit.start).split("\n").length;
      const before = text.slice(edit.start, edit.end);
      return [{ operator: edit.operator, line, before, after: edit.text, text: changed }];
    });
  return spread(mutants, most);

  function collect(node: Node, parent: Node | null, inLoop: boolean): void {
    if (isLeftAlone(node)) return;
    edits.push(...editsOf(node, parent, text).filter(({ operator }) => !(inLoop && endless.has(operator))));
    const isLoop = inLoop || loops.has(node.type);
    for (const child of childrenOf(node)) collect(child, node, isLoop);
  }
}

const mostClauses = 24;

/** Changes that in a loop mostly make one that does not end. */
const endless = new Set(["assignment", "update", "statement-removed", "jump"]);
const loops = new Set(["WhileStatement", "DoWhileStatement", "ForStatement"]);

function isLeftAlone(node: Node): boolean {
  return (
    node.type === "ImportDeclaration" ||
    node.type === "ExportAllDeclaration" ||
    node.type.startsWith("TSType") ||
    node.type === "TSInterfaceDeclaration" ||
    isErrorMade(node)
  );
}

/** `new RangeError("…")`: that it throws may change, what it says may not. */
function isErrorMade(node: Node): boolean {
  return (
    (node.type === "NewExpression" || node.type === "CallExpression") &&
    node.callee.type === "Identifier" &&
    /(?:Error|Exception)$/.test(node.callee.name)
  );
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, at) => all[Math.floor((at * all.length) / most)]).filter(
    (each) => each !== undefined,
  );
}
