import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findOnPath } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import { createGitChanges } from "../../../src/adapters/workspace/git-changes.ts";
import { createGitCommand } from "../../../src/adapters/workspace/git.ts";
import { temporaryFolder, writeFiles } from "../temporary-folder.ts";

const binary = findOnPath("git", process.env["PATH"] ?? "");
const command = createGitCommand({ git: binary ?? "git", environment: { PATH: process.env["PATH"] } });

async function since(root: string, ref: string | null = null) {
  const found = await createGitChanges(command, root).since(ref);
  return "problem" in found ? { problem: found.problem } : { since: found.since, paths: found.paths };
}

describe.skipIf(binary === undefined)("what changed (needs git on PATH: apt install git)", () => {
  test("uncommitted, deleted and untracked files since the last commit; ignored ones do not count", async () => {
    const root = repository({
      ".gitignore": "*.log\n",
      "a.ts": "",
      "gone.ts": "",
      "staged.ts": "",
      "same.ts": "",
    });
    expect(await since(root)).toEqual({ since: "the last commit", paths: [] });
    writeFiles(root, {
      "a.ts": "1",
      "staged.ts": "1",
      "ünï new.ts": "",
      "x.log": "",
      "node_modules/p/i.js": "",
    });
    rmSync(join(root, "gone.ts"));
    run(root, "add", "staged.ts");
    expect(await since(root)).toEqual({
      since: "the last commit",
      paths: ["a.ts", "gone.ts", "staged.ts", "ünï new.ts"],
    });
  });

  test("on a branch: since the default branch was left, whatever happened there since", async () => {
    const root = repository({ "a.ts": "", "b.ts": "" });
    run(root, "checkout", "-q", "-b", "work");
    commit(root, { "a.ts": "1" });
    run(root, "checkout", "-q", "main");
    commit(root, { "b.ts": "1" });
    run(root, "checkout", "-q", "work");
    writeFiles(root, { "c.ts": "" });
    expect(await since(root)).toEqual({ since: "main", paths: ["a.ts", "c.ts"] });
    expect(await since(root, "HEAD")).toEqual({ since: "HEAD", paths: ["c.ts"] });
    expect(await since(root, "nothing")).toEqual({ problem: "git knows no commit nothing" });
    expect(await since(root, "--output=x")).toEqual({ problem: "git knows no commit --output=x" });
    expect(existsSync(join(root, "x"))).toBe(false);
  });

  test("of a package in a repository: its own paths, and those beside it; and what a file was", async () => {
    const root = repository({ "p/a/x.ts": "old\n", "p/b/y.ts": "", "top.json": "" });
    writeFiles(root, { "p/a/x.ts": "new\n", "p/b/y.ts": "1", "top.json": "1", "p/a/new.ts": "" });
    const found = await createGitChanges(command, join(root, "p/a")).since(null);
    if ("problem" in found) throw new Error(found.problem);
    expect(found.paths).toEqual(["../../p/b/y.ts", "../../top.json", "new.ts", "x.ts"]);
    expect(await found.before("x.ts")).toBe("old\n");
    expect(await found.before("new.ts")).toBe(null);
  });

  test("without a repository, or a commit, it cannot be told", async () => {
    expect(await since(temporaryFolder())).toHaveProperty("problem");
    const root = temporaryFolder();
    run(root, "init", "-q");
    expect(await since(root)).toEqual({ problem: "there is no commit yet" });
  });

  test("nothing that the repository's configuration names is run", async () => {
    const root = repository({ ".gitattributes": "*.ts filter=trap diff=trap\n", "a.ts": "" });
    const trap = join(root, "trap.sh");
    writeFiles(root, { "trap.sh": `#!/bin/sh\ntouch '${join(root, "sprung")}'\ncat\n`, "a.ts": "changed" });
    chmodSync(trap, 0o755);
    for (const key of [
      "filter.trap.clean",
      "filter.trap.smudge",
      "filter.trap.process",
      "diff.trap.command",
    ]) {
      run(root, "config", key, trap);
    }
    run(root, "config", "filter.trap.required", "true");
    run(root, "config", "core.fsmonitor", trap);
    run(root, "config", "diff.external", trap);
    run(root, "config", "diff.trap.textconv", trap);
    expect(await since(root)).toEqual({ since: "the last commit", paths: ["a.ts", "trap.sh"] });
    expect(existsSync(join(root, "sprung"))).toBe(false);
  });
});

/** A repository with these files committed on `main`. */
function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  run(root, "init", "-q", "-b", "main");
  commit(root, files);
  return root;
}

function commit(root: string, files: Readonly<Record<string, string>>): void {
  writeFiles(root, files);
  run(root, "add", "-A", "-f", ...Object.keys(files));
  run(root, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "one");
}

function run(root: string, ...args: string[]): void {
  execFileSync(binary ?? "git", ["-C", root, ...args], { stdio: "pipe" });
}
