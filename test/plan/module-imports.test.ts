import { expect, test } from "vitest";
import { readModuleImports } from "../../src/plan/module-imports.ts";

/** `specifier: exported as arity`, a `!` where it is awaited. */
function told(source: string): { readonly found: readonly string[]; readonly open: boolean } {
  const { requests, open } = readModuleImports(source, "test/support/x.ts");
  const found = requests.map(({ specifier, takes }) =>
    [
      `${specifier}:`,
      ...takes.map(
        ({ exported, as, arity, isAwaited }) => `${exported} ${as}${arity ?? ""}${isAwaited ? "!" : ""}`,
      ),
    ].join(" "),
  );
  return { found, open };
}

test.each<[string, string, readonly string[], boolean]>([
  ["a name", 'import { a } from "./m.ts";', ["./m.ts: a value"], false],
  [
    "a name under another",
    'import { a as b } from "./m.ts"; b(1, 2);',
    ["./m.ts: a value a function2"],
    false,
  ],
  ["an awaited call", 'import { a } from "./m.ts"; await a();', ["./m.ts: a value a function0!"], false],
  ["a class", 'import { A } from "./m.ts"; new A(1);', ["./m.ts: A value A class1"], false],
  ["a default export", 'import a from "./m.ts"; a();', ["./m.ts: default value default function0"], false],
  ["a whole module", 'import * as m from "./m.ts"; m.a(1);', ["./m.ts: a function1 a value"], false],
  ["for its effect", 'import "./m.ts";', ["./m.ts:"], false],
  [
    "an export of another's",
    'export { a as b } from "./m.ts"; export * from "./n.ts";',
    ["./m.ts: a value", "./n.ts:"],
    false,
  ],
  ["no types", 'import type { A } from "./m.ts"; export type { B } from "./n.ts";', [], false],
  ["while it runs", 'const m = await import("./m.ts");', ["./m.ts:"], false],
  ["while it runs, by a name that is worked out", "const m = await import(`./${name}.ts`);", [], true],
  ["required", 'const { a } = require("./m.cjs");', ["./m.cjs:"], false],
  ["required by a name that is worked out", "const a = require(name);", [], true],
  ["a module that does not parse", "import {", [], false],
])("%s", (_, source, found, open) => {
  expect(told(source)).toEqual({ found, open });
});
