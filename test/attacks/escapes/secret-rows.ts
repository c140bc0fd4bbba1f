import { execFileSync, spawn, spawnSync } from "node:child_process";
import type { StdioOptions } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGit } from "../../../src/adapters/workspace/git.ts";
import { mountsFor } from "../../../src/adapters/workspace/mounts-for.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import { launch } from "../../../src/adapters/sandbox/launch.ts";
import type { Ended, Program } from "../../../src/verdict/sandbox.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import {
  adding,
  bwrap,
  escapeRow,
  INSIDE,
  nodeIn,
  placeFor,
  provedSandbox,
  said,
  shellIn,
  weakenedBubblewrap,
  withoutSandbox,
} from "./confine.ts";
import type { Place } from "./confine.ts";

const SECRET = "s3cret-that-was-planted";

/** Reads of what belongs to the machine, to its users, or to greenbar itself. */
export const secretRows: readonly AttackRow[] = [
  escapeRow({
    id: "reads-a-key-in-home",
    mechanism: "a secret in a home folder",
    does: "Reads a private key by its absolute path.",
    must: "It is not there.",
    defence:
      "reading is closed, not open: only the system and the mounts are seen: adapters/sandbox/system-folders.ts",
    attack: (place) => {
      const file = plant(place, "home/.ssh/id_ed25519");
      return { program: nodeIn(place, printing(file)), outcome: unread };
    },
    // What others call the default: everything may be read, little may be written.
    weakened: (program, { base }) =>
      weakenedBubblewrap(program, { options: adding("--ro-bind", base, base) }),
  }),
  {
    id: "reads-ignored-files-and-git",
    mechanism: "ignored files and .git of the project",
    needs: "bubblewrap",
    does: "Reads .env and .git/config, which hold a token, in the project that it works on.",
    must: "Neither is in its copy.",
    defence:
      "a fresh copy of what git tracks or would track, never the project itself: adapters/workspace/list-files.ts",
    withDefence: (bench) => readProject(bench, "reads-ignored-files-and-git", copyOf),
    without: (bench) =>
      readProject(bench, "reads-ignored-files-and-git-without", (_bench, project) =>
        Promise.resolve({ host: project, inside: project }),
      ),
  },
  escapeRow({
    id: "reads-the-launchers-environment",
    mechanism: "the environment that bubblewrap was started with (/proc/1/environ)",
    does: "Reads the environment of the first process it sees, which is bubblewrap.",
    must: "It is empty.",
    defence: "bwrap starts with an empty environment: adapters/sandbox/start-bubblewrap.ts",
    attack: (place) => ({
      program: shellIn(place, "tr '\\0' '\\n' </proc/1/environ; echo end"),
      outcome: unread,
    }),
    // The common recipe: the environment is passed on and cleared inside.
    weakened: (program, { copy }) =>
      launch({
        argv: [bwrap(), ...commonRecipe(copy), "--clearenv", "--", ...program.argv],
        cwd: "/",
        env: { PATH: process.env["PATH"] ?? "", API_KEY: SECRET },
        limits: program.limits,
      }),
  }),
  escapeRow({
    id: "reads-the-parents-environment",
    mechanism: "the environment of other processes (/proc/PID/environ)",
    does: "Reads the environment of every process that it can see, down to greenbar's own.",
    must: "No process but its own is seen.",
    defence:
      "a namespace of processes, with a /proc of its own (--unshare-pid): adapters/sandbox/bubblewrap-arguments.ts",
    attack: async (place, bench) => {
      await victim(bench);
      const script =
        "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep planted; echo it saw $(ls /proc | grep -c '^[0-9]') processes";
      return { program: shellIn(place, script), outcome: unread };
    },
    weakened: (program) => withoutSandbox(program),
  }),
  escapeRow({
    id: "reads-through-another-process",
    mechanism: "another process's view of the disk (/proc/PID/root, /proc/PID/cwd)",
    does: "Reads a file by way of the root and the working directory of a process outside, whose number it was told.",
    must: "There is no such process.",
    defence:
      "a namespace of processes, with a /proc of its own (--unshare-pid): adapters/sandbox/bubblewrap-arguments.ts",
    attack: async (place, bench) => {
      const file = plant(place, "secret");
      const pid = await victim(bench);
      const program = shellIn(
        place,
        `cat /proc/${pid}/root${file} /proc/${pid}/cwd/..${file} /proc/1/root${file}`,
      );
      return { program, outcome: unread };
    },
    weakened: (program) => withoutSandbox(program),
  }),
  {
    id: "reads-an-inherited-file",
    mechanism: "a file that whoever started greenbar left open",
    needs: "bubblewrap",
    does: "Reads file descriptor 99, which greenbar inherited and which leads to a secret.",
    must: "It leads to nothing.",
    defence: "descriptors above the pipes are replaced by /dev/null: adapters/sandbox/launch.ts",
    withDefence: (bench) =>
      Promise.resolve(inherited(placeFor(bench, "reads-an-inherited-file"), "sandboxed")),
    without: (bench) =>
      Promise.resolve(inherited(placeFor(bench, "reads-an-inherited-file-without"), "spawned")),
  },
  escapeRow({
    id: "reads-the-suite-in-a-cache",
    mechanism: "what tools keep beside the packages",
    does: "Looks for expected values in node_modules/.vitest-cache, where Vitest keeps the text of suites that it ran.",
    must: "The folder is empty.",
    defence: "an empty folder is mounted over such caches: adapters/sandbox/dependency-caches.ts",
    attack: (place) => {
      plant(place, "node_modules/.vitest-cache/0a1b");
      const program = shellIn(place, "cat node_modules/.vitest-cache/* 2>&1");
      const reads = [
        ...program.reads,
        { host: join(place.base, "node_modules"), inside: `${INSIDE}/node_modules` },
      ];
      return { program: { ...program, reads }, outcome: unread };
    },
    weakened: (program, { copy }) => {
      mkdirSync(join(copy, "node_modules"));
      return weakenedBubblewrap(program, { caches: true });
    },
  }),
];

