import { call, infix, usual, type Operation } from "./operation.ts";

/** Arithmetic and comparison. */
export const numberOperations: readonly Operation[] = [
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

export const logicOperations: readonly Operation[] = [
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
