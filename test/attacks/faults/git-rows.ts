import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { createGit } from "../../../src/adapters/workspace/git.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { within } from "./kill-sweep.ts";
import { put } from "./rig/put.ts";

const defence = "git is asked with its programs, transports and variables off: `adapters/workspace/git.ts`";

export const gitRows: readonly AttackRow[] = [
  {
    id: "git-config-that-executes",
    mechanism: "programs that a repository's configuration names",
    does: "Names a program as fsmonitor (plainly, and in a file that is included on a condition), hooks, filters, pager, editor and alias in a project's .git/config.",
    must: "The project is listed, and the program does not run.",
    defence,
    withDefence: (bench) => trapped(bench, namesPrograms, listed),
    without: (bench) => trapped(bench, namesPrograms, (root) => plainly(root, {})),
  },
  {
    id: "git-lazy-fetch",
    mechanism: "a repository that lacks objects, and says who has them",
    does: "Makes the project a partial clone with a sparse index that lacks a tree, and names a program to fetch it with.",
    must: "The program does not run.",
    defence,
    withDefence: (bench) => trapped(bench, lacksObjects, listed),
    without: (bench) =>
      trapped(bench, lacksObjects, (root) =>
        plainly(root, { "core.fsmonitor": "false", "core.hooksPath": "/dev/null" }),
      ),
  },
  {
    id: "git-variables",
    mechanism: "variables that turn git elsewhere",
    does: "Starts greenbar with GIT_DIR and GIT_WORK_TREE of another repository, as a hook does, and with a configuration in GIT_CONFIG_COUNT that executes.",
    must: "The project itself is listed, and nothing runs.",
    defence,
    withDefence: (bench) =>
      turned(bench, (root, environment) => createGit({ git: "git", environment }).files(root)),
    without: (bench) =>
      turned(bench, (root, environment) => {
        const paths = names(
          execFileSync("git", ["-C", root, ...listing], {
            env: { ...environment },
            stdio: ["ignore", "pipe", "ignore"],
          }),
        );
        return Promise.resolve({ paths });
      }),
  },
  {
    id: "git-that-waits",
    mechanism: "a file of a repository that never ends",
    does: "Makes a project's .gitignore a pipe that nobody writes to.",
    must: "git is ended after its time (short here), and every file is taken, which is said.",
    defence: "a limit on git's time: `adapters/workspace/git.ts`",
    withDefence: (bench) => waiting(bench, 500),
    without: (bench) => waiting(bench, 0),
  },
];

const listing = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];

interface Trap {
  readonly root: string;
  /** Writes down that it ran. */
  readonly program: string;
}

function repository(bench: AttackBench): Trap & { readonly mark: string } {
  const root = bench.folder("repository");
  const mark = join(bench.folder("mark"), "ran");
  const program = join(dirname(mark), "trap.sh");
  writeFileSync(program, `#!/bin/sh\ntouch ${mark}\n`);
  chmodSync(program, 0o755);
  put(root, "a.ts", "a");
  put(root, "deep/b.ts", "b");
  put(root, "shown/c.ts", "c");
  git(root, "init", "-q");
  git(root, "add", ".");
  git(root, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
  return { root, program, mark };
}

async function trapped(
  bench: AttackBench,
  set: (trap: Trap) => void,
  list: (root: string) => Promise<unknown>,
): Promise<Outcome> {
  const trap = repository(bench);
  set(trap);
  rmSync(trap.mark, { force: true });
  const said = await list(trap.root);
  const ran = existsSync(trap.mark);
  return {
    held: !ran,
    saw: `${ran ? "the program ran" : "the program did not run"}, ${JSON.stringify(said).slice(0, 90)}`,
  };
}

function listed(root: string): Promise<unknown> {
  return createGit({ git: "git", environment: { PATH: process.env["PATH"] } }).files(root);
}

function plainly(root: string, settings: Readonly<Record<string, string>>): Promise<unknown> {
  const set = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  try {
    return Promise.resolve(names(git(root, ...set, ...listing)));
  } catch (error) {
    return Promise.resolve((error as Error).message.split("\n")[0]);
  }
}

function namesPrograms({ root, program }: Trap): void {
  put(root, ".git/included", `[core]\n\tfsmonitor = ${program}\n`);
  git(root, "config", "includeIf.gitdir:**.path", join(root, ".git/included"));
  for (const key of [
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "diff.external",
    "filter.x.clean",
    "filter.x.process",
  ])
    git(root, "config", key, program);
  git(root, "config", "alias.ls-files", `!${program}`);
  put(root, ".gitattributes", "* filter=x diff=x\n");
  for (const hook of ["post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout"]) {
    put(root, `.git/hooks/${hook}`, `#!/bin/sh\n${program}\n`);
    chmodSync(join(root, `.git/hooks/${hook}`), 0o755);
  }
  git(root, "config", "core.fsmonitor", program);
}

function lacksObjects({ root, program }: Trap): void {
  git(root, "config", "core.repositoryformatversion", "1");
  git(root, "config", "extensions.partialClone", "origin");
  git(root, "config", "remote.origin.url", join(root, "nowhere"));
  git(root, "config", "remote.origin.promisor", "true");
  git(root, "config", "remote.origin.uploadpack", `${program};true`);
  git(root, "config", "protocol.file.allow", "always");
  git(root, "sparse-checkout", "init", "--cone", "--sparse-index");
  git(root, "sparse-checkout", "set", "shown");
  const tree = git(root, "rev-parse", "HEAD:deep").toString().trim();
  rmSync(join(root, ".git/objects", tree.slice(0, 2), tree.slice(2)));
}

async function turned(
  bench: AttackBench,
  list: (root: string, environment: Readonly<Record<string, string | undefined>>) => Promise<unknown>,
): Promise<Outcome> {
  const [here, other] = [repository(bench), repository(bench)];
  put(other.root, "other.ts", "");
  const environment = {
    PATH: process.env["PATH"],
    GIT_DIR: join(other.root, ".git"),
    GIT_WORK_TREE: other.root,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "core.fsmonitor",
    GIT_CONFIG_VALUE_0: here.program,
  };
  const said = JSON.stringify(await list(here.root, environment));
  const ran = existsSync(here.mark);
  const isOwn = said.includes("a.ts") && !said.includes("other.ts");
  return {
    held: !ran && isOwn,
    saw: `${ran ? "the program ran" : "nothing ran"}, listed ${said.slice(0, 80)}`,
  };
}

async function waiting(bench: AttackBench, mostMs: number): Promise<Outcome> {
  const { root } = repository(bench);
  execFileSync("sh", ["-c", 'mkfifo "$0"', join(root, ".gitignore")]);
  const listing = createGit({ git: "git", environment: { PATH: process.env["PATH"] }, mostMs }).files(root);
  const said = await within(5_000, listing);
  if (said !== null) return { held: true, saw: JSON.stringify(said) };
  // Whoever opens the pipe to write to it lets git go on.
  writeFileSync(join(root, ".gitignore"), "");
  await listing;
  return { held: false, saw: "git had not ended after 5 s" };
}

function git(root: string, ...args: readonly string[]): Buffer {
  const env = { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", HOME: root };
  return execFileSync("git", ["-C", root, ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
}

function names(text: Buffer): readonly string[] {
  return text.toString().split("\0").slice(0, -1);
}
