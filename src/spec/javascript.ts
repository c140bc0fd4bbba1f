import { parseSync, visitorKeys } from "oxc-parser";
import type { Comment, EcmaScriptModule, Expression, Node, ParserOptions, Program } from "oxc-parser";
import { nestsDeeper } from "./nesting.ts";

export type Unreadable = { readonly ok: false; readonly reason: string };

export type ParsedExpression = { readonly ok: true; readonly node: Expression } | Unreadable;

export type ParsedProgram =
  | { readonly ok: true; readonly program: Program; readonly comments: readonly Comment[] }
  | Unreadable;

export type ParsedFile =
  | { readonly ok: true; readonly program: Program; readonly module: EcmaScriptModule }
  /** `offset`: where the first error stands, in UTF-16 units. */
  | (Unreadable & { readonly offset: number });

/** Offsets in a tree of `parseExpression` are this much greater than those in its source. */
export const expressionShift = 1;

/**
 * The parser is native code and recurses: on a stack of 8 MB some 4,600 brackets deep it ends the process instead
 * of failing, and threads have half of that or less.
 */
const deepestInSpec = 500;
const deepestInFile = 1000;
const longestSource = 200_000;

/**
 * Reads one TypeScript expression, the whole source and nothing else. No sequence (`a, b`) at the top, no
 * comments: both would change meaning once the text is put into a call.
 */
export function parseExpression(source: string): ParsedExpression {
  if (source.trim() === "") return unreadable("it is empty");
  const parsed = parse(`(${source}\n)`);
  if (!parsed.ok) return parsed;
  const { program } = parsed;
  const statement = program.body[0];
  if (program.body.length !== 1 || statement?.type !== "ExpressionStatement") {
    return unreadable("it is not one expression");
  }
  const node = statement.expression;
  // `1) + (2` parses too, but then the expression starts at our own bracket.
  if (node.start < expressionShift) return unreadable("its brackets do not match");
  if (node.type === "SequenceExpression") return unreadable("a comma stands between two expressions");
  if (hasComment(source) && parsed.comments.length > 0) return unreadable("a comment stands in it");
  return { ok: true, node };
}

/** Reads whole TypeScript statements, as an ES module: `await` and imports may stand at the top. */
export function parseProgram(source: string): ParsedProgram {
  return parse(source);
}

/**
 * Reads a file of a project: as JavaScript, TypeScript or JSX, as the path's ending says where `options` do not.
 * Brackets around expressions leave no node.
 */
export function parseFile(
  text: string,
  path: string,
  options: Pick<ParserOptions, "lang" | "sourceType"> = {},
): ParsedFile {
  if (nestsDeeper(text, deepestInFile)) return { ...tooDeep(deepestInFile), offset: 0 };
  const result = parseSync(path, text, { ...options, preserveParens: false });
  const error = result.errors.find(({ severity }) => severity === "Error");
  if (error !== undefined) return { ...unreadable(error.message), offset: error.labels[0]?.start ?? 0 };
  return {
    ok: true,
    program: result.program,
    get module() {
      return result.module;
    },
  };
}

/** Direct children of a node, in the order of the source as far as the grammar's tables give it. */
export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const child = fields[key];
    if (Array.isArray(child)) for (const each of child) addNode(children, each);
    else addNode(children, child);
  }
  return children;
}

/** Calls `visit` with what `childrenOf` gives, without a list for each node: for walks over whole files. */
export function eachChild(node: Node, visit: (child: Node) => void): void {
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const child = fields[key];
    if (Array.isArray(child)) {
      for (const each of child) if (isNode(each)) visit(each);
    } else if (isNode(child)) visit(child);
  }
}

function addNode(children: Node[], candidate: unknown): void {
  if (isNode(candidate)) children.push(candidate);
}

function isNode(candidate: unknown): candidate is Node {
  return typeof candidate === "object" && candidate !== null && "type" in candidate;
}

function parse(source: string): ParsedProgram {
  if (source.length > longestSource) return unreadable(`it is longer than ${longestSource} characters`);
  if (nestsDeeper(source, deepestInSpec)) return tooDeep(deepestInSpec);
  const result = parseSync("spec.ts", source, {
    lang: "ts",
    sourceType: "module",
    preserveParens: false,
  });
  const error = result.errors[0];
  if (error !== undefined) return unreadable(error.message);
  return {
    ok: true,
    program: result.program,
    get comments() {
      return result.comments;
    },
  };
}

function tooDeep(deepest: number): Unreadable {
  return unreadable(`it nests deeper than ${deepest}`);
}

function hasComment(source: string): boolean {
  return source.includes("//") || source.includes("/*") || source.includes("<!--");
}

function unreadable(reason: string): Unreadable {
  return { ok: false, reason };
}
