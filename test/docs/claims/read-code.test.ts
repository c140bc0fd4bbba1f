import { describe, expect, test } from "vitest";
import { readCode, without } from "../../../src/docs/claims/read-code.ts";

const linesOf = (text: string): readonly number[] => [
  ...new Set(readCode(text, "a.ts").parts.map(({ line }) => line)),
];

describe("lines with code", () => {
  test.each<[what: string, text: string, lines: readonly number[]]>([
    ["blank lines are none", "a();\n\n  \nb();\n", [1, 4]],
    ["comments are none", "// x\na(); // y\n/* b();\n c(); */ d();\n", [2, 4]],
    ["interfaces and types are none", "interface A {\n  a: 1;\n}\ntype B = 1;\na();\n", [5]],
    ["imports of types are none", 'import type { A } from "./a.ts";\nimport { b } from "./b.ts";\n', [2]],
    [
      "what is only declared is none",
      "declare const a: number;\nexport declare function f(): void;\nf();\n",
      [3],
    ],
    ["overloads are none", "function f(a: 1): 1;\nfunction f(a: 2): 2;\nfunction f(a: any) {\n}\n", [3, 4]],
    ["an annotation on lines of its own is none", "const a:\n  | 1\n  | 2\n = 1;\n", [1, 4]],
    ["fields without a value are none", "class A {\n  a: number;\n  b = 1;\n}\n", [1, 3, 4]],
    ["lines of a template are code", "const a = `\n  b\n`;\n", [1, 2, 3]],
    ["a carriage return is no code", "a();\r\n\r\nb();\r\n", [1, 3]],
    ["in a file that does not parse everything is", "function (\n// x\n", [1, 2]],
  ])("%s", (_, text, lines) => {
    expect(linesOf(text)).toStrictEqual(lines);
  });
});

test("a part knows its line, its column and its place", () => {
  expect(readCode("a;\n  bc();\n", "a.js").parts).toStrictEqual([
    { line: 1, column: 1, span: [0, 2] },
    { line: 2, column: 3, span: [5, 10] },
  ]);
});

describe("functions", () => {
  test.each<[what: string, text: string, names: readonly string[]]>([
    ["by their own name", "function a() {}\nconst b = function c() {};", ["a", "c"]],
    ["by the variable", "const a = () => 1, b = async function () {};", ["a", "b"]],
    [
      "by the class and the member",
      "class A { m() {} get s() { return 1; } static t() {} #p() {} }",
      ["A.m", "A.s", "A.t", "A.p"],
    ],
    ["by the property", "const o = { a() {}, b: () => 1, 'c d': function () {} };", ["a", "b", "c d"]],
    ["by the default export", "export default () => 1;", ["default"]],
    [
      "by what is assigned to",
      "exports.twice = (n) => n;\nmodule.exports = function () {};",
      ["twice", "exports"],
    ],
    ["inside one another", "function a() { function b() {} const c = () => 1; }", ["a", "a.b", "a.c"]],
    ["without a name", "[1].map((n) => n);", ["(anonymous)"]],
  ])("%s", (_, text, names) => {
    expect(readCode(text, "a.ts").functions.map(({ name }) => name)).toStrictEqual(names);
  });

  test("a function's own text is its body without the functions in it", () => {
    const text = "function a() { b(); function c() { d(); } }";
    const [outer, inner] = readCode(text, "a.ts").functions;
    expect(outer?.own.map((span) => text.slice(...span).trim())).toStrictEqual(["b();"]);
    expect(inner?.own.map((span) => text.slice(...span).trim())).toStrictEqual(["d();"]);
  });
});

test("words that only say how a function is found are no code of their own", () => {
  const text = "export function a() {}\nclass A { static async m() {} }\nexport default async () => 1;";
  const words = readCode(text, "a.ts").parts.map(({ span }) => text.slice(...span));
  expect(words).not.toContain("export");
  expect(words).not.toContain("static");
});

test("imports, re-exports and the heads of classes are done once, at load", () => {
  const text = 'import a from "./a.ts";\nexport { b } from "./b.ts";\nclass C extends a {\n  m() {}\n}\n';
  const done = readCode(text, "a.ts").declared.map((span) => text.slice(...span));
  expect(done).toStrictEqual([
    'import a from "./a.ts";',
    'export { b } from "./b.ts";',
    "class C extends a {",
  ]);
});

test("what is left of spans", () => {
  expect(
    without(
      [
        [0, 10],
        [20, 30],
      ],
      [
        [25, 40],
        [2, 4],
        [8, 22],
      ],
    ),
  ).toStrictEqual([
    [0, 2],
    [4, 8],
    [22, 25],
  ]);
});
