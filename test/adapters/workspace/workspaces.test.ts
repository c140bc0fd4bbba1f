import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import type { SandboxLevel } from "../../../src/verdict/sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { fakeGit } from "./fake-git.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const workspacesAt = (tmp: string, level: SandboxLevel = "bubblewrap") =>
  createWorkspaces({ git: fakeGit(), tmp, level });
const all = { copy: [] };

describe("snapshot", () => {
  test("names, hashes, sizes and modes, sorted", async () => {
    const root = temporaryFolder({ "b.sh": "#!/bin/sh\n", "a/ü.txt": "ü" });
    chmodSync(join(root, "b.sh"), 0o755);
    const { files, leftOut } = await workspacesAt(root).snapshot(root, all);
    expect(files).toEqual([
      { path: "a/ü.txt", hash: sha256("ü"), size: 2, executable: false },
      { path: "b.sh", hash: sha256("#!/bin/sh\n"), size: 10, executable: true },
    ]);
    expect(leftOut).toEqual([]);
  });

  test("its hash depends on names, contents and modes, and on nothing else", async () => {
    const hashOf = async (change: (root: string) => void): Promise<string> => {
      const root = temporaryFolder({ "a.txt": "a", "b.txt": "b" });
      change(root);
      return (await workspacesAt(root).snapshot(root, all)).hash;
    };
    const same = await hashOf(() => {});
    expect(await hashOf((root) => mkdirSync(join(root, "empty")))).toBe(same);
    const others = await Promise.all([
      hashOf((root) => writeFileSync(join(root, "a.txt"), "x")),
      hashOf((root) => writeFileSync(join(root, "c.txt"), "")),
      hashOf((root) => chmodSync(join(root, "a.txt"), 0o755)),
    ]);
    expect(new Set([same, ...others]).size).toBe(4);
  });

  test("links that stay inside are kept as links; what leads out or is no single file is left out and listed", async () => {
    const base = temporaryFolder({
      "secret.txt": "s",
      "out/x.txt": "x",
      "root/a.txt": "a",
      "root/sub/c.txt": "c",
      "root/.git/config": "",
    });
    const root = join(base, "root");
    symlinkSync("../a.txt", join(root, "sub/inside"));
    symlinkSync(join(root, "sub"), join(root, "absolute"));
    symlinkSync("../secret.txt", join(root, "secret"));
    symlinkSync("../out/../root/a.txt", join(root, "round"));
    symlinkSync("../out", join(root, "folder-out"));
    symlinkSync(".git/config", join(root, "config"));
    symlinkSync("nowhere", join(root, "dangling"));
    linkSync(join(base, "secret.txt"), join(root, "hard"));
    const { files, leftOut } = await workspacesAt(base).snapshot(root, all);
    expect(files.map(({ path, link }) => [path, link])).toEqual([
      ["a.txt", undefined],
      ["absolute", "sub"],
      ["round", "a.txt"],
      ["sub/c.txt", undefined],
      ["sub/inside", "../a.txt"],
    ]);
    expect(leftOut).toEqual([
      { path: "config", why: "link-out" },
      { path: "dangling", why: "not-a-file" },
      { path: "folder-out", why: "link-out" },
      { path: "hard", why: "hard-link" },
      { path: "secret", why: "link-out" },
    ]);
  });

  test("a file listed below a link to a folder outside is not read", async () => {
    const base = temporaryFolder({ "out/x.txt": "x", "root/a.txt": "a" });
    symlinkSync("../out", join(base, "root/linked"));
    const git = fakeGit(["a.txt", "linked/x.txt", "gone.txt"]);
    const { files, leftOut } = await createWorkspaces({ git, tmp: base, level: "none" }).snapshot(
      join(base, "root"),
      all,
    );
    expect(files.map(({ path }) => path)).toEqual(["a.txt"]);
    expect(leftOut).toEqual([{ path: "linked/x.txt", why: "link-out" }]);
  });
});

