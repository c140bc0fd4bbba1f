import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import { mountsFor } from "../../../src/adapters/workspace/mounts-for.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import type { Ended, Sandbox } from "../../../src/verdict/sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { fakeGit } from "../workspace/fake-git.ts";
import { bwrap, NEEDS_BWRAP, sameInside, sandbox } from "./real-bubblewrap.ts";

const OWN = dirname(dirname(new URL(import.meta.resolve("vitest/package.json")).pathname));

const files = {
  "sum.ts": "export const sum = (a: number, b: number): number => a + b;\n",
  "sum.test.ts":
    'import { expect, test } from "vitest";\nimport { sum } from "./sum.ts";\ntest("adds", () => expect(sum(1, 2)).toBe(3));\n',
};

/** A project whose packages are links into our own, as a package manager with a store would lay them. */
function project(more: Readonly<Record<string, string>> = {}): string {
  const root = temporaryFolder({ ...files, ...more });
  mkdirSync(join(root, "node_modules"));
  for (const name of ["vitest", "vite"]) symlinkSync(join(OWN, name), join(root, "node_modules", name));
  return root;
}

async function runVitest(root: string, runner: Sandbox, ...options: readonly string[]): Promise<Ended> {
  const workspaces = createWorkspaces({ git: fakeGit(), tmp: temporaryFolder(), level: runner.level });
  const copy = await workspaces.copy(await workspaces.snapshot(root, { copy: [] }), {});
  const { workspace, reads, root: inside } = mountsFor(copy, runner.level);
  try {
    return await runner.launch({
      argv: [process.execPath, join(OWN, "vitest/vitest.mjs"), "run", "--root", inside, ...options],
      workspace,
      cwd: inside,
      reads: [...reads, sameInside(process.execPath)],
      env: { PATH: "/usr/bin:/bin", HOME: "/tmp", NO_COLOR: "1" },
      limits: { wallMs: 30_000, outputBytes: 100_000, memoryBytes: 2_000_000_000 },
    });
  } finally {
    await copy.dispose();
  }
}

describe.skipIf(bwrap === undefined)(`Vitest in the sandbox (${NEEDS_BWRAP})`, () => {
  test("runs a project's tests from a copy, with its dependencies read-only in their own place", async () => {
    const root = project();
    const ended = await runVitest(root, sandbox);
    expect(ended.stdout, ended.stderr).toMatch(/Tests\s+1 passed/);
    expect(ended.code).toBe(0);
    expect(existsSync(join(root, "node_modules/.vite"))).toBe(false);
  });

  test("shows the project's own paths in a failure, and none of the copy", async () => {
    const root = project({
      "sum.ts": "export const sum = () => { throw new Error(import.meta.filename); };",
    });
    const ended = await runVitest(root, sandbox);
    expect(ended.stderr).toContain(`Error: ${root}/sum.ts`);
    expect(ended.code).toBe(1);
  });

  // Vite's own way writes a file into node_modules when the configuration is an ES module; this one writes none.
  test("reads an ES module in TypeScript as its configuration, by the loader `runner`", async () => {
    const root = project({
      "package.json": '{ "type": "module" }',
      "vitest.config.ts":
        'import { defineConfig } from "vitest/config";\nexport default defineConfig({ test: { globals: true } });\n',
      "sum.test.ts": 'import { sum } from "./sum.ts";\ntest("adds", () => expect(sum(1, 2)).toBe(3));\n',
    });
    const ended = await runVitest(root, sandbox, "--configLoader", "runner");
    expect(ended.stdout, ended.stderr).toMatch(/Tests\s+1 passed/);
  });

  test("costs some milliseconds a start", async () => {
    const start = async (runner: Sandbox): Promise<number> => {
      const host = temporaryFolder();
      const ended = await runner.launch({
        argv: [process.execPath, "-e", "0"],
        workspace: sameInside(host),
        cwd: host,
        reads: [sameInside(process.execPath)],
        env: {},
        limits: { wallMs: 10_000, outputBytes: 100 },
      });
      expect(ended).toMatchObject({ how: "exit", code: 0 });
      return ended.durationMs;
    };
    const [inside, outside]: [number[], number[]] = [[], []];
    for (let round = 0; round < 5; round++) {
      inside.push(await start(sandbox));
      outside.push(await start(createNoSandbox()));
    }
    expect(Math.min(...inside) - Math.min(...outside)).toBeLessThan(200);
  });
});
