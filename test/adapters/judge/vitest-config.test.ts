import { expect, test } from "vitest";
import { configSays } from "../../../src/adapters/judge/vitest-config.ts";

const says = (files: Readonly<Record<string, string>>) => configSays((path) => files[path] ?? null);

test("no settings at all", () => {
  expect(says({})).toStrictEqual({ is: "plain", file: null, aliases: [] });
});

test.each<[text: string, aliases: readonly string[] | null]>([
  [`export default {}`, []],
  [
    `import { defineConfig } from "vitest/config"; export default defineConfig({ test: { include: ["a"], coverage: { enabled: true } } })`,
    [],
  ],
  [`export default { "test": { testTimeout: 5 } }`, []],
  [`export default { resolve: { alias: {} } }`, []],
  [`const src = "./src"; export default { resolve: { alias: { "@": src, lib: "./lib" } } }`, ["@", "lib"]],
  [`export default { resolve: { alias: [{ find: /^@/, replacement: "a" }] } }`, null],
  [`export default { resolve: { alias: { ["@" + 1]: "a" } } }`, null],
  [`export default { resolve: { alias: aliases } }`, null],
])("plain: %s", (text, aliases) => {
  expect(says({ "vitest.config.ts": text })).toStrictEqual({
    is: "plain",
    file: "vitest.config.ts",
    aliases,
  });
});

test.each([
  `export default { plugins: [] }`,
  `export default { resolve: { alias: {}, conditions: ["a"] } }`,
  `export default { resolve: { ...shared } }`,
  `export default { resolve: shared }`,
  `export default { define: {} }`,
  `export default { test: { globals: true } }`,
  `export default { test: { environment: "jsdom" } }`,
  `export default { test: { setupFiles: ["a"] } }`,
  `export default { test: { alias: { "@": "a" } } }`,
  `export default { test: { projects: [] } }`,
  `export default { test: { ...shared } }`,
  `export default { ["te" + "st"]: {} }`,
  `export default { test }`,
  `export default defineConfig(({ mode }) => ({}))`,
  `export default mergeConfig({}, {})`,
  `export default config`,
  `process.env.FLAVOUR = "plum"; export default {}`,
  `module.exports = {}`,
  `export default {`,
])("for Vitest: %s", (text) => {
  expect(says({ "vite.config.mjs": text })).toStrictEqual({
    is: "vitest",
    why: "vite.config.mjs has settings of its own",
  });
});

test("a workspace file is for Vitest, and so are two files and an environment", () => {
  const plain = `export default {}`;
  expect(says({ "vitest.workspace.ts": `export default ["packages/*"]` })).toStrictEqual({
    is: "vitest",
    why: "vitest.workspace.ts has settings of its own",
  });
  expect(says({ "vite.config.ts": plain, "vitest.config.ts": plain })).toStrictEqual({
    is: "vitest",
    why: "there are vitest.config.ts and vite.config.ts",
  });
  expect(says({ ".env.test": "" })).toStrictEqual({ is: "vitest", why: ".env.test is there" });
});