describe("copy", () => {
  const project = { "src/a.ts": "a", "src/b.ts": "b", "specs/a.md": "# A", "run.sh": "x" };

  test("holds what was asked for, by content, and is gone after dispose", async () => {
    const [root, tmp] = [temporaryFolder(project), temporaryFolder()];
    chmodSync(join(root, "run.sh"), 0o755);
    symlinkSync("a.ts", join(root, "src/link.ts"));
    const workspaces = workspacesAt(tmp);
    const put = new Map([
      ["src/b.ts", "B"],
      ["test/new.test.ts", "new"],
    ]);
    const copy = await workspaces.copy(await workspaces.snapshot(root, all), {
      omit: (path) => path.startsWith("specs/"),
      put,
    });
    expect(readdirSync(copy.dir).toSorted()).toEqual(["run.sh", "src", "test"]);
    expect(readFileSync(join(copy.dir, "src/a.ts"), "utf8")).toBe("a");
    expect(readFileSync(join(copy.dir, "src/b.ts"), "utf8")).toBe("B");
    expect(readFileSync(join(copy.dir, "test/new.test.ts"), "utf8")).toBe("new");
    expect(readlinkSync(join(copy.dir, "src/link.ts"))).toBe("a.ts");
    expect(statSync(join(copy.dir, "run.sh")).mode & 0o100).toBe(0o100);
    expect(statSync(join(copy.dir, "src/a.ts")).ino).not.toBe(statSync(join(root, "src/a.ts")).ino);
    expect(copy.root).toBe(root);
    await copy.dispose();
    expect(readdirSync(tmp)).toEqual([]);
  });

  test("of a file that changed since the snapshot is refused, and nothing stays behind", async () => {
    const [root, tmp] = [temporaryFolder(project), temporaryFolder()];
    const workspaces = workspacesAt(tmp);
    const snapshot = await workspaces.snapshot(root, all);
    writeFileSync(join(root, "src/a.ts"), "changed");
    await expect(workspaces.copy(snapshot, {})).rejects.toMatchObject({ code: "project-changed" });
    expect(readdirSync(tmp)).toEqual([]);
  });

  test("of a file that became a link since the snapshot is refused", async () => {
    const root = temporaryFolder({ "a.txt": "same" });
    const workspaces = workspacesAt(temporaryFolder());
    const snapshot = await workspaces.snapshot(root, all);
    const elsewhere = temporaryFolder({ "a.txt": "same" });
    symlinkSync(join(elsewhere, "a.txt"), join(root, "new"));
    renameSync(join(root, "new"), join(root, "a.txt"));
    await expect(workspaces.copy(snapshot, {})).rejects.toMatchObject({ code: "project-changed" });
  });

  test.each(["../out.txt", "/etc/x", ".git/hooks/x", "a/../../x", "./a", "."])(
    "never puts a file at %s",
    async (path) => {
      const [root, tmp] = [temporaryFolder(project), temporaryFolder()];
      const workspaces = workspacesAt(tmp);
      const snapshot = await workspaces.snapshot(root, all);
      await expect(workspaces.copy(snapshot, { put: new Map([[path, "x"]]) })).rejects.toThrow(
        "below the root is needed",
      );
      expect(readdirSync(tmp)).toEqual([]);
    },
  );

  test("goes into a folder of its own", async () => {
    const [root, tmp] = [temporaryFolder(project), temporaryFolder({ "full/x": "" })];
    const workspaces = workspacesAt(tmp);
    const snapshot = await workspaces.snapshot(root, all);
    const copy = await workspaces.copy(snapshot, { at: join(tmp, "a/b") });
    expect(copy.dir).toBe(join(tmp, "a/b"));
    await expect(workspaces.copy(snapshot, { at: join(tmp, "full") })).rejects.toThrow("is not empty");
    expect(existsSync(join(tmp, "full/x"))).toBe(true);
  });

  test("takes the place of what a kill left of an earlier one in our own runs", async () => {
    const root = temporaryFolder({ ...project, ".greenbar/runs/1/workspace/src/half.ts": "" });
    const workspaces = workspacesAt(temporaryFolder());
    const at = join(root, ".greenbar/runs/1/workspace");
    const copy = await workspaces.copy(await workspaces.snapshot(root, all), { at });
    expect(readdirSync(join(copy.dir, "src")).toSorted()).toEqual(["a.ts", "b.ts"]);
  });

  test("is opened again as it is now, or not when it is gone", async () => {
    const root = temporaryFolder({ ...project, "node_modules/p/index.js": "" });
    const workspaces = workspacesAt(temporaryFolder());
    const at = join(root, ".greenbar/runs/1/workspace");
    expect(await workspaces.reopen(root, at)).toBeNull();
    await workspaces.copy(await workspaces.snapshot(root, all), { at });
    writeFileSync(join(at, "src/a.ts"), "edited");
    const again = await workspaces.reopen(root, at);
    expect(again).toMatchObject({ dir: at, root, dependencies: [join(root, "node_modules")] });
    expect(readFileSync(join(at, "src/a.ts"), "utf8")).toBe("edited");
    await again?.dispose();
    expect(await workspaces.reopen(root, at)).toBeNull();
    expect(existsSync(join(root, "src/a.ts"))).toBe(true);
  });

  test("is disposed of even when its folders were closed", async () => {
    const [root, tmp] = [temporaryFolder(project), temporaryFolder()];
    const workspaces = workspacesAt(tmp);
    const copy = await workspaces.copy(await workspaces.snapshot(root, all), {});
    chmodSync(join(copy.dir, "src"), 0);
    await copy.dispose();
    expect(readdirSync(tmp)).toEqual([]);
  });
});

