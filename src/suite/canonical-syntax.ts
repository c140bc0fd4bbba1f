import { hash } from "node:crypto";
import type { Node } from "oxc-parser";

/**
 * A syntax tree as text that is the same for two sources that mean the same: positions, comments, quotes,
 * semicolons, trailing commas and redundant brackets are not in it.
 */
export function canonicalSyntax(node: Node): string {
  return printed(node);
}

/** 16 hexadecimal digits of the text's SHA-256. */
export function shortHash(text: string): string {
  return hash("sha256", text, "hex").slice(0, 16);
}

function printed(value: unknown): string {
  // Most values of a tree say no.
  if (value === null || value === false) return String(value);
  if (Array.isArray(value)) return items(value);
  if (typeof value === "bigint") return `${value}n`;
  if (!isNode(value)) return isObject(value) ? fields(value) : (JSON.stringify(value) ?? "undefined");
  switch (value.type) {
    case "ParenthesizedExpression":
      return printed(value.expression);
    case "Literal":
      return literalText(value);
    case "TemplateElement":
      return `TemplateElement${JSON.stringify(value.value)}`;
    case "Property":
      // `{ "a": a }`, `{ a: a }` and `{ a }` are one; `{ ["a"]: a }` is not, for `__proto__` makes it differ.
      return `Property{${value.kind}${value.method ? " method" : ""} ${keyText(value)}:${printed(value.value)}}`;
    default:
      return value.type + fields(value);
  }
}

function literalText(node: Extract<Node, { type: "Literal" }>): string {
  if ("regex" in node && node.regex !== null && node.regex !== undefined)
    return `/${node.regex.pattern}/${node.regex.flags}`;
  if ("bigint" in node && typeof node.bigint === "string") return `${node.bigint}n`;
  return JSON.stringify(node.value);
}

function keyText(node: Extract<Node, { type: "Property" }>): string {
  const { key, computed } = node;
  if (computed) return `[${printed(key)}]`;
  if (key.type === "Identifier") return JSON.stringify(key.name);
  return key.type === "Literal" ? JSON.stringify(String(key.value)) : printed(key);
}

// Every node of every suite comes by here whenever drift is looked for: no arrays for what is only joined.

function items(values: readonly unknown[]): string {
  let text = "";
  let isFirst = true;
  for (const value of values) {
    if (isEmptyStatement(value)) continue;
    text += isFirst ? printed(value) : `,${printed(value)}`;
    isFirst = false;
  }
  return `[${text}]`;
}

function fields(value: object): string {
  let text = "";
  for (const key in value) {
    if (isLeftOut(key)) continue;
    const field: unknown = value[key as keyof typeof value];
    if (field === undefined) continue;
    text += `${text === "" ? "" : ","}${key}:${printed(field)}`;
  }
  return `{${text}}`;
}

/** What says where a node stands, how it was typed, or nothing at all. */
function isLeftOut(key: string): boolean {
  switch (key) {
    case "start":
    case "end":
    case "range":
    case "loc":
    case "raw":
    case "type":
    case "parent":
      return true;
    default:
      return false;
  }
}

function isNode(value: unknown): value is Node {
  return isObject(value) && "type" in value && typeof value.type === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isEmptyStatement(value: unknown): boolean {
  return isNode(value) && value.type === "EmptyStatement";
}
