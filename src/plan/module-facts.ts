import { posix } from "node:path";
import type { Program, StaticExportEntry } from "oxc-parser";
import { parseFile } from "../spec/javascript.ts";
import { assignedExports } from "./commonjs-exports.ts";
import type { ModuleFacts } from "./plan.ts";
import { sourcesOf } from "./subject-paths.ts";

/**
 * What a module exports, read from its text: names that exist when it runs, `default` among them; types do not
 * count. `path` is relative to the root, and its ending says how to read the text. `export * from` a relative
 * path is followed through `follow`: it gets the paths relative to the root that may be meant, one after the
 * other, and gives the text of that file, or null. What cannot be followed makes `open` true.
 */
export function readModuleFacts(
  source: string,
  path: string,
  follow: (from: string) => string | null = () => null,
): ModuleFacts {
  if (!scripts.has(posix.extname(path))) return { state: "read", exports: ["default"], open: true };
  return read(source, path, follow, new Set([path]));
}

const scripts = new Set([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ""]);

function read(
  source: string,
  path: string,
  follow: (from: string) => string | null,
  seen: Set<string>,
): ModuleFacts {
  const parsed = parseFile(source, path, { lang: langOf(path) });
  if (!parsed.ok) return { state: "unreadable", ...position(source, parsed.offset), message: parsed.reason };
  const { program, module } = parsed;
  if (!module.hasModuleSyntax) {
    const names = assignedExports(program);
    return { state: "read", exports: names ?? [], open: names !== null };
  }
  const entries = module.staticExports.flatMap((statement) => statement.entries);
  const types = typeNames(program);
  const names = new Set(entries.flatMap((entry) => nameOf(entry, types) ?? []));
  let open = program.body.some(({ type }) => type === "TSExportAssignment");
  for (const from of starred(entries)) {
    const candidates = filesOf(from, path);
    if (candidates.some((candidate) => seen.has(candidate))) continue;
    const found = candidates.find((candidate) => follow(candidate) !== null);
    const facts = found === undefined ? null : read(follow(found) ?? "", found, follow, seen.add(found));
    if (facts?.state !== "read" || facts.open) open = true;
    if (facts?.state === "read") for (const name of facts.exports) if (name !== "default") names.add(name);
  }
  return { state: "read", exports: [...names], open };
}

/** A file without an ending is read as the most that a module can be. */
function langOf(path: string): "ts" | "tsx" | "js" | "jsx" | "dts" {
  switch (posix.extname(path)) {
    case ".ts":
    case ".mts":
    case ".cts":
      return path.endsWith(".d.ts") ? "dts" : "ts";
    case ".tsx":
      return "tsx";
    default:
      return path.includes(".") ? "jsx" : "ts";
  }
}

function nameOf(entry: StaticExportEntry, types: ReadonlySet<string>): string | null {
  if (entry.isType) return null;
  if (entry.moduleRequest === null && entry.localName.name !== null && types.has(entry.localName.name))
    return null;
  return entry.exportName.kind === "Default" ? "default" : entry.exportName.name;
}

function starred(entries: readonly StaticExportEntry[]): string[] {
  return entries.flatMap(({ importName, moduleRequest, exportName, isType }) => {
    const isStar = importName.kind === "AllButDefault" && exportName.kind === "None" && !isType;
    return isStar && moduleRequest !== null ? [moduleRequest.value] : [];
  });
}

/** Paths inside the root that a relative import may mean; a package's name means none. */
function filesOf(from: string, path: string): string[] {
  if (!from.startsWith(".")) return [];
  const file = posix.normalize(posix.join(posix.dirname(path), from));
  if (file.startsWith("../")) return [];
  // Without an ending it is at most a folder.
  return posix.extname(file) === "" ? sourcesOf(file) : [file, ...sourcesOf(file)];
}

/** Names that only types have: interfaces, aliases, and imports of types. */
function typeNames({ body }: Program): ReadonlySet<string> {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const statement of body) {
    const node = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (node === null) continue;
    if (node.type === "TSInterfaceDeclaration" || node.type === "TSTypeAliasDeclaration")
      types.add(node.id.name);
    else if (node.type === "ClassDeclaration" || node.type === "FunctionDeclaration")
      values.add(node.id?.name ?? "");
    else if (node.type === "VariableDeclaration") {
      for (const { id } of node.declarations) if (id.type === "Identifier") values.add(id.name);
    } else if (node.type === "ImportDeclaration") {
      for (const each of node.specifiers) {
        const isType =
          node.importKind === "type" || (each.type === "ImportSpecifier" && each.importKind === "type");
        (isType ? types : values).add(each.local.name);
      }
    }
  }
  return types.difference(values);
}

function position(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split(/\r\n|\n|\r/u);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
