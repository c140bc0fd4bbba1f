import { describe, expect, test } from "vitest";
import type { ChangedFiles } from "../../../src/app/changed/changed-files.ts";
import type { ChangeSaid } from "../../../src/app/changed/choose-changed.ts";
import { chooseChanged } from "../../../src/app/changed/choose-changed.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const spec = (name: string) =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n## R\n\n- \`${name}(1)\` is \`1\`.\n`;

/** Two specs: `a` imports `shared`, which imports data; `b` imports nothing. */
const files: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "sample", "type": "module", "dependencies": { "left": "^1.0.0" } }',
  "specs/a.md": spec("a"),
  "specs/b.md": spec("b"),
  "src/a.ts": 'import { shared } from "./shared.js";\nimport left from "left";\nexport const a = shared;\n',
  "src/shared.ts": 'import data from "./data.json" with { type: "json" };\nexport const shared = data;\n',
  "src/data.json": "{}",
  "src/b.ts": "export const b = (x: number) => x;\n",
};

/** The specs that are run, by name, when these paths changed. */
async function runOf(
  changed: readonly string[],
  more: Readonly<Record<string, string>> = {},
  before: Readonly<Record<string, string>> = {},
) {
  const { world } = memoryWorld({ ...files, ...more });
  const since: ChangedFiles["since"] = () =>
    Promise.resolve({
      since: "main",
      paths: changed,
      before: (path) => Promise.resolve(before[path] ?? null),
    });
  let said: ChangeSaid | null = null;
  const choose = chooseChanged(world.disk, { since }, null, (what) => (said = what));
  const chosen = await choose(await readProject(world, []));
  const names = (specs: typeof chosen.run) => specs.map(({ plan }) => plan.title).join("");
  expect([...chosen.run, ...chosen.untouched]).toHaveLength(2);
  return { run: names(chosen.run), untouched: names(chosen.untouched), said };
}

describe("what a change can affect", () => {
  test.each<[name: string, changed: readonly string[], run: string]>([
    ["nothing", [], ""],
    ["a spec", ["specs/a.md"], "a"],
    ["a suite", ["test/specs/b.test.ts"], "b"],
    ["a subject", ["src/b.ts"], "b"],
    ["what a subject imports", ["src/shared.ts"], "a"],
    ["what that imports, as data", ["src/data.json"], "a"],
    ["a file that would be imported instead", ["src/shared.js"], "a"],
    ["a module that nothing imports", ["src/other.ts"], ""],
    ["prose", ["README.md", "docs/a.md", "../README.md"], ""],
    ["a receipt, and the baseline", [".greenbar/receipts/a.json", ".greenbar/baseline.json"], ""],
    ["both", ["src/shared.ts", "src/b.ts"], "ab"],
    ["package.json", ["package.json"], "ab"],
    ["a lock file", ["pnpm-lock.yaml"], "ab"],
    ["the lock file of the repository around it", ["../../package-lock.json"], "ab"],
    ["a configuration", ["greenbar.config.ts"], "ab"],
    ["one of TypeScript's", ["tsconfig.build.json"], "ab"],
    ["the environment", [".env.test"], "ab"],
    ["a template", [".greenbar/templates/suite.hbs"], "ab"],
    ["code beside the project", ["../other/src/x.ts"], "ab"],
  ])("%s", async (_, changed, run) => {
    expect((await runOf(changed)).run).toBe(run);
  });

  test.each<[name: string, source: string]>([
    ["a dynamic import that is worked out", "export const b = (x: string) => import(x);\n"],
    ["one with a template", "export const b = (x: string) => import(`./parts/${x}.ts`);\n"],
    ["an alias", 'import { x } from "@/x";\nexport const b = x;\n'],
    ["a subpath import", 'import { x } from "#x";\nexport const b = x;\n'],
    ["the project's own name", 'import { x } from "sample";\nexport const b = x;\n'],
    ["a package of the workspace", 'import { x } from "linked";\nexport const b = x;\n'],
    ["the file system", 'import { readFileSync } from "node:fs";\nexport const b = readFileSync;\n'],
    ["a process", 'import { execSync } from "child_process";\nexport const b = execSync;\n'],
    ["a glob", 'export const b = import.meta.glob("./parts/*.ts");\n'],
    ["a missing module", 'import { x } from "./missing.ts";\nexport const b = x;\n'],
    ["what cannot be read as a script", 'import x from "./x.wasm";\nexport const b = x;\n'],
  ])("%s cannot be followed: any change of code counts, and no other", async (_, source) => {
    const more = {
      "src/b.ts": source,
      "src/x.wasm": "",
      "package.json": '{ "name": "sample", "dependencies": { "left": "^1.0.0", "linked": "workspace:*" } }',
    };
    expect((await runOf(["src/other.ts"], more)).run).toBe("b");
    expect((await runOf(["data/x.csv"], more)).run).toBe("b");
    expect((await runOf(["README.md", "specs/a.md", "test/specs/a.test.ts"], more)).run).toBe("a");
  });

  test.each([
    ["a helper", { "specs/b.md": spec("b").replace("---\n#", "helpers: ../test/help.ts\n---\n#") }, "b"],
    [
      "a setup file",
      { "vitest.config.ts": 'export default { test: { setupFiles: ["./test/help.ts"] } };\n' },
      "ab",
    ],
    [
      "what a setup file imports",
      { "vite.config.ts": 'import "./test/more.ts";\nexport default {};\n' },
      "ab",
    ],
  ])("%s", async (_, more, run) => {
    const help = { "test/help.ts": "export const help = 1;\n", "test/more.ts": 'import "./help.ts";\n' };
    expect((await runOf(["test/help.ts"], { ...help, ...more })).run).toBe(run);
  });
});

