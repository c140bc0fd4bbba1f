import type { Expression, Node } from "oxc-parser";
import { parseExpression } from "./javascript.ts";
import { readJson } from "./read-json.ts";
import type { Entry, Value } from "./value.ts";
import { valueLimits } from "./value.ts";

/** `syntax`: no JavaScript at all. `code`: it would have to be run. `form`: data, but not in a form we take. */
export type ReadValue =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly why: "syntax" | "code" | "form";
      readonly reason: string;
      /** The right form, where there is one. */
      readonly example?: string;
    };

/**
 * Reads an expected value: data, not code, so the source is parsed and never evaluated. Takes JSON's literals,
 * `undefined`, `NaN`, `Infinity`, `-0`, `10n`, `/re/i`, a template literal without expressions,
 * `new Date("…")`, `new Map([…])`, `new Set([…])`, and arrays (holes too) and objects of these.
 */
export function readValue(source: string): ReadValue {
  const text = source.trim();
  const json = readJson(text);
  if (json !== null) return take(json);
  const parsed = parseExpression(text);
  if (!parsed.ok) return refuse("syntax", `it cannot be read: ${parsed.reason}`);
  return valueOf(parsed.node, 0);
}

/** The value that a tree writes out. */
function valueOf(node: Expression, depth = 0): ReadValue {
  if (depth > valueLimits.depth) return refuse("form", `it nests deeper than ${valueLimits.depth}`);
  const reader = readers[node.type] as Reader<Expression["type"]> | undefined;
  if (reader === undefined) return refuse("code", `${describe(node)} is code, which is not run here`);
  return reader(node, depth);
}

type Reader<Kind extends Expression["type"]> = (
  node: Extract<Expression, { type: Kind }>,
  depth: number,
) => ReadValue;

type Readers = { readonly [Kind in Expression["type"]]?: Reader<Kind> };

const readers: Readers = {
  Literal: (node) => {
    if ("regex" in node) return readPattern(node.regex.pattern, node.regex.flags);
    if ("bigint" in node) return take({ t: "bigint", v: node.bigint });
    const { value } = node;
    if (typeof value === "string") return take({ t: "string", v: value });
    if (typeof value === "number") return take({ t: "number", v: String(value) });
    if (typeof value === "boolean") return take({ t: "boolean", v: value });
    return take({ t: "null" });
  },
  TemplateLiteral: (node) => {
    const cooked = node.quasis[0]?.value.cooked;
    if (node.expressions.length > 0 || typeof cooked !== "string") {
      return refuse("code", "a template with `${…}` is code", '"the whole text"');
    }
    return take({ t: "string", v: cooked });
  },
  Identifier: (node) => {
    const value = namedValues[node.name];
    if (value !== undefined && Object.hasOwn(namedValues, node.name)) return take(value);
    return refuse("code", `\`${node.name}\` is a name, not a value`, JSON.stringify(node.name));
  },
  UnaryExpression: (node, depth) => {
    const operand = node.operator === "-" ? valueOf(node.argument, depth) : null;
    if (operand?.ok === true) {
      const negative = negate(operand.value);
      if (negative !== null) return take(negative);
    }
    return refuse("code", `the operator \`${node.operator}\` is code`);
  },
  ArrayExpression: (node, depth) => {
    const items: (Value | null)[] = [];
    for (const each of node.elements) {
      if (each === null) items.push(null);
      else if (each.type === "SpreadElement") return refuse("code", "`...` is code");
      else {
        const item = valueOf(each, depth + 1);
        if (!item.ok) return item;
        items.push(item.value);
      }
    }
    return take({ t: "array", items });
  },
  ObjectExpression: (node, depth) => {
    const entries = new Map<string, Value>();
    for (const property of node.properties) {
      if (property.type === "SpreadElement") return refuse("code", "`...` is code");
      if (property.kind !== "init" || property.method) return refuse("code", "a method is code");
      const key = keyOf(property.key, property.computed);
      if (key === null) return refuse("code", "a computed key is code", '{ "key": 1 }');
      if (key === "__proto__" && !property.computed) {
        return refuse(
          "form",
          "`__proto__:` would set the prototype and write no key",
          '{ ["__proto__"]: 1 }',
        );
      }
      if (property.shorthand) return refuse("code", `\`${key}\` is a name, not a value`, `{ ${key}: 1 }`);
      const value = valueOf(property.value, depth + 1);
      if (!value.ok) return value;
      entries.set(key, value.value);
    }
    return take({ t: "object", class: "Object", entries: inOwnOrder(entries) });
  },
  NewExpression: (node, depth) => {
    const construct = node.callee.type === "Identifier" ? constructors[node.callee.name] : undefined;
    if (construct === undefined || node.callee.type !== "Identifier") {
      return refuse("code", "`new` of anything but Date, Map and Set is code");
    }
    const [argument, surplus] = node.arguments;
    if (surplus !== undefined || argument?.type === "SpreadElement") {
      return refuse("code", `\`new ${node.callee.name}\` takes one literal here`);
    }
    if (argument === undefined) return construct(null);
    const value = valueOf(argument, depth + 1);
    return value.ok ? construct(value.value) : value;
  },
  TSAsExpression: (node, depth) => valueOf(node.expression, depth),
  TSSatisfiesExpression: (node, depth) => valueOf(node.expression, depth),
};

