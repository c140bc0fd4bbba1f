import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RunJob } from "../../../src/verdict/runner.ts";
import { job, project, runner } from "./projects.ts";

const file = "test/specs/subject.test.ts";
const suite = `
  import { expect, test } from "vitest";
  import { one } from "../../src/subject.ts";
  test("a", () => { expect(one()).toBe(1); });
  test("b", () => { expect(1).toBe(1); });
`;
const good = "export const one = () => 1;";

/** Runs two tests, `a` that calls the subject and `b` that does not, in a project of these files. */
async function run(
  files: Readonly<Record<string, string>>,
  more: Partial<RunJob> = {},
  whenFinished: (remove: () => void) => void = onTestFinished,
) {
  const here = project(null);
  whenFinished(here.remove);
  here.write("package.json", `{ "type": "module" }`);
  for (const [path, text] of Object.entries({ "src/subject.ts": good, [file]: suite, ...files }))
    here.write(path, text);
  const report = await runner.run(job(here.dir, file, [["a"], ["b"]], more));
  const [a, b, ...others] = report.tests.map(({ outcome }) => outcome);
  return { report, a, b, others, dir: here.dir };
}

describe("a file that cannot be loaded", () => {
  const cases = [
    ["a syntax error in the subject", "export const one = () => {{;", "syntax", /subject\.ts/],
    ["no subject", null, "import", /subject/],
    [
      "a subject that throws as it loads",
      `throw new RangeError("at the top");`,
      "import",
      /RangeError: at the top/,
    ],
    ["a subject that imports what is not there", `import "./nowhere.ts"; ${good}`, "import", /nowhere/],
    ["a subject that exits as it loads", `process.exit(0); ${good}`, "import", /process\.exit/],
  ] as const;

  test.each(cases)("%s", async (_, subject, is, message) => {
    const imports = subject === null ? suite.replace("subject.ts", "other-subject.ts") : suite;
    const { report, a, b, others } = await run({ "src/subject.ts": subject ?? "", [file]: imports });
    expect(report.ended).toBe("complete");
    expect(a).toMatchObject({ is, message: expect.stringMatching(message) });
    expect(b).toMatchObject({ is });
    expect(others).toEqual([]);
    expect(report.problems).toMatchObject([{ file, outcome: { is } }]);
  });
});

describe("hooks", () => {
  test("beforeAll that throws", async () => {
    const { report, a, b } = await run({
      [file]: `${suite} import { beforeAll } from "vitest"; beforeAll(() => { throw new Error("no ground"); });`,
    });
    expect([a, b]).toMatchObject([{ is: "hook", message: "Error: no ground" }, { is: "hook" }]);
    expect(report.problems).toMatchObject([{ file, outcome: { is: "hook", message: "Error: no ground" } }]);
  });

  test("afterAll that throws leaves a problem beside passed tests", async () => {
    const { report, a, b } = await run({
      [file]: `${suite} import { afterAll } from "vitest"; afterAll(() => { throw new Error("no end"); });`,
    });
    expect([a, b]).toEqual([{ is: "passed" }, { is: "passed" }]);
    expect(report.problems).toMatchObject([{ file, outcome: { is: "hook", message: "Error: no end" } }]);
  });
});

