import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { createGitRevisions } from "../../../src/adapters/revisions/git-revisions.ts";
import { createGitCommand } from "../../../src/adapters/workspace/git.ts";
import { makeProject, writeFiles } from "../../support/project.ts";

const environment = { PATH: process.env["PATH"], HOME: "/nonexistent" };
const author = {
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

function git(root: string, ...args: readonly string[]): string {
  return execFileSync("git", args, {
    cwd: root,
    encoding: "utf8",
    env: { ...environment, ...author, GIT_CONFIG_NOSYSTEM: "1" },
  }).trim();
}

function commit(root: string, message: string): string {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--no-verify", "-m", message);
  return git(root, "rev-parse", "HEAD");
}

const revisionsOf = (root: string) => createGitRevisions(createGitCommand({ git: "git", environment }), root);

describe("earlier commits of a repository", () => {
  test("files as a commit has them, many at once, with every byte of their text", async () => {
    const texts = { "specs/é b.md": "ü\r\n\n", "specs/empty.md": "", "src/a.ts": `${"x".repeat(100_000)}\n` };
    const root = makeProject(texts);
    symlinkSync("specs", join(root, "link"));
    git(root, "init", "-q", "-b", "main");
    const first = commit(root, "one");
    writeFiles(root, { "src/a.ts": "other\n" });
    const revisions = revisionsOf(root);
    expect(await revisions.commit("HEAD")).toBe(first);
    const tree = await revisions.tree(first);
    expect([...tree.paths].toSorted()).toStrictEqual(
      ["package.json", ...Object.keys(texts).toSorted()].toSorted(),
    );
    const read = await Promise.all(Object.keys(texts).map((path) => tree.read(path)));
    expect(read).toStrictEqual(Object.values(texts));
    expect([await tree.read("link"), await tree.read("no.md")]).toStrictEqual([null, null]);
  });

  test("a project in a folder of the repository has its own paths", async () => {
    const root = makeProject({ "packages/a/specs/x.md": "x\n", "specs/top.md": "top\n" });
    git(root, "init", "-q", "-b", "main");
    const tree = await revisionsOf(join(root, "packages/a")).tree(commit(root, "one"));
    expect([...tree.paths]).toStrictEqual(["specs/x.md"]);
    expect(await tree.read("specs/x.md")).toBe("x\n");
  });

  test("where a branch left the default one", async () => {
    const root = makeProject({});
    git(root, "init", "-q", "-b", "main");
    const base = commit(root, "one");
    git(root, "checkout", "-q", "-b", "feature");
    writeFiles(root, { "b.md": "b\n" });
    commit(root, "two");
    expect(await revisionsOf(root).branchPoint()).toStrictEqual({ commit: base, branch: "main" });
    git(root, "branch", "-q", "-m", "main", "trunk");
    expect(await revisionsOf(root).branchPoint()).toBeNull();
    git(root, "update-ref", "refs/remotes/origin/trunk", "trunk");
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    expect(await revisionsOf(root).branchPoint()).toStrictEqual({ commit: base, branch: "origin/trunk" });
  });

  test.each(["nope", "--output=/tmp/x", "-h", "HEAD~9", "HEAD:package.json", ""])(
    "%j is no commit",
    async (ref) => {
      const root = makeProject({});
      git(root, "init", "-q", "-b", "main");
      commit(root, "one");
      expect(await revisionsOf(root).commit(ref)).toBeNull();
    },
  );

  test("without a repository there is nothing", async () => {
    const revisions = revisionsOf(makeProject({}));
    expect([await revisions.commit("HEAD"), await revisions.branchPoint()]).toStrictEqual([null, null]);
  });

  test("no program that the repository names is run, and nothing in it is written", async () => {
    const root = makeProject({ ".gitattributes": "* filter=evil diff=evil\n", "specs/a.md": "a\n" });
    git(root, "init", "-q", "-b", "main");
    const at = commit(root, "one");
    const evil = `touch '${join(root, "ran")}'; cat`;
    for (const key of [
      "core.fsmonitor",
      "filter.evil.smudge",
      "filter.evil.clean",
      "diff.evil.textconv",
      "core.sshCommand",
      "core.pager",
    ])
      git(root, "config", key, evil);
    const before = readFileSync(join(root, ".git/index")).toString("base64");
    const revisions = revisionsOf(root);
    await revisions.branchPoint();
    expect(await (await revisions.tree(at)).read("specs/a.md")).toBe("a\n");
    expect(existsSync(join(root, "ran"))).toBe(false);
    expect(readFileSync(join(root, ".git/index")).toString("base64")).toBe(before);
  });
});
