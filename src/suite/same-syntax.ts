import type { Node, Program } from "oxc-parser";
import { eachChild, parseFile } from "../spec/javascript.ts";
import { canonicalSyntax, shortHash } from "./canonical-syntax.ts";

/**
 * Whether two texts of a module are the same program: a formatter's pass, other quotes, another order of the
 * imports and comments make no difference. Texts that do not parse are the same only letter by letter.
 *
 * @param path - decides the language by its ending.
 */
export function sameSyntax(a: string, b: string, path: string): boolean {
  return a === b || hashFile(a, path) === hashFile(b, path);
}

/** The hash of a module's syntax tree, equal for texts that `sameSyntax` calls the same. */
export function hashFile(text: string, path: string): string {
  const program = readProgram(text, path);
  return program === null ? shortHash(text) : shortHash(topLevel(program).join("\n"));
}

/**
 * The hash of every test of a suite, by its name as JSON (`["Joins words","trims"]`): of its syntax tree, the
 * `describe` calls around it, and the imports and helper functions of the file that it uses, since these decide
 * what it tests. It can be worked out from the file on disk alone. Empty for a text that does not parse. A name
 * that comes again has `#2` behind its JSON.
 */
export function testHashes(text: string, path = "suite.test.ts"): ReadonlyMap<string, string> {
  const program = readProgram(text, path);
  if (program === null) return new Map();
  const used = usedTexts(program);
  const hashes = new Map<string, string>();
  for (const { name, node, around } of testsIn(program)) {
    const key = freeKey(JSON.stringify(name), hashes);
    hashes.set(key, shortHash([...around, canonicalSyntax(node), ...used(node)].join("\n")));
  }
  return hashes;
}

/**
 * Names of the tests that are not on disk as they were rendered: changed, missing, or there without being
 * rendered. When a file differs outside its tests only (a hook, a mock), all of them count as changed.
 */
export function changedTests(
  rendered: string,
  disk: string,
  path = "suite.test.ts",
): readonly (readonly string[])[] {
  if (sameSyntax(rendered, disk, path)) return [];
  const [wanted, found] = [testHashes(rendered, path), testHashes(disk, path)];
  const keys = [...new Set([...wanted.keys(), ...found.keys()])];
  const changed = keys.filter((key) => wanted.get(key) !== found.get(key));
  return (changed.length === 0 ? keys : changed).map(nameOfKey);
}

/**
 * Where each test of a suite stands, by its name as JSON: its first line, from 1, and its text with the spec's line
 * above it, as far to the left as it goes.
 */
export function testPlaces(
  text: string,
  path: string,
): ReadonlyMap<string, { readonly line: number; readonly text: string }> {
  const program = readProgram(text, path);
  const tests = program === null ? [] : testsIn(program);
  return new Map(
    tests.map(({ name, node }) => {
      const start = text.lastIndexOf("\n", node.start - 1) + 1;
      const indent = text.slice(start, node.start);
      const comment = /(?:[ \t]*\/\/[^\n]*\n)*$/.exec(text.slice(0, start))?.[0] ?? "";
      const lines = (comment + text.slice(start, node.end)).split("\n");
      return [
        JSON.stringify(name),
        {
          line: text.slice(0, start).split("\n").length,
          text: lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)).join("\n"),
        },
      ];
    }),
  );
}

/** A call of `test` in a suite, wherever its file stands. */
export interface FoundTest {
  readonly name: readonly string[];
  readonly node: Node;
  /** How the test's `describe` blocks are called: `describe`, `describe.skip`. */
  readonly around: readonly string[];
}

/** The module's syntax tree; null for a text that does not parse. */
export function readProgram(text: string, path: string): Program | null {
  const parsed = parseFile(text, path);
  return parsed.ok ? parsed.program : null;
}

/** The statements of a module; imports first and sorted, with their names sorted, since tools reorder them. */
function topLevel(program: Program): string[] {
  const imports: string[] = [];
  const rest: string[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") imports.push(importText(statement));
    else if (statement.type !== "EmptyStatement") rest.push(canonicalSyntax(statement));
  }
  return [...imports.toSorted(), ...rest];
}

