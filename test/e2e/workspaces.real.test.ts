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

/** Two packages; what one of them needs for TypeScript stands in the root, where a copy of the package does not reach. */
const packages = (link: string, module: string, tarballOrNothing: object) => ({
  "tsconfig.base.json": `{
  // for all packages
  "compilerOptions": { ${module}, "target": "es2023", "strict": true, "noEmit": true, "skipLibCheck": true, "types": [] },
}`,
  ...Object.fromEntries(
    ["app", "lib"].map((name) => [
      `packages/${name}/tsconfig.json`,
      '{ "extends": "../../tsconfig.base.json", "include": ["src", "test"] }',
    ]),
  ),
  "packages/lib/package.json":
    '{ "name": "@w/lib", "version": "1.0.0", "type": "module", "exports": "./src/index.ts" }',
  "packages/lib/src/index.ts": "export const twice = (n: number): number => n * 2;\n",
  "packages/app/package.json": JSON.stringify({
    name: "@w/app",
    version: "1.0.0",
    type: "module",
    dependencies: { "@w/lib": link },
    devDependencies: { vitest: "^4", typescript: "^5", ...tarballOrNothing },
  }),
  "packages/app/src/quad.ts":
    'import { twice } from "@w/lib";\n\nexport const quad = (n: number): number => twice(twice(n));\n',
});

const quadSpec = `---
subject: ../src/quad.ts
---
# Quad

## Multiplies

- \`quad(2)\` is \`8\`.

For any \`n: integer 1..9\`, \`quad(n)\` is \`n * 4\`.
`;

const halfSpec = `---
subject: ../src/half.ts
---
# Half

## Divides

| \`n\` | \`half(n)\` |
| --- | --- |
| 4 | 2 |
| 1 | 0.5 |
`;

/** From init to a commit that a clone would check, in the package `app`. */
function goThrough(root: string, imported: string, adds: string): void {
  const app = join(root, "packages/app");
  const said = must(greenbar(app, "init"));
  expect(said).toContain(`$ ${adds}`);
  expect(said).toContain("`vitest run` will pick the suites up");
  expect(gitStatus(root)).toEqual([]);

  writeFiles(app, { "specs/quad.md": quadSpec, "specs/half.md": halfSpec });
  const { red, alreadyGreen } = JSON.parse(must(greenbar(app, "generate-tests", "--json")));
  expect(red).toEqual({ total: 4, assertion: 0, notImplemented: 4, unbound: 0, broken: 0 });
  expect(alreadyGreen).toBe(2);
  expect(readFileSync(join(app, "test/specs/quad.test.ts"), "utf8")).toContain(`from "${imported}"`);

  writeFiles(app, { "src/half.ts": "export const half = (n: number): number => n / 2;\n" });
  must(greenbar(app, "check", "--strict"));
  writeFiles(app, { "greenbar.config.mjs": "export default { unsandboxed: true };\n" });
  expect(JSON.parse(must(greenbar(app, "check", "--strict", "--json")))).toMatchObject({ sandbox: "none" });
  writeFiles(app, { "greenbar.config.mjs": "export default {};\n" });
  must(execute(root, "git", ["add", "-A"]));
  must(execute(root, "git", ["commit", "-q", "-m", "specs"]));
  must(greenbar(app, "check", "--strict"));
  expect(gitStatus(root)).toEqual([]);
}

describe("a workspace whose packages extend the root's tsconfig", { timeout: 240_000 }, () => {
  test("npm, nodenext", () => {
    const root = makeRepository(
      join(workshop, "npm"),
      {
        "package.json": '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
        ...packages("1.0.0", '"module": "nodenext"', {}),
      },
      [...npmInstall, "--save-dev", tarball],
    );
    goThrough(root, "../../src/quad.js", "npm install --save-dev fast-check");
    must(execute(join(root, "packages/app"), "npx", ["vitest", "run"]));
    must(execute(join(root, "packages/app"), "npx", ["tsc", "--noEmit", "-p", "."]));
  });

  test("pnpm, bundler: packages are links into a store, and what nobody asked for is not there", () => {
    const tool = join(workshop, "tool");
    writeFiles(tool, { "package.json": "{}" });
    must(execute(tool, "npm", [...npmInstall.slice(1), "pnpm@10"]));
    const root = makeRepository(
      join(workshop, "pnpm"),
      {
        "package.json": '{ "name": "root", "private": true }',
        "pnpm-workspace.yaml": 'packages:\n  - "packages/*"\n',
        ...packages("workspace:*", '"module": "esnext", "moduleResolution": "bundler"', {
          greenbar: `file:${tarball}`,
        }),
      },
      [join(tool, "node_modules/.bin/pnpm"), "install", "--prefer-offline"],
    );
    goThrough(root, "../../src/quad", "pnpm add --save-dev fast-check");
    const own = execute(join(root, "packages/app"), "npx", ["vitest", "run"]);
    expect(own.out + own.err).toContain("fast-check");
  });
});
