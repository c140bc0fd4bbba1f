import { job, project, runner } from "./projects.ts";
const file = "test/specs/subject.test.ts";
const suite = `import { expect, test } from "vitest"; import { one } from "../../src/subject.ts"; test("a", () => { expect(one()).toBe(1); }); test("b", () => { expect(1).toBe(1); });`;
for (const v of ["vitest", "../../../tmp/vt/v4/node_modules/vitest", "../../../tmp/vt/v3/node_modules/vitest"])
  for (const [name, files] of Object.entries({
    jsdom: { "vitest.config.ts": `export default { test: { environment: "jsdom" } }` },
    workspace: { "vitest.workspace.ts": `export default ["packages/*", { test: { name: "u", include: ["x/*.ts"], env: { A: "1" } } }]`, "packages/p/vitest.config.ts": "export default { test: { name: 'p' } }", "src/subject.ts": "export const one = () => process.env.A === '1' ? 1 : 2" },
    globalsetup: { "vitest.config.ts": `export default { test: { globalSetup: "./g.ts" } }`, "g.ts": `export default () => { throw new Error("gs") }` },
    setupthrows: { "vitest.config.ts": `export default { test: { setupFiles: "./g.ts" } }`, "g.ts": `throw new Error("setup bad")` },
    beforeEach: { "vitest.config.ts": `export default { test: { setupFiles: "./g.ts" } }`, "g.ts": `import { beforeEach } from "vitest"; beforeEach(() => { throw new Error("be bad") })` },
    browser: { "vitest.config.ts": `export default { test: { browser: { enabled: true, instances: [{ browser: "chromium" }], provider: "playwright" } } }` },
    threads: { "vitest.config.ts": `export default { test: { pool: "threads", isolate: false } }` },
    vmThreads: { "vitest.config.ts": `export default { test: { pool: "vmThreads" } }` },
    loopTop: { "src/subject.ts": "for(;;);" },
    badplugin: { "vitest.config.ts": `export default { plugins: [{ name: "bad", transform(c, id) { if (id.includes("subject.ts") && id.includes("src")) throw new Error("plugin no") } }] }` },
    exitconfig: { "vitest.config.ts": `process.exit(0)` },
    hangconfig: { "vitest.config.ts": `await new Promise(() => {}); export default {}` },
  })) {
    if (process.argv[2] && process.argv[2] !== name) continue;
    const here = project(null, { vitest: v });
    here.write("package.json", `{ "type": "module" }`);
    for (const [p, t] of Object.entries({ "src/subject.ts": "export const one = () => 1;", [file]: suite, ...files })) here.write(p, t);
    const r = await runner.run(job(here.dir, file, [["a"], ["b"]], { idleMs: 5000 }));
    console.log(v.slice(13, 24), name, r.ended, "|", r.endedWhy, "|", r.tests.map((t) => JSON.stringify(t.outcome)).join(" "), "|", JSON.stringify(r.problems), "|", JSON.stringify(r.output.slice(0, 300)));
    here.remove();
  }
