import type { Expression as ExpressionNode, Statement } from "oxc-parser";
import { declaredNames } from "./declared-names.ts";
import { type NamesFound, type Occurrence, findNames } from "./free-names.ts";
import { type Unreadable, expressionShift, parseExpression, parseProgram } from "./javascript.ts";
import type { Expression, FreeName, Place } from "./spec.ts";

export type ReadExpression =
  | {
      readonly ok: true;
      readonly expression: Expression;
      /** Offsets in it are `expressionShift` greater than in the source. */
      readonly node: ExpressionNode;
      readonly found: NamesFound;
    }
  | Unreadable;

/** A statement of a snippet or of a scenario's step. Offsets count in the whole source. */
export interface ReadStatement {
  readonly node: Statement;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly declares: readonly string[];
  /** Offsets count in `code`. */
  readonly names: readonly FreeName[];
  readonly hasCall: boolean;
  readonly awaits: boolean;
}

/**
 * Reads one expression as it stands in a spec: its source, and every use of a name that it does not declare
 * itself, standard globals included. Nothing is evaluated.
 */
export function readExpression(source: string, place: Place): ReadExpression {
  const trimmed = source.trim();
  const parsed = parseExpression(trimmed);
  if (!parsed.ok) return parsed;
  return orTooDeep(() => {
    const found = findNames(parsed.node, expressionShift);
    const expression: Expression = {
      source: trimmed,
      place,
      awaits: found.awaits,
      hasCall: found.hasCall,
      names: found.occurrences.map(freeName),
    };
    return { ok: true, expression, node: parsed.node, found };
  });
}

/** Cuts statements that were read already into their parts. */
export function readStatements(
  source: string,
  statements: readonly Statement[],
): { readonly ok: true; readonly statements: readonly ReadStatement[] } | Unreadable {
  return orTooDeep(() => ({
    ok: true,
    statements: statements.map((node) => {
      const found = findNames(node, node.start);
      const declares = declaredNames([node]);
      const own = new Set(declares);
      return {
        node,
        code: source.slice(node.start, node.end),
        start: node.start,
        end: node.end,
        declares,
        names: found.occurrences.filter((each) => !own.has(each.name)).map(freeName),
        hasCall: found.hasCall,
        awaits: found.awaits,
      };
    }),
  }));
}

/** Reads a list of statements, as in a code span of a scenario's step. */
export function readCode(
  source: string,
): { readonly ok: true; readonly statements: readonly ReadStatement[] } | Unreadable {
  const parsed = parseProgram(source);
  return parsed.ok ? readStatements(source, parsed.program.body) : parsed;
}

function freeName({ name, role, use, arity, start, end }: Occurrence): FreeName {
  return { name, role, use, arity, start, end };
}

/** A chain of thousands of operators is a deep tree: our walk over it runs out of stack before the parser does. */
function orTooDeep<Result>(read: () => Result): Result | Unreadable {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: "it nests too deeply" };
    throw error;
  }
}
