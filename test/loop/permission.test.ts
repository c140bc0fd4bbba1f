import { describe, expect, test } from "vitest";
import { readPath } from "../../src/loop/paths.ts";
import { permitWrite, writeRules } from "../../src/loop/permission.ts";
import type { WritePlace } from "../../src/loop/permission.ts";

const roots = ["/copy", "/home/me/project"];

describe("a path as an agent writes it", () => {
  test.each([
    ["src/a.ts", "src/a.ts"],
    ["./src//a.ts", "src/a.ts"],
    ["/copy/src/a.ts", "src/a.ts"],
    ["/home/me/project/src/a.ts", "src/a.ts"],
    ["/copy", ""],
    [".", ""],
    ["src/cafe\u0301.ts", "src/caf\u00e9.ts"],
  ])("%j is %j", (given, path) => {
    expect(readPath(given, roots)).toEqual({ is: "path", path });
  });

  test.each([
    ["../a.ts", "climbs"],
    ["src/../../a.ts", "climbs"],
    ["src/../specs/a.md", "climbs"],
    ["/copy/../etc/passwd", "climbs"],
    ["/etc/passwd", "outside"],
    ["/copyright/a.ts", "outside"],
    ["/", "outside"],
    ["~/a.ts", "~"],
    ["src\\a.ts", "backslash"],
    ["C:/a.ts", "colon"],
    ["src/a.ts:stream", "colon"],
    ["src/a\0.ts", "control"],
    ["src/a\n.ts", "control"],
    ["src/\u200ba.ts", "invisible"],
    ["src/\u202ea.ts", "invisible"],
  ])("%j is refused: %s", (given, why) => {
    const reading = readPath(given, roots);
    expect(reading.is).toBe("refused");
    expect(reading).toHaveProperty("why", expect.stringContaining(why));
    expect(reading).toHaveProperty("why", expect.stringContaining("src/slugify.ts"));
  });
});

const place: WritePlace = {
  subjects: ["src/text/slugify.ts"],
  write: [],
  specsFolder: "specs",
  testsFolder: "test/specs",
};

describe("a subject's folder may be written, and nothing else", () => {
  const rules = writeRules(place);
  test.each([
    "src/text/slugify.ts",
    "src/text/other.ts",
    "src/text/deep/er/a.ts",
    "src/text/data.json",
    "src/text/hooks/use-it.ts",
    "src/text/Makefile.ts",
  ])("allowed: %s", (path) => {
    expect(permitWrite(path, rules)).toEqual({ is: "allow" });
  });

  test.each([
    ["", "root"],
    ["src/a.ts", "outside"],
    ["src/textual/a.ts", "outside"],
    ["SRC/text/a.ts", "outside"],
    ["a.ts", "outside"],
    ["specs/slugify.md", "outside"],
    ["package.json", "outside"],
    ["src/text/package.json", "package"],
    ["src/text/PACKAGE.JSON", "package"],
    ["src/text/pnpm-lock.yaml", "package"],
    ["src/text/.env", "dotfiles"],
    ["src/text/.git/hooks/pre-commit", "dotfiles"],
    ["src/text/.husky/pre-commit", "dotfiles"],
    ["src/text/.vscode/settings.json", "dotfiles"],
    ["src/text/.github/workflows/ci.yml", "dotfiles"],
    ["src/text/\uff0eenv", "dotfiles"],
    ["src/text/node_modules/x/index.js", "dependencies"],
    ["src/text/vitest.config.ts", "configuration"],
    ["src/text/Vite.Config.mts", "configuration"],
    ["src/text/vitest.setup.ts", "configuration"],
    ["src/text/tsconfig.json", "configuration"],
    ["src/text/tsconfig.build.json", "configuration"],
    ["src/text/a.test.ts", "tests"],
    ["src/text/a.spec.tsx", "tests"],
    ["src/text/a.snap", "tests"],
    ["src/text/__mocks__/fs.ts", "tests"],
    ["src/text/__tests__/a.ts", "tests"],
    ["src/text/AGENTS.md", "instructions"],
    ["src/text/claude.local.md", "instructions"],
    ["src/text/addon.node", "native"],
    ["src/text/a.ts.", "dot or a space"],
    ["src/text/a.ts ", "dot or a space"],
  ])("denied: %s (%s)", (path, why) => {
    const permission = permitWrite(path, rules);
    expect(permission).toMatchObject({ is: "deny", reason: expect.stringContaining(why) });
    expect(permission).toHaveProperty("reason", expect.stringContaining("`src/text`"));
  });
});

describe("where a subject lies", () => {
  test.each<[string, Partial<WritePlace>, readonly string[], readonly string[]]>([
    ["in the root: that file only", { subjects: ["slugify.ts"] }, ["slugify.ts"], ["other.ts", "src/a.ts"]],
    [
      "beside its spec: that file only",
      { subjects: ["specs/a.ts"] },
      ["specs/a.ts"],
      ["specs/b.ts", "specs/a.md"],
    ],
    [
      "in a folder that holds the tests: that file only",
      { subjects: ["test/a.ts"] },
      ["test/a.ts"],
      ["test/b.ts", "test/specs/a.test.ts"],
    ],
    ["two subjects", { subjects: ["a/x.ts", "b/y.ts"] }, ["a/z.ts", "b/z.ts"], ["c/z.ts"]],
    ["further places", { write: ["lib/", "main.ts"] }, ["lib/a.ts", "main.ts"], ["main.tsx"]],
    [
      "further places never reach specs",
      { write: ["specs"] },
      ["src/text/a.ts"],
      ["specs/a.md", "Specs/a.md"],
    ],
    ["a subject that is written with `./`", { subjects: ["./src/a.ts"] }, ["src/b.ts"], ["b.ts"]],
  ])("%s", (_name, over, allowed, denied) => {
    const rules = writeRules({ ...place, ...over });
    expect(allowed.map((path) => permitWrite(path, rules).is)).toEqual(allowed.map(() => "allow"));
    expect(denied.map((path) => permitWrite(path, rules).is)).toEqual(denied.map(() => "deny"));
  });

  test("case tricks on a guarded folder that lies in an allowed one", () => {
    const rules = writeRules({ ...place, write: ["."], specsFolder: "src/text/specs" });
    expect(permitWrite("src/text/SPECS/a.md", rules).is).toBe("deny");
  });
});