function unread(ended: Ended): Outcome {
  const held = !ended.stdout.includes(SECRET);
  return { held, saw: held ? `not read; it said: ${said(ended)}` : "read" };
}

function printing(file: string): string {
  return `console.log(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`;
}

function plant({ base }: Place, path: string): string {
  const file = join(base, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, SECRET);
  return file;
}

/** A process outside whose environment holds the secret; the same for all rows. */
function victim(bench: AttackBench): Promise<number> {
  return bench.share("escapes: a process outside", async () => {
    const child = spawn("sleep", ["300"], {
      cwd: "/usr",
      env: { PATH: process.env["PATH"], KEY: SECRET },
      stdio: "ignore",
    });
    await once(child, "spawn");
    bench.atEnd(() => void child.kill("SIGKILL"));
    return child.pid ?? 0;
  });
}

/** What is often read as a sandbox: no capabilities are dropped, the environment is cleared inside. */
function commonRecipe(copy: string): readonly string[] {
  return [
    "--unshare-all",
    "--ro-bind",
    "/",
    "/",
    "--bind",
    copy,
    copy,
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--chdir",
    copy,
  ];
}

async function copyOf(bench: AttackBench, project: string) {
  const git = createGit({ git: "git", environment: process.env });
  const workspaces = createWorkspaces({ git, tmp: bench.folder("copies"), level: "bubblewrap" });
  const copy = await workspaces.copy(await workspaces.snapshot(project, { copy: [] }), {});
  return mountsFor(copy, "bubblewrap").workspace;
}

async function readProject(
  bench: AttackBench,
  name: string,
  workspaceOf: (bench: AttackBench, project: string) => Promise<Program["workspace"]>,
): Promise<Outcome> {
  const place = placeFor(bench, name);
  const project = join(place.base, "project");
  mkdirSync(project);
  writeFileSync(join(project, ".gitignore"), ".env\n");
  writeFileSync(join(project, ".env"), `TOKEN=${SECRET}`);
  execFileSync("git", ["init", "--quiet"], { cwd: project, stdio: "ignore" });
  execFileSync("git", ["config", "http.extraHeader", SECRET], { cwd: project, stdio: "ignore" });
  const workspace = await workspaceOf(bench, project);
  const sandbox = await provedSandbox(bench);
  const program = shellIn(place, "cat .env .git/config", { workspace, cwd: workspace.inside });
  return unread(await sandbox.launch(program));
}

const ATTEMPT = "readlink /proc/self/fd/99; cat /proc/self/fd/99; echo end";

/** Starts a greenbar of its own, as it were: a Node that inherits an open file and then starts the program. */
function inherited(place: Place, how: "sandboxed" | "spawned"): Outcome {
  const source = (name: string): string =>
    JSON.stringify(join(import.meta.dirname, "../../../src/adapters/sandbox", name));
  const program = JSON.stringify(shellIn(place, ATTEMPT));
  const started = {
    sandboxed: `const { createBubblewrap } = await import(${source("bubblewrap.ts")});
      const ended = await createBubblewrap({ bwrap: ${JSON.stringify(bwrap())}, node: process.execPath, tmp: "/tmp" }).launch(${program});
      console.log(ended.stdout);`,
    spawned: `const { spawnSync } = await import("node:child_process");
      const recipe = ${JSON.stringify([...commonRecipe(place.copy), "--", "/bin/sh", "-c", ATTEMPT])};
      const stdio = ["ignore", "pipe", "pipe"];
      console.log(spawnSync(${JSON.stringify(bwrap())}, recipe, { stdio, encoding: "utf8" }).stdout);`,
  } as const;
  const file = openSync(plant(place, "secret"), "r");
  // Node itself closes the first sixteen in a child, and no more.
  const between = Array.from({ length: 96 }, () => "ignore" as const);
  const stdio: StdioOptions = ["ignore", "pipe", "inherit", ...between, file];
  try {
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", started[how]], {
      stdio,
      encoding: "utf8",
    });
    const held = !stdout.includes(SECRET);
    return { held, saw: held ? `not read; it said: ${stdout.trim()}` : "read" };
  } finally {
    closeSync(file);
  }
}
