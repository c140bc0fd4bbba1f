import type { Code } from "mdast";
import type { Comment, Statement } from "oxc-parser";
import { type FenceText, readFenceText } from "./fence-text.ts";
import { readImport } from "./imports.ts";
import { parseProgram } from "./javascript.ts";
import { type ReadStatement, readExpression, readStatements } from "./read-expression.ts";
import type { Reading } from "./reading.ts";
import { makeCheck } from "./sentence.ts";
import { type SnippetComment, readComments } from "./snippet-comments.ts";
import type { Import, SnippetBlock, Step } from "./spec.ts";

export interface ReadFence {
  readonly imports: readonly Import[];
  /** Null when the fence is illustration. */
  readonly block: SnippetBlock | null;
}

const illustration: ReadFence = { imports: [], block: null };

const languages = new Set(["ts", "js", "typescript", "javascript"]);

export function isSnippetLanguage(language: string | null | undefined): boolean {
  return languages.has((language ?? "").toLowerCase());
}

/** Reads a `ts` or `js` fence: its imports, and its steps when a comment says what is expected. */
export function readSnippet(node: Code, reading: Reading): ReadFence {
  const fence = readFenceText(node, reading);
  if (fence === null || !mayMatter(fence.text)) return illustration;
  const parsed = parseProgram(fence.text);
  if (!parsed.ok) {
    // Only a fence that says what is expected has to be read; others may hold what they like.
    if (fence.text.includes("// =>") || fence.text.includes("//=>")) {
      reading.report("snippet-syntax", reading.placeOf(node), `the code cannot be read: ${parsed.reason}`);
    }
    return illustration;
  }
  const { body } = parsed.program;
  const imports = body.flatMap((each) =>
    each.type === "ImportDeclaration"
      ? (readImport(each, fence.placeBetween(each.start, each.end)) ?? [])
      : [],
  );
  const comments = readComments(parsed.comments, fence, reading);
  if (comments === null) return { imports, block: null };
  const statements = body.filter((each) => each.type !== "ImportDeclaration");
  return { imports, block: readBlock(node, fence, statements, comments, parsed.comments, reading) };
}

/** Comments and imports are all we look for, so a fence without either need not be parsed. */
function mayMatter(text: string): boolean {
  return text.includes("import") || (text.includes("//") && saysExpected(text));
}

function saysExpected(text: string): boolean {
  return text.includes("=>") || text.includes("throws") || text.includes("rejects");
}

function readBlock(
  node: Code,
  fence: FenceText,
  nodes: readonly Statement[],
  comments: readonly SnippetComment[],
  all: readonly Comment[],
  reading: Reading,
): SnippetBlock | null {
  const read = readStatements(fence.text, nodes);
  if (!read.ok) {
    reading.report("snippet-syntax", reading.placeOf(node), `the code cannot be read: ${read.reason}`);
    return null;
  }
  const matched = matchComments(fence, read.statements, comments, all, reading);
  if (matched === null) return null;
  const steps: Step[] = [];
  for (const statement of read.statements) {
    const made = makeSteps(statement, matched.get(statement), fence, reading);
    if (made === null) return null;
    steps.push(...made);
  }
  return {
    kind: "snippet",
    place: reading.placeOf(node),
    text: reading.sourceOf(node),
    pinnedId: null,
    steps,
  };
}

/** Finds the statement of each comment: the one that ends before it, on its line or above it. */
function matchComments(
  fence: FenceText,
  statements: readonly ReadStatement[],
  comments: readonly SnippetComment[],
  all: readonly Comment[],
  reading: Reading,
): ReadonlyMap<ReadStatement, SnippetComment> | null {
  const matched = new Map<ReadStatement, SnippetComment>();
  let isWrong = false;
  for (const comment of comments) {
    const statement = statements.findLast((each) => each.start < comment.start);
    const isBehind =
      statement !== undefined &&
      statement.end <= comment.start &&
      onlyComments(fence.text, statement.end, comment.start, all);
    if (!isBehind) {
      const message = "the comment does not stand behind a whole statement";
      reading.report("snippet-comment-place", comment.place, message);
      isWrong = true;
    } else if (matched.has(statement)) {
      const message = "a second comment speaks of the same statement";
      reading.report("snippet-comment-place", comment.place, message);
      isWrong = true;
    } else matched.set(statement, comment);
  }
  return isWrong ? null : matched;
}

