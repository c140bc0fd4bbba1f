import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createBubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { createVitestRunner } from "../../../src/adapters/vitest/vitest-runner.ts";
import { job, project, repositoryModules, setting } from "./projects.ts";

const bwrap = "/usr/bin/bwrap";
const file = "test/specs/subject.test.ts";
const suite = `
  import fc from "fast-check";
  import { expect, test } from "vitest";
  import { one } from "../../src/subject.ts";
  test("a", () => { expect(one()).toBe(1); });
  test("b", () => { fc.assert(fc.property(fc.nat(), (n) => { expect(n).toBe(n); })); });
`;

/** The copy lies elsewhere inside, and its dependencies are bound read-only, as for a real run. */
const inside = "/project";
const sandbox = createBubblewrap({ bwrap, node: setting.node, tmp: setting.tmp });
const runner = createVitestRunner({
  ...setting,
  mountsFor: ({ dir }) => ({
    workspace: { host: dir, inside },
    reads: [{ host: repositoryModules, inside: join(inside, "node_modules") }],
    root: inside,
  }),
});

// bubblewrap is Linux's: elsewhere, and where it is not installed, there is nothing to test.
test.skipIf(!existsSync(bwrap))("in bubblewrap: once, and warm", async () => {
  const here = project(null, {});
  onTestFinished(here.remove);
  here.write("package.json", `{ "type": "module" }`);
  here.write("vitest.config.ts", `export default { test: { include: ["src/**/*.spec.ts"] } };`);
  here.write(
    "src/subject.ts",
    `import { writeFileSync } from "node:fs";
    export const one = () => { try { writeFileSync("/project/node_modules/x", ""); return 2; } catch { return 1; } };`,
  );
  here.write(file, suite);
  const sandboxed = job(here.dir, file, [["a"], ["b"]], { sandbox });

  const report = await runner.run(sandboxed);
  expect([report.endedWhy, report.output]).toEqual(["", ""]);
  expect(report.tests.map(({ outcome }) => outcome)).toEqual([{ is: "passed" }, { is: "passed" }]);
  expect(report.vitest.from).toBe("project");

  const warm = await runner.open(sandboxed);
  onTestFinished(() => warm.close());
  expect((await warm.rerun()).tests.map(({ outcome }) => outcome.is)).toEqual(["passed", "passed"]);
  here.write("src/subject.ts", "export const one = () => 3;");
  expect((await warm.rerun()).tests.map(({ outcome }) => outcome.is)).toEqual(["assertion", "passed"]);
});

test.skipIf(!existsSync(bwrap))("a project without dependencies, in bubblewrap", async () => {
  const here = project(null, {});
  onTestFinished(here.remove);
  here.write("src/subject.mjs", "export const one = () => 1;");
  here.write(file, suite.replace("subject.ts", "subject.mjs"));
  const bare = createVitestRunner({
    ...setting,
    mountsFor: ({ dir }) => ({ workspace: { host: dir, inside }, reads: [], root: inside }),
  });
  const report = await bare.run(job(here.dir, file, [["a"], ["b"]], { sandbox }));
  expect([report.endedWhy, report.output]).toEqual(["", ""]);
  expect(report.tests.map(({ outcome }) => outcome)).toEqual([{ is: "passed" }, { is: "passed" }]);
  expect(report.vitest.from).toBe("greenbar");
});
