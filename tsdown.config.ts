import { defineConfig } from "tsdown";
import { bundledLicences } from "./bundled-licences.ts";
import manifest from "./package.json" with { type: "json" };

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

// What users import: the reporter by its name in their Vitest's configuration, the helper in greenbar.config.ts.
const forUsers = {
  reporter: "src/adapters/reporter/reporter.ts",
  config: "src/app/define-config.ts",
};

export default defineConfig([
  {
    ...shared,
    entry: { greenbar: "src/cli/start.js" },
    clean: true,
    // The screen is in the file itself, with Ink and React as they are in production: it is there twice as soon. All
    // else is loaded from the packages that it depends on.
    deps: { neverBundle: [...Object.keys(manifest.dependencies), "react-devtools-core"], onlyBundle: false },
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    plugins: [bundledLicences("bundled-licences.txt")],
  },
  ...Object.entries(children).map(([name, file]) => ({ ...shared, entry: { [name]: file }, clean: false })),
  ...Object.entries(forUsers).map(([name, file]) => ({
    ...shared,
    entry: { [name]: file },
    dts: { oxc: true },
    clean: false,
  })),
]);
