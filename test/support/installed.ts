import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import process from "node:process";
import { afterAll } from "vitest";
import { writeFiles } from "./project.ts";

const repository = resolve(import.meta.dirname, "../..");

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder for the projects of one test file; it goes when the file's tests are over. */
export function makeWorkshop(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-e2e-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What `npm pack` makes of this repository, built in a folder of its own and not in `dist`. */
export function pack(workshop: string): string {
  const stage = join(workshop, "stage");
  mkdirSync(stage);
  must(execute(repository, "npx", ["tsdown", "--out-dir", join(stage, "dist"), "--logLevel", "error"]));
  const { files } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { files: string[] };
  for (const name of ["package.json", ...files.filter((file) => file !== "dist")]) {
    cpSync(join(repository, name), join(stage, name), { recursive: true });
  }
  must(execute(workshop, "npm", ["pack", "--ignore-scripts", "--loglevel=error", "./stage"]));
  const name = readdirSync(workshop).find((entry) => entry.endsWith(".tgz")) ?? "";
  return join(workshop, name);
}

/** A committed repository of git with these files. `install` is the command that brings its packages. */
export function makeRepository(
  root: string,
  files: Readonly<Record<string, string>>,
  install: readonly string[],
): string {
  mkdirSync(root, { recursive: true });
  writeFiles(root, { ".gitignore": "node_modules\n", ...files });
  must(execute(root, "git", ["init", "-q", "-b", "main"]));
  const [program = "", ...args] = install;
  must(execute(root, program, args));
  must(execute(root, "git", ["add", "-A"]));
  must(execute(root, "git", ["commit", "-q", "-m", "start"]));
  return root;
}

export const npmInstall = [
  "npm",
  "install",
  "--prefer-offline",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** Runs a program as a person would in a terminal of the project, without what this test run adds to the environment. */
export function execute(
  root: string,
  program: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Ended {
  const ended = spawnSync(program, [...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...environment(), ...more },
  });
  if (ended.error !== undefined) throw ended.error;
  return { status: ended.status, out: ended.stdout, err: ended.stderr };
}

/** `npx greenbar …` without npm's own start-up. */
export function greenbar(root: string, ...args: readonly string[]): Ended {
  for (let folder = root; ; folder = dirname(folder)) {
    const bin = join(folder, "node_modules", ".bin", "greenbar");
    if (lstatSync(bin, { throwIfNoEntry: false }) !== undefined) return execute(root, bin, args);
    if (dirname(folder) === folder) throw new Error(`greenbar is not installed for ${root}`);
  }
}

/** The output of a command that has to go well. */
export function must({ status, out, err }: Ended): string {
  if (status !== 0) throw new Error(`exit ${status}\n${out}\n${err}`);
  return out;
}

/** Paths that git says are changed or new, with its letters. */
export function gitStatus(root: string): string[] {
  return must(execute(root, "git", ["status", "--porcelain", "-uall"]))
    .split("\n")
    .filter((line) => line !== "");
}

/** A hash over names, sizes and times of everything below `node_modules`. */
export function dependenciesPrint(root: string): string {
  const folder = join(root, "node_modules");
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
    const entry = lstatSync(join(folder, path));
    hash.update(entry.isDirectory() ? `${path}\n` : `${path} ${entry.size} ${entry.mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function environment(): Record<string, string> {
  const foreign =
    /^(?:VITEST|NODE_ENV$|FORCE_COLOR|INIT_CWD|CI$|TEST$|npm_(?!config_)|npm_config_local_prefix)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""])),
    PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
    NO_COLOR: "1",
    GIT_AUTHOR_NAME: "Ann",
    GIT_AUTHOR_EMAIL: "ann@example.org",
    GIT_COMMITTER_NAME: "Ann",
    GIT_COMMITTER_EMAIL: "ann@example.org",
  };
}
