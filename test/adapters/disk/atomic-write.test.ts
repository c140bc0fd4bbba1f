import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeAtomically } from "../../../src/adapters/disk/atomic-write.ts";
import { temporaryFolder } from "../temporary-folder.ts";

test("makes the folders above a new file, and leaves nothing else behind", async () => {
  const folder = temporaryFolder();
  await writeAtomically(join(folder, "a/b/new.txt"), "text");
  expect(readFileSync(join(folder, "a/b/new.txt"), "utf8")).toBe("text");
  expect(readdirSync(join(folder, "a/b"))).toEqual(["new.txt"]);
  expect(statSync(join(folder, "a/b/new.txt")).mode & 0o777).toBe(0o644);
});

test("keeps the mode of the file that it replaces", async () => {
  const folder = temporaryFolder({ "run.sh": "old" });
  chmodSync(join(folder, "run.sh"), 0o750);
  await writeAtomically(join(folder, "run.sh"), "new", 0o600);
  expect(readFileSync(join(folder, "run.sh"), "utf8")).toBe("new");
  expect(statSync(join(folder, "run.sh")).mode & 0o777).toBe(0o750);
});

test("replaces a link and never writes through it", async () => {
  const folder = temporaryFolder({ target: "kept" });
  symlinkSync("target", join(folder, "link"));
  await writeAtomically(join(folder, "link"), "new");
  expect(readFileSync(join(folder, "target"), "utf8")).toBe("kept");
  expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(false);
});

test("a folder in the file's place is an error, and no temporary file stays", async () => {
  const folder = temporaryFolder({ "taken/file": "" });
  await expect(writeAtomically(join(folder, "taken"), "new")).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(readdirSync(folder)).toEqual(["taken"]);
});
