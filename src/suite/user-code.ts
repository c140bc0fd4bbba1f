import type { Comment, Node } from "oxc-parser";
import { childrenOf, expressionShift, parseExpression, parseProgram } from "../spec/javascript.ts";
import type { GlobalName } from "./literal.ts";
import { regexpLiteral } from "./literal.ts";
import { escapeUnsafe, isUnsafe, stringLiteral } from "./string-literal.ts";

/**
 * A line break that belongs to a tagged template, where it cannot be written otherwise. It is put back once the
 * file is laid out, so that indenting does not change the template. No generated text holds it by chance:
 * every control character in it is escaped.
 */
const keptBreak = "\u0001";

/** Ends the layout: the line breaks that indenting had to leave alone. */
export function restoreBreaks(text: string): string {
  return text.replaceAll(keptBreak, "\n");
}

/**
 * An expression of the spec as it goes into the file: as written, but that what its strings, templates and
 * patterns hold is escaped as in our own literals.
 */
export function safeExpression(source: string, globalName: GlobalName): string {
  const text = source.trim();
  if (!needsCare(text)) return text;
  const parsed = parseExpression(text);
  if (!parsed.ok) throw unreadable(text, parsed.reason);
  return edited(text, editsIn(parsed.node, text, expressionShift, globalName), 0, text.length);
}

/** Statements of the spec, one a string, each with its semicolon. Comments between them are left out. */
export function safeStatements(code: string, globalName: GlobalName): string[] {
  const text = code.trim();
  const simple = text.replace(/;$/u, "");
  if (!needsCare(simple) && !/[;}]/u.test(simple)) return [`${simple};`];
  const parsed = parseProgram(text);
  if (!parsed.ok) throw unreadable(text, parsed.reason);
  return parsed.program.body
    .filter((statement) => statement.type !== "EmptyStatement")
    .map((statement) => {
      const { start, end } = statement;
      const comments = parsed.comments
        .filter((comment) => comment.start >= start && comment.end <= end)
        .map(commentEdit);
      const edits = [...editsIn(statement, text, 0, globalName), ...comments].toSorted(
        (a, b) => a.start - b.start,
      );
      const written = edited(text, edits, start, end);
      return needsSemicolon(statement) && !written.endsWith(";") ? `${written};` : written;
    });
}

/** The expression with every use of one free name replaced by another. */
export function renameIn(source: string, from: string, to: string): string {
  const parsed = parseExpression(source);
  if (!parsed.ok) throw unreadable(source, parsed.reason);
  const edits: Edit[] = [];
  const visit = (node: Node, isKey: boolean): void => {
    if (node.type === "Identifier" && node.name === from && !isKey) {
      edits.push({ start: node.start - expressionShift, end: node.end - expressionShift, text: to });
    } else if (node.type === "Property" && node.shorthand && node.value.type === "Identifier") {
      if (node.value.name === from) {
        edits.push({
          start: node.start - expressionShift,
          end: node.end - expressionShift,
          text: `${from}: ${to}`,
        });
      }
    } else {
      for (const child of childrenOf(node)) visit(child, isPlainKey(node, child));
    }
  };
  visit(parsed.node, false);
  return edited(
    source,
    edits.toSorted((a, b) => a.start - b.start),
    0,
    source.length,
  );
}

/** The expression as the operand of `await`, or of a member access: in brackets unless it is one chain of calls. */
export function asOperand(source: string): string {
  return isChain(source) ? source : `(${source})`;
}

/** The expression as the body of an arrow function. */
export function asArrowBody(source: string): string {
  return source.startsWith("{") ? `(${source})` : source;
}