const namedValues: Readonly<Record<string, Value>> = {
  undefined: { t: "undefined" },
  NaN: { t: "number", v: "NaN" },
  Infinity: { t: "number", v: "Infinity" },
};

const constructors: Readonly<Record<string, (argument: Value | null) => ReadValue>> = {
  Date: readDate,
  Map: (argument) => {
    if (argument === null) return take({ t: "map", entries: [] });
    const pairs = plainItems(argument)?.map(plainItems);
    if (pairs?.every((pair) => pair !== null && pair.length === 2) !== true) {
      return refuse("form", "`new Map` takes a list of pairs", 'new Map([["key", 1]])');
    }
    return take({ t: "map", entries: lastOfEach(pairs as [Value, Value][]) });
  },
  Set: (argument) => {
    if (argument === null) return take({ t: "set", items: [] });
    const items = plainItems(argument);
    if (items === null) return refuse("form", "`new Set` takes a list", "new Set([1, 2])");
    return take({ t: "set", items: lastOfEach(items.map((item) => [item, item])).map(([item]) => item) });
  },
};

/**
 * Only forms that ECMAScript itself defines, and that mean the same instant in every time zone: a date alone
 * (which is UTC), or a date and time with `Z` or an offset.
 */
function readDate(argument: Value | null): ReadValue {
  if (argument?.t === "number") {
    const time = Number(argument.v);
    return take({ t: "date", v: Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : null });
  }
  const example = 'new Date("2024-02-29T12:00:00Z")';
  if (argument?.t !== "string") return refuse("form", "`new Date` takes a date in quotes", example);
  if (!zonedDate.test(argument.v)) {
    return refuse("form", `"${argument.v}" is not a date with a time zone in ISO 8601`, example);
  }
  const time = Date.parse(argument.v);
  if (Number.isNaN(time)) return refuse("form", `there is no date "${argument.v}"`, example);
  return take({ t: "date", v: new Date(time).toISOString() });
}

const zonedDate =
  /^(?:\d{4}|[+-]\d{6})(?:-\d\d(?:-\d\d)?)?$|^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

function readPattern(source: string, flags: string): ReadValue {
  try {
    const pattern = new RegExp(source, flags);
    return take({ t: "regexp", source: pattern.source, flags: pattern.flags });
  } catch (error) {
    return refuse("syntax", error instanceof Error ? error.message : String(error));
  }
}

function negate(value: Value): Value | null {
  if (value.t === "bigint") return { t: "bigint", v: value.v === "0" ? "0" : `-${value.v}` };
  if (value.t !== "number" || value.v.startsWith("-")) return null;
  return { t: "number", v: value.v === "NaN" ? "NaN" : `-${value.v}` };
}

function keyOf(key: Node, computed: boolean): string | null {
  if (key.type === "Identifier") return computed ? null : key.name;
  if (key.type !== "Literal" || "regex" in key) return null;
  if ("bigint" in key) return key.bigint;
  return typeof key.value === "string" || typeof key.value === "number" ? String(key.value) : null;
}

/** JavaScript lists keys that are array indices first, by number, then the others as they were written. */
function inOwnOrder(entries: ReadonlyMap<string, Value>): Entry[] {
  const isIndex = (key: string): boolean => {
    const number = Number(key);
    return String(number) === key && Number.isInteger(number) && number >= 0 && number < 2 ** 32 - 1;
  };
  const keys = [...entries.keys()];
  const indices = keys.filter(isIndex).sort((a, b) => Number(a) - Number(b));
  const others = keys.filter((key) => !isIndex(key));
  return [...indices, ...others].map((key) => [key, entries.get(key) as Value]);
}

/** As a Map does: a primitive key that comes twice keeps its place and takes the later value. */
function lastOfEach(pairs: readonly (readonly [Value, Value])[]): [Value, Value][] {
  const kept = new Map<unknown, [Value, Value]>();
  for (const [key, value] of pairs) {
    const identity = sameValueZero(key);
    kept.set(identity, [kept.get(identity)?.[0] ?? key, value]);
  }
  return [...kept.values()];
}

function sameValueZero(key: Value): unknown {
  if (key.t === "number") return `number ${key.v === "-0" ? "0" : key.v}`;
  if (key.t === "undefined" || key.t === "null") return key.t;
  return key.t === "string" || key.t === "boolean" || key.t === "bigint" ? `${key.t} ${key.v}` : key;
}

function plainItems(value: Value): Value[] | null {
  if (value.t !== "array") return null;
  return value.items.map((item) => item ?? { t: "undefined" });
}

function describe(node: Expression): string {
  return kinds[node.type] ?? "this";
}

const kinds: Readonly<Record<string, string>> = {
  CallExpression: "a call",
  MemberExpression: "a member access",
  ChainExpression: "a member access",
  BinaryExpression: "an operator",
  LogicalExpression: "an operator",
  ConditionalExpression: "an operator",
  AssignmentExpression: "an assignment",
  UpdateExpression: "an assignment",
  AwaitExpression: "`await`",
  ArrowFunctionExpression: "a function",
  FunctionExpression: "a function",
  ClassExpression: "a class",
  ThisExpression: "`this`",
  TaggedTemplateExpression: "a tagged template",
};

function take(value: Value): ReadValue {
  return { ok: true, value };
}

function refuse(why: "syntax" | "code" | "form", reason: string, example?: string): ReadValue {
  return example === undefined ? { ok: false, why, reason } : { ok: false, why, reason, example };
}
