import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { makeProject, writeFiles } from "../support/project.ts";

const fixtures = join(import.meta.dirname, "../fixtures/helpers");
const names = ["web-page", "http-handler", "command-line", "fixed-clock"];

/** The files of all examples of the documentation below these folders; none of two has the same path. */
function filesOf(...folders: readonly string[]): Record<string, string> {
  const found = names.flatMap((name) =>
    folders.flatMap((folder) =>
      globSync(`${folder}/**/*.{md,ts}`, { cwd: join(fixtures, name) }).map(
        (path) => [path, readFileSync(join(fixtures, name, path), "utf8")] as const,
      ),
    ),
  );
  return Object.fromEntries(found);
}

async function json(cwd: string, ...args: readonly string[]) {
  const { stdout, stderr, code } = await runCli([...args, "--json"], { cwd });
  if (stdout === "") throw new Error(stderr);
  return { code, said: JSON.parse(stdout) as Said };
}

interface Said {
  readonly outcome?: string;
  readonly summary?: Readonly<Record<string, number>>;
  readonly red?: unknown;
  readonly broken?: readonly { readonly spec: string; readonly why: string }[];
  readonly diagnostics: readonly { readonly rule: string; readonly line: number }[];
}

test("the examples of docs/helpers.md are red on stubs and green on the code", async () => {
  const cwd = makeProject(filesOf("specs", "test"));
  const red = await json(cwd, "generate-tests");
  expect([red.code, red.said.diagnostics]).toEqual([0, []]);
  // Every one comes to the stub, most of them by way of a helper.
  expect(red.said.red).toEqual({ total: 14, assertion: 0, notImplemented: 14, unbound: 0, broken: 0 });
  const before = await json(cwd, "check");
  expect([before.code, before.said.outcome, before.said.summary]).toEqual([
    1,
    "red",
    { holds: 0, fails: 5, weak: 0, unproven: 0, drifted: 0, unbound: 0, manual: 0 },
  ]);
  writeFiles(cwd, filesOf("src"));
  const after = await json(cwd, "check");
  expect([after.code, after.said.outcome, after.said.summary]).toEqual([
    0,
    "green",
    { holds: 5, fails: 0, weak: 0, unproven: 0, drifted: 0, unbound: 0, manual: 0 },
  ]);
}, 180_000);

const specOf = (name: string) => `---
subject: ../src/add.ts
helpers: ../test/support/${name}.ts
---
# Add

## Adds by ${name}

- \`sum("1 2")\` is \`3\`.
`;
const add = "export function add(a: number, b: number): number {\n  return a + b;\n}\n";
const withSubject = (text: string) => `import { add } from "../../src/add.ts";\n\n${text}\nvoid add;\n`;

test("a helper that throws, or never comes to the subject, is a broken test and no red evidence", async () => {
  const cwd = makeProject({
    "src/add.ts": add,
    "specs/load.md": specOf("load"),
    "test/support/load.ts": withSubject('export const sum = () => 3;\nthrow new Error("no such folder");'),
    "specs/call.md": specOf("call"),
    "test/support/call.ts": withSubject('export function sum() {\n  throw new Error("no such page");\n}'),
    "specs/forget.md": specOf("forget"),
    "test/support/forget.ts": withSubject("export const sum = () => 3;"),
  });
  const { code, said } = await json(cwd, "generate-tests");
  expect([code, said.red]).toEqual([1, { total: 3, assertion: 0, notImplemented: 0, unbound: 0, broken: 3 }]);
  expect(said.broken?.map(({ spec, why }) => [spec, why])).toEqual([
    ["specs/call.md", expect.stringMatching(/^with your helper test\/support\/call\.ts: .*no such page$/)],
    ["specs/forget.md", expect.stringMatching(/^with your helper test\/support\/forget\.ts: vacuous: /)],
    ["specs/load.md", expect.stringMatching(/^with your helper test\/support\/load\.ts: .*no such folder$/)],
  ]);
});

test("a helper in the suites' folder, and a file that it reads, are there for the judge", async () => {
  const cwd = makeProject({
    "greenbar.config.ts": 'export default { tests: "test" };\n',
    "specs/sum.md": specOf("sum"),
    "src/add.ts": add,
    "test/support/separator.txt": " ",
    "test/support/sum.ts": `import { readFileSync } from "node:fs";
import { add } from "../../src/add.ts";

const separator = readFileSync(new URL("./separator.txt", import.meta.url), "utf8");

export function sum(text: string): number {
  return text.split(separator).map(Number).reduce(add);
}
`,
  });
  // The code is there; a stub stands in for it all the same, also where the helper imports it.
  const { red } = (await json(cwd, "generate-tests")).said;
  expect(red).toEqual({ total: 1, assertion: 0, notImplemented: 1, unbound: 0, broken: 0 });
  const { code, said } = await json(cwd, "check");
  expect([code, said.outcome]).toEqual([0, "green"]);
}, 120_000);
