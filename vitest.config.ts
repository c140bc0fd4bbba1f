import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import type { Plugin } from "vitest/config";

/**
 * Vitest adds the import condition "development", under which some dependencies load a slow build of themselves,
 * full of assertions: our tests load what users do.
 */
const asUsersLoad: Plugin = {
  name: "as-users-load",
  configResolved: (config) => {
    (config.ssr.resolve ??= {}).conditions = ["node"];
  },
};

// unit: starts no Vitest, sandbox or browser. real: starts what users have, or searches long. e2e: installs the packed
// package into projects of many kinds, and puts every attack to it. specs: our own specs, compiled. What is pure shares nothing that could leak, so its files need no isolation: three times as fast.
export default defineConfig({
  plugins: [asUsersLoad],
  test: {
    expect: { requireAssertions: true },
    // By itself Vitest gives two cores one worker, which mostly waits: for Vitest's own process, or for children.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{real,slow}.test.ts", "test/specs/**", "test/fixtures/**"],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/**/*.{real,slow}.test.ts"],
          exclude: ["test/fixtures/**", "test/e2e/**", "test/vitests/**"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          globalSetup: ["test/e2e/pack-once.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      { extends: true, test: { name: "specs", include: ["test/specs/**/*.test.ts"] } },
    ],
  },
});
