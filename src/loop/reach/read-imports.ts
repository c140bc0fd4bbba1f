import { posix } from "node:path";
import type { Expression, Node } from "oxc-parser";
import { childrenOf, parseFile } from "../../spec/javascript.ts";

/** One place where a module asks for something that is not in it. */
export interface ModuleImport {
  /** As it is written; null when it is worked out while the module runs. */
  readonly specifier: string | null;
  /** From 1. */
  readonly line: number;
  /** `file`: only a file is meant (`new URL("x", import.meta.url)`), no module. */
  readonly of: "module" | "file";
}

/**
 * What a file asks for at run time: imports, exports from elsewhere, `import()`, `require`, `import x = require()`,
 * `process.getBuiltinModule`, files beside it by `new URL(…, import.meta.url)` and `import.meta.glob`, and the runtime
 * that a JSX pragma names. Types are left out. Text that does not parse is searched for what looks like any of
 * these, so that nothing is hidden behind an error. Files that hold no code ask for nothing.
 */
export function readImports(text: string, path: string): readonly ModuleImport[] {
  const extension = posix.extname(path);
  if (blocks.has(extension)) {
    return scriptsOf(text).flatMap(({ script, line }) =>
      readImports(script, "block.ts").map((each) => ({ ...each, line: each.line + line })),
    );
  }
  if (extension !== "" && !scripts.has(extension)) return [];
  const pragmas = pragmasOf(text);
  const parsed = parseFile(text, path, { lang: langOf(path) });
  if (!parsed.ok) return [...pragmas, ...likelyImports(text)];
  const lineAt = lineCounter(text);
  const found: ModuleImport[] = [];
  visit(parsed.program, (node, parent) => {
    const asked = askedBy(node, parent);
    if (asked !== null) found.push({ ...asked, line: lineAt(node.start) });
  });
  return [...pragmas, ...found];
}

const scripts = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"]);
const blocks = new Set([".vue", ".svelte"]);

function langOf(path: string): "ts" | "tsx" | "jsx" | "dts" {
  if (/\.d\.[cm]?ts$/.test(path)) return "dts";
  if (/\.[cm]?ts$/.test(path)) return "ts";
  return path.endsWith(".tsx") ? "tsx" : "jsx";
}

/** The insides of `<script>` elements, with the number of lines before each. */
function scriptsOf(text: string): { readonly script: string; readonly line: number }[] {
  return [...text.matchAll(/<script\b[^>]*>(.*?)<\/script\s*>/gis)].map((match) => {
    const script = match[1] ?? "";
    return { script, line: linesIn(text.slice(0, match.index + match[0].indexOf(script))) };
  });
}

function pragmasOf(text: string): ModuleImport[] {
  return [...text.matchAll(/@jsxImportSource\s+([^\s*]+)/g)].map((match) => ({
    specifier: match[1] ?? "",
    line: linesIn(text.slice(0, match.index)) + 1,
    of: "module",
  }));
}

/** Without recursion into its own stack: a file may nest a thousand deep. */
function visit(program: Node, see: (node: Node, parent: Node | null) => void): void {
  const pending: (readonly [Node, Node | null])[] = [[program, null]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, parent] = next;
    see(node, parent);
    for (const child of childrenOf(node).toReversed()) pending.push([child, node]);
  }
}

type Asked = Omit<ModuleImport, "line">;

function askedBy(node: Node, parent: Node | null): Asked | null {
  switch (node.type) {
    case "ImportDeclaration":
      return node.importKind === "type" ? null : module(node.source.value);
    case "ExportAllDeclaration":
      return node.exportKind === "type" ? null : module(node.source.value);
    case "ExportNamedDeclaration":
      return node.source === null || node.exportKind === "type" ? null : module(node.source.value);
    case "ImportExpression":
      return module(textOf(node.source));
    case "TSImportEqualsDeclaration":
      return node.importKind !== "type" && node.moduleReference.type === "TSExternalModuleReference"
        ? module(node.moduleReference.expression.value)
        : null;
    case "CallExpression":
      return askedByCall(node.callee, node.arguments[0] ?? null);
    case "NewExpression":
      return isName(node.callee, "URL") && isMetaUrl(node.arguments[1]) ? file(node.arguments[0]) : null;
    case "Identifier":
      // Handed on under another name, it is called where nobody can read with what.
      return node.name === "require" && isHandedOn(node, parent) ? module(null) : null;
    default:
      return null;
  }
}

function askedByCall(callee: Expression | Node, argument: Node | null): Asked | null {
  if (isName(callee, "require")) return module(textOf(argument));
  if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return null;
  const { object, property } = callee;
  if (isName(object, "require") && property.name === "resolve") return module(textOf(argument));
  if (isName(object, "module") && property.name === "require") return module(textOf(argument));
  if (property.name === "getBuiltinModule") return module(textOf(argument));
  return object.type === "MetaProperty" && property.name === "glob" ? file(argument) : null;
}

/** `require` where it is neither called, nor looked into, nor a mere name of something else. */
function isHandedOn(node: Node, parent: Node | null): boolean {
  switch (parent?.type) {
    case "CallExpression":
      return parent.callee !== node;
    case "MemberExpression":
      return parent.computed && parent.property === node;
    case "Property":
      return parent.value === node && !parent.method;
    case "UnaryExpression":
      return parent.operator !== "typeof";
    case "MethodDefinition":
    case "PropertyDefinition":
      return parent.value === node;
    case "ImportSpecifier":
    case "ExportSpecifier":
      return false;
    default:
      return true;
  }
}

function module(specifier: string | null): Asked {
  return { specifier, of: "module" };
}

/** A path that is worked out is one beside the module: only what can be read is held against it. */
function file(argument: Node | null | undefined): Asked | null {
  const text = textOf(argument ?? null);
  return text === null ? null : { specifier: text, of: "file" };
}

/** A string, or a template without holes. */
function textOf(node: Node | null): string | null {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node?.type !== "TemplateLiteral" || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

function isName(node: Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

function isMetaUrl(node: Node | undefined): boolean {
  return (
    node?.type === "MemberExpression" &&
    node.object.type === "MetaProperty" &&
    node.property.type === "Identifier" &&
    node.property.name === "url"
  );
}

/** What looks like an import, in text that could not be read as a module. */
function likelyImports(text: string): ModuleImport[] {
  return [...text.matchAll(likely)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? "",
    line: linesIn(text.slice(0, match.index)) + 1,
    of: "module",
  }));
}

const likely = /\b(?:from|import|require)\s*\(?\s*(?:"([^"\n]+)"|'([^'\n]+)'|`([^`$\n]+)`)/g;

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