function importText(node: Extract<Node, { type: "ImportDeclaration" }>): string {
  const specifiers = node.specifiers.map(canonicalSyntax).toSorted();
  return `import ${specifiers.join(",")} from ${JSON.stringify(node.source.value)} ${node.importKind ?? "value"}`;
}

/** Calls of `test`, `it` and what they have been imported as, modifiers (`test.skip`) included, in order. */
export function testsIn(program: Program): FoundTest[] {
  const groups = importedAs(program, ["describe", "suite"]);
  const tests = importedAs(program, ["test", "it"]);
  const found: FoundTest[] = [];
  const visit = (node: Node, name: readonly string[], around: readonly string[]): void => {
    const call = node.type === "CallExpression" ? node : null;
    const root = call === null ? "" : rootName(call.callee);
    const title = call === null ? null : titleOf(call.arguments[0]);
    if (call !== null && title !== null && tests.has(root)) {
      found.push({ name: [...name, title], node: call, around });
      return;
    }
    const isGroup = call !== null && title !== null && groups.has(root);
    const [names, calls] = isGroup
      ? [
          [...name, title],
          [...around, canonicalSyntax(call.callee)],
        ]
      : [name, around];
    eachChild(node, (child) => visit(child, names, calls));
  };
  visit(program, [], []);
  return found;
}

function importedAs(program: Program, names: readonly string[]): ReadonlySet<string> {
  const locals = new Set<string>();
  for (const statement of program.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== "vitest") continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier") {
        if (names.includes(specifier.imported.name)) locals.add(specifier.local.name);
      }
    }
  }
  return locals;
}

/** `test` of `test`, of `test.skip` and of `test.each([])`. */
function rootName(node: Node): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression") return rootName(node.object);
  return node.type === "CallExpression" ? rootName(node.callee) : "";
}

function titleOf(node: Node | undefined): string | null {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

/**
 * For a node: the texts of the file's own declarations and imports that it names, and that these name.
 *
 * @param from - what an import's module is called in them; as it is written when left out.
 */
export function usedTexts(
  program: Program,
  from: (module: string) => string = (module) => module,
): (node: Node) => readonly string[] {
  const declared = new Map<string, { readonly text: string; readonly names: ReadonlySet<string> }>();
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") {
      for (const specifier of statement.specifiers) {
        const text = `${canonicalSyntax(specifier)} from ${JSON.stringify(from(statement.source.value))}`;
        declared.set(specifier.local.name, { text, names: new Set() });
      }
    } else {
      for (const name of declaredNames(statement)) {
        declared.set(name, { text: canonicalSyntax(statement), names: identifiersIn(statement) });
      }
    }
  }
  return (node) => {
    const seen = new Set<string>();
    const visit = (names: ReadonlySet<string>): void => {
      for (const name of names) {
        const declaration = declared.get(name);
        if (declaration === undefined || seen.has(name)) continue;
        seen.add(name);
        visit(declaration.names);
      }
    };
    visit(identifiersIn(node));
    return [...seen].toSorted().map((name) => declared.get(name)?.text ?? "");
  };
}

function declaredNames(statement: Node): string[] {
  if (statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration") {
    return statement.id === null ? [] : [statement.id.name];
  }
  if (statement.type !== "VariableDeclaration") return [];
  return statement.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
}

function identifiersIn(root: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (node.type === "Identifier") names.add(node.name);
    eachChild(node, visit);
  };
  visit(root);
  return names;
}

function freeKey(key: string, taken: ReadonlyMap<string, string>): string {
  let free = key;
  for (let number = 2; taken.has(free); number += 1) free = `${key}#${number}`;
  return free;
}

function nameOfKey(key: string): readonly string[] {
  return JSON.parse(key.replace(/#\d+$/u, "")) as string[];
}
