import { describe, expect, test } from "vitest";
import { writeRules } from "../../../src/loop/permission.ts";
import { permitImports } from "../../../src/loop/reach/permit-imports.ts";
import type { ImportPlace } from "../../../src/loop/reach/permit-imports.ts";

const rules = writeRules({
  subjects: ["src/text/slug.ts"],
  write: [],
  specsFolder: "specs",
  testsFolder: "test/specs",
});

const files: Readonly<Record<string, string>> = {
  "src/text/slug.ts": 'import "./gone-generated.ts"; import "left-pad"; require(name);',
  "src/text/other.ts": "",
  "src/words.ts": "",
  "src/ui/button.tsx": "",
  "data/de.json": "{}",
  "src/deep/index.ts": "",
  "specs/slug.md": "",
  "test/specs/slug.test.ts": "",
  "src/aliased/x.ts": "",
  ".env": "",
};

const place: ImportPlace = {
  exists: async (path) => path in files,
  original: async (path) => files[path] ?? null,
  packageOf: async () => ({
    name: "@me/slugs",
    dependencies: ["@scope/kit", "lodash", "not-there"],
    missing: ["not-there"],
    imports: ["#words", "#ui/*.js"],
  }),
  used: async () => new Set(["vitest-mock", "@/old/thing", "app/one", "virtual:icons", "node:vm"]),
  aliased: (specifier) => (specifier.startsWith("lib/") ? [specifier.replace("lib/", "src/aliased/")] : []),
};

const ask = (text: string, path = "src/text/other.ts") => permitImports(path, text, rules, place);

describe("a new import of what the project has", () => {
  test.each([
    "./slug.ts",
    "./slug",
    "./slug.js",
    "../words",
    "../deep",
    "../ui/button",
    "../../data/de.json",
    "./other.ts?raw",
    "./not-written-yet.ts",
    "lodash",
    "lodash/fp",
    "@scope/kit/inner",
    "@me/slugs",
    "#words",
    "#ui/button.js",
    "node:fs",
    "fs/promises",
    "lib/x",
    "@/new/thing",
    "app/two",
    "vitest-mock",
    "virtual:icons",
    "node:vm",
  ])("%s", async (specifier) => {
    expect(await ask(`import x from ${JSON.stringify(specifier)};`)).toEqual({ is: "allow" });
  });
});

describe("a new import of what it has not", () => {
  test.each([
    ["left-pad", "no dependency"],
    ["lodash-es", "no dependency"],
    ["@scope/other", "no dependency"],
    ["not-there", "not installed"],
    ["lib/none", "no dependency"],
    ["#other", "no dependency"],
    ["lodash/../left-pad", "climbs"],
    ["../../../etc/passwd", "outside"],
    ["../../node_modules/left-pad/index.js", "by its name"],
    ["../../specs/slug.md?raw", "specs or tests"],
    ["../../test/specs/slug.test.ts?raw", "specs or tests"],
    ["../none.ts", "there is no"],
    ["./%2e%2e/words.ts", "another way"],
    [".\\..\\words.ts", "another way"],
    [".\t./words.ts", "another way"],
    ["/etc/passwd", "absolute"],
    ["https://example.org/x.js", "address"],
    ["data:text/javascript,1", "address"],
    ["file:///etc/passwd", "address"],
    ["npm:left-pad", "address"],
    ["node:module", "cannot be read"],
    ["module", "cannot be read"],
    ["inspector", "cannot be read"],
    ["node:test", "cannot be read"],
  ])("%s: %s", async (specifier, why) => {
    const permission = await ask(`import x from ${JSON.stringify(specifier)};`);
    expect(permission).toMatchObject({ is: "deny", rule: "new-import" });
    expect(permission).toHaveProperty("reason", expect.stringContaining(why));
    expect(permission).toHaveProperty("reason", expect.stringContaining("@scope/kit, lodash, not-there"));
  });

  test.each([
    ["a name that is worked out", "await import(name)", "written out"],
    ["a file out of the project", 'new URL("../../../x", import.meta.url)', "outside"],
    ["a file beside the root's", 'new URL("a/../../../../x", import.meta.url)', "outside"],
    ["a glob over dependencies", 'import.meta.glob("../../node_modules/*/x.js")', "by its name"],
    ["the second of two", 'import "lodash"; import "evil";', "line 1 imports `evil`"],
  ])("%s", async (_name, text, why) => {
    expect(await ask(text)).toHaveProperty("reason", expect.stringContaining(why));
  });

  test("many are told in part, the package's dependencies too", async () => {
    const text = Array.from({ length: 9 }, (_, at) => `import "evil-${at}";`).join("\n");
    const many = Array.from({ length: 40 }, (_, at) => `dep-${at}`);
    const permission = await permitImports("src/text/other.ts", text, rules, {
      ...place,
      packageOf: async () => ({ name: null, dependencies: many, missing: [], imports: [] }),
    });
    const { reason } = permission as { reason: string };
    expect(reason).toContain("evil-4`");
    expect(reason).not.toContain("evil-5");
    expect(reason).toContain("4 more");
    expect(reason).toContain("dep-29, 10 more.");
  });
});

test("what the file asked for when the run began may stay", async () => {
  const text = 'import "./gone-generated.ts"; import "left-pad"; require(other);';
  expect(await ask(text, "src/text/slug.ts")).toEqual({ is: "allow" });
  expect(await ask(text)).toMatchObject({ is: "deny" });
});

test("a project without dependencies says so", async () => {
  const permission = await permitImports("src/text/other.ts", 'import "left-pad"', rules, {
    ...place,
    packageOf: async () => ({ name: null, dependencies: [], missing: [], imports: [] }),
  });
  expect(permission).toHaveProperty(
    "reason",
    "`src/text/other.ts` was not written: line 1 imports `left-pad`: that is no dependency of the project. " +
      "The project has no dependencies: import a file of the project, or a module of Node.",
  );
});
