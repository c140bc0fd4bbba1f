import { indexName, itemName, uses, type Expression } from "./expression.ts";
import { isArrayKind, itemOf } from "./kind.ts";

/** How the grammar's variables are called in the text: parameters by their own names, the rest by readable ones. */
export type Names = Readonly<Record<string, string>>;

interface Written {
  readonly text: string;
  readonly binds: number;
}

const primary = 20;

/** The expression as TypeScript, in parentheses when it binds weaker than `binds`. */
export function write(expression: Expression, names: Names, binds = 0): string {
  const { text, binds: own } = written(expression, names);
  return own < binds ? `(${text})` : text;
}

function written(expression: Expression, names: Names): Written {
  switch (expression.is) {
    case "variable":
      return { text: names[expression.name] ?? expression.name, binds: primary };
    case "constant":
      return literal(expression.value);
    case "call":
      return writtenCall(expression, names);
    case "each":
      return writtenEach(expression, names);
  }
}

export function literal(value: unknown): Written {
  if (typeof value === "number") {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return { text, binds: text.startsWith("-") ? 15 : primary };
  }
  if (Array.isArray(value))
    return { text: `[${value.map((item) => literal(item).text).join(", ")}]`, binds: primary };
  return { text: textLiteral(value), binds: primary };
}

/** JSON is JavaScript but for two line separators in strings; `@` is escaped for what reads comments in strings. */
function textLiteral(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029")
    .replaceAll("@", "\\u0040");
}

function writtenCall(expression: Extract<Expression, { is: "call" }>, names: Names): Written {
  const { operation, of } = expression;
  const negated = operation.name === "!" ? negation(of[0], names) : undefined;
  if (negated !== undefined) return negated;
  const text = operation.template.replace(/\{(\d):(\w+)\}/g, (_match, index: string, need: string) => {
    const part = of[Number(index)];
    if (part === undefined) throw new Error(`${operation.name} lacks argument ${index}`);
    return need === "fresh" ? freshList(part, names) : write(part, names, Number(need));
  });
  return { text, binds: operation.binds };
}

/** `a !== b` and `a % b !== 0` read better than `!(a === b)`. */
function negation(inner: Expression | undefined, names: Names): Written | undefined {
  if (inner?.is !== "call" || inner.operation.binds !== 8) return undefined;
  const plain = writtenCall(inner, names).text;
  const at = plain.lastIndexOf(" === ");
  if (inner.operation.name === "===") {
    const [left, right] = inner.of;
    if (left === undefined || right === undefined) return undefined;
    return { text: `${write(left, names, 8)} !== ${write(right, names, 9)}`, binds: 8 };
  }
  return { text: `${plain.slice(0, at)} !== ${plain.slice(at + 5)}`, binds: 8 };
}

/** A list that may be changed in place: one just made, else a copy. */
function freshList(part: Expression, names: Names): string {
  const own = (part.is === "call" || part.is === "each") && part.operation.fresh === true;
  return own ? write(part, names, 18) : `[...${write(part, names, 2)}]`;
}

function writtenEach(expression: Extract<Expression, { is: "each" }>, names: Names): Written {
  const { operation, over, body } = expression;
  const item = freeName(itemWord(over), names);
  const withItem = { ...names, [itemName]: item };
  const index = freeName("index", withItem);
  const inner = { ...withItem, [indexName]: index };
  const usesIndex = uses(body, indexName);
  const usesItem = uses(body, itemName);
  const parameters = usesIndex ? `${usesItem ? item : `_${item}`}, ${index}` : item;
  const text = operation.template.replace(
    /\{(\w+)(?::(\w+))?(?::(\w+))?\}/g,
    (_match, what: string, need?: string, as?: string) => {
      if (what === "item") return parameters;
      if (what === "over")
        return need === "fresh" ? freshList(over, names) : write(over, names, Number(need));
      return write(body, as === undefined ? inner : { ...names, [itemName]: as }, Number(need));
    },
  );
  return { text, binds: operation.binds };
}

/** What one item of the list would be called. */
function itemWord(over: Expression): string {
  if (over.is === "variable" && /[^s]s$/.test(over.name)) return over.name.slice(0, -1);
  if (over.is === "call") {
    if (over.operation.name === "characters") return "letter";
    if (over.operation.name === "split") return "word";
    if (over.operation.name.startsWith("whole numbers")) return "i";
    const list = over.of[0];
    if (list !== undefined && isArrayKind(list.kind) && isArrayKind(over.kind)) return itemWord(list);
  }
  if (over.is === "each" && over.operation.name !== "map") return itemWord(over.over);
  return itemOf(over.kind) === "number" ? "term" : "item";
}

/** The word, or the word with a number, that is no name yet and no reserved word. */
export function freeName(word: string, names: Names): string {
  const taken = new Set([
    ...Object.values(names),
    "number",
    "string",
    "class",
    "new",
    "this",
    "case",
    "clas",
  ]);
  if (!taken.has(word)) return word;
  for (const other of ["item", "entry"]) if (!taken.has(other)) return other;
  let number = 2;
  while (taken.has(`${word}${number}`)) number += 1;
  return `${word}${number}`;
}