/** Between a statement and its comment may stand other comments and a semicolon, nothing else. */
function onlyComments(text: string, start: number, end: number, all: readonly Comment[]): boolean {
  let between = text.slice(start, end);
  for (const each of all) {
    if (each.start >= start && each.end <= end) {
      const from = each.start - start;
      const blank = " ".repeat(each.end - each.start);
      between = between.slice(0, from) + blank + between.slice(each.end - start);
    }
  }
  return between.trim() === "" || between.trim() === ";";
}

function makeSteps(
  statement: ReadStatement,
  comment: SnippetComment | undefined,
  fence: FenceText,
  reading: Reading,
): readonly Step[] | null {
  const place = fence.placeBetween(statement.start, statement.end);
  const { node, code, declares, names, awaits } = statement;
  if (exporting.has(node.type)) {
    reading.report("snippet-statement", place, "a snippet is the body of a test, so it cannot export");
    return null;
  }
  const run: Step = { do: "run", place, code, declares, names, isResult: false, awaits };
  if (comment === undefined) return [run];
  const target = targetOf(statement, comment.expectation.is === "throws");
  if (target === null) {
    const message = "the comment speaks of a statement that has no one value";
    reading.report("snippet-statement", comment.place, message);
    return null;
  }
  const source = code.slice(target.start - statement.start, target.end - statement.start);
  const read = readExpression(source, fence.placeBetween(target.start, target.end));
  if (!read.ok) {
    reading.report("snippet-syntax", place, `\`${source}\` cannot be read: ${read.reason}`);
    return null;
  }
  const check: Step = { do: "check", ...makeCheck(read, comment.via, comment.expectation, place) };
  return target.runsFirst ? [run, check] : [check];
}

const exporting = new Set(["ExportNamedDeclaration", "ExportDefaultDeclaration", "ExportAllDeclaration"]);

interface Target {
  readonly start: number;
  readonly end: number;
  /** The statement runs, then the target is looked at; else the target is the statement's own expression. */
  readonly runsFirst: boolean;
}

/** What a comment speaks of: the expression, what a declaration declares, or what `console.log` is given. */
function targetOf({ node }: ReadStatement, throws: boolean): Target | null {
  if (node.type === "VariableDeclaration") {
    const [declarator, surplus] = node.declarations;
    if (declarator === undefined || surplus !== undefined) return null;
    const { id, init } = declarator;
    if (throws) return init === null ? null : { start: init.start, end: init.end, runsFirst: false };
    if (id.type !== "Identifier") return null;
    return { start: id.start, end: id.start + id.name.length, runsFirst: true };
  }
  if (node.type !== "ExpressionStatement") return null;
  const { expression } = node;
  if (expression.type === "AssignmentExpression" && !throws) {
    const { left } = expression;
    if (left.type !== "Identifier" && left.type !== "MemberExpression") return null;
    return { start: left.start, end: left.end, runsFirst: true };
  }
  const logged = loggedArgument(expression);
  const { start, end } = logged ?? expression;
  return { start, end, runsFirst: false };
}

function loggedArgument(expression: Extract<Statement, { type: "ExpressionStatement" }>["expression"]) {
  if (expression.type !== "CallExpression") return null;
  const { callee, arguments: given } = expression;
  const isLog =
    callee.type === "MemberExpression" &&
    callee.object.type === "Identifier" &&
    callee.object.name === "console" &&
    callee.property.type === "Identifier" &&
    callee.property.name === "log";
  const [only, surplus] = given;
  return isLog && only !== undefined && surplus === undefined && only.type !== "SpreadElement" ? only : null;
}
