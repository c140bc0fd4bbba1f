import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../../src/app/check.ts";
import { generateTests } from "../../../src/app/generate.ts";
import type { World } from "../../../src/app/ports.ts";
import { exitCode } from "../../../src/cli/commands/check.ts";
import { openWorld } from "../../../src/cli/world.ts";
import type { Diagnostic } from "../../../src/spec/spec.ts";
import { runCli } from "../../support/cli.ts";
import { makeProject, writeFiles } from "../../support/project.ts";
import { ledgers } from "../../support/runs.ts";

const fence = (...lines: readonly string[]): string => ["```ts", ...lines, "```"].join("\n");

/** By name, in the order of their paths: what a requirement says, and the result that mends it. */
const weak = {
  api: ['`api.get("x")` is `"y"`.', '"z"'],
  async: [fence("const db = new Db();", 'await db.put("a", 1);', 'await db.get("a") // => 1'), "2"],
  effect: [fence('log("a");', 'entries() // => ["a"]'), '["A"]'],
  factory: [fence("const c = make(5);", "c.inc();", "c.value() // => 6"), "7"],
  law: ["For any `x: string`, `decode(encode(x))` is `x`.", '"b"'],
  refusal: [fence("const a = new Account(10);", "a.withdraw(20) // throws RangeError"), "3"],
  result: ['`f([1, 2]).join()` is `"1,2"`.', '"2"'],
  scenario: [
    '### Scenario: one\n- **Given** `const s = new Slugs()`\n- **When** `s.add("A")`\n- **Then** the result is `"a"`\n- **And** `s.size` is `1`',
    "2",
  ],
  stack: [fence("const s = new Stack();", "s.push(1);", "s.pop() // => 1"), "2"],
  whole: [
    `${fence('import * as m from "../src/whole.ts";')}\n\n- \`m.f(1)\` is \`2\`.\n- \`m.f(3)\` is \`2\`.`,
    "5",
  ],
} as const;

const specOf = (name: string, text: string): string =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n## R\n\n${text}\n`;

/** The program of the warning as a module: what it declares, exported. */
function moduleOf({ message }: Diagnostic): string {
  const code = /passes every example of it: `(.*?)`(?:;|$)/s.exec(message)?.[1] ?? "";
  return `// @ts-nocheck\n${code.replaceAll(/(^|[;}] )((?:async )?function|class|const) /g, "$1export $2 ")}\n`;
}

describe("a wrong program that is said to pass", () => {
  test(
    "does pass, suite and judge; and fails the example that is proposed",
    { timeout: 180_000 },
    async () => {
      const names = Object.keys(weak) as (keyof typeof weak)[];
      const specs = Object.fromEntries(
        names.map((name) => [`specs/${name}.md`, specOf(name, weak[name][0])]),
      );
      const root = makeProject(specs);
      const generated = await generateTests(await openWorld(root), {
        specs: [],
        dryRun: false,
        force: false,
      });
      expect(generated.red?.broken).toStrictEqual([]);
      const warnings = generated.diagnostics;
      expect(warnings.map(({ rule, file }) => [rule, file])).toStrictEqual(
        names.map((name) => ["weak", `specs/${name}.md`]),
      );

      writeFiles(
        root,
        Object.fromEntries(names.map((name, at) => [`src/${name}.ts`, moduleOf(warnings[at] as Diagnostic)])),
      );
      const passed = await check(await openWorld(root), { specs: [] });
      expect(passed.requirements.map(({ spec, status }) => [spec, status])).toStrictEqual(
        names.map((name) => [`specs/${name}.md`, "weak"]),
      );
      expect([exitCode(passed, false), exitCode(passed, true)]).toStrictEqual([0, 1]);
      expect(passed.diagnostics.map(({ message }) => message)).toStrictEqual(
        warnings.map(({ message }) => message),
      );

      const mended = names.map((name, at) => {
        const example = warnings[at]?.example?.replace("…", weak[name][1]) ?? "";
        return [`specs/${name}.md`, specOf(name, `${weak[name][0]}\n\n${example}`)];
      });
      writeFiles(root, Object.fromEntries(mended));
      const refuted = await check(await openWorld(root), { specs: [] });
      expect(refuted.requirements.filter(({ status }) => status !== "fails")).toStrictEqual([]);
    },
  );
});