describe("a process that does not end well", () => {
  test("an unhandled rejection is a problem, though its test says passed", async () => {
    const { report, a } = await run({
      "src/subject.ts": `export const one = () => { Promise.reject(new Error("lost")); return 1; };`,
    });
    expect(a).toEqual({ is: "passed" });
    expect(report.problems).toMatchObject([{ file, outcome: { is: "unhandled", message: "Error: lost" } }]);
  });

  test.each([
    ["is killed", `process.kill(process.pid, "SIGKILL")`],
    ["leaves", `process.reallyExit(0)`],
  ])("a worker that %s", async (_, code) => {
    const { report, a, b } = await run({
      "src/subject.ts": `export const one = () => { ${code}; return 1; };`,
    });
    expect([a?.is, b?.is]).not.toContain("passed");
    expect(report.problems.length + Number(report.ended !== "complete")).toBeGreaterThan(0);
  });

  test("a loop without end: stopped after the idle limit, and named", async () => {
    const { report, a, b } = await run(
      { "src/subject.ts": `export const one = () => { for (;;); };` },
      { idleMs: 4000 },
    );
    expect(report.ended).toBe("timeout");
    expect(report.endedWhy).toContain("4000 ms");
    expect(a).toMatchObject({ is: "timeout" });
    expect(b).toMatchObject({ is: "missing" });
    expect(report.problems).toMatchObject([{ file, outcome: { is: "timeout" } }]);
  });

  test("a loop without end as the subject loads", async () => {
    const { report, a, b } = await run({ "src/subject.ts": `for (;;); ${good}` }, { idleMs: 3000 });
    expect(report.ended).toBe("timeout");
    expect([a, b]).toMatchObject([
      { is: "timeout", message: expect.stringContaining("loading") },
      { is: "timeout" },
    ]);
  });

  test("a run that goes on and on: stopped at the wall clock", async () => {
    const { report } = await run(
      {
        "src/subject.ts": `export const one = () => { const end = Date.now() + 20_000; while (Date.now() < end) console.log("x".repeat(1000)); };`,
      },
      { wallMs: 8000 },
    );
    expect(report.ended).toBe("timeout");
    expect(report.output.length).toBeLessThan(70_000);
  });
});

// Side by side, since all of it is waiting.
describe.concurrent("a process that is waited for", () => {
  test.for([
    ["waits", "await new Promise(() => {}); export default {};"],
    ["loops", "for (;;); export default {};"],
  ] as const)(
    "a configuration that %s for ever: named, and no timeout of the tests",
    async ([, text], { expect, onTestFinished: whenFinished }) => {
      const { report, a } = await run({ "vitest.config.ts": text }, { idleMs: 2000 }, whenFinished);
      expect(report.ended).toBe("no-vitest");
      expect(report.endedWhy).toMatch(
        /^Vitest did not start within 8 s: `vitest\.config\.ts`.* never answered\.$/,
      );
      expect(report.problems).toEqual([]);
      expect(a).toEqual({ is: "missing", message: report.endedWhy });
    },
  );

  test("a global setup that never ends: Vitest did not start", async ({
    expect,
    onTestFinished: whenFinished,
  }) => {
    const { report, a } = await run(
      {
        "vitest.config.ts": `export default { test: { globalSetup: "./ground.ts" } };`,
        "ground.ts": "export default () => new Promise(() => {});",
      },
      { idleMs: 2000 },
      whenFinished,
    );
    expect(report.ended).toBe("not-started");
    expect(report.endedWhy).toMatch(/^Vitest did not start within 8 s: a global setup/);
    expect(a).toMatchObject({ is: "missing" });
  });

  test("a start that is slower than the idle limit is waited for", async ({
    expect,
    onTestFinished: whenFinished,
  }) => {
    const { report, a } = await run(
      {
        "vitest.config.ts": `export default { test: { globalSetup: "./ground.ts" } };`,
        "ground.ts": "export default () => new Promise((resolve) => setTimeout(resolve, 6000));",
      },
      { idleMs: 4000 },
      whenFinished,
    );
    expect(report.ended).toBe("complete");
    expect(a).toEqual({ is: "passed" });
  });

  test("an interrupted run", async ({ expect, onTestFinished: whenFinished }) => {
    const here = project(null);
    whenFinished(here.remove);
    here.write(
      "src/subject.ts",
      "await new Promise((resolve) => setTimeout(resolve, 30_000)); export const one = 1;",
    );
    here.write(file, suite);
    const report = await runner.run(job(here.dir, file, [["a"]]), AbortSignal.timeout(1500));
    expect(report.ended).toBe("aborted");
    expect(report.tests).toMatchObject([{ outcome: { is: "missing" } }]);
  });
});

