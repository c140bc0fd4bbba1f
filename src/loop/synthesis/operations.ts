import type { Kind } from "./kind.ts";

/**
 * One operation of the grammar: an operator or a function of the standard library, never a task.
 * `evaluate` gets defined arguments of the kinds in `takes` and returns `undefined` where it has no result.
 */
export interface Operation {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly gives: Kind;
  readonly evaluate: (...values: never[]) => unknown;
  /** TypeScript with `{n:p}` for argument n, in parentheses when it binds weaker than p. */
  readonly template: string;
  /** How tightly the written form binds: 20 primary, 18 member and call, 15 prefix, 12 `*`, 11 `+`, 9 `<`, 8 `===`, 4 `&&`, 3 `||`. */
  readonly binds: number;
  /** What it costs in a program's size; `cheap` when the spec's own words speak of it. */
  readonly cost: number;
  /** Everyday words that speak of the operation (stems). */
  readonly words: readonly string[];
  readonly commutes?: boolean;
  /** The written form is an array of its own, which may be sorted or reversed in place. */
  readonly fresh?: boolean;
}

/** Costs: what nearly every program uses, what is ordinary, what is seldom needed; and what the spec speaks of. */
const usual = 2;
const ordinary = 3;
const rare = 5;

/** Of the operators and functions that the three makers below spell out, those that are not ordinary. */
const costs: Readonly<Record<string, number>> = {
  "+": usual,
  "-": usual,
  "*": usual,
  "===": usual,
  toLowerCase: usual,
  toUpperCase: usual,
  split: usual,
  join: usual,
  String: usual,
  Number: usual,
  "**": rare,
  startsWith: rare,
  endsWith: rare,
  "Math.sqrt": rare,
  "Math.round": rare,
  "Math.ceil": rare,
  repeat: rare,
};

/** Longest array and string that a candidate may build: the grammar has no use for more. */
const longest = 1200;

/** The whole table of first-order operations, with generic ones spelt out for each of the item kinds. */
export function operationsFor(itemKinds: readonly Kind[]): readonly Operation[] {
  return [...arithmetic, ...logic, ...text, ...itemKinds.flatMap(onArraysOf), ...onParticularArrays];
}

/** An operation on single values, by its name. */
export function operationNamed(name: string, takes?: Kind): Operation {
  const found = [...arithmetic, ...logic, ...text, ...onParticularArrays].find(
    (operation) => operation.name === name && (takes === undefined || operation.takes[0] === takes),
  );
  if (found === undefined) throw new Error(`no operation is named ${name}`);
  return found;
}

const arithmetic: readonly Operation[] = [
  infix("+", 11, "number", "number", (a: number, b: number) => a + b, ["sum", "add", "plus", "total"], true),
  infix("-", 11, "number", "number", (a: number, b: number) => a - b, ["minus", "subtract", "difference"]),
  infix("*", 12, "number", "number", (a: number, b: number) => a * b, ["product", "multipl", "times"], true),
  infix("/", 12, "number", "number", (a: number, b: number) => a / b, [
    "divided by",
    "half",
    "ratio",
    "average",
  ]),
  infix("%", 12, "number", "number", (a: number, b: number) => a % b, [
    "remainder",
    "modul",
    "around",
    "wrap",
  ]),
  {
    name: "is a multiple of",
    takes: ["number", "number"],
    gives: "boolean",
    evaluate: (a: number, b: number) => a % b === 0,
    template: "{0:12} % {1:13} === 0",
    binds: 8,
    cost: usual,
    words: ["divi", "multiple", "remainder", "modul", "even", "odd"],
  },
  infix("**", 14, "number", "number", (a: number, b: number) => a ** b, ["power", "square", "exponent"]),
  call("Math.abs", ["number"], "number", Math.abs, ["absolute", "distance", "difference"]),
  call("Math.floor", ["number"], "number", Math.floor, ["round down", "whole part", "integer part"]),
  call("Math.ceil", ["number"], "number", Math.ceil, ["round up"]),
  call("Math.round", ["number"], "number", Math.round, ["round", "nearest"]),
  call("Math.sqrt", ["number"], "number", Math.sqrt, ["root"]),
  call(
    "Math.min",
    ["number", "number"],
    "number",
    Math.min,
    ["small", "low", "least", "minim", "at most"],
    true,
  ),
  call(
    "Math.max",
    ["number", "number"],
    "number",
    Math.max,
    ["larg", "high", "great", "maxim", "at least"],
    true,
  ),
  infix("<", 9, "number", "boolean", (a: number, b: number) => a < b, [
    "less",
    "below",
    "under",
    "before",
    "fewer",
  ]),
  infix("<=", 9, "number", "boolean", (a: number, b: number) => a <= b, [
    "at most",
    "at least",
    "up to",
    "no more",
  ]),
  infix("===", 8, "number", "boolean", (a: number, b: number) => a === b, ["same", "equal", "exactly"], true),
];

