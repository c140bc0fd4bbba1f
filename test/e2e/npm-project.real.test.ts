import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { beforeAll, describe, expect, inject, test } from "vitest";
import {
  dependenciesPrint,
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
const root = join(workshop, "shop");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const vitestRun = () => execute(root, "npx", ["vitest", "run"]);

const vitestConfig = (more: string) => `import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"${more}], setupFiles: ["./test/setup.ts"] } },
      { extends: true, test: { name: "other", include: ["test/other/**/*.test.ts"] } },
    ],
  },
});
`;

const tsconfig = (module: string) =>
  JSON.stringify({
    compilerOptions: {
      ...(module === "bundler" ? { module: "esnext", moduleResolution: "bundler" } : { module }),
      target: "es2023",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      paths: { "@/*": ["./src/*"] },
    },
    include: ["src", "test/specs"],
  });

const files = {
  "package.json": JSON.stringify({
    name: "shop",
    private: true,
    type: "module",
    devDependencies: {
      "@eslint/js": "^9",
      eslint: "^9",
      "fast-check": "^4",
      prettier: "^3",
      typescript: "^5",
      "typescript-eslint": "^8",
      vitest: "^4",
    },
  }),
  "tsconfig.json": tsconfig("bundler"),
  "vitest.config.ts": vitestConfig(""),
  "eslint.config.js": `import js from "@eslint/js";
import ts from "typescript-eslint";
export default ts.config(js.configs.recommended, ts.configs.recommended);
`,
  ".prettierrc": '{ "singleQuote": true, "semi": false, "trailingComma": "none" }\n',
  "src/round.ts": "export const round = (n: number): number => Math.round(n * 100) / 100\n",
  "src/price.ts": `import { round } from '@/round'

export function price(net: number, rate: number): string {
  if (rate < 0) throw new RangeError('negative rate')
  return round(net * (1 + rate)).toFixed(2) + ' ' + (globalThis as { currency?: string }).currency
}
`,
  "test/setup.ts": "Object.assign(globalThis, { currency: 'EUR' })\n",
  "test/unit/price.test.ts": `import { expect, test } from 'vitest'
import { price } from '@/price'
test('price', () => expect(price(10, 0.19)).toBe('11.90 EUR'))
`,
};

const priceSpec = `---
subject: ../src/price.ts
---
# Price

What a customer pays.

## Adds the tax

| \`net\` | \`rate\` | \`price(net, rate)\` | why |
| --- | --- | --- | --- |
| 10 | 0.19 | 11.90 EUR | |
| 0 | 0.19 | 0.00 EUR | |
| 10 | -1 | throws \`RangeError\` | no negative tax |
`;

const basketSpec = `---
subject: ../src/basket.ts
---
# Basket

## Holds items

\`\`\`ts
const basket = new Basket({ limit: 2 });
basket.add("apple");
basket.size // => 1
basket.add("plum");
basket.size // => 2
\`\`\`

- \`parse("1,2")\` contains \`2\`.
- \`parse(null)\` throws \`TypeError\`.

For any \`s: string\`, \`parse("a" + s)\` is \`parse("a" + s)\`.

### Scenario: counting
- **Given** \`const basket = new Basket()\`
- **When** \`basket.add("pear")\`
- **Then** the result is \`1\`
`;

const basket = `export class Basket {
  private readonly items: string[] = []
  constructor(readonly options: { limit?: number } = {}) {}
  add(item: string): number {
    return this.items.push(item)
  }
  get size(): number {
    return this.items.length
  }
}

export function parse(text: string): (number | string)[] {
  return text.split(',').map((part) => (/^\\d+$/.test(part) ? Number(part) : part))
}
`;

beforeAll(() => {
  makeRepository(root, files, [...npmInstall, "--save-dev", inject("tarball")]);
}, 300_000);

describe("an npm project: Vitest 4 with projects and a narrow include, alias, setup file, ESLint, a formatter's hook", () => {
  test("--version, --help and doctor answer from the package", () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(must(greenbar(root, "--version"))).toBe(`${version}\n`);
    expect(must(greenbar(root, "--help"))).toContain("generate-tests");
    const { findings } = JSON.parse(greenbar(root, "doctor", "--json").out);
    const said = findings.map(({ what, says }: { what: string; says: string }) => `${what}: ${says}`);
    expect(said).toContainEqual(expect.stringMatching(/^Vitest: 4\.\S+, the project's own$/));
  });

  test("init prints its plan and what the project's own run will do, and does nothing unasked", () => {
    const before = dependenciesPrint(root);
    const said = must(greenbar(root, "init"));
    expect(said).toContain("~ .gitignore");
    expect(said).toContain("+ .prettierignore");
    expect(said).not.toContain("npm install");
    expect(said).toContain("will not pick the suites up");
    expect(gitStatus(root)).toEqual([]);
    must(greenbar(root, "init", "--yes"));
    expect(gitStatus(root)).toEqual([" M .gitignore", "?? .prettierignore"]);
    expect(must(greenbar(root, "init"))).toContain("Nothing to do.");
    expect(dependenciesPrint(root)).toBe(before);
  });

  test("new speaks of the functions that are there", () => {
    expect(must(greenbar(root, "new", "price"))).toContain("for src/price.ts\n");
    expect(read("specs/price.md")).toContain("| `net` | `rate` | `price(net, rate)` |");
    const generated = greenbar(root, "generate-tests");
    expect(generated.out).toContain("next: give it examples");
    expect(greenbar(root, "check").status).toBe(1);
  });

  test("a spec for code that is there: red against a stub, green as it is", () => {
    const before = dependenciesPrint(root);
    writeFiles(root, { "specs/price.md": priceSpec });
    const { red, alreadyGreen } = JSON.parse(must(greenbar(root, "generate-tests", "--json")));
    expect(red).toEqual({ total: 3, assertion: 0, notImplemented: 3, unbound: 0, broken: 0 });
    expect(alreadyGreen).toBe(3);
    must(greenbar(root, "check", "--strict"));
    expect(dependenciesPrint(root)).toBe(before);
    expect(vitestRun().out).toContain("Tests  1 passed (1)");
  });

  test("a spec for code that is not: a stub, red, and the commit goes through the hook", () => {
    writeFiles(root, {
      "specs/basket.md": basketSpec,
      ".git/hooks/pre-commit": `#!/bin/sh
files=$(git diff --cached --name-only --diff-filter=ACM)
npx prettier --log-level=warn --ignore-unknown --write $files && git add $files || exit 1
exec npx eslint --max-warnings=0 --no-warn-ignored $(echo "$files" | grep -E '\\.(ts|js)$')
`,
    });
    chmodSync(join(root, ".git/hooks/pre-commit"), 0o755);
    const { red, alreadyGreen } = JSON.parse(must(greenbar(root, "generate-tests", "--json")));
    expect(red).toMatchObject({ total: 8, notImplemented: 8, broken: 0 });
    expect(alreadyGreen).toBe(3);
    expect(read("src/basket.ts")).toContain("not implemented: Basket");
    expect(read("test/specs/basket.test.ts")).toContain('from "../../src/basket"');
    must(execute(root, "npx", ["tsc", "--noEmit"]));
    expect(greenbar(root, "check").status).toBe(1);
    must(execute(root, "git", ["add", "-A"]));
    must(execute(root, "git", ["commit", "-q", "-m", "a basket, red"]));
    expect(gitStatus(root)).toEqual([]);
  });

  test("after the formatter's pass nothing is changed and nothing is drifted", () => {
    expect(read("specs/price.md")).toContain("| 10    | -1     |");
    expect(read("test/specs/price.test.ts")).toContain("from '../../src/price'");
    const said = must(greenbar(root, "generate-tests"));
    expect(said.match(/\.ts +as it is$/gm)).toHaveLength(2);
    expect(gitStatus(root)).toEqual([]);
    const { summary } = JSON.parse(greenbar(root, "check", "--json").out);
    expect(summary).toMatchObject({ holds: 1, fails: 1, drifted: 0, unproven: 0 });
  });

  test(
    "the right code: check passes, types are right, the commit too, and a fresh clone agrees",
    { timeout: 240_000 },
    () => {
      writeFiles(root, { "src/basket.ts": basket });
      must(greenbar(root, "check"));
      must(execute(root, "npx", ["tsc", "--noEmit"]));
      expect(JSON.parse(must(greenbar(root, "generate-tests", "--json"))).alreadyGreen).toBe(8);
      must(execute(root, "git", ["add", "-A"]));
      must(execute(root, "git", ["commit", "-q", "-m", "a basket"]));
      expect(gitStatus(root)).toEqual([]);

      const clone = join(workshop, "clone");
      must(execute(workshop, "git", ["clone", "-q", root, clone]));
      must(execute(clone, "npm", ["ci", ...npmInstall.slice(2)]));
      const checked = execute(clone, "npx", ["greenbar", "check", "--strict"], { CI: "true" });
      expect(must(checked)).toContain("2 holds");
      expect(gitStatus(clone)).toEqual([]);
      rmSync(clone, { recursive: true, force: true });
    },
  );

  test("once its include has them, the project's own run picks the suites up, and init says so", () => {
    writeFiles(root, { "vitest.config.ts": vitestConfig(', "test/specs/**/*.test.ts"') });
    expect(must(greenbar(root, "init"))).toContain("`vitest run` will pick the suites up");
    expect(must(vitestRun())).toContain("Tests  9 passed (9)");
  });

  test("nodenext: imports end in .js, and the types are right", () => {
    writeFiles(root, {
      "tsconfig.json": tsconfig("nodenext"),
      "src/price.ts": read("src/price.ts").replace("@/round", "@/round.js"),
    });
    must(greenbar(root, "generate-tests"));
    expect(read("test/specs/price.test.ts")).toContain('from "../../src/price.js"');
    must(execute(root, "npx", ["tsc", "--noEmit"]));
    must(greenbar(root, "check"));
    expect(must(vitestRun())).toContain("Tests  9 passed (9)");
  });

  test("a compiled file beside its source is told of", () => {
    writeFiles(root, { "src/price.js": "export const price = () => ''\n" });
    const { diagnostics } = JSON.parse(greenbar(root, "generate-tests", "--dry-run", "--json").out);
    expect(diagnostics).toMatchObject([
      { rule: "subject-shadowed", severity: "warning", file: "specs/price.md", place: { line: 2 } },
    ]);
    rmSync(join(root, "src/price.js"));
  });

  test("a suite that was changed by hand is refused with the difference, and written by --force", () => {
    const path = "test/specs/price.test.ts";
    const edited = read(path).replace('11.90 EUR")', '11.91 EUR")');
    writeFiles(root, { [path]: edited });
    const { status, err } = greenbar(root, "generate-tests");
    expect(status).toBe(1);
    expect(err).toContain('-    expect(price(10, 0.19)).toBe("11.91 EUR")');
    expect(read(path)).toBe(edited);
    expect(greenbar(root, "check").status).toBe(1);
    must(greenbar(root, "generate-tests", "--force"));
    const once = [read(path), read(".greenbar/lock.json")];
    must(greenbar(root, "generate-tests"));
    expect([read(path), read(".greenbar/lock.json")]).toEqual(once);
    must(greenbar(root, "check"));
  });

  test("a spec with CRLF says the same", () => {
    writeFiles(root, { "specs/price.md": read("specs/price.md").replaceAll("\n", "\r\n") });
    expect(must(greenbar(root, "generate-tests", "price"))).toContain("as it is");
    must(greenbar(root, "check"));
  });

  test("a configuration, with types or without, moves the folders; one that throws is told in words", () => {
    const spec =
      "---\nsubject: ../../src/round.ts\n---\n# Round\n\n## Rounds\n\n- `round(1.005)` is `1`.\n- `round(1.239)` is `1.24`.\n";
    writeFiles(root, {
      "docs/specs/round.md": spec,
      "greenbar.config.ts":
        'const specs: string = "docs/specs";\nexport default { specs, tests: "test/generated" };\n',
    });
    must(greenbar(root, "generate-tests"));
    expect(existsSync(join(root, "test/generated/round.test.ts"))).toBe(true);
    must(greenbar(root, "check"));
    writeFiles(root, { "greenbar.config.ts": 'throw new Error("no such thing");\n' });
    const { status, err } = greenbar(root, "check");
    expect(status).toBe(2);
    expect(err).toContain("no such thing");
    expect(err).not.toContain("    at ");
    rmSync(join(root, "greenbar.config.ts"));
  });

  test("the package brings a reporter for the project's own run, and a typed configuration", () => {
    const spec = "---\nsubject: ../src/round.ts\n---\n# Wrong\n\n## Rounds\n\n- `round(1.239)` is `9`.\n";
    writeFiles(root, { "specs/wrong.md": spec });
    greenbar(root, "generate-tests", "wrong");
    const { out } = execute(root, "npx", ["vitest", "run", "--reporter=greenbar/reporter", "wrong"]);
    expect(out).toContain("✗ specs/wrong.md:8  round(1.239) returns 9\n");
    expect(out).toContain("   expected 9\n   actual   1.24\n");
    for (const path of ["specs/wrong.md", "test/specs/wrong.test.ts"]) rmSync(join(root, path));

    const config =
      'import { defineConfig } from "greenbar";\n\nexport default defineConfig({ tests: "test/made" });\n';
    const typed = ["tsc", "--noEmit", "--module", "nodenext", "--strict", "greenbar.config.ts"];
    writeFiles(root, { "greenbar.config.ts": config });
    must(execute(root, "npx", typed));
    expect(JSON.parse(greenbar(root, "generate-tests", "price", "--dry-run", "--json").out)).toMatchObject({
      files: [{ suite: "test/made/price.test.ts" }],
    });
    writeFiles(root, { "greenbar.config.ts": config.replace("tests:", "test:") });
    expect(execute(root, "npx", typed).out).toContain("'test' does not exist in type 'GreenbarConfig'");
    rmSync(join(root, "greenbar.config.ts"));
  });

  test.runIf(process.getuid?.() === 0)(
    "a folder that may not be written: said in words, nothing half-done (needs root)",
    () => {
      const place = join(workshop, "readonly");
      mkdirSync(place);
      writeFiles(place, {
        "package.json": "{}",
        "specs/up.md": "---\nsubject: ../up.js\n---\n# Up\n\n- `up(1)` is `2`.\n",
      });
      execute(root, "chmod", ["755", workshop]);
      const bin = join(root, "node_modules/greenbar/dist/greenbar.mjs");
      const { status, err } = execute(place, "setpriv", [
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        process.execPath,
        bin,
        "new",
        "other",
      ]);
      expect(status).toBe(4);
      expect(err).toContain("specs/other.md could not be written");
      expect(err).not.toContain("    at ");
    },
  );
}, 120_000);
