import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findOnPath } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import { createGit } from "../../../src/adapters/workspace/git.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import { temporaryFolder, writeFiles } from "../temporary-folder.ts";

const binary = findOnPath("git", process.env["PATH"] ?? "");
const git = createGit({ git: binary ?? "git", environment: { PATH: process.env["PATH"] } });
const names = async (root: string): Promise<readonly string[]> => {
  const workspaces = createWorkspaces({ git, tmp: temporaryFolder(), level: "bubblewrap" });
  return (await workspaces.snapshot(root, { copy: [] })).files.map(({ path }) => path);
};

describe.skipIf(binary === undefined)("git (needs git on PATH: apt install git)", () => {
  test("a snapshot holds what is tracked, and what is neither tracked nor ignored", async () => {
    const root = repository({
      ".gitignore": "ignored/\n*.log\n",
      "tracked.ts": "",
      "gone.ts": "",
      "forced.log": "",
      "src/ünï code.ts": "",
    });
    rmSync(join(root, "gone.ts"));
    writeFiles(root, { "new.ts": "", "ignored/x.ts": "", "a.log": "", "node_modules/p/index.js": "" });
    expect(await names(root)).toEqual([
      ".gitignore",
      "forced.log",
      "new.ts",
      "src/ünï code.ts",
      "tracked.ts",
    ]);
  });

  test("of a package in a monorepo: only what lies below it, by its own paths", async () => {
    const root = repository({ ".gitignore": "dist\n", "packages/a/src/a.ts": "", "packages/b/b.ts": "" });
    writeFiles(root, { "packages/a/dist/a.js": "", "packages/a/new.ts": "" });
    expect(await names(join(root, "packages/a"))).toEqual(["new.ts", "src/a.ts"]);
  });

  test("submodules and repositories inside are passed over", async () => {
    const root = repository({ "a.ts": "" });
    const inner = repository({ "b.ts": "" });
    run(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, "sub");
    run(root, "init", "-q", "nested");
    writeFiles(root, { "nested/c.ts": "" });
    expect(await names(root)).toEqual([".gitmodules", "a.ts"]);
  });

  test("a folder that a repository around it ignores is taken as it is", async () => {
    const root = repository({ ".gitignore": "scratch\n" });
    writeFiles(root, { "scratch/project/a.ts": "", "scratch/project/node_modules/p/i.js": "" });
    expect(await names(join(root, "scratch/project"))).toEqual(["a.ts"]);
  });

  test("nothing that the repository's configuration names is run", async () => {
    const root = repository({ "a.ts": "" });
    const trap = join(root, "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch ${join(root, "trapped")}\n`);
    chmodSync(trap, 0o755);
    for (const key of ["core.fsmonitor", "core.pager", "core.sshCommand", "core.editor"])
      run(root, "config", key, trap);
    writeFiles(root, { ".git/hooks/post-index-change": `#!/bin/sh\n${trap}\n` });
    chmodSync(join(root, ".git/hooks/post-index-change"), 0o755);
    expect(await names(root)).toEqual(["a.ts", "trap.sh"]);
    expect(await git.isRepository(root)).toBe(true);
    expect([...(await git.ignored(root, ["a.ts"]))]).toEqual([]);
    expect(existsSync(join(root, "trapped"))).toBe(false);
  });

  test("what the repository lacks is not fetched: the program that would do so is named by its configuration", async () => {
    const root = repository({ "deep/a.ts": "", "shown/b.ts": "" });
    const trap = join(root, "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch ${join(root, "trapped")}\n`);
    chmodSync(trap, 0o755);
    for (const [key, value] of [
      ["core.repositoryformatversion", "1"],
      ["extensions.partialClone", "origin"],
      ["remote.origin.url", join(root, "nowhere")],
      ["remote.origin.promisor", "true"],
      ["remote.origin.uploadpack", `${trap};true`],
      ["protocol.file.allow", "always"],
    ] as const)
      run(root, "config", key, value);
    run(root, "sparse-checkout", "init", "--cone", "--sparse-index");
    run(root, "sparse-checkout", "set", "shown");
    const tree = execFileSync(binary ?? "git", ["-C", root, "rev-parse", "HEAD:deep"], { encoding: "utf8" });
    rmSync(join(root, ".git/objects", tree.slice(0, 2), tree.slice(2).trim()));
    expect(await git.files(root)).toEqual({ paths: expect.arrayContaining(["shown/b.ts"]) });
    expect(existsSync(join(root, "trapped"))).toBe(false);
  });

  test("a git that does not end is ended, which is said", async () => {
    const root = repository({ "a.ts": "" });
    execFileSync("sh", ["-c", 'mkfifo "$0"', join(root, ".gitignore")]);
    const hurried = createGit({
      git: binary ?? "git",
      environment: { PATH: process.env["PATH"] },
      mostMs: 300,
    });
    expect(await hurried.files(root)).toEqual({ problem: "it did not end within 0.3 s" });
  });

  test("variables of a hook do not turn it to another repository", async () => {
    const [root, other] = [repository({ "a.ts": "" }), repository({ "other.ts": "" })];
    const environment = { PATH: process.env["PATH"], GIT_DIR: join(other, ".git"), GIT_WORK_TREE: other };
    const listed = await createGit({ git: binary ?? "git", environment }).files(root);
    expect(listed).toEqual({ paths: ["a.ts"] });
  });

  test.runIf(process.getuid?.() === 0)("a repository of another owner is read", async () => {
    const root = repository({ "a.ts": "", ".gitignore": "b.ts\n" });
    writeFiles(root, { "b.ts": "" });
    execFileSync("chown", ["-R", "12345:12345", root]);
    expect(await git.files(root)).toEqual({ paths: expect.arrayContaining([".gitignore", "a.ts"]) });
    expect(await names(root)).toEqual([".gitignore", "a.ts"]);
  });

  test("a repository that is damaged is said, and every file is taken", async () => {
    const root = repository({ "a.ts": "" });
    writeFileSync(join(root, ".git/index"), "no index");
    const workspaces = createWorkspaces({ git, tmp: temporaryFolder(), level: "bubblewrap" });
    const { files, notes } = await workspaces.snapshot(root, { copy: [] });
    expect(files.map(({ path }) => path)).toEqual(["a.ts"]);
    expect(notes).toEqual([expect.stringContaining("git could not list")]);
  });

  test("tells repositories, and what is ignored", async () => {
    const root = repository({ ".gitignore": "*.log\n" });
    expect(await git.isRepository(root)).toBe(true);
    expect(await git.isRepository(temporaryFolder())).toBe(false);
    expect(await git.ignored(root, ["a.log", "sub/b.log", "c.ts"])).toEqual(new Set(["a.log", "sub/b.log"]));
    expect(await git.ignored(temporaryFolder(), ["a.log"])).toEqual(new Set());
    expect(await git.ignored(root, [])).toEqual(new Set());
  });

  test("without git there is no repository", async () => {
    const none = createGit({ git: "/no/such/git", environment: {} });
    const root = repository({ "a.ts": "" });
    expect(await none.isRepository(root)).toBe(false);
    expect(await none.files(root)).toBeUndefined();
  });

  test("a thousand files are read in a moment", async () => {
    const root = repository(
      Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`src/${n % 20}/${n}.ts`, `${n}`])),
    );
    const workspaces = createWorkspaces({ git, tmp: temporaryFolder(), level: "bubblewrap" });
    const start = performance.now();
    const snapshot = await workspaces.snapshot(root, { copy: [] });
    const read = performance.now();
    await workspaces.copy(snapshot, {});
    console.log(
      `1,000 files: snapshot ${Math.round(read - start)} ms, copy ${Math.round(performance.now() - read)} ms`,
    );
    expect(snapshot.files).toHaveLength(1000);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = temporaryFolder(files);
  run(root, "init", "-q");
  run(root, "add", "-f", ".");
  run(root, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
  return root;
}

function run(root: string, ...args: readonly string[]): void {
  execFileSync(binary ?? "git", [...args], {
    cwd: root,
    env: { PATH: process.env["PATH"], GIT_CONFIG_NOSYSTEM: "1", HOME: root },
  });
}
