import {
  call,
  infix,
  limited,
  longest,
  method,
  ordinary,
  rare,
  short,
  usual,
  type Operation,
} from "./operation.ts";

/** Text, its letters and words, and what stands for a missing one. */
export const textOperations: readonly Operation[] = [
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
    evaluate: (a: string) => Array.from(a),
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

function repeated(text: string, times: number): string | undefined {
  return times >= 0 && text.length * times <= longest ? text.repeat(times) : undefined;
}
