import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listFiles } from "../../../src/adapters/workspace/list-files.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { fakeGit } from "./fake-git.ts";

const files = {
  "src/a.ts": "",
  ".env": "",
  ".env.local": "",
  "data/big/x.json": "",
  "data/y.txt": "",
  "node_modules/left-pad/index.js": "",
  "packages/b/node_modules/c/index.js": "",
  ".git/config": "",
  ".greenbar/runs/1/workspace/src/a.ts": "",
  ".greenbar/lock.json": "",
};

test("without git: everything but node_modules, .git and our runs, sorted", async () => {
  const { paths, notes } = await listFiles(temporaryFolder(files), fakeGit(), []);
  expect(paths).toEqual([
    ".env",
    ".env.local",
    ".greenbar/lock.json",
    "data/big/x.json",
    "data/y.txt",
    "src/a.ts",
  ]);
  expect(notes).toEqual([]);
});

test("with git: what it lists, .git and our runs left out", async () => {
  const git = fakeGit(["src/a.ts", ".greenbar/runs/1/workspace/src/a.ts", "sub/.git/config", "B.ts", "a.ts"]);
  expect((await listFiles(temporaryFolder(files), git, [])).paths).toEqual(["B.ts", "a.ts", "src/a.ts"]);
});

describe("ignored files that are wanted all the same", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [".env", [".env"]],
    [".env*", [".env", ".env.local"]],
    ["data/**/*.json", ["data/big/x.json"]],
    ["data", ["data/big/x.json", "data/y.txt"]],
    ["./data/", ["data/big/x.json", "data/y.txt"]],
    ["nothing/*", []],
    ["**/index.js", []],
    [".git/config", []],
  ];
  test.each(cases)("%s", async (pattern, more) => {
    const { paths } = await listFiles(temporaryFolder(files), fakeGit(["src/a.ts"]), [pattern]);
    expect(paths).toEqual([...more, "src/a.ts"].toSorted());
  });
});

test("a repository that lists nothing here ignores the whole folder: then it is taken as it is", async () => {
  const { paths } = await listFiles(temporaryFolder({ "a.ts": "" }), fakeGit([]), []);
  expect(paths).toEqual(["a.ts"]);
});

test("a git that cannot tell is said", async () => {
  const root = temporaryFolder({ "a.ts": "" });
  const git = { ...fakeGit(), files: () => Promise.resolve({ problem: "fatal: index file corrupt" }) };
  const { paths, notes } = await listFiles(root, git, []);
  expect(paths).toEqual(["a.ts"]);
  expect(notes).toEqual([
    `git could not list ${join(root)}: fatal: index file corrupt. Every file was taken.`,
  ]);
});
