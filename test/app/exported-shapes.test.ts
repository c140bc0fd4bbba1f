import { expect, test } from "vitest";
import { exportedShapes } from "../../src/app/exported-shapes.ts";

const shapes = (source: string, path = "src/a.ts") => Object.fromEntries(exportedShapes(source, path));

test.each([
  [
    "export function f(a: string, b = 1, ...c: number[]) {}",
    { f: { is: "function", params: ["a", "b", "c"], isAsync: false, local: "f" } },
  ],
  [
    "export const f = async ({ a }: { a: 1 }, [b]: number[]) => 1;",
    { f: { is: "function", params: ["options", "items"], isAsync: true, local: "f" } },
  ],
  ["export const limit = 10;", { limit: { is: "value", local: "limit" } }],
  [
    "export class Q { constructor(private readonly size: number) {} }",
    { Q: { is: "class", params: ["size"], local: "Q" } },
  ],
  [
    "export default function greet(name: string) {}",
    { default: { is: "function", params: ["name"], isAsync: false, local: "greet" } },
  ],
  [
    "function f(a) {}\nexport { f as g, f as default };",
    {
      g: { is: "function", params: ["a"], isAsync: false, local: "f" },
      default: { is: "function", params: ["a"], isAsync: false, local: "f" },
    },
  ],
  ['export { x } from "./x.ts";\nexport type T = 1;\nexport interface I {}', {}],
  ["export function f(", {}],
])("%s", (source, expected) => {
  expect(shapes(source)).toEqual(expected);
});

test("JavaScript may hold JSX", () => {
  expect(Object.keys(shapes("export const Box = (props) => <b>{props.text}</b>;", "src/box.js"))).toEqual([
    "Box",
  ]);
});
