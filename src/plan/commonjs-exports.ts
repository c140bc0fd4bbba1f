import type { Expression, Program } from "oxc-parser";

/**
 * The names that a script assigns at its top level to `exports.NAME`, `module.exports.NAME` or, as an object,
 * to `module.exports`; `default` for anything else that it assigns there. Null when it assigns none: then it
 * is a module without exports. What a script exports can never be wholly known from its text.
 */
export function assignedExports({ body }: Program): string[] | null {
  const names = new Set<string>();
  let found = false;
  for (const statement of body) {
    if (statement.type !== "ExpressionStatement" || statement.expression.type !== "AssignmentExpression")
      continue;
    const { left, right } = statement.expression;
    if (left.type !== "MemberExpression") continue;
    const name = propertyName(left);
    if (isExports(left.object) && name !== null) {
      found = true;
      names.add(name);
    } else if (isModuleExports(left)) {
      found = true;
      names.add("default");
      for (const key of keysOf(right)) names.add(key);
    }
  }
  return found ? [...names] : null;
}

function isExports(node: Expression | { readonly type: string }): boolean {
  const expression = node as Expression;
  if (expression.type === "Identifier") return expression.name === "exports";
  return isModuleExports(expression);
}

function isModuleExports(node: Expression): boolean {
  return (
    node.type === "MemberExpression" &&
    node.object.type === "Identifier" &&
    node.object.name === "module" &&
    propertyName(node) === "exports"
  );
}

function propertyName(node: Extract<Expression, { type: "MemberExpression" }>): string | null {
  if (!node.computed && node.property.type === "Identifier") return node.property.name;
  return node.property.type === "Literal" && typeof node.property.value === "string"
    ? node.property.value
    : null;
}

function keysOf(node: Expression): string[] {
  if (node.type !== "ObjectExpression") return [];
  return node.properties.flatMap((property) => {
    if (property.type !== "Property" || property.computed) return [];
    if (property.key.type === "Identifier") return [property.key.name];
    return property.key.type === "Literal" && typeof property.key.value === "string"
      ? [property.key.value]
      : [];
  });
}
