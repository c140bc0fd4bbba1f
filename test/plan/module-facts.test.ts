import { describe, expect, test } from "vitest";
import { readModuleFacts } from "../../src/plan/module-facts.ts";

describe("the names that a module exports", () => {
  test.each<[string, string, string[]]>([
    ["nothing", "const a = 1;", []],
    [
      "functions, classes, values",
      "export function f() {} export class C {} export const a = 1, b = 2;",
      ["f", "C", "a", "b"],
    ],
    ["patterns", "export const { a, b: [c], ...d } = x;", ["a", "c", "d"]],
    ["a default", "export default function f() {}", ["default"]],
    ["lists and aliases", "const a = 1; export { a as b, a as default };", ["b", "default"]],
    [
      "names of another module",
      'export { a as b } from "./x.ts"; export * as ns from "./y.ts";',
      ["b", "ns"],
    ],
    ["enums", "export enum E { A }", ["E"]],
    ["no types", "export type T = 1; export interface I {} export declare const d: number;", []],
    [
      "no exported lists of types",
      'type T = 1; interface I {} export { T, I }; export type { W } from "w"; export { type V } from "v";',
      [],
    ],
    [
      "no imported types",
      'import type { A } from "a"; import { type B, c } from "b"; export { A, B, c };',
      ["c"],
    ],
    ["a value that shares its name with a type", "interface A {} const A = 1; export { A };", ["A"]],
  ])("%s", (_, source, exports) => {
    expect(readModuleFacts(source, "src/a.ts")).toEqual({ state: "read", exports, open: false });
  });
});

describe("export * from", () => {
  const files = new Map([
    [
      "src/b.ts",
      'export const b = 1; export default 2; export * from "../lib/c.ts"; export * from "./a.ts";',
    ],
    ["lib/c.ts", "export const c = 1;"],
  ]);
  const follow = (from: string) => files.get(from) ?? null;

  test("is followed, without the default and around a cycle", () => {
    expect(readModuleFacts('export const a = 1; export * from "./b.ts";', "src/a.ts", follow)).toEqual({
      state: "read",
      exports: ["a", "b", "c"],
      open: false,
    });
  });

  test.each([['export * from "./gone.ts";'], ['export * from "a-package";']])(
    "%s leaves it open",
    (source) => {
      expect(readModuleFacts(source, "src/a.ts", follow)).toEqual({ state: "read", exports: [], open: true });
    },
  );

  test("types alone do not", () => {
    expect(readModuleFacts('export type * from "./gone.ts"; export {};', "src/a.ts", follow)).toMatchObject({
      open: false,
    });
  });

  test.each([["./b.js"], ["./b"], ["../src/b.ts"]])("as %s", (from) => {
    const facts = readModuleFacts(`export * from "${from}";`, "src/a.ts", follow);
    expect(facts).toEqual({ state: "read", exports: ["b", "c"], open: false });
  });

  test("asks for nothing outside the root, and for no folder", () => {
    const asked: string[] = [];
    const ask = (from: string) => {
      asked.push(from);
      return null;
    };
    readModuleFacts('export * from "../../b.ts"; export * from "./b";', "src/a.ts", ask);
    expect(asked).toContain("src/b/index.ts");
    expect(asked.filter((from) => from.startsWith("..") || from === "src/b")).toEqual([]);
  });
});

describe("other kinds of file", () => {
  test.each<[string, string, string[]]>([
    ["exports.a = 1; module.exports.b = 2; module.exports['c'] = 3;", "src/a.cjs", ["a", "b", "c"]],
    ["module.exports = { a, b() {}, 'c': 1, [d]: 2, ...e };", "src/a.js", ["default", "a", "b", "c"]],
    ["module.exports = class {};", "src/a.js", ["default"]],
    ["<template><p>hi</p></template>", "src/a.vue", ["default"]],
    ["export = f", "src/a.cts", []],
  ])("%s is open", (source, path, exports) => {
    expect(readModuleFacts(source, path)).toEqual({ state: "read", exports, open: true });
  });

  test("JSX in .tsx and .js", () => {
    const source = "export const A = () => <p>hi</p>;";
    expect(readModuleFacts(source, "src/a.tsx")).toMatchObject({ exports: ["A"] });
    expect(readModuleFacts(source, "src/a.js")).toMatchObject({ exports: ["A"] });
  });

  test("a syntax error has its place", () => {
    expect(readModuleFacts("export const a = 1;\n  const b = ;\n", "src/a.ts")).toEqual({
      state: "unreadable",
      line: 2,
      column: 13,
      message: "Unexpected token",
    });
  });
});
