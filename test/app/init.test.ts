import { describe, expect, test } from "vitest";
import { planInit } from "../../src/app/init.ts";
import type { ProjectDisk } from "../../src/app/ports.ts";

/** A disk with these files; `../` leads to what lies above the root. */
const diskOf = (files: Readonly<Record<string, string>>): ProjectDisk => ({
  root: "/home/ada/packages/app",
  read: async (path) => files[path] ?? null,
  kindOf: async (path) => (path in files ? "file" : null),
  list: async () => [],
  config: async () => null,
  compilerOptions: async () => null,
  write: async () => {},
});

const all = { hasVitest: true, hasFastCheck: true, hasPrettier: false };
const plain = { claudeHook: false, agentsMd: false };

describe("what init plans", () => {
  test.each([
    ["no file", {}, ".greenbar/runs/\n"],
    ["a file without a last line end", { ".gitignore": "node_modules" }, "node_modules\n.greenbar/runs/\n"],
    ["a file with CRLF", { ".gitignore": "dist\r\n" }, "dist\r\n.greenbar/runs/\r\n"],
    ["a file that has it", { ".gitignore": "/.greenbar/runs\n" }, null],
  ])(".gitignore: %s", async (_, files, after) => {
    const { changes } = await planInit(diskOf(files), all, plain);
    expect(changes.find(({ path }) => path === ".gitignore")?.after ?? null).toBe(after);
  });

  test("a formatter is kept away from the lock", async () => {
    const { changes } = await planInit(diskOf({}), { ...all, hasPrettier: true }, plain);
    expect(changes).toContainEqual(
      expect.objectContaining({ path: ".prettierignore", after: ".greenbar/\n" }),
    );
  });

  test.each([
    ["no lockfile", {}, "npm install --save-dev vitest fast-check"],
    ["its own", { "yarn.lock": "" }, "yarn add --dev vitest fast-check"],
    [
      "the workspace's, two folders above",
      { "../../pnpm-lock.yaml": "" },
      "pnpm add --save-dev vitest fast-check",
    ],
    [
      "the nearest of two",
      { "package-lock.json": "", "../pnpm-lock.yaml": "" },
      "npm install --save-dev vitest fast-check",
    ],
    [
      "the root of a pnpm workspace itself",
      { "pnpm-lock.yaml": "", "pnpm-workspace.yaml": "" },
      "pnpm add --save-dev --workspace-root vitest fast-check",
    ],
  ])("packages that it lacks are added by %s", async (_, files, line) => {
    const disk = diskOf({ "package.json": "{}", ...files });
    const { install } = await planInit(disk, { ...all, hasVitest: false, hasFastCheck: false }, plain);
    expect(install?.join(" ")).toBe(line);
  });

  test("nothing, where everything is there", async () => {
    const plan = await planInit(
      diskOf({ ".gitignore": ".greenbar/runs/\n", "package.json": "{}" }),
      all,
      plain,
    );
    expect(plan).toMatchObject({ changes: [], packages: [], install: null });
  });
});
