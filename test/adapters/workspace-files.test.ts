import {
  chmod,
  link,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createWorkspaceFiles } from "../../src/adapters/workspace-files.ts";
import type { Files } from "../../src/loop/files.ts";
import { hashText } from "../../src/loop/hash.ts";
import { createMemoryFiles } from "../support/memory-files.ts";

let root = "";
let outside = "";
beforeEach(async () => {
  const base = await mkdtemp(join(tmpdir(), "greenbar-files-"));
  root = join(base, "copy");
  outside = join(base, "outside");
  await mkdir(root);
  await mkdir(outside);
});
afterEach(async () => {
  await rm(dirname(root), { recursive: true, force: true });
});

const initial = { "src/a.ts": "one\n", "src/deep/b.ts": "zwei ä\n", "c.md": "" };

async function onDisk(): Promise<Files> {
  for (const [path, text] of Object.entries(initial)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  let count = 0;
  return createWorkspaceFiles(root, () => String(count++));
}

describe.each<[string, () => Promise<Files>]>([
  ["on disk", onDisk],
  ["in memory", async () => createMemoryFiles(initial)],
])("files %s", (_name, make) => {
  test("are listed, sorted", async () => {
    expect(await (await make()).list()).toEqual(["c.md", "src/a.ts", "src/deep/b.ts"]);
  });

  test.each([
    ["src/deep/b.ts", { is: "file", text: "zwei ä\n", hash: hashText("zwei ä\n") }],
    ["c.md", { is: "file", text: "" }],
    ["src", { is: "folder" }],
    ["src/none.ts", { is: "missing" }],
    ["none/none.ts", { is: "missing" }],
    ["src/a.ts/x", { is: "refused" }],
    ["../outside/x", { is: "refused" }],
    ["src/./a.ts", { is: "refused" }],
    ["/etc/passwd", { is: "refused" }],
  ])("%s is read as it is", async (path, read) => {
    expect(await (await make()).read(path)).toMatchObject(read);
  });

  test("a new file, its folders made", async () => {
    const files = await make();
    expect(await files.write("new/er/n.ts", "n", null)).toEqual({ is: "written", hash: hashText("n") });
    expect(await files.read("new/er/n.ts")).toMatchObject({ text: "n" });
    expect(await files.list()).toEqual(["c.md", "new/er/n.ts", "src/a.ts", "src/deep/b.ts"]);
  });

  test("a file that is what it was is replaced; one that is not stays", async () => {
    const files = await make();
    expect(await files.write("src/a.ts", "two\n", hashText("one\n"))).toEqual({
      is: "written",
      hash: hashText("two\n"),
    });
    expect(await files.write("src/a.ts", "three\n", hashText("one\n"))).toEqual({
      is: "changed",
      hash: hashText("two\n"),
    });
    expect(await files.write("src/a.ts", "three\n", null)).toEqual({
      is: "changed",
      hash: hashText("two\n"),
    });
    expect(await files.write("gone.ts", "x", hashText("x"))).toEqual({ is: "changed", hash: null });
    expect(await files.read("src/a.ts")).toMatchObject({ text: "two\n" });
  });

  test.each(["src", "src/a.ts/x", "../x", ""])("nothing is written at %j", async (path) => {
    expect(await (await make()).write(path, "x", null)).toMatchObject({ is: "refused" });
  });
});

test.each(["a".repeat(300), `${"\u00e4".repeat(200)}/x`])(
  "a name that the disk does not take is refused",
  async (name) => {
    const files = await onDisk();
    expect(await files.read(`src/${name}.ts`)).toMatchObject({ is: "refused" });
    expect(await files.write(`src/${name}.ts`, "x", null)).toMatchObject({ is: "refused" });
  },
);

describe("what code in the copy may have left behind", () => {
  test.each<[string, () => Promise<void>, string]>([
    ["a link to a file outside", () => symlink(join(outside, "secret"), join(root, "src/l.ts")), "src/l.ts"],
    ["a link to a file inside", () => symlink("a.ts", join(root, "src/l.ts")), "src/l.ts"],
    ["a link that leads nowhere", () => symlink("nowhere", join(root, "src/l.ts")), "src/l.ts"],
    ["a link to a folder outside", () => symlink(outside, join(root, "out")), "out/secret"],
    ["a link on the way to a new file", () => symlink(outside, join(root, "out")), "out/new.ts"],
    ["a second hard link", () => link(join(outside, "secret"), join(root, "src/h.ts")), "src/h.ts"],
    [
      "a named pipe",
      async () => void execFileSync("sh", ["-c", 'mkfifo "$0"', join(root, "src/p.ts")]),
      "src/p.ts",
    ],
    [
      "bytes that are no text",
      () => writeFile(join(root, "src/b.bin"), Buffer.from([0xff, 0xfe, 0])),
      "src/b.bin",
    ],
    [
      "a file that is too long",
      () => writeFile(join(root, "src/big.ts"), "x".repeat(2_000_001)),
      "src/big.ts",
    ],
  ])("%s is neither read nor written", async (_name, leave, path) => {
    const files = await onDisk();
    await writeFile(join(outside, "secret"), "secret");
    await leave();
    expect(await files.read(path)).toMatchObject({ is: "refused" });
    expect(await files.write(path, "cheat", null)).toMatchObject({ is: "refused" });
    expect(await files.write(path, "cheat", hashText("secret"))).toMatchObject({ is: "refused" });
    expect(await readFile(join(outside, "secret"), "utf8")).toBe("secret");
    expect(await readdir(outside)).toEqual(["secret"]);
  });

  test("links, and what lies behind them, are not listed", async () => {
    const files = await onDisk();
    await writeFile(join(outside, "secret"), "secret");
    await symlink(outside, join(root, "out"));
    await symlink("a.ts", join(root, "src/l.ts"));
    expect(await files.list()).toEqual(["c.md", "src/a.ts", "src/deep/b.ts"]);
  });
});

test("a written file keeps its mode, and nothing else is left beside it", async () => {
  const files = await onDisk();
  await chmod(join(root, "src/a.ts"), 0o755);
  await files.write("src/a.ts", "two\n", hashText("one\n"));
  expect((await stat(join(root, "src/a.ts"))).mode & 0o777).toBe(0o755);
  expect(await readdir(join(root, "src"))).toEqual(["a.ts", "deep"]);
});
