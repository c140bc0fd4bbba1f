import { join } from "node:path";
import { expect, test } from "vitest";
import { findOuterConfigs } from "../../../src/adapters/workspace/outer-configs.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const outerConfigs = async (files: Readonly<Record<string, string>>, linked: readonly string[] = []) => {
  const top = temporaryFolder({ ".git/HEAD": "", ...files });
  const folders = linked.map((folder) => join(top, folder));
  const found = await findOuterConfigs(join(top, "packages/app"), folders, [
    ...folders,
    join(top, "node_modules"),
  ]);
  return found.map((path) => path.slice(top.length + 1)).toSorted();
};

test("what a package extends, along the chain, with comments and trailing commas", async () => {
  const found = await outerConfigs({
    "packages/app/tsconfig.json": '{ // shared\n "extends": "../../config/base", }',
    "config/base.json": '{ "extends": ["./strict.json", "@org/tsconfig"] }',
    "config/strict.json": "{}",
    "config/other.json": "{}",
  });
  expect(found).toEqual(["config/base.json", "config/strict.json"]);
});

test("what holds for a package without one: those of the folders above", async () => {
  const found = await outerConfigs({ "packages/app/package.json": "{}", "tsconfig.json": "{}" });
  expect(found).toEqual(["tsconfig.json"]);
});

test("what linked packages extend, but nothing that lies in them or in node_modules", async () => {
  const found = await outerConfigs(
    {
      "packages/app/package.json": "{}",
      "packages/lib/tsconfig.json":
        '{ "extends": ["./own.json", "../../tsconfig.base.json", "../../node_modules/x/t.json"] }',
      "packages/lib/own.json": "{}",
      "tsconfig.base.json": "{}",
      "node_modules/x/t.json": "{}",
    },
    ["packages/lib"],
  );
  expect(found).toEqual(["tsconfig.base.json"]);
});

test.each([
  ["a path that leaves the repository", '{ "extends": "../../../outside.json" }'],
  ["a file that is no JSON", '{ "extends": "../../secret" }'],
  ["nothing at the path", '{ "extends": "../../gone.json" }'],
  ["a circle", '{ "extends": "./tsconfig.json" }'],
  ["no syntax", '{ "extends": '],
  ["something else than a name", '{ "extends": { "a": 1 } }'],
])("%s brings nothing", async (_, text) => {
  expect(await outerConfigs({ "packages/app/tsconfig.json": text, secret: "s" })).toEqual([]);
});
