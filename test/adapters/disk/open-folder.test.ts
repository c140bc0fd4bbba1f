import { existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createOpenFolders, exactPlace } from "../../../src/adapters/disk/open-folder.ts";
import { temporaryFolder } from "../temporary-folder.ts";

function foldersIn(root: string) {
  const folders = createOpenFolders(root);
  onTestFinished(() => folders.close());
  return folders;
}

test("what it names lies in the folder that was opened, wherever that has gone", async () => {
  const base = temporaryFolder({ "root/src/a.ts": "", "outside/b.ts": "" });
  const folder = await foldersIn(join(base, "root")).open(["src"], false);
  await folder.verify();
  renameSync(join(base, "root/src"), join(base, "root/gone"));
  symlinkSync(join(base, "outside"), join(base, "root/src"));
  writeFileSync(folder.at("new.ts"), "");
  expect(readdirSync(join(base, "outside"))).toEqual(["b.ts"]);
  expect(readdirSync(join(base, "root/gone")).toSorted()).toEqual(["a.ts", "new.ts"]);
  await expect(folder.verify()).rejects.toMatchObject({ code: "ELOOP" });
  expect(folder.path).toBe(join(base, "root/src"));
});

test("where there are only paths, a swap is seen", async () => {
  const base = temporaryFolder({ "root/src/deep/a.ts": "", "outside/deep/a.ts": "" });
  const folders = createOpenFolders(join(base, "root"), "other");
  onTestFinished(() => folders.close());
  const folder = await folders.open(["src", "deep"], false);
  expect(folder.at("a.ts")).toBe(join(base, "root/src/deep/a.ts"));
  await folder.verify();
  renameSync(join(base, "root/src"), join(base, "root/gone"));
  symlinkSync(join(base, "outside"), join(base, "root/src"));
  await expect(folder.verify()).rejects.toMatchObject({ code: "ELOOP" });
});

describe("no way leads through", () => {
  test.each([
    ["a link", "link", /ELOOP|ENOTDIR/],
    ["a link that leads nowhere", "nowhere", /ELOOP|ENOTDIR/],
    ["a file", "file", /ENOTDIR/],
    ["nothing", "none", /ENOENT/],
  ])("%s", async (_name, part, code) => {
    const base = temporaryFolder({ "root/file": "", "outside/deep/b.ts": "" });
    symlinkSync(join(base, "outside"), join(base, "root/link"));
    symlinkSync("gone", join(base, "root/nowhere"));
    const opening = foldersIn(join(base, "root")).open([part, "deep"], false);
    await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(code) as string });
  });
});

test("folders are made, and taken away again as far as they are empty", async () => {
  const root = temporaryFolder({ "src/a.ts": "" });
  const folders = foldersIn(root);
  await folders.open(["src", "new", "deep"], true);
  await folders.open(["kept", "new"], true);
  writeFileSync(join(root, "kept/file"), "");
  await folders.unmake();
  expect(existsSync(join(root, "src/new"))).toBe(false);
  expect(existsSync(join(root, "src/a.ts"))).toBe(true);
  expect(readdirSync(join(root, "kept"))).toEqual(["file"]);
});

test("one that was not there is found once it is", async () => {
  const root = temporaryFolder();
  const folders = foldersIn(root);
  await expect(folders.open(["src"], false)).rejects.toMatchObject({ code: "ENOENT" });
  mkdirSync(join(root, "src"));
  expect((await folders.open(["src"], false)).path).toBe(join(root, "src"));
  await folders.leave(["src"]);
  expect((await folders.open(["src"], false)).path).toBe(join(root, "src"));
});

test.each([
  ["linux", "/proc/self/fd/7"],
  ["darwin", "/.vol/16/4711"],
  ["win32", null],
])("on %s an open folder is at %s", (system, place) => {
  expect(exactPlace(system, 7, { dev: 16, ino: 4711 })).toBe(place);
});
