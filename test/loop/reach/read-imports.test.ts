import { describe, expect, test } from "vitest";
import { readImports } from "../../../src/loop/reach/read-imports.ts";

const specifiers = (text: string, path = "src/a.ts") =>
  readImports(text, path).map(({ specifier }) => specifier);

describe("what a module asks for", () => {
  test.each<[string, string, readonly (string | null)[]]>([
    ["an import", 'import x from "a";', ["a"]],
    ["an import for its effect", 'import "a";', ["a"]],
    ["an import of nothing, which is one for its effect", 'import {} from "a";', ["a"]],
    ["a type beside nothing else: some loaders still load it", 'import { type A } from "a";', ["a"]],
    [
      "exports from elsewhere",
      'export * from "a"; export { b } from "b"; export * as c from "c";',
      ["a", "b", "c"],
    ],
    ["a dynamic import", "await import(`a`); await import('b', { with: {} });", ["a", "b"]],
    ["one whose name is worked out", 'await import("a" + x); await import(`./${x}.ts`);', [null, null]],
    ["require", 'const a = require("a"); require.resolve("b"); module.require("c");', ["a", "b", "c"]],
    ["require of what is worked out", "require(name);", [null]],
    ["require under another name", 'const r = require; r("a");', [null]],
    ["require as an argument", "load(require);", [null]],
    ["a name that only looks like require", 'if (typeof require === "function") x.require("a");', []],
    ["import =", 'import a = require("a"); export import b = require("b");', ["a", "b"]],
    ["a module of Node by a function", 'process.getBuiltinModule("vm"); getBuiltinModule(x);', ["vm"]],
    ["files beside it", 'new URL("./x.wasm", import.meta.url); new URL("https://e.org");', ["./x.wasm"]],
    ["a glob", 'import.meta.glob("../other/*.ts");', ["../other/*.ts"]],
    ["a JSX pragma", "/** @jsxImportSource preact */", ["preact"]],
    ["escapes in a name", 'import "\\u006codash";', ["lodash"]],
    ["a deep place", 'const f = () => { if (x) { return [{ a: () => import("a") }]; } };', ["a"]],
  ])("%s", (_name, text, expected) => {
    expect(specifiers(text)).toStrictEqual(expected);
  });

  test.each<[string, string]>([
    ["types", 'import type A from "a"; export type { B } from "b"; import type C = require("c");'],
    ["a type in a type", 'const a: import("a").A = 1;'],
    ["text", '"import x from \\"a\\""; // import "b"\n/* require("c") */'],
  ])("%s count for nothing", (_name, text) => {
    expect(specifiers(text)).toStrictEqual([]);
  });

  test("the line of each", () => {
    expect(readImports('\nimport "a";\n\nawait import("b");\n', "a.ts").map(({ line }) => line)).toEqual([
      2, 4,
    ]);
  });

  test.each<[string, string, string, readonly string[]]>([
    ["JSX in .js", "a.js", 'import "a"; const x = <p />;', ["a"]],
    ["JSX in .tsx", "a.tsx", 'import "a"; const x = <T,>(t: T) => <p />;', ["a"]],
    ["declarations", "a.d.ts", 'import { A } from "a"; declare const x: A;', ["a"]],
    ["no ending", "bin/tool", '#!/usr/bin/env node\nimport "a";', ["a"]],
    [
      "scripts in a component",
      "A.vue",
      '<template/>\n<script setup lang="ts">\nimport "a";\n</script>',
      ["a"],
    ],
    ["data", "a.json", '{ "a": "import \\"b\\"" }', []],
    ["style", "a.css", '@import "a";', []],
  ])("%s", (_name, path, text, expected) => {
    expect(specifiers(text, path)).toStrictEqual(expected);
  });

  test("a line of a component's script is one of the file", () => {
    expect(readImports('<p/>\n<script>\nimport "a";\n</script>', "A.svelte")[0]?.line).toBe(3);
  });

  test.each<[string, string]>([
    ["an error", 'import x from "a"; const = 1; require( "b" ); import("c")'],
    ["depth", `${"(".repeat(1500)}1${")".repeat(1500)}; import x from 'a'; require(\`b\`); import("c")`],
  ])("nothing hides behind %s", (_name, text) => {
    expect(specifiers(text)).toStrictEqual(["a", "b", "c"]);
  });
});