/** The expression as a statement of its own. */
export function asStatement(source: string): string {
  return /^(?:\{|function\b|class\b|let\b|async\s+function\b)/u.test(source) ? `(${source});` : `${source};`;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Line breaks, comments, and whatever is unsafe. Rare: only then is the text parsed again. */
function needsCare(text: string): boolean {
  return /[\r\n\t]|\/[/*]/u.test(text) || isUnsafe(text);
}

function editsIn(root: Node, text: string, shift: number, globalName: GlobalName): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: Node, isTagged: boolean): void => {
    const [start, end] = [node.start - shift, node.end - shift];
    const raw = text.slice(start, end);
    if (node.type === "Literal") {
      if (!isUnsafe(raw)) return;
      if ("regex" in node) {
        const { pattern, flags } = node.regex;
        edits.push({ start, end, text: regexpLiteral({ source: pattern, flags }, globalName) });
      } else if (typeof node.value === "string") {
        edits.push({ start, end, text: stringLiteral(node.value) });
      }
    } else if (node.type === "TemplateElement") {
      if (!isUnsafe(raw)) return;
      // In TypeScript's tree an element's range takes in its own "`", "${" and "}".
      const inner = { start: start + 1, end: end - (node.tail ? 1 : 2) };
      const written = text.slice(inner.start, inner.end);
      edits.push({ ...inner, text: templateText(written, node.value.cooked, isTagged) });
    } else {
      const quasi = node.type === "TaggedTemplateExpression" ? node.quasi : null;
      for (const child of childrenOf(node)) {
        if (child !== quasi)
          visit(child, isTagged && node.type === "TemplateLiteral" && child.type === "TemplateElement");
        else visit(child, true);
      }
    }
  };
  visit(root, false);
  return edits.toSorted((a, b) => a.start - b.start);
}

function templateText(raw: string, cooked: string | null, isTagged: boolean): string {
  // A tag sees the text as written, so nothing in it can be escaped: only its line breaks are kept.
  if (isTagged || cooked === null) return raw.replace(/\r\n?|\n/gu, keptBreak);
  const escaped = cooked.replace(/[\\`]|\$(?=\{)/gu, "\\$&").replace(/\n/gu, "\\n");
  return escapeUnsafe(escaped);
}

function commentEdit({ start, end, type, value }: Comment): Edit {
  const text = value
    .split(/\r\n?|\n/u)
    .map(escapeUnsafe)
    .join("\n");
  return { start, end, text: type === "Line" ? `//${text}` : `/*${text}*/` };
}

/** The edits must stand in order and apart. What lies between them is code: its blanks become plain ones. */
function edited(text: string, edits: readonly Edit[], from: number, to: number): string {
  let at = from;
  let result = "";
  for (const { start, end, text: replacement } of edits) {
    result += plainBlanks(text.slice(at, start)) + replacement;
    at = end;
  }
  return result + plainBlanks(text.slice(at, to));
}

function plainBlanks(code: string): string {
  return code
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(/[\t\v\f\ufeff]|(?! )\p{Zs}/gu, " ")
    .replace(/ +(?=\n)/gu, "");
}

function needsSemicolon({ type }: Node): boolean {
  return !/^(?:Function|Class|TSInterface|TSEnum|TSModule)Declaration$|^(?:Block|If|For|ForIn|ForOf|While|Switch|Try|Labeled)(?:Statement)$/u.test(
    type,
  );
}

function isPlainKey(parent: Node, child: Node): boolean {
  if (parent.type === "MemberExpression") return child === parent.property && !parent.computed;
  if (parent.type === "Property") return child === parent.key && !parent.computed;
  return false;
}

/** Names, members, calls and literals in a row, nothing at the top that binds less tightly. */
function isChain(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === '"' || char === "'" || char === "`") {
      at = endOfString(source, at);
      if (at === -1) return false;
    } else if ("([{".includes(char)) depth += 1;
    else if (")]}".includes(char)) depth -= 1;
    else if (depth === 0 && !/[\w$.]/u.test(char)) return false;
    else if (char === "/") return false;
  }
  return depth === 0;
}

/** Index of the closing quote; -1 where it cannot be told so simply. */
function endOfString(source: string, start: number): number {
  const quote = source.charAt(start);
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (char === "\\") at += 1;
    else if (char === quote) return at;
    else if (char === "$" && quote === "`") return -1;
  }
  return -1;
}

function unreadable(text: string, reason: string): Error {
  return new Error(`The plan holds code that does not parse (${reason}): ${text}`);
}
