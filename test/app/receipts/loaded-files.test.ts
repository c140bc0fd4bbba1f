import { expect, test } from "vitest";
import { loadedFiles } from "../../../src/app/receipts/loaded-files.ts";

const files: Readonly<Record<string, string>> = {
  "src/a.ts": 'import { b } from "./b.ts";\nimport type { T } from "./types.ts";\nexport * from "./c.js";\n',
  "src/b.ts": 'import "../lib/d";\nimport { readFile } from "node:fs/promises";\nimport x from "@/alias";\n',
  "src/c.ts": 'export { default } from "./a.ts";\nconst e = await import("./e.ts");\n',
  "src/e.ts": "export const broken = (;\n",
  "src/types.ts": "export type T = 1;\n",
  "lib/d/index.ts": 'import data from "./data.json" with { type: "json" };\nimport "../../../outside.ts";\n',
  "lib/d/data.json": '{ "import": "./no.ts" }',
};

test.each<[string, readonly string[], readonly string[]]>([
  [
    "follows what is imported when it runs, without types, once",
    ["src/a.ts"],
    ["lib/d/data.json", "lib/d/index.ts", "src/a.ts", "src/b.ts", "src/c.ts", "src/e.ts"],
  ],
  ["a module that does not parse imports nothing", ["src/e.ts"], ["src/e.ts"]],
  ["one that is not there is none", ["src/none.ts"], []],
])("%s", async (_, roots, expected) => {
  const found = await loadedFiles(
    roots,
    (path) => path in files,
    (path) => Promise.resolve(files[path] ?? null),
  );
  expect(found).toStrictEqual(expected);
});