const logic: readonly Operation[] = [
  {
    name: "!",
    takes: ["boolean"],
    gives: "boolean",
    evaluate: (a: boolean) => !a,
    template: "!{0:15}",
    binds: 15,
    cost: 1,
    words: [],
  },
  infix("&&", 4, "boolean", "boolean", (a: boolean, b: boolean) => a && b, [], true),
  infix("||", 3, "boolean", "boolean", (a: boolean, b: boolean) => a || b, [], true),
];

const text: readonly Operation[] = [
  infix("+", 11, "string", "string", (a: string, b: string) => short(a + b), ["append", "followed"]),
  infix("===", 8, "string", "boolean", (a: string, b: string) => a === b, ["same", "equal", "exactly"], true),
  {
    name: "length",
    takes: ["string"],
    gives: "number",
    evaluate: (a: string) => a.length,
    template: "{0:18}.length",
    binds: 18,
    cost: usual,
    words: ["how many", "count", "length", "long", "short"],
  },
  method("toLowerCase", ["string"], "string", (a: string) => a.toLowerCase(), ["case", "lower"]),
  method("toUpperCase", ["string"], "string", (a: string) => a.toUpperCase(), ["upper", "capital"]),
  method("trim", ["string"], "string", (a: string) => a.trim(), ["trim", "surrounding"]),
  method("charAt", ["string", "number"], "string", (a: string, b: number) => a.charAt(b), [
    "first letter",
    "letter",
  ]),
  method("slice", ["string", "number"], "string", (a: string, b: number) => a.slice(b), [
    "rest",
    "without",
    "last",
  ]),
  method(
    "slice",
    ["string", "number", "number"],
    "string",
    (a: string, b: number, c: number) => a.slice(b, c),
    ["part", "between"],
  ),
  method("split", ["string", "string"], "string[]", (a: string, b: string) => limited(a.split(b)), [
    "word",
    "sentence",
    "separat",
    "split",
  ]),
  {
    name: "characters",
    takes: ["string"],
    gives: "string[]",
    evaluate: (a: string) => [...a],
    template: "[...{0:2}]",
    binds: 20,
    cost: usual,
    words: ["letter", "character", "digit"],
    fresh: true,
  },
  {
    name: "number of distinct",
    takes: ["string"],
    gives: "number",
    evaluate: (a: string) => new Set(a).size,
    template: "new Set({0:2}).size",
    binds: 18,
    cost: ordinary,
    words: ["distinct", "once", "repeat", "differ", "duplicat", "unique"],
  },
  method("includes", ["string", "string"], "boolean", (a: string, b: string) => a.includes(b), [
    "contain",
    "includ",
  ]),
  method("startsWith", ["string", "string"], "boolean", (a: string, b: string) => a.startsWith(b), [
    "start",
    "begin",
  ]),
  method("endsWith", ["string", "string"], "boolean", (a: string, b: string) => a.endsWith(b), ["end"]),
  method("indexOf", ["string", "string"], "number", (a: string, b: string) => a.indexOf(b), [
    "position",
    "place",
    "index",
  ]),
  method("repeat", ["string", "number"], "string", repeated, ["repeat", "times"]),
  method(
    "replaceAll",
    ["string", "string", "string"],
    "string",
    (a: string, b: string, c: string) => short(a.replaceAll(b, () => c)),
    ["replac", "hyphen", "instead"],
    `{0:18}.replaceAll({1:2}, () => {2:2})`,
  ),
  keepOnly("letters", "/[^a-z]/gi", /[^a-z]/gi, ["letter", "hyphen", "punctuation"]),
  keepOnly("digits", "/[^0-9]/g", /[^0-9]/g, ["digit"]),
  keepOnly("letters and digits", "/[^a-z0-9]/gi", /[^a-z0-9]/gi, ["alphanumeric", "punctuation"]),
  call("String", ["number"], "string", String, ["text", "digit", "as a string"]),
  call("Number", ["string"], "number", Number, ["digit", "number"]),
  {
    name: "if empty",
    takes: ["string", "string"],
    gives: "string",
    evaluate: (a: string, b: string) => a || b,
    template: "{0:3} || {1:4}",
    binds: 3,
    cost: rare,
    words: ["empty", "missing"],
  },
  {
    name: "if null",
    takes: ["string?", "string"],
    gives: "string",
    evaluate: (a: string | null, b: string) => a ?? b,
    template: "{0:5} ?? {1:5}",
    binds: 2.5,
    cost: 1,
    words: [],
  },
  {
    name: "if null",
    takes: ["number?", "number"],
    gives: "number",
    evaluate: (a: number | null, b: number) => a ?? b,
    template: "{0:5} ?? {1:5}",
    binds: 2.5,
    cost: 1,
    words: [],
  },
];

