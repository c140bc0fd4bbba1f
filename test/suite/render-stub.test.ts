import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { renderStub, renderStubOf, withoutStubNote } from "../../src/suite/render-stub.ts";
import { subjectWith, useOf } from "./support/plan-of.ts";
import { templates } from "./support/templates.ts";

test.each([
  [
    useOf("slugify", { params: ["title", "options"], required: 1 }),
    "export function slugify(_title: unknown, _options?: unknown): any {",
    "export function slugify(_title, _options) {",
  ],
  [
    useOf("load", { isAsync: true }),
    "export async function load(): Promise<any> {",
    "export async function load() {",
  ],
  [
    useOf("default", { local: "slugify" }),
    "export default function slugify(): any {",
    "export default function slugify() {",
  ],
  [
    useOf("Slugs", { as: "class", params: ["of"], required: 1 }),
    "export class Slugs {",
    "export class Slugs {",
  ],
  [
    useOf("limits", { as: "value" }),
    'export const limits: any = notImplemented("not implemented: limits");',
    'export const limits = notImplemented("not implemented: limits");',
  ],
  [
    useOf("f", { params: ["a b", "a", "a"], required: 3 }),
    "export function f(_arg1: unknown, _a: unknown, _a_: unknown): any {",
    "export function f(_arg1, _a, _a_) {",
  ],
])("$exported as $as", (use, typed, plain) => {
  expect(renderStub(subjectWith([use]), "ts", templates).split("\n")[0]).toBe(typed);
  expect(renderStub(subjectWith([use]), "js", templates).split("\n")[0]).toBe(plain);
});

describe("any use of a stub says not implemented", () => {
  const uses = [
    useOf("call"),
    useOf("later", { isAsync: true }),
    useOf("Made", { as: "class", members: ["size"] }),
    useOf("limits", { as: "value" }),
    useOf("default", { local: "main" }),
  ];
  const others = ["Error", "other", "delete", "a-b", "call"];
  const load = async (): Promise<Record<string, never>> => {
    const text = renderStubOf(others, subjectWith(uses, { path: "src/example.js" }), templates);
    return (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Record<string, never>;
  };
  type Any = (...args: unknown[]) => unknown;

  test.each<[string, string, (stub: Any) => unknown]>([
    ["call", "call", (stub) => stub()],
    ["later", "later", (stub) => stub()],
    ["Made", "Made", (stub) => Reflect.construct(stub, [])],
    ["limits", "limits", (stub) => (stub as unknown as { max: number }).max],
    ["limits", "limits", (stub) => stub()],
    ["limits", "limits", (stub) => Reflect.construct(stub, [])],
    ["limits", "limits", (stub) => String(stub)],
    ["limits", "limits", (stub) => Object.keys(stub)],
    ["limits", "limits", (stub) => "max" in stub],
    ["default", "main", (stub) => stub()],
    ["other", "other", (stub) => stub()],
    ["delete", "delete", (stub) => stub()],
    ["a-b", "a-b", (stub) => stub()],
    ["Error", "Error", (stub) => stub()],
  ])("%s", async (exported, name, use) => {
    const stub = await load();
    await expect(async () => use(stub[exported] as unknown as Any)).rejects.toThrow(
      new Error(`not implemented: ${name}`),
    );
  });

  test("it has every export, of the module and of the examples", async () => {
    expect(Object.keys(await load()).toSorted()).toStrictEqual(
      ["Error", "Made", "a-b", "call", "default", "delete", "later", "limits", "other"].toSorted(),
    );
  });
});

test("of two specs that use one export the stub has what either needs", () => {
  const uses = [
    useOf("f", { as: "value" }),
    useOf("f", { params: ["a"], required: 1 }),
    useOf("f", { params: ["a", "b"], required: 2 }),
  ];
  expect(renderStub(subjectWith(uses), "ts", templates)).toContain(
    "export function f(_a: unknown, _b?: unknown): any {",
  );
});

test("whatever the exports are called, the stub parses", () => {
  const names = [
    "class",
    "await",
    "a-b",
    "notImplemented",
    "undefined",
    "日本",
    "\n",
    "'",
    "default",
    "eval",
  ];
  for (const as of ["function", "class", "value"] as const) {
    const text = renderStub(
      subjectWith(names.map((name) => useOf(name, { as, local: "x" }))),
      "ts",
      templates,
    );
    expect(parseSync("stub.ts", text).errors).toStrictEqual([]);
  }
});

test("where ESLint is used the linter passes over a stub, and the note goes with the last of it", () => {
  const both = renderStub(subjectWith([useOf("f"), useOf("g")]), "ts", templates, { usesEslint: true });
  expect(both).toMatch(/^\/\* eslint-disable -- a stub/);
  expect(renderStub(subjectWith([useOf("f")]), "ts", templates)).not.toContain("eslint");
  expect(withoutStubNote(both)).toBe(both);
  const done = both.replaceAll(/throw new Error\("not implemented: \w"\);/g, "return 1;");
  expect(withoutStubNote(done)).toBe(done.slice(done.indexOf("export")));
});
