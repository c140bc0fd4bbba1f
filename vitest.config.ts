import { defineConfig } from "vitest/config";

// unit: starts no Vitest, sandbox or browser. real: starts what users have. specs: our own specs, compiled.
export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.real.test.ts", "test/specs/**", "test/fixtures/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/**/*.real.test.ts"],
          exclude: ["test/fixtures/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: "specs", include: ["test/specs/**/*.test.ts"] } },
    ],
  },
});
