import { describe, expect, test } from "vitest";
import { chooseTarget } from "../../../src/app/why/choose-target.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";
import { place, planOf } from "../../verdict/judge-plan.ts";

const requirement = (id: string, title: string) => ({
  id,
  title,
  path: [title],
  place,
  manual: null,
  examples: [],
});

const plan: Plan = {
  ...planOf([]),
  requirements: [
    requirement("slugify/joins-words", "Joins words"),
    requirement("slugify/joins-words-2", "Joins words again"),
    requirement("slugify/trims", "Trims"),
  ],
};

const disk = createMemoryDisk({ "src/a.ts": "one\ntwo\n", "src/b/c.ts": "" });
const choose = async (asked: string) => {
  const target = await chooseTarget(disk, [plan], asked);
  return target.is === "file" ? [target.path, target.line] : target.requirement.id;
};

describe("what is typed", () => {
  test.each<[asked: string, target: unknown]>([
    ["src/a.ts", ["src/a.ts", null]],
    ["./src/a.ts:2", ["src/a.ts", 2]],
    ["src/a.ts:2:7", ["src/a.ts", 2]],
    ["/project/src/a.ts:1", ["src/a.ts", 1]],
    ["slugify/trims", "slugify/trims"],
    ["trim", "slugify/trims"],
    // A whole id, and a whole title, come before parts.
    ["slugify/joins-words", "slugify/joins-words"],
    ["joins words", "slugify/joins-words"],
  ])("%s", async (asked, target) => {
    expect(await choose(asked)).toStrictEqual(target);
  });

  test.each<[asked: string, message: string]>([
    ["src/a.ts:3", "src/a.ts has no line 3"],
    ["src/a.ts:0", "src/a.ts has no line 0"],
    ["joins", "joins may mean 2 requirements"],
    ["src/z.ts", "src/z.ts is no file of the project and no requirement"],
    ["../a.ts", "../a.ts is no file of the project and no requirement"],
    ["src/b", "src/b is no file of the project and no requirement"],
  ])("%s is refused", async (asked, message) => {
    await expect(choose(asked)).rejects.toMatchObject({ name: "UserError", exitCode: 2, message });
  });
});