describe("what a run prints", () => {
  test("a summary that is forged is only text", async () => {
    const forged = `Test Files  1 passed (1)\n{"is":"test","id":"1","file":"${file}","name":["a"],"state":"passed"}`;
    const { report, a } = await run({
      "src/subject.ts": `console.log(${JSON.stringify(forged)}); process.stdout.write("\\u001b[32mgreen\\u001b[0m"); export const one = () => 2;`,
    });
    expect(a).toMatchObject({ is: "assertion", expected: "1", actual: "2" });
    expect(report.output).toContain("Test Files  1 passed (1)");
    expect(report.output).toContain("green");
    expect(report.output).not.toContain("\u001B");
  });

  test("200 KB keep their start and end", async () => {
    const { report, a } = await run({
      "src/subject.ts": `console.log("first\\n" + "0123456789\\n".repeat(20_000) + "last"); ${good}`,
    });
    expect(a).toEqual({ is: "passed" });
    expect(report.output).toMatch(/^first\n[^]*characters left out[^]*\nlast\n/);
    expect(report.output.length).toBeLessThan(70_000);
  });
});

describe("which Vitest", () => {
  const plain = { "package.json": `{ "type": "module" }`, "src/subject.ts": good };

  test("none: greenbar's own, with its fast-check", async () => {
    const here = project(null, {});
    onTestFinished(here.remove);
    for (const [path, text] of Object.entries(plain)) here.write(path, text);
    here.write(
      file,
      `import fc from "fast-check"; ${suite} test("c", () => { fc.assert(fc.property(fc.nat(), (n) => { expect(n).toBe(n); })); });`,
    );
    const report = await runner.run(job(here.dir, file, [["a"], ["b"], ["c"]]));
    expect(report.vitest).toEqual({ version: "5.1.1", from: "greenbar" });
    expect(report.tests.map(({ outcome }) => outcome.is)).toEqual(["passed", "passed", "passed"]);
  });

  test("2: too old, and what to do", async () => {
    const here = project(null, {});
    onTestFinished(here.remove);
    here.write(
      "node_modules/vitest/package.json",
      `{ "name": "vitest", "version": "2.1.9", "exports": { "./*": "./*" } }`,
    );
    here.write(file, suite);
    const report = await runner.run(job(here.dir, file, [["a"]]));
    expect(report.ended).toBe("no-vitest");
    expect(report.endedWhy).toMatch(/Vitest is 2\.1\.9; greenbar needs 3 to 5.*npm install/);
    expect(report.tests).toMatchObject([{ outcome: { is: "missing" } }]);
  });

  test("in a pnpm store", async () => {
    const here = project(null, { ".pnpm/vitest@5.1.1/node_modules/vitest": "vitest" });
    onTestFinished(here.remove);
    for (const [path, text] of Object.entries({ ...plain, [file]: suite })) here.write(path, text);
    here.link(".pnpm/vitest@5.1.1/node_modules/vitest", "node_modules/vitest");
    const report = await runner.run(job(here.dir, file, [["a"], ["b"]]));
    expect(report.vitest.from).toBe("project");
    expect(report.tests.map(({ outcome }) => outcome.is)).toEqual(["passed", "passed"]);
  });
});

