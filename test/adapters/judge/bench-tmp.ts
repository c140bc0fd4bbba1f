import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { mkdirSync, writeFileSync, rmSync, mkdtempSync, symlinkSync, readFileSync } from "node:fs";
import { createJudge } from "/work/main/src/adapters/judge/judge-adapter.ts";
import { ownInstallation } from "/work/main/src/adapters/vitest/own-installation.ts";
import { createNoSandbox } from "/work/main/src/adapters/sandbox/no-sandbox.ts";
import { bestSandbox, workspaceOf } from "/work/main/test/adapters/judge/judging.ts";
import { judgeExamples } from "/work/main/src/verdict/judge-verdict.ts";
import { example, is, number, planOf, record, text, throws, use } from "/work/main/test/verdict/judge-plan.ts";
const run = promisify(execFile);
const honest = readFileSync("/work/shared/attacks/honest.ts", "utf8");
const plan = planOf([
  example("add-1", [use("add")], [is("add(2, 3)", number(5))]),
  example("add-2", [use("add")], [is("add(-4, 10)", number(6))]),
  example("add-3", [use("add")], [throws("add(null, 1)", { pattern: { source: "number", flags: "" } })]),
  example("slug-1", [use("slug")], [is(`slug("Hello World")`, text("hello-world"))]),
  example("slug-2", [use("slug")], [is(`slug("A  Quick Test")`, text("a-quick-test"))]),
  example("total-1", [use("total")], [is("total([{ p: 3, q: 2 }, { p: 1, q: 1 }])", record({ total: number(7) }))]),
]);
const suite = `import {test,expect} from "vitest"; import {add,slug,total} from "../src/impl.ts";
test("a",()=>{expect(add(2,3)).toBe(5)}); test("b",()=>{expect(add(-4,10)).toBe(6)}); test("c",()=>{expect(()=>add(null as any,1)).toThrow(/number/)});
test("d",()=>{expect(slug("Hello World")).toBe("hello-world")}); test("e",()=>{expect(slug("A  Quick Test")).toBe("a-quick-test")}); test("f",()=>{expect(total([{p:3,q:2},{p:1,q:1}])).toStrictEqual({total:7})});`;
const median = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1]!;
const sandbox = process.argv[2] === "none" ? createNoSandbox() : await bestSandbox();
const n = 7;
const cold: number[] = [], npx: number[] = [], node: number[] = [], vite: number[] = [];
for (let i = 0; i < n; i++) {
  const ws = await workspaceOf({ "src/impl.ts": honest, "test/impl.test.ts": suite });
  let t = performance.now();
  await run(process.execPath, [ws.dir + "/node_modules/vitest/vitest.mjs", "run", "test/impl.test.ts"], { cwd: ws.dir });
  cold.push(performance.now() - t);
  t = performance.now();
  await run("npx", ["vitest", "run", "test/impl.test.ts"], { cwd: ws.dir });
  npx.push(performance.now() - t);
  await ws.dispose();
  for (const [list, extra] of [[node, {}], [vite, { "src/impl.ts": honest + "\nexport enum X { A }" }]] as const) {
    const ws = await workspaceOf({ "src/impl.ts": honest, ...(extra as object) });
    const judge = createJudge(ownInstallation());
    const t = performance.now();
    const v = await judgeExamples(plan, judge, { workspace: ws, sandbox, seed: 3, programMs: 5000, wallMs: 60000 });
    list.push(performance.now() - t);
    if (v.some(x => x.status !== "passed")) console.log(v[0]);
    await ws.dispose();
  }
}
console.log(sandbox.level, { cold: median(cold), npx: median(npx), node: median(node), vite: median(vite), nodeRatio: median(node) / median(cold), viteRatio: median(vite) / median(cold) });
