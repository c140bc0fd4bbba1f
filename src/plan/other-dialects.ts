import type { Block, Diagnostic, Spec } from "../spec/spec.ts";
import type { BoundBlock } from "./bind-block.ts";
import type { NamedModules } from "./subject-paths.ts";

/**
 * Whether what looks like an example in a spec is meant as one. A spec of another tool says nothing to greenbar until
 * somebody names its subject: up to then its tables, fences and sentences are prose, and none of them is wrong.
 */
export function isAddressed({ dialect }: Pick<Spec, "dialect">, named: NamedModules): boolean {
  return dialect === "greenbar" || named.modules.length > 0;
}

/** What a block is in a spec that is not addressed: a scenario is a promise still, a command needs no subject. */
export function unaddressed(block: Block, bound: BoundBlock): BoundBlock {
  if (block.kind === "console") return bound;
  if (block.kind !== "scenario") return { is: "prose", problems: [] };
  if (bound.is === "unbound") return bound;
  return { is: "unbound", why: "The spec names no subject that its steps could call." };
}

/** The diagnostics of such a spec: where an example's form is amiss there is prose, which is never wrong. */
export function withoutForms(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ rule }) => !ofForms.test(rule));
}

const ofForms =
  /^(?:call|table|row|cell|argument|expected|throws|sentence|property|snippet)-|^code-span-unclosed$/u;
