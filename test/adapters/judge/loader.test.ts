import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { chooseLoader, viteProblem } from "../../../src/adapters/judge/loader.ts";
import { temporaryFolder } from "../temporary-folder.ts";

function loaderOf(files: Readonly<Record<string, string>>, subject = "src/x.ts") {
  const dir = temporaryFolder({
    "node_modules/left-pad/package.json": "{}",
    "packages/mine/package.json": "{}",
    ...files,
  });
  mkdirSync(join(dir, "node_modules/@me"));
  symlinkSync(join(dir, "packages/mine"), join(dir, "node_modules/@me/mine"));
  const workspace = {
    dir,
    root: dir,
    dependencies: [join(dir, "node_modules")],
    dispose: () => Promise.resolve(),
  };
  const loader = chooseLoader(workspace, [subject]);
  return loader.by === "node" ? "node" : `${loader.by}: ${loader.why}`;
}

test.each([
  ["types alone", `export const a = (x: number): number => x as number; export interface T { a: 1 }`],
  ["a builtin", `import { join } from "node:path"; export const a = join`],
  [
    "an installed package",
    `import pad from "left-pad"; import b from "left-pad/lib/b"; export const a = pad`,
  ],
  [
    "types from anywhere",
    `import type { T } from "./gone"; export type { U } from "@lib/u"; export const a = 1`,
  ],
  ["its own place", `export const a = import.meta.url`],
  ["class fields", `export class A { x = 1; static y: string; #z?: number }`],
  ["a type of an enum elsewhere", `declare enum E { A } export const a = 1`],
])("Node: %s", (name, text) => {
  const says = loaderOf({ "src/x.ts": text });
  if (name === "a type of an enum elsewhere") expect(says).toBe("vite: src/x.ts has an enum");
  else expect(says).toBe("node");
});

test.each([
  ["an enum", `export enum E { A }`, "has an enum"],
  ["a namespace", `export namespace N { export const a = 1 }`, "has a namespace"],
  [
    "a parameter property",
    `export class A { constructor(readonly x: number) {} }`,
    "has a parameter property",
  ],
  ["a decorator", `export @dec class A {}`, "has a decorator"],
  ["an alias", `import "@lib/base"; export const a = 1`, "imports @lib/base"],
  ["a virtual module", `import "virtual:a"; export const a = 1`, "imports virtual:a"],
])("Vite: %s", (_, text, why) => {
  expect(loaderOf({ "src/x.ts": text })).toBe(`vite: src/x.ts ${why}`);
});

test.each([
  ["import.meta.env", `export const a = import.meta.env.MODE`, "uses import.meta"],
  ["import.meta itself", `import.meta.glob("./*.ts"); export const a = 1`, "uses import.meta"],
  ["__dirname", `export const a = __dirname`, "uses __dirname"],
  ["a dynamic import", `export const a = () => import("./b.ts")`, "imports while it runs"],
  ["no module", `globalThis.a = 1`, "is no ES module"],
  ["a syntax error", `export const = 1`, "does not parse"],
  ["a linked package", `import "@me/mine"; export const a = 1`, "imports @me/mine"],
  ["JSX", `export const a = <b/>`, "does not parse"],
  ["an enum and __dirname", `export enum E { A } export const a = __dirname`, "has an enum"],
  ["an enum and a package", `import "left-pad"; export enum E { A }`, "has an enum"],
])("Vitest: %s", (_, text, why) => {
  expect(loaderOf({ "src/x.ts": text })).toBe(`vitest: src/x.ts ${why}`);
});

test("Vitest itself is for Vitest", () => {
  expect(loaderOf({ "src/x.ts": `import "vitest"; export const a = 1` })).toMatch(/imports vitest$/);
});

test("aliases count when something that is imported has them", () => {
  const config = (alias: string) => ({
    "vitest.config.ts": `export default { resolve: { alias: ${alias} } }`,
  });
  const plain = { "src/x.ts": `import "./b.ts"; export {}`, "src/b.ts": `export const b = 1` };
  expect(loaderOf({ ...plain, ...config(`{ "@": "./src", lib: "./lib" }`) })).toBe("node");
  expect(loaderOf({ ...plain, ...config(`[{ find: /b/, replacement: "c" }]`) })).toBe("vite: has aliases");
  expect(loaderOf({ ...plain, ...config(`{ ".": "./src" }`) })).toBe("vite: src/x.ts imports ./b.ts");
  expect(loaderOf({ "src/x.ts": `import "@/b"; export {}`, ...config(`{ "@": "./src" }`) })).toBe(
    "vite: src/x.ts imports @/b",
  );
  expect(
    loaderOf({ "src/x.ts": `import "left-pad/b"; export {}`, ...config(`{ "left-pad": "./src" }`) }),
  ).toBe("vite: src/x.ts imports left-pad/b");
});

test.each([
  ["src/x.ts", `export enum E { A }`, null],
  ["src/x.json", `{}`, null],
  ["src/x.ts", `export const a = __dirname`, "src/x.ts uses __dirname"],
  ["src/x.ts", null, "src/x.ts is no file"],
  ["src/x.css", ``, "src/x.css is no plain module"],
  ["../x.ts", `export {}`, "../x.ts is a package's"],
  ["node_modules/a/x.js", `export {}`, "node_modules/a/x.js is a package's"],
])("what Vite has transformed: %s %s", (path, text, problem) => {
  expect(viteProblem(path, text)).toBe(problem);
});

test("the whole import graph counts", () => {
  const files = {
    "src/x.ts": `export { b as a } from "./b.ts"`,
    "src/b.ts": `import "./c.js"; export const b = 1`,
  };
  expect(loaderOf({ ...files, "src/c.js": `import "./x.ts"; export {}` })).toBe("node");
  expect(loaderOf({ ...files, "src/c.js": `export const c = <a/>` })).toMatch(/^vitest: src\/c\.js /);
  expect(loaderOf(files)).toBe("vite: src/c.js is not there as it is written");
  expect(loaderOf({ "src/x.ts": `import "./d.json"; export {}`, "src/d.json": "{}" })).toBe(
    "vite: src/d.json is no plain module",
  );
  expect(loaderOf({ "src/x.ts": `import "../../y.ts"; export {}` })).toMatch(/is outside the project$/);
});

test("class fields without a value depend on the tsconfig", () => {
  const subject = { "src/x.ts": `export class A { x: number }` };
  const settings = (compilerOptions: object) => ({ "tsconfig.json": JSON.stringify({ compilerOptions }) });
  expect(loaderOf({ ...subject, ...settings({ target: "es2024" }) })).toBe("node");
  expect(loaderOf({ ...subject, ...settings({ target: "es2015" }) })).toBe("vite: src/x.ts has class fields");
  expect(loaderOf({ ...subject, ...settings({ useDefineForClassFields: false }) })).toBe(
    "vite: src/x.ts has class fields",
  );
});

test("a JSX subject is for Vitest", () => {
  expect(loaderOf({ "src/x.tsx": `export const a = <b/>` }, "src/x.tsx")).toBe(
    "vitest: src/x.tsx is no plain module",
  );
});
