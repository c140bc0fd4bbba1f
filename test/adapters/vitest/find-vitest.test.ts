import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { findVitest, hasFastCheck } from "../../../src/adapters/vitest/find-vitest.ts";

function folder(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-test-")));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function manifest(version: string, node: unknown = { default: "./dist/node.js" }): string {
  return JSON.stringify({ name: "vitest", version, exports: { "./node": node, "./*": "./*" } });
}

const place = "node_modules/vitest/package.json";

describe("findVitest", () => {
  test.each([
    ["3", manifest("3.2.4")],
    ["4", manifest("4.1.0")],
    ["5, a preview", manifest("5.2.0-beta.1")],
    ["an entry for imports", manifest("4.0.0", { types: "./x.d.ts", import: "./dist/node.js" })],
    ["an entry that is a path", manifest("4.0.0", "./dist/node.js")],
  ])("%s", (_, text) => {
    const root = folder({ [place]: text });
    expect(findVitest(root)).toMatchObject({
      is: "found",
      entry: join(root, "node_modules/vitest/dist/node.js"),
    });
  });

  test("none", () => {
    expect(findVitest(folder({}))).toEqual({ is: "absent" });
  });

  test("that of a folder above", () => {
    const root = folder({ [place]: manifest("4.1.0"), "packages/a/package.json": "{}" });
    expect(findVitest(join(root, "packages/a"))).toMatchObject({ is: "found", version: "4.1.0" });
  });

  test("in a pnpm store, by its real place", () => {
    const store = "node_modules/.pnpm/vitest@4.1.0/node_modules/vitest";
    const root = folder({ [`${store}/package.json`]: manifest("4.1.0") });
    symlinkSync(join(root, store), join(root, "node_modules/vitest"));
    expect(findVitest(root)).toMatchObject({ is: "found", packageDir: join(root, store) });
  });

  test.each([
    ["2.1.9", /is 2\.1\.9; greenbar needs 3 to 5\. Upgrade it \(npm install --save-dev vitest@latest\)/],
    ["0.34.6", /is 0\.34\.6/],
    ["6.0.0", /is 6\.0\.0, which is newer than this greenbar knows \(3 to 5\)/],
  ])("%s is not supported", (version, message) => {
    expect(findVitest(folder({ [place]: manifest(version) }))).toEqual({
      is: "unsupported",
      version,
      message: expect.stringMatching(message),
    });
  });

  test.each([
    ["no JSON", "{"],
    ["no version", "{}"],
    ["no entry", JSON.stringify({ version: "4.0.0", exports: {} })],
  ])("a package.json with %s is unreadable", (_, text) => {
    expect(findVitest(folder({ [place]: text }))).toMatchObject({ is: "unreadable" });
  });
});

test("hasFastCheck", () => {
  const root = folder({ "a/node_modules/fast-check/package.json": `{ "version": "4.0.0" }`, "b/x": "" });
  expect([hasFastCheck(join(root, "a")), hasFastCheck(join(root, "b"))]).toEqual([true, false]);
});
