import { describe, expect, test } from "vitest";
import { chooseSpecs } from "../../src/app/choose-specs.ts";
import { createMemoryDisk } from "../support/memory-disk.ts";

const disk = createMemoryDisk({
  "specs/b.md": "",
  "specs/a.md": "",
  "specs/billing/vat.md": "",
  "specs/billing/notes.txt": "",
  "docs/guide.md": "",
  "empty/": "",
});

describe("the specs that are meant", () => {
  test.each<[string[], string[]]>([
    [[], ["specs/a.md", "specs/b.md", "specs/billing/vat.md"]],
    [["a"], ["specs/a.md"]],
    [["a.md"], ["specs/a.md"]],
    [["specs/a.md"], ["specs/a.md"]],
    [["./specs/a.md"], ["specs/a.md"]],
    [["billing"], ["specs/billing/vat.md"]],
    [["specs/billing/"], ["specs/billing/vat.md"]],
    [["billing/vat"], ["specs/billing/vat.md"]],
    [
      ["b", "a", "b"],
      ["specs/a.md", "specs/b.md"],
    ],
    [["."], ["specs/a.md", "specs/b.md", "specs/billing/vat.md"]],
  ])("%j", async (wanted, found) => {
    expect(await chooseSpecs(disk, "specs", wanted)).toStrictEqual(found);
  });

  test.each<[string, RegExp]>([
    ["c", /there is no spec c$/],
    ["docs/guide.md", /docs\/guide\.md is not below specs\//],
    ["empty", /empty is a folder with no spec in it/],
    ["../a", /there is no spec \.\.\/a$/],
  ])("%s leads to none", async (wanted, message) => {
    await expect(chooseSpecs(disk, "specs", [wanted])).rejects.toThrow(message);
    await expect(chooseSpecs(disk, "specs", [wanted])).rejects.toMatchObject({ exitCode: 2 });
  });

  test("a file where the folder is expected", async () => {
    await expect(chooseSpecs(createMemoryDisk({ specs: "x" }), "specs", [])).rejects.toThrow(
      "specs is a file; a folder of specs was expected",
    );
  });

  test("a project without specs", async () => {
    await expect(chooseSpecs(createMemoryDisk({}), "specs", [])).rejects.toThrow(
      "there is no spec in specs/",
    );
  });
});
