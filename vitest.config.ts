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

// Where greenbar is used from end to end: the command line, the screen in a terminal, the docs' sessions, the package.
const wholeWay = [
  "test/{cli,e2e}/**/*.real.test.ts",
  "test/tui/terminal/**/*.real.test.ts",
  "test/{browser,docs}/**/*.real.test.ts",
  "test/app/corpus.real.test.ts",
];

// unit: starts no Vitest, sandbox or browser. real: starts what users have, or searches long. e2e: goes the whole way.
// specs: our own specs, compiled. What is pure shares nothing that could leak, so its files need no isolation: three
// times as fast.
export default defineConfig({
  plugins: [asUsersLoad],
  test: {
    expect: { requireAssertions: true },
    // By itself Vitest gives two cores one worker, which mostly waits: for Vitest's own process, or for children.
    maxWorkers: Math.max(3, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.{real,slow}.test.ts", "test/specs/**", "test/fixtures/**"],
          isolate: false,
          // Milliseconds are enough for nearly all; a machine with other work must not make one red.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "real",
          include: ["test/**/*.{real,slow}.test.ts"],
          exclude: ["test/fixtures/**", "test/vitests/**", ...wholeWay],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: wholeWay,
          globalSetup: ["test/e2e/pack-once.ts"],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      { extends: true, test: { name: "specs", include: ["test/specs/**/*.test.ts"] } },
    ],
  },
});