describe("the lock", () => {
  const entry = (text: string) => `{"text":"${text}","test":"t","red":"assertion"}`;
  const lock = (a: string, b: string, suites = "{}") =>
    `{ "version": 1, "suites": ${suites}, "examples": { "a/r/sentence-1": ${entry("x")}, ${ids.map((id, at) => `"${id}": ${entry(at === 0 ? a : b)}`).join(", ")} } }`;
  const ids: string[] = [];

  test("counts for the specs whose entries differ", async () => {
    const { world } = memoryWorld(files);
    const project = await readProject(world, []);
    ids.push(...project.specs.flatMap(({ plan }) => plan.requirements[0]?.examples[0]?.id ?? []));
    const path = ".greenbar/lock.json";
    const now = { [path]: lock("1", "2") };
    expect((await runOf([path], now, { [path]: lock("1", "2") })).run).toBe("");
    expect((await runOf([path], now, { [path]: lock("1", "3") })).run).toBe("b");
    expect((await runOf([path], now, { [path]: lock("0", "2") })).run).toBe("a");
    expect((await runOf([path], now, {})).run).toBe("ab");
    expect((await runOf([path], now, { [path]: "<<<<<<<" })).run).toBe("ab");
    const suite = '{ "test/specs/b.test.ts": "h" }';
    expect((await runOf([path], now, { [path]: lock("1", "2", suite) })).run).toBe("b");
  });
});

describe("what is said", () => {
  test("what it was compared with", async () => {
    expect((await runOf(["src/b.ts"])).said).toStrictEqual({ since: "main", all: null });
    expect((await runOf(["package.json"])).said).toStrictEqual({
      since: "main",
      all: "package.json changed",
    });
  });

  test("why everything is checked where git cannot tell; a ref that is none is refused", async () => {
    const { world } = memoryWorld(files);
    const changed: ChangedFiles = { since: () => Promise.resolve({ problem: "there is no repository" }) };
    const project = await readProject(world, []);
    let said: ChangeSaid | null = null;
    const choose = chooseChanged(world.disk, changed, null, (what) => (said = what));
    expect((await choose(project)).run).toHaveLength(2);
    expect(said).toStrictEqual({ since: null, all: "there is no repository" });
    await expect(chooseChanged(world.disk, changed, "mian", () => {})(project)).rejects.toMatchObject({
      exitCode: 2,
      message: "what changed since mian cannot be told: there is no repository",
    });
  });
});
