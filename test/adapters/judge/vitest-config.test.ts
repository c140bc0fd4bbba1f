import { expect, test } from "vitest";
import { configProblem } from "../../../src/adapters/judge/vitest-config.ts";

const problem = (name: string, text: string) => configProblem((path) => (path === name ? text : null));

test.each([
  `export default {}`,
  `import { defineConfig } from "vitest/config"; export default defineConfig({ test: { include: ["a"], coverage: { enabled: true } } })`,
  `export default { "test": { testTimeout: 5 } }`,
])("harmless: %s", (text) => {
  expect(problem("vitest.config.ts", text)).toBeNull();
});

test.each([
  `export default { plugins: [] }`,
  `export default { resolve: { alias: {} } }`,
  `export default { define: {} }`,
  `export default { test: { globals: true } }`,
  `export default { test: { environment: "jsdom" } }`,
  `export default { test: { setupFiles: ["a"] } }`,
  `export default { test: { projects: [] } }`,
  `export default { test: { ...shared } }`,
  `export default { ["te" + "st"]: {} }`,
  `export default { test }`,
  `export default defineConfig(({ mode }) => ({}))`,
  `export default mergeConfig({}, {})`,
  `export default config`,
  `module.exports = {}`,
  `export default {`,
])("for Vitest: %s", (text) => {
  expect(problem("vite.config.mjs", text)).toBe("vite.config.mjs has settings of its own");
});

test("a workspace file is for Vitest", () => {
  expect(problem("vitest.workspace.ts", `export default ["packages/*"]`)).toBe(
    "vitest.workspace.ts has settings of its own",
  );
});
