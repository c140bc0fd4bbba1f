import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { CliEnded } from "../../support/cli.ts";
import { hasStack, runCli } from "../../support/cli.ts";
import { until } from "../../support/processes.ts";
import type { AttackBench } from "../row.ts";
import type { Hostile } from "./modules.ts";
import { layOut } from "./project.ts";

/** What `greenbar check --json` said of one module. */
export interface CheckedModule {
  readonly outcome: string;
  readonly code: number | null;
  readonly requirements: readonly CheckedRequirement[];
  /** What greenbar left behind, or did wrong itself; empty when it is nothing. Of all modules of one check. */
  readonly amiss: readonly string[];
}

export interface CheckedRequirement {
  readonly spec: string;
  readonly title: string;
  readonly status: string;
  readonly examples: readonly CheckedExample[];
}

export interface CheckedExample {
  readonly id: string;
  readonly status: string;
  readonly reason: string | null;
}

/** Puts modules to one `greenbar check --json`, as users have it; by name. */
export async function checkModules(
  bench: AttackBench,
  name: string,
  modules: readonly Hostile[],
  files: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, CheckedModule>> {
  const base = bench.folder(name);
  const [root, tmp] = [join(base, "project"), join(base, "tmp")];
  mkdirSync(tmp);
  layOut(root, modules, files);
  const before = hashes(root);
  const end = await runCli(["check", "--json"], { cwd: root, env: { TMPDIR: tmp }, timeout: 280_000 });
  const document = documentOf(end);
  const after = hashes(root);
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const amiss = [
    ...changed.map((path) => `${path} has changed`),
    ...readdirSync(tmp).map((left) => `${left} is left in the temporary folder`),
    ...readdirSync(base)
      .filter((entry) => entry !== "project" && entry !== "tmp")
      .map((entry) => `${entry} lies beside the project`),
    ...((await processesLeft(base)) ? ["a process is left"] : []),
    ...(hasStack(end.all) ? ["greenbar itself broke"] : []),
  ];
  const { outcome, requirements } = document;
  return new Map(
    modules.map(({ name: module }) => [
      module,
      {
        outcome,
        code: end.code,
        amiss,
        requirements: requirements.filter(({ spec }) => spec === `specs/${module}.md`),
      },
    ]),
  );
}

function documentOf({ stdout, code, signal, all }: CliEnded): {
  readonly outcome: string;
  readonly requirements: readonly CheckedRequirement[];
} {
  try {
    const document = JSON.parse(stdout) as ReturnType<typeof documentOf>;
    if (Array.isArray(document.requirements)) return document;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(
    `check ended without a verdict, exit code ${code}, signal ${signal}:\n${all.slice(0, 2_000)}`,
  );
}

/** Hash of every file, by path. */
function hashes(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

/** Whether processes that work in a folder, or name it, are there a second after the end. Only Linux shows them. */
async function processesLeft(folder: string): Promise<boolean> {
  if (process.platform !== "linux") return false;
  try {
    await until(() => processesIn(folder).length === 0, 1_000, "every process is gone");
    return false;
  } catch (error) {
    if (processesIn(folder).length > 0) return true;
    throw error;
  }
}

/** Numbers of the processes that work in a folder, or name it. */
export function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
        return command.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
      } catch (error) {
        // It ended while it was looked at, or is somebody else's.
        if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
        throw error;
      }
    });
}
