import type { Node } from "oxc-parser";
import { childrenOf, parseFile } from "../spec/javascript.ts";
import type { Taken } from "./plan.ts";

/** One module that another imports, as it is written there. */
export interface ModuleRequest {
  readonly specifier: string;
  readonly takes: readonly Taken[];
}

/**
 * What a module imports when it runs, with what it does with each import: called, constructed, or something else.
 * Types do not count. `open`: a name is worked out, so that it may be any module. One that does not parse imports
 * nothing.
 */
export function readModuleImports(
  source: string,
  path: string,
): { readonly requests: readonly ModuleRequest[]; readonly open: boolean } {
  const parsed = parseFile(source, path);
  if (!parsed.ok) return { requests: [], open: false };
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const found: Found = { requests: new Map(), names: new Map(), spaces: new Map(), open: false };
  for (const { moduleRequest, entries } of staticImports) {
    const values = entries.filter(({ isType }) => !isType);
    if (entries.length > 0 && values.length === 0) continue;
    const takes = request(found, moduleRequest.value);
    for (const { importName, localName } of values) {
      if (importName.kind === "NamespaceObject") found.spaces.set(localName.value, moduleRequest.value);
      else {
        const exported = importName.kind === "Default" ? "default" : (importName.name ?? "default");
        found.names.set(localName.value, { specifier: moduleRequest.value, exported });
        takes.push({ ...plain, exported });
      }
    }
  }
  for (const { moduleRequest, importName, isType } of staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest === null || isType) continue;
    const takes = request(found, moduleRequest.value);
    if (importName.kind === "Name" && importName.name !== null)
      takes.push({ ...plain, exported: importName.name });
  }
  for (const { moduleRequest } of dynamicImports) {
    const text = /^(["'`])(?<name>[^"'`$\\]*)\1$/u.exec(source.slice(moduleRequest.start, moduleRequest.end));
    if (text?.groups?.["name"] === undefined) found.open = true;
    else request(found, text.groups["name"]);
  }
  visit(parsed.program, null, found);
  return {
    requests: [...found.requests].map(([specifier, takes]) => ({ specifier, takes })),
    open: found.open,
  };
}

interface Found {
  readonly requests: Map<string, Taken[]>;
  readonly names: Map<string, { readonly specifier: string; readonly exported: string }>;
  readonly spaces: Map<string, string>;
  open: boolean;
}

const plain = { as: "value", arity: null, isAwaited: false } as const;

function request({ requests }: Found, specifier: string): Taken[] {
  const takes = requests.get(specifier) ?? [];
  requests.set(specifier, takes);
  return takes;
}

/** `parent`: what the node stands in, so that an awaited call is known for one. */
function visit(node: Node, parent: Node | null, found: Found): void {
  if (node.type === "CallExpression" || node.type === "NewExpression") {
    const of = exportOf(node.callee, found);
    const as = node.type === "NewExpression" ? "class" : "function";
    const isAwaited = parent?.type === "AwaitExpression";
    if (of !== null)
      request(found, of.specifier).push({
        exported: of.exported,
        as,
        arity: node.arguments.length,
        isAwaited,
      });
    else if (node.callee.type === "Identifier" && node.callee.name === "require")
      require(node.arguments[0], found);
  } else if (node.type === "MemberExpression") {
    const of = exportOf(node, found);
    if (of !== null) request(found, of.specifier).push({ ...plain, exported: of.exported });
  }
  for (const child of childrenOf(node)) visit(child, node, found);
}

function exportOf(
  node: Node,
  { names, spaces }: Found,
): { readonly specifier: string; readonly exported: string } | null {
  if (node.type === "Identifier") return names.get(node.name) ?? null;
  if (node.type !== "MemberExpression" || node.object.type !== "Identifier" || node.computed) return null;
  const specifier = spaces.get(node.object.name);
  return specifier === undefined || node.property.type !== "Identifier"
    ? null
    : { specifier, exported: node.property.name };
}

function require(argument: Node | undefined, found: Found): void {
  if (argument?.type === "Literal" && typeof argument.value === "string") request(found, argument.value);
  else found.open = true;
}