const stackSpec = specOf("stack", weak.stack[0]);
const rightStack =
  "export class Stack {\n  a: number[] = [];\n  push(n: number) { this.a.push(n); }\n  pop() { return this.a.pop(); }\n}\n";

/** A world that counts how often Vitest is run. */
async function counted(root: string): Promise<{ world: World; runs: () => number }> {
  const world = await openWorld(root);
  let runs = 0;
  const { runner } = world;
  const counting = {
    run: (...given: Parameters<typeof runner.run>) => {
      runs += 1;
      return runner.run(...given);
    },
    open: (job: Parameters<typeof runner.open>[0]) => runner.open(job),
  };
  return { world: { ...world, runner: counting }, runs: () => runs };
}

test(
  "a check runs wrong programs once while nothing changes, and only for what holds",
  { timeout: 120_000 },
  async () => {
    const root = makeProject({ "specs/stack.md": stackSpec, "src/stack.ts": "export class Stack {}\n" });
    const { world, runs } = await counted(root);
    await generateTests(await openWorld(root), { specs: [], dryRun: false, force: false });
    expect((await check(world, { specs: [] })).summary.fails).toBe(1);
    expect(runs()).toBe(1);

    writeFileSync(join(root, "src/stack.ts"), rightStack);
    expect((await check(world, { specs: [] })).summary.weak).toBe(1);
    expect(runs()).toBe(3);
    expect((await check(world, { specs: [] })).summary.weak).toBe(1);
    expect(runs()).toBe(4);

    // Told apart by a second example, it takes no run to know.
    writeFileSync(
      join(root, "specs/stack.md"),
      specOf(
        "stack",
        `${weak.stack[0]}\n\n${fence("const s = new Stack();", "s.push(2);", "s.pop() // => 2")}`,
      ),
    );
    const fresh = await counted(root);
    await generateTests(await openWorld(root), { specs: [], dryRun: false, force: false });
    expect((await check(fresh.world, { specs: [] })).summary.holds).toBe(1);
    expect(fresh.runs()).toBe(1);
  },
);

test("an example that loops until its subject says otherwise has an end", { timeout: 120_000 }, async () => {
  const loop = fence("const q = new Queue(3);", "while (!q.isEmpty()) q.take();", "q.size // => 0");
  const root = makeProject({ "specs/queue.md": specOf("queue", loop) });
  const generated = await generateTests(await openWorld(root), { specs: [], dryRun: false, force: false });
  expect(generated.red?.total).toBe(1);
  expect(generated.diagnostics).toStrictEqual([]);
});

test(
  "only the shell can tell what a pipe makes of a program's output: it is asked",
  { timeout: 120_000 },
  async () => {
    const root = makeProject({
      "package.json": '{ "name": "sample", "type": "module", "bin": { "up": "./up.js" } }\n',
      "specs/up.md": "# up\n\n## R\n\n```console\n$ up a | tr A-Z a-z\na\n```\n",
      "up.js": "console.log(process.argv[2].toUpperCase());\n",
    });
    const world = await openWorld(root);
    const generated = await generateTests(world, { specs: [], dryRun: false, force: false });
    expect(generated.diagnostics.map(({ message }) => message)).toStrictEqual([
      '"R" does not pin `up` down: a program that always prints "a" passes every example of it: `console.log("a");`',
    ]);
    expect((await check(world, { specs: [] })).summary.weak).toBe(1);
  },
);

describe("a run", () => {
  test("says what is weak before the agent begins, and goes on", { timeout: 120_000 }, async () => {
    const text = specOf("one", '`greet("Ada")` is `"Hello"`.');
    const root = makeProject({ "specs/one.md": text });
    const ended = await runCli(["run", "--agent", "offline", "--yes"], { cwd: root });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('warning specs/one.md:6  "R" does not pin `greet` down');
    expect(ended.stderr).toContain('- `greet("ADA")` is `…`.');
    expect(existsSync(join(root, "src/one.ts"))).toBe(true);
    const types = (ledgers(root)[0] ?? []).map(({ type }) => type);
    expect(types.slice(0, 2)).toStrictEqual(["run-started", "weak-found"]);
  });
});
