import { posix } from "node:path";
import type { Node } from "oxc-parser";
import { canonicalSyntax, shortHash } from "./canonical-syntax.ts";
import type { FoundTest } from "./same-syntax.ts";
import { readProgram, testsIn, usedTexts } from "./same-syntax.ts";

/** One test of a suite's file, and what it does. */
export interface TestBody {
  readonly name: readonly string[];
  /**
   * Hash of what the test does: its function, how `test` and the `describe` calls around it are called, and the
   * imports and helper functions that it uses. Neither titles are in it, nor how deep the groups nest, nor the seed of
   * a property, which comes from its id, nor from where in the project a module is imported.
   */
  readonly body: string;
  /** The first line of the call, from 1. */
  readonly line: number;
  /** Where the call begins in the text, and where it ends: before a semicolon. */
  readonly start: number;
  readonly end: number;
  /** What is called on `test` and on the `describe` calls around it: `skip`, `only`, `todo`, … */
  readonly modifiers: readonly string[];
}

/**
 * The tests of a suite in the order of the file; none for a text that does not parse.
 *
 * @param path - of the suite, relative to the root: relative imports are resolved from its folder.
 */
export function testBodies(text: string, path: string): readonly TestBody[] {
  const program = readProgram(text, path);
  if (program === null) return [];
  const folder = posix.dirname(path);
  const used = usedTexts(program, (module) =>
    module.startsWith(".") ? `/${posix.join(folder, module)}` : module,
  );
  const lineAt = lineCounter(text);
  return testsIn(program).map((test) => {
    const { start, end } = test.node;
    return {
      name: test.name,
      body: shortHash([...new Set(test.around), withoutTitle(test.node), ...used(test.node)].join("\n")),
      line: lineAt(start),
      start,
      end,
      get modifiers() {
        return modifiersOf(test);
      },
    };
  });
}

/** The line of an offset, from 1: counted on from the one that was asked for before, since tests come in order. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    if (offset < at) [line, at] = [1, 0];
    for (let next = text.indexOf("\n", at); next >= 0 && next < offset; next = text.indexOf("\n", at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}

function withoutTitle(node: Node): string {
  if (node.type !== "CallExpression") return canonicalSyntax(node);
  return [node.callee, ...node.arguments.slice(1)].map(canonicalSyntax).join("\n").replace(seed, "$1$2");
}

/** The seed of a property as `templates/suite/test-property.hbs` writes it, in canonical form. */
const seed = /(Property\{init "seed":)\d+(\},Property\{init "numRuns":)/g;

function modifiersOf({ node, around }: FoundTest): readonly string[] {
  const callees = node.type === "CallExpression" ? [...around, canonicalSyntax(node.callee)] : around;
  return callees.flatMap((callee) =>
    [...callee.matchAll(/property:(?:Identifier\{[^{}]*?name:)?"(\w+)"/g)].map(([, name]) => name ?? ""),
  );
}
