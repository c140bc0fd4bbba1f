import type { Node } from "oxc-parser";
import { childrenOf, parseProgram } from "../spec/javascript.ts";
import type { FreeName } from "../spec/spec.ts";

/** A member that examples use of something, and how. */
export interface MemberUse {
  readonly name: string;
  readonly use: FreeName["use"];
  /** Number of arguments when it is called. */
  readonly arity: number | null;
}

/**
 * The members that a run of statements uses, by the name that they are used on. A local that is made by
 * `new Slugs()` passes its members on to `Slugs`, and so does the call itself: `new Slugs().add("x")`.
 */
export function membersOf(sources: readonly string[]): ReadonlyMap<string, readonly MemberUse[]> {
  const members = new Map<string, MemberUse[]>();
  const classOf = new Map<string, string>();
  for (const source of sources) {
    const parsed = parseProgram(source);
    // The reader of the spec has refused what does not parse.
    if (!parsed.ok) continue;
    visit(parsed.program, null, (node, parent) => {
      const made = classOfDeclared(node);
      if (made !== null) classOf.set(made.local, made.of);
      const used = memberOf(node, parent);
      if (used === null) return;
      const owner = classOf.get(used.on) ?? used.on;
      const list = members.get(owner) ?? [];
      members.set(owner, list);
      if (!list.some(({ name }) => name === used.member.name)) list.push(used.member);
    });
  }
  return members;
}

function visit(node: Node, parent: Node | null, see: (node: Node, parent: Node | null) => void): void {
  see(node, parent);
  for (const child of childrenOf(node)) visit(child, node, see);
}

/** `const local = new Class()`, with or without `await`. */
function classOfDeclared(node: Node): { local: string; of: string } | null {
  if (node.type !== "VariableDeclarator") return null;
  const local = identifier(node.id);
  const of = constructed(node.init);
  return local === null || of === null ? null : { local, of };
}

function memberOf(node: Node, parent: Node | null): { on: string; member: MemberUse } | null {
  if (node.type !== "MemberExpression" || node.computed) return null;
  const on = identifier(node.object) ?? constructed(node.object);
  const name = identifier(node.property);
  if (on === null || name === null) return null;
  return { on, member: { name, ...wayOf(node, parent) } };
}

function wayOf(node: Node, parent: Node | null): Pick<MemberUse, "use" | "arity"> {
  const isCall = parent?.type === "CallExpression" || parent?.type === "NewExpression";
  if (!isCall || parent.callee !== node) return { use: "value", arity: null };
  return { use: parent.type === "NewExpression" ? "new" : "call", arity: parent.arguments.length };
}

function identifier(node: Node | null): string | null {
  if (node?.type === "TSNonNullExpression") return identifier(node.expression);
  return node?.type === "Identifier" ? node.name : null;
}

function constructed(node: Node | null): string | null {
  if (node?.type === "AwaitExpression") return constructed(node.argument);
  return node?.type === "NewExpression" ? identifier(node.callee) : null;
}
