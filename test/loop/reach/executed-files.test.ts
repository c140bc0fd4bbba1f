import { expect, test } from "vitest";
import { executedFiles } from "../../../src/loop/reach/executed-files.ts";

const executedIn = (files: Readonly<Record<string, string>>) =>
  executedFiles(Object.keys(files), async (path) => files[path] ?? null);

const json = (value: unknown) => JSON.stringify(value);

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    "a script of package.json",
    { "package.json": json({ scripts: { prepare: "node ./src/prepare.js && tsc" } }), "src/prepare.js": "" },
    ["src/prepare.js"],
  ],
  [
    "settings of a tool in package.json",
    { "package.json": json({ jest: { setupFiles: ["<rootDir>/src/setup.ts"] } }), "src/setup.ts": "" },
    ["src/setup.ts"],
  ],
  [
    "a setup file of Vitest",
    {
      "vitest.config.ts":
        'export default { test: { setupFiles: ["./src/setup.ts"], globalSetup: "src/all" } };',
      "src/setup.ts": "",
      "src/all.ts": "",
    },
    ["src/all.ts", "src/setup.ts"],
  ],
  [
    "what configuration imports, and what that imports",
    {
      "greenbar.config.ts": 'import { specs } from "./src/settings.ts"; export default { specs };',
      "src/settings.ts": 'export { specs } from "./inner.js";',
      "src/inner.ts": "",
      "src/free.ts": "",
    },
    ["src/inner.ts", "src/settings.ts"],
  ],
  [
    "a hook, CI, an editor's task, a Makefile",
    {
      ".husky/pre-commit": "node src/hook.mjs\n",
      ".github/workflows/ci.yml": "- run: node src/ci.js --all",
      ".vscode/tasks.json": json({ command: "${workspaceFolder}/src/task.js" }),
      Makefile: "all:\n\tnode src/make.js\n",
      "src/hook.mjs": "",
      "src/ci.js": "",
      "src/task.js": "",
      "src/make.js": "",
    },
    ["src/ci.js", "src/hook.mjs", "src/make.js", "src/task.js"],
  ],
  [
    "but not the program itself, whatever starts it",
    {
      "package.json": json({
        main: "./src/index.js",
        bin: { slug: "src/cli.ts" },
        scripts: { start: "node src/cli.ts" },
      }),
      "src/index.ts": "",
      "src/cli.ts": "",
    },
    [],
  ],
  [
    "nothing for a word that is no file, nor from our own folder or a broken package.json",
    {
      "package.json": "{",
      "vite.config.ts": 'export default { root: "src", base: "./", x: "../../etc" };',
      ".greenbar/lock.json": json({ at: "src/a.ts" }),
      "src/a.ts": "",
    },
    [],
  ],
])("%s", async (_name, files, expected) => {
  expect(await executedIn(files)).toStrictEqual(expected);
});