/** Operations that do not care what the items are. */
function onArraysOf(item: Kind): readonly Operation[] {
  const list = `${item}[]`;
  return [
    {
      name: "length",
      takes: [list],
      gives: "number",
      evaluate: (a: readonly unknown[]) => a.length,
      template: "{0:18}.length",
      binds: 18,
      cost: usual,
      words: ["how many", "count", "length", "number of"],
    },
    {
      name: "distinct",
      takes: [list],
      gives: list,
      evaluate: (a: readonly unknown[]) => [...new Set(a)],
      template: "[...new Set({0:2})]",
      binds: 20,
      cost: ordinary,
      words: ["distinct", "once", "repeat", "differ", "duplicat", "unique"],
      fresh: true,
    },
    {
      name: "number of distinct",
      takes: [list],
      gives: "number",
      evaluate: (a: readonly unknown[]) => new Set(a).size,
      template: "new Set({0:2}).size",
      binds: 18,
      cost: ordinary,
      words: ["distinct", "once", "repeat", "differ", "duplicat", "unique"],
    },
    {
      name: "item at",
      takes: [list, "number"],
      gives: item,
      evaluate: (a: readonly unknown[], b: number) => a[b],
      template: "{0:18}[{1:2}]!",
      binds: 18,
      cost: usual,
      words: ["first", "second", "third", "item by item"],
    },
    {
      name: "last item",
      takes: [list],
      gives: item,
      evaluate: (a: readonly unknown[]) => a.at(-1),
      template: "{0:18}.at(-1)!",
      binds: 18,
      cost: ordinary,
      words: ["last", "larg", "latest"],
    },
    {
      name: "reverse",
      takes: [list],
      gives: list,
      evaluate: (a: readonly unknown[]) => [...a].reverse(),
      template: "{0:fresh}.reverse()",
      binds: 18,
      cost: ordinary,
      words: ["revers", "backward"],
      fresh: true,
    },
    {
      name: "slice",
      takes: [list, "number"],
      gives: list,
      evaluate: (a: readonly unknown[], b: number) => a.slice(b),
      template: "{0:18}.slice({1:2})",
      binds: 18,
      cost: rare,
      words: ["rest", "last", "drop"],
      fresh: true,
    },
    {
      name: "slice",
      takes: [list, "number", "number"],
      gives: list,
      evaluate: (a: readonly unknown[], b: number, c: number) => a.slice(b, c),
      template: "{0:18}.slice({1:2}, {2:2})",
      binds: 18,
      cost: rare,
      words: ["part", "take"],
      fresh: true,
    },
    {
      name: "concatenation",
      takes: [list, list],
      gives: list,
      evaluate: (a: readonly unknown[], b: readonly unknown[]) => limited([...a, ...b]),
      template: "[...{0:2}, ...{1:2}]",
      binds: 20,
      cost: rare,
      words: ["append", "concat", "followed", "both lists"],
      fresh: true,
    },
    {
      name: "includes",
      takes: [list, item],
      gives: "boolean",
      evaluate: (a: readonly unknown[], b: unknown) => a.includes(b),
      template: "{0:18}.includes({1:2})",
      binds: 18,
      cost: ordinary,
      words: ["contain", "includ", "are in", "one of"],
    },
    {
      name: "indexOf",
      takes: [list, item],
      gives: "number",
      evaluate: (a: readonly unknown[], b: unknown) => a.indexOf(b),
      template: "{0:18}.indexOf({1:2})",
      binds: 18,
      cost: ordinary,
      words: ["position", "index", "place"],
    },
  ];
}

