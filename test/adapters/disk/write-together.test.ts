import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { stagedName } from "../../../src/adapters/disk/staged-name.ts";
import { writeTogether } from "../../../src/adapters/disk/write-together.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");

test("changes, makes and deletes files at once", async () => {
  const root = temporaryFolder({ "src/a.ts": "a", "old.ts": "old" });
  const written = await writeTogether(root, [
    { path: "src/a.ts", expected: hash("a"), content: "A" },
    { path: "deep/er/new.ts", expected: null, content: "new", mode: 0o755 },
    { path: "old.ts", expected: hash("old"), content: null },
  ]);
  expect(written).toEqual({ kind: "written" });
  expect(readFileSync(join(root, "src/a.ts"), "utf8")).toBe("A");
  expect(readFileSync(join(root, "deep/er/new.ts"), "utf8")).toBe("new");
  expect(statSync(join(root, "deep/er/new.ts")).mode & 0o777).toBe(0o755);
  expect(existsSync(join(root, "old.ts"))).toBe(false);
  expect(readdirSync(join(root, "src"))).toEqual(["a.ts"]);
});

describe("writes nothing when something is not as expected", () => {
  const outside = "outside.txt";
  const cases: readonly { readonly name: string; readonly path: string; readonly expected: string | null }[] =
    [
      { name: "changed", path: "b.ts", expected: hash("what it was") },
      { name: "gone", path: "gone.ts", expected: hash("x") },
      { name: "there already", path: "b.ts", expected: null },
      { name: "a link to a file", path: "link.ts", expected: hash("secret") },
      { name: "below a link to a folder", path: "linked/new.ts", expected: null },
      { name: "below a file", path: "b.ts/new.ts", expected: null },
      { name: "a folder", path: "src", expected: null },
      { name: "above the root", path: `../${outside}`, expected: null },
      { name: "above the root, on a roundabout way", path: `src/../../${outside}`, expected: null },
    ];
  test.each(cases)("$name", async ({ path, expected }) => {
    const base = temporaryFolder({
      "secret.txt": "secret",
      "root/a.ts": "a",
      "root/b.ts": "b",
      "root/src/c.ts": "c",
      "out/d": "",
    });
    const root = join(base, "root");
    symlinkSync("../secret.txt", join(root, "link.ts"));
    symlinkSync("../out", join(root, "linked"));
    const written = await writeTogether(root, [
      { path: "a.ts", expected: hash("a"), content: "A" },
      { path, expected, content: "X" },
    ]);
    expect(written).toEqual({ kind: "differs", paths: [path] });
    expect(readFileSync(join(root, "a.ts"), "utf8")).toBe("a");
    expect(readFileSync(join(base, "secret.txt"), "utf8")).toBe("secret");
    expect(readdirSync(base).toSorted()).toEqual(["out", "root", "secret.txt"]);
    expect(readdirSync(root).toSorted()).toEqual(["a.ts", "b.ts", "link.ts", "linked", "src"]);
  });
});

test("what is already as wanted counts as expected, so that a second call finishes the first", async () => {
  const root = temporaryFolder({ "a.ts": "A", "b.ts": "b" });
  const written = await writeTogether(root, [
    { path: "a.ts", expected: hash("a"), content: "A" },
    { path: "b.ts", expected: hash("b"), content: "B" },
    { path: "gone.ts", expected: hash("c"), content: null },
  ]);
  expect(written).toEqual({ kind: "written" });
  expect(readFileSync(join(root, "b.ts"), "utf8")).toBe("B");
});

test("a disk that fails half-way: everything is as it was", async () => {
  const root = temporaryFolder({ "a.ts": "a", "b.ts": "b", "c.ts": "c" });
  const failing = async (from: string, to: string): Promise<void> => {
    if (to.endsWith("c.ts")) throw new Error("no space left");
    renameSync(from, to);
  };
  const changes = [
    { path: "a.ts", expected: hash("a"), content: "A" },
    { path: "b.ts", expected: hash("b"), content: null },
    { path: "new/d.ts", expected: null, content: "D" },
    { path: "c.ts", expected: hash("c"), content: "C" },
  ];
  const written = await writeTogether(root, changes, failing);
  expect(written).toEqual({ kind: "failed", path: "c.ts", message: "no space left", notRestored: [] });
  expect(readdirSync(root).toSorted()).toEqual(["a.ts", "b.ts", "c.ts"]);
  expect(["a.ts", "b.ts", "c.ts"].map((name) => readFileSync(join(root, name), "utf8"))).toEqual([
    "a",
    "b",
    "c",
  ]);
});

test("what a killed process staged goes with the next write of that file, and nothing else does", async () => {
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  const ours = stagedName("a.ts");
  const left = ours.replace(`-${process.pid}.`, `-${dead}.`);
  const elsewhere = left.replace(/\.[0-9a-f]{6}-/, ".000000-");
  const mine = ".a.ts.backup.tmp";
  const root = temporaryFolder({ "a.ts": "a", [left]: "", [ours]: "", [elsewhere]: "", [mine]: "" });
  const written = await writeTogether(root, [{ path: "a.ts", expected: hash("a"), content: "A" }]);
  expect(written).toEqual({ kind: "written" });
  expect(readdirSync(root).toSorted()).toEqual([mine, ours, elsewhere, "a.ts"].toSorted());
});
