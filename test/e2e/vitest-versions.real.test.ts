import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import {
  execute,
  gitStatus,
  greenbar,
  makeRepository,
  makeWorkshop,
  must,
  npmInstall,
} from "../support/installed.ts";
import { writeFiles } from "../support/project.ts";

const workshop = makeWorkshop();
const tarball = inject("tarball");

const install = (...packages: readonly string[]) => [...npmInstall, "--save-dev", tarball, ...packages];

const specs = {
  "specs/greet.md": `# Greet

\`\`\`js
import greet from "../lib/greet.mjs";
\`\`\`

## Greets

- \`greet("Ann")\` is \`"Hello, Ann!"\`.
- \`greet("bo")\` is \`"Hello, bo!"\`.
`,
  "specs/all.md": `---
subject: ../lib/all.mjs
---
# All

## Re-exports

- \`hello("Ann")\` is \`"Hello, Ann!"\`.
- \`hello("bo")\` is \`"Hello, bo!"\`.
- \`count("a b")\` is \`2\`.
- \`count("a bc d")\` is \`3\`.

For any \`s: string\`, \`count(s)\` is \`count(s)\`.
`,
  "specs/cart.md": `---
subject: ../lib/cart.js
---
# Cart

## Adds up

| \`items\` | \`total(items)\` |
| --- | --- |
| \`[1, 2]\` | 3 |
| \`[5, 2, 9]\` | 16 |
`,
  "specs/todo.md": `---
subject: ../lib/todo.js
---
# To do

## Marks

- \`mark("a")\` is \`"[ ] a"\`.
- \`mark("Bc")\` is \`"[ ] Bc"\`.
`,
};

const code = {
  "lib/greet.mjs": "export default function greet(name) {\n  return `Hello, ${name}!`;\n}\n",
  "lib/count.mjs": 'export const count = (text) => text.split(" ").length;\n',
  "lib/all.mjs": 'export { default as hello } from "./greet.mjs";\nexport * from "./count.mjs";\n',
  "lib/cart.js": "module.exports = { total: (items) => items.reduce((sum, each) => sum + each, 0) };\n",
};

function goThrough(root: string): void {
  writeFiles(root, specs);
  const { red, alreadyGreen } = JSON.parse(must(greenbar(root, "generate-tests", "--json")));
  expect(red).toEqual({ total: 11, assertion: 0, notImplemented: 11, unbound: 0, broken: 0 });
  expect(alreadyGreen).toBe(9);
  expect(readFileSync(join(root, "lib/todo.js"), "utf8")).toContain("export function mark(_a) {");
  expect(greenbar(root, "check").status).toBe(1);
  writeFiles(root, { "lib/todo.js": "exports.mark = (text) => `[ ] ${text}`;\n" });
  must(greenbar(root, "check", "--strict"));
  must(execute(root, "git", ["add", "-A"]));
  must(execute(root, "git", ["commit", "-q", "-m", "specs"]));
  expect(must(greenbar(root, "generate-tests")).match(/\.ts +as it is$/gm)).toHaveLength(4);
  expect(gitStatus(root).filter((line) => !line.endsWith(".greenbar/lock.json"))).toEqual([]);
}

describe("plain JavaScript: a default export, a re-export, CommonJS", { timeout: 240_000 }, () => {
  test("no Vitest, no fast-check: greenbar brings its own, and init offers both", () => {
    const root = makeRepository(
      join(workshop, "none"),
      { "package.json": '{ "name": "plain" }', ...code },
      install(),
    );
    const said = must(greenbar(root, "init"));
    expect(said).toContain("$ npm install --save-dev vitest fast-check");
    expect(said).toContain("no Vitest of its own");
    expect(must(greenbar(root, "new", "greet", "--subject", "lib/greet.mjs"))).toContain("+ specs/greet.md");
    expect(readFileSync(join(root, "specs/greet.md"), "utf8")).toContain("| `name` | `greet(name)` |");
    goThrough(root);
  });

  test("Vitest 3", () => {
    const files = { "package.json": '{ "name": "plain" }', ...code };
    const root = makeRepository(join(workshop, "three"), files, install("vitest@3", "fast-check@4"));
    const said = must(greenbar(root, "init", "--yes"));
    expect(said).toContain("`vitest run` will pick the suites up");
    goThrough(root);
    expect(must(execute(root, "npx", ["vitest", "run"]))).toContain("Tests  11 passed (11)");
  });

  test("Vitest 2 is too old: said in words, exit 2, nothing written", () => {
    const files = { "package.json": '{ "name": "plain" }', ...code, ...specs };
    const root = makeRepository(join(workshop, "two"), files, install("vitest@2"));
    for (const command of [["init", "--yes"], ["generate-tests"], ["check"]]) {
      const { status, err } = greenbar(root, ...command);
      expect(status, command[0]).toBe(2);
      expect(err).toMatch(/The project's Vitest is 2\.\S+; greenbar needs 3 to 5\. Upgrade it/);
      expect(err).not.toContain("    at ");
    }
    expect(greenbar(root, "doctor").status).toBe(1);
    expect(gitStatus(root)).toEqual([]);
  });
});