describe("dependencies", () => {
  const mono = {
    "node_modules/shared/index.js": "",
    "node_modules/@scope/x/index.js": "",
    "packages/a/package.json": "{}",
    "packages/a/node_modules/own/index.js": "",
    "packages/b/index.js": "",
    "store/links/c/1/node_modules/c/index.js": "",
  };

  test("of a package in a monorepo: its own, those above, and where links out of them lead", async () => {
    const base = temporaryFolder(mono);
    symlinkSync("../packages/b", join(base, "node_modules/b"));
    symlinkSync("../../packages/a", join(base, "node_modules/@scope/self"));
    symlinkSync("..", join(base, "node_modules/everything"));
    symlinkSync("nowhere", join(base, "node_modules/dangling"));
    symlinkSync("../../../store/links/c/1/node_modules/c", join(base, "packages/a/node_modules/c"));
    symlinkSync("../../../node_modules/shared", join(base, "packages/a/node_modules/shared"));
    const workspaces = workspacesAt(temporaryFolder());
    const copy = await workspaces.copy(await workspaces.snapshot(join(base, "packages/a"), all), {});
    expect(copy.dependencies).toEqual([
      join(base, "packages/a/node_modules"),
      join(base, "node_modules"),
      join(base, "store/links/c/1/node_modules"),
      join(base, "packages/b"),
    ]);
    expect(readdirSync(copy.dir)).toEqual(["package.json"]);
  });

  test("without mounts, links stand where Node looks for each of them", async () => {
    const base = temporaryFolder(mono);
    const tmp = temporaryFolder();
    const workspaces = workspacesAt(tmp, "none");
    const copy = await workspaces.copy(await workspaces.snapshot(join(base, "packages/a"), all), {});
    expect(realpathSync(join(copy.dir, "node_modules"))).toBe(join(base, "packages/a/node_modules"));
    expect(realpathSync(join(copy.dir, "../../node_modules"))).toBe(join(base, "node_modules"));
    await copy.dispose();
    expect(readdirSync(tmp)).toEqual([]);
    expect(existsSync(join(base, "node_modules/shared/index.js"))).toBe(true);
  });

  test("a place in the project needs only its own link: the rest is found above it", async () => {
    const base = temporaryFolder(mono);
    const root = join(base, "packages/a");
    const workspaces = workspacesAt(temporaryFolder(), "none");
    const at = join(root, ".greenbar/runs/1/workspace");
    const copy = await workspaces.copy(await workspaces.snapshot(root, all), { at });
    expect(copy.dir).toBe(at);
    expect(lstatSync(join(at, "node_modules")).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(root, ".greenbar/runs/1"))).toEqual(["workspace"]);
  });
});
