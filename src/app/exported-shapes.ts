import type { Expression, FormalParameterRest, Node, ParamPattern, Program } from "oxc-parser";
import { parseFile } from "../spec/javascript.ts";

/** What one export of a module looks like, as far as its own text says. */
export type ExportShape =
  | { readonly is: "function"; readonly params: readonly string[]; readonly isAsync: boolean }
  | { readonly is: "class"; readonly params: readonly string[] }
  | { readonly is: "value" };

/**
 * The exports that a module's text declares, by name (`default` for the default export), with the name that it
 * gives a default export itself. What it exports from elsewhere is not among them. Empty for a text that does not
 * parse.
 */
export function exportedShapes(
  source: string,
  path: string,
): ReadonlyMap<string, ExportShape & { readonly local: string | null }> {
  const parsed = parseFile(source, path, /\.[cm]?js$/u.test(path) ? { lang: "jsx" } : {});
  if (!parsed.ok) return new Map();
  const { program } = parsed;
  const declared = declarations(program);
  const found = new Map<string, ExportShape & { readonly local: string | null }>();
  const add = (name: string, local: string | null, shape: ExportShape | undefined) => {
    if (shape !== undefined) found.set(name, { ...shape, local });
  };
  for (const statement of program.body) {
    if (statement.type === "ExportDefaultDeclaration") {
      const { declaration } = statement;
      const local = declaration.type === "Identifier" ? declaration.name : nameOf(declaration);
      add(
        "default",
        local,
        declaration.type === "Identifier" ? declared.get(declaration.name) : shapeOf(declaration),
      );
    }
    if (statement.type !== "ExportNamedDeclaration" || statement.source !== null) continue;
    if (statement.declaration !== null) {
      for (const [name, shape] of declarations({ body: [statement.declaration] })) add(name, name, shape);
    }
    for (const { local, exported } of statement.specifiers) {
      if (local.type !== "Identifier") continue;
      const name = exported.type === "Literal" ? exported.value : exported.name;
      add(name, local.name, declared.get(local.name));
    }
  }
  return found;
}

function declarations({ body }: Pick<Program, "body">): Map<string, ExportShape> {
  const found = new Map<string, ExportShape>();
  for (const node of body) {
    const name = nameOf(node);
    const shape = shapeOf(node);
    if (name !== null && shape !== undefined) found.set(name, shape);
    if (node.type !== "VariableDeclaration") continue;
    for (const { id, init } of node.declarations) {
      if (id.type === "Identifier")
        found.set(id.name, (init === null ? undefined : shapeOf(init)) ?? { is: "value" });
    }
  }
  return found;
}

function nameOf(node: Node): string | null {
  return "id" in node && node.id !== null && node.id !== undefined && node.id.type === "Identifier"
    ? node.id.name
    : null;
}

function shapeOf(node: Node | Expression): ExportShape | undefined {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "TSDeclareFunction":
      return { is: "function", params: node.params.flatMap(paramName), isAsync: node.async };
    case "ClassDeclaration":
    case "ClassExpression": {
      const constructor = node.body.body.find(
        (member) => member.type === "MethodDefinition" && member.kind === "constructor",
      );
      const params = constructor?.type === "MethodDefinition" ? constructor.value.params : [];
      return { is: "class", params: params.flatMap(paramName) };
    }
    default:
      return undefined;
  }
}

/** A parameter that is taken apart has no name of its own: it is called what such things are mostly called. */
function paramName(param: ParamPattern | FormalParameterRest | Node): string[] {
  switch (param.type) {
    case "Identifier":
      return param.name === "this" ? [] : [param.name];
    case "AssignmentPattern":
      return paramName(param.left);
    case "TSParameterProperty":
      return paramName(param.parameter);
    case "RestElement":
      return paramName(param.argument);
    case "ObjectPattern":
      return ["options"];
    case "ArrayPattern":
      return ["items"];
    default:
      return [];
  }
}
