import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createCoverage } from "../../../src/adapters/trace/coverage.ts";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import type { LineRange } from "../../../src/docs/claims/claims.ts";
import { makeClaims } from "../../../src/docs/claims/make-claims.ts";
import { mountsFor } from "../../../src/adapters/workspace/mounts-for.ts";
import { createShell } from "../../../src/adapters/shell/shell.ts";
import type { Traced, TracedCommands } from "../../../src/verdict/coverage.ts";
import type { JudgeProgram } from "../../../src/verdict/judge.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import type { Workspace } from "../../../src/verdict/workspace.ts";

const modules = join(import.meta.dirname, "../../../node_modules");

/** A program that asks for these expressions, with the names that it needs of a subject. */
export function program(
  key: number,
  names: readonly string[],
  sources: readonly string[],
  subject = "src/impl.ts",
): JudgeProgram {
  return {
    key,
    uses: names.map((name) => ({ subject, exported: name, local: name, as: "named" as const })),
    steps: sources.map((source) => ({ do: "ask", source, via: "value" }) as const),
  };
}

/** The trace of some programs in a copy of these files, by the real child. */
export function trace(
  files: Readonly<Record<string, string>>,
  programs: readonly JudgeProgram[],
  options: { readonly sandbox?: Sandbox; readonly programMs?: number } = {},
): Promise<Traced> {
  return inCopy(files, (workspace) =>
    createCoverage(ownInstallation()).trace({
      workspace,
      sandbox: options.sandbox ?? createNoSandbox(),
      programs,
      programMs: options.programMs ?? 20_000,
      wallMs: 60_000,
    }),
  );
}

/** The trace of some commands in a copy of these files. */
export function traceShell(
  files: Readonly<Record<string, string>>,
  bins: ReadonlyMap<string, string>,
  commands: readonly string[],
): Promise<TracedCommands> {
  const own = ownInstallation();
  const shell = createShell({ node: own.node, reads: own.reads, mountsFor, nonce: () => ".run-1" });
  return inCopy(files, (workspace) =>
    createCoverage(own).traceCommands(shell, {
      workspace,
      sandbox: createNoSandbox(),
      bins,
      commands,
      commandMs: 20_000,
    }),
  );
}

async function inCopy<T>(
  files: Readonly<Record<string, string>>,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const base = await realpath(await mkdtemp(join(tmpdir(), "greenbar-coverage-")));
  try {
    // A folder may be called anything: blanks, letters of more than one byte, what looks like an escape in an address.
    const [root, dir] = [join(base, "project"), join(base, "côpy of 100% a%20b")];
    await mkdir(root);
    for (const [path, text] of Object.entries({ "package.json": `{"type":"module"}`, ...files })) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    await symlink(modules, join(dir, "node_modules"));
    return await work({ dir, root, dependencies: [modules], dispose: () => Promise.resolve() });
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

/** What a trace claims: by program and file, the lines and those of them that ran in part. */
export function claimed(traced: Traced, files: Readonly<Record<string, string>>) {
  const examples = [...traced.programs].map(([key, program]) => ({
    id: String(key),
    trace: program,
    loads: Object.keys(files),
  }));
  const claims = makeClaims([{ ...traced, examples }], new Map(Object.entries(files)));
  const lines = (path: string, is: (atLoad: boolean, examples: readonly string[]) => boolean) =>
    [...(claims.files.get(path)?.lines ?? [])]
      .filter(([, { atLoad, examples: by }]) => is(atLoad, by))
      .map(([line]) => line);
  return {
    claims,
    of: (key: number, path = "src/impl.ts"): Ran | null => {
      const found = claims.examples.get(String(key))?.find((one) => one.path === path);
      return found === undefined ? null : { lines: found.lines, partly: found.partly };
    },
    atLoad: (path = "src/impl.ts") => lines(path, (atLoad) => atLoad),
    unclaimed: (path = "src/impl.ts") => lines(path, (atLoad, by) => !atLoad && by.length === 0),
  };
}

export interface Ran {
  readonly lines: readonly LineRange[];
  readonly partly: readonly LineRange[];
}
