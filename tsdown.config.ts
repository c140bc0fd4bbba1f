import { defineConfig } from "tsdown";

const shared = {
  format: "esm",
  platform: "node",
  target: "node22.12",
  dts: false,
  minify: false,
  deps: { neverBundle: true },
  outExtensions: () => ({ js: ".mjs" }),
} as const;

// The children are programs of their own, each one file: a sandbox has to be shown no more than that.
const children = {
  "vitest-child": "src/adapters/vitest/child.ts",
  "judge-child": "src/judge-child/main.ts",
  "judge-vite": "src/adapters/judge/vite-main.ts",
  "judge-vitest": "src/adapters/judge/vitest-main.ts",
  "judge-answering": "src/judge-child/vitest-job.ts",
};

export default defineConfig([
  { ...shared, entry: { greenbar: "src/cli/start.js" }, clean: true },
  ...Object.entries(children).map(([name, file]) => ({ ...shared, entry: { [name]: file }, clean: false })),
]);