describe("the project's configuration", () => {
  test("that throws: its message and file, no stack", async () => {
    const { report, a } = await run({ "vitest.config.ts": `throw new Error("no such plugin: tulip");` });
    expect(report.ended).toBe("no-vitest");
    expect(report.endedWhy).toMatch(/no such plugin: tulip/);
    expect(report.endedWhy).toMatch(/vitest\.config\.ts/);
    expect(report.endedWhy).not.toMatch(/\n\s+at /);
    expect(a).toMatchObject({ is: "missing" });
  });

  test("that does not parse", async () => {
    const { report } = await run({ "vitest.config.ts": `export default {{` });
    expect(report.ended).toBe("no-vitest");
    expect(report.endedWhy).toMatch(/vitest\.config\.ts/);
  });

  test("an environment that is not installed: said with its name", async () => {
    const { report, a } = await run({
      "vitest.config.ts": `export default { test: { environment: "happy-dom" } };`,
    });
    expect(report.problems).toMatchObject([
      { outcome: { is: "unhandled", message: expect.stringContaining("happy-dom") } },
    ]);
    expect(a).toMatchObject({ is: "missing" });
  });

  test("its alias, setup file, globals and narrow include: kept, and our suite runs all the same", async () => {
    const { report, a, b } = await run({
      "vitest.config.ts": `export default {
        resolve: { alias: { "@lib": "/src/lib" } },
        test: { include: ["src/**/*.spec.ts"], setupFiles: ["./setup.ts"], globals: true, env: { COLOUR: "red" } },
      };`,
      "setup.ts": `globalThis.ready = true; beforeEach(() => { globalThis.each = true; });`,
      "src/lib/value.ts": `export const value = 1;`,
      "src/subject.ts": `import { value } from "@lib/value.ts";
        export const one = () => (globalThis.ready && globalThis.each && process.env.COLOUR === "red" ? value : 0);`,
    });
    expect(report.endedWhy).toBe("");
    expect([a, b]).toEqual([{ is: "passed" }, { is: "passed" }]);
  });

  test("its projects: the one whose globs match, else the first", async () => {
    const config = (include: string) => `export default { test: { projects: [
      { test: { name: "unit", include: ["src/**/*.spec.ts"], env: { IN: "unit" } } },
      { test: { name: "wide", include: ["${include}"], env: { IN: "wide" } } },
    ] } };`;
    const subject = (name: string) => `export const one = () => (process.env.IN === "${name}" ? 1 : 0);`;
    const matching = await run({
      "vitest.config.ts": config("test/**/*.test.ts"),
      "src/subject.ts": subject("wide"),
    });
    expect(matching.a).toEqual({ is: "passed" });
    const none = await run({ "vitest.config.ts": config("e2e/*.ts"), "src/subject.ts": subject("unit") });
    expect(none.a).toEqual({ is: "passed" });
  });

  test.each(["root", "projects"])(
    "what would spoil a verdict or the folder is overruled (%s)",
    async (where) => {
      const settings = `retry: 3, bail: 1, allowOnly: false, passWithNoTests: false, testNamePattern: /nothing/,
      typecheck: { enabled: true }, expect: { requireAssertions: false }`;
      const rest = `reporters: ["default", ["json", { outputFile: "out.json" }]], outputFile: "out.txt", ui: true, open: true,
      api: { port: 51999 }, watch: true, coverage: { enabled: true }`;
      const { report, a, b, dir } = await run({
        "vitest.config.ts":
          where === "root"
            ? `export default { test: { ${settings}, ${rest} } };`
            : `export default { test: { ${rest}, projects: [{ extends: true, test: { name: "p", ${settings} } }] } };`,
        "src/subject.ts": `let calls = 0; export const one = () => ++calls - 1;`,
        [file]: suite.replace(`expect(1).toBe(1);`, ""),
      });
      expect(report.endedWhy).toBe("");
      expect(a).toMatchObject({ is: "assertion", actual: "0" });
      expect(b).toMatchObject({ is: "thrown", message: expect.stringContaining("assertion") });
      expect(readdirSync(dir).sort()).toEqual([
        "node_modules",
        "package.json",
        "src",
        "test",
        "vitest.config.ts",
      ]);
      expect(existsSync(join(dir, "node_modules", ".vite"))).toBe(false);
      expect(existsSync(join(dir, "node_modules", ".vitest"))).toBe(false);
    },
  );
});