const onParticularArrays: readonly Operation[] = [
  {
    name: "sum",
    takes: ["number[]"],
    gives: "number",
    evaluate: (a: readonly number[]) => a.reduce((sum, item) => sum + item, 0),
    template: "{0:18}.reduce((sum, term) => sum + term, 0)",
    binds: 18,
    cost: ordinary,
    words: ["sum", "add", "total", "plus"],
  },
  {
    name: "product",
    takes: ["number[]"],
    gives: "number",
    evaluate: (a: readonly number[]) => a.reduce((product, item) => product * item, 1),
    template: "{0:18}.reduce((product, factor) => product * factor, 1)",
    binds: 18,
    cost: ordinary,
    words: ["product", "multipl"],
  },
  {
    name: "maximum",
    takes: ["number[]"],
    gives: "number",
    evaluate: (a: readonly number[]) => (a.length === 0 ? undefined : Math.max(...a)),
    template: "Math.max(...{0:2})",
    binds: 18,
    cost: ordinary,
    words: ["larg", "high", "great", "maxim", "longest", "best"],
  },
  {
    name: "minimum",
    takes: ["number[]"],
    gives: "number",
    evaluate: (a: readonly number[]) => (a.length === 0 ? undefined : Math.min(...a)),
    template: "Math.min(...{0:2})",
    binds: 18,
    cost: ordinary,
    words: ["small", "low", "least", "minim", "shortest"],
  },
  {
    name: "ascending",
    takes: ["number[]"],
    gives: "number[]",
    evaluate: (a: readonly number[]) => [...a].sort((x, y) => x - y),
    template: "{0:fresh}.sort((low, high) => low - high)",
    binds: 18,
    cost: ordinary,
    words: ["sort", "order", "ascend", "smallest", "increas"],
    fresh: true,
  },
  {
    name: "descending",
    takes: ["number[]"],
    gives: "number[]",
    evaluate: (a: readonly number[]) => [...a].sort((x, y) => y - x),
    template: "{0:fresh}.sort((low, high) => high - low)",
    binds: 18,
    cost: ordinary,
    words: ["descend", "largest", "highest", "greatest", "decreas"],
    fresh: true,
  },
  {
    name: "sorted",
    takes: ["string[]"],
    gives: "string[]",
    evaluate: (a: readonly string[]) => [...a].sort(),
    template: "{0:fresh}.sort()",
    binds: 18,
    cost: ordinary,
    words: ["sort", "order", "alphabetic"],
    fresh: true,
  },
  method("join", ["string[]", "string"], "string", (a: readonly string[], b: string) => short(a.join(b)), [
    "join",
    "word",
    "sentence",
    "letter",
    "concat",
  ]),
  {
    name: "whole numbers below",
    takes: ["number"],
    gives: "number[]",
    evaluate: (a: number) => counted(a, 0),
    template: `Array.from({ length: {0:2} }, (_, at) => at)`,
    binds: 18,
    cost: ordinary,
    words: ["whole number", "from", "range"],
    fresh: true,
  },
  {
    name: "whole numbers up to",
    takes: ["number"],
    gives: "number[]",
    evaluate: (a: number) => counted(a, 1),
    template: `Array.from({ length: {0:2} }, (_, at) => at + 1)`,
    binds: 18,
    cost: ordinary,
    words: ["whole number", "from 1", "divisor", "factor"],
    fresh: true,
  },
];

function infix(
  sign: string,
  binds: number,
  takes: Kind,
  gives: Kind,
  evaluate: (a: never, b: never) => unknown,
  words: readonly string[],
  commutes = false,
): Operation {
  // `**` groups to the right and takes no prefix operator on its left; the rest group to the left.
  const template = sign === "**" ? "{0:16} ** {1:14}" : `{0:${binds}} ${sign} {1:${binds + 1}}`;
  return { name: sign, takes: [takes, takes], gives, evaluate, template, binds, cost: costs[sign] ?? ordinary, words, commutes };
}

function call(
  name: string,
  takes: readonly Kind[],
  gives: Kind,
  evaluate: (...values: never[]) => unknown,
  words: readonly string[],
  commutes = false,
): Operation {
  const template = `${name}(${takes.map((_, index) => `{${index}:2}`).join(", ")})`;
  return { name, takes, gives, evaluate, template, binds: 18, cost: costs[name] ?? ordinary, words, commutes };
}

function method(
  name: string,
  takes: readonly Kind[],
  gives: Kind,
  evaluate: (...values: never[]) => unknown,
  words: readonly string[],
  template = `{0:18}.${name}(${takes
    .slice(1)
    .map((_, index) => `{${index + 1}:2}`)
    .join(", ")})`,
): Operation {
  const fresh = gives.endsWith("[]");
  return { name, takes, gives, evaluate, template, binds: 18, cost: costs[name] ?? (takes.length > 2 ? rare : ordinary), words, fresh };
}

function keepOnly(what: string, source: string, pattern: RegExp, words: readonly string[]): Operation {
  return {
    name: `only ${what}`,
    takes: ["string"],
    gives: "string",
    evaluate: (a: string) => a.replace(pattern, ""),
    template: `{0:18}.replace(${source}, "")`,
    binds: 18,
    cost: ordinary,
    words,
  };
}

function counted(length: number, from: number): readonly number[] | undefined {
  if (!(length <= longest)) return undefined;
  return Array.from({ length }, (_, at) => at + from);
}

function repeated(text: string, times: number): string | undefined {
  return times >= 0 && text.length * times <= longest ? text.repeat(times) : undefined;
}

function short(text: string): string | undefined {
  return text.length <= longest ? text : undefined;
}

function limited<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length <= longest ? items : undefined;
}
