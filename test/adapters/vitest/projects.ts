import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import { createVitestRunner } from "../../../src/adapters/vitest/vitest-runner.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import type { PlannedTest, RunJob } from "../../../src/verdict/runner.ts";

const repository = realpathSync(join(import.meta.dirname, "..", "..", ".."));
export const repositoryModules = join(repository, "node_modules");

/** Where a package lies: the repository's own, or an older Vitest that npm will not have in the same tree. */
export function modulesOf(installed: string): string {
  return /^vitest\d$/.test(installed) ? join(repository, "test/vitests/node_modules") : repositoryModules;
}

export const setting = ownInstallation();

export const runner = createVitestRunner(setting);

export interface Project {
  readonly dir: string;
  write(path: string, text: string): void;
  /** A link at `path` to `target` under node_modules. */
  link(target: string, path: string): void;
  readonly remove: () => void;
}

/** A copy of test/fixtures/projects/NAME in a temporary folder, with links to the packages named. */
export function project(
  name: string | null,
  packages: Readonly<Record<string, string>> = { vitest: "vitest" },
): Project {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-test-")));
  if (name !== null)
    cpSync(join(import.meta.dirname, "..", "..", "fixtures", "projects", name), dir, { recursive: true });
  for (const [as, installed] of Object.entries(packages)) {
    mkdirSync(dirname(join(dir, "node_modules", as)), { recursive: true });
    symlinkSync(join(modulesOf(installed), installed), join(dir, "node_modules", as));
  }
  return {
    dir,
    write(path, text) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    },
    link: (target, path) => symlinkSync(join(dir, "node_modules", target), join(dir, path)),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

export function job(
  dir: string,
  file: string,
  names: readonly (readonly string[])[],
  more: Partial<RunJob> = {},
): RunJob {
  return {
    workspace: { dir, root: dir, dependencies: [], dispose: async () => {} },
    sandbox: createNoSandbox(),
    files: [file],
    planned: names.map((name): PlannedTest => ({ file, name })),
    missingExports: [],
    idleMs: 20_000,
    wallMs: 40_000,
    ...more,
  };
}
