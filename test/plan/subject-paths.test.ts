import { describe, expect, test } from "vitest";
import { modulesToRead, namedModules } from "../../src/plan/subject-paths.ts";
import { around, exporting, importing, spec } from "./builders.ts";

const someName = { default: "f" };

describe("the modules that a spec names", () => {
  test.each<[string, Parameters<typeof spec>[0], string[]]>([
    [
      "front matter, from the spec's own folder",
      { file: "specs/text/a.md", subjects: ["../../src/a.ts"] },
      ["src/a.ts"],
    ],
    ["a file beside the spec", { file: "src/a.md", subjects: ["./a.ts", "b.ts"] }, ["src/a.ts", "src/b.ts"]],
    ["a spec in the root", { file: "a.md", subjects: ["src/../a.ts"] }, ["a.ts"]],
    ["the package's own name", { subjects: ["shop"] }, ["shop"]],
    [
      "imports",
      { subjects: [], imports: [importing("../src/a.ts", someName), importing("shop/b", someName)] },
      ["src/a.ts", "shop/b"],
    ],
    [
      "no other package's",
      { subjects: [], imports: [importing("zod", someName), importing("shopping", someName)] },
      [],
    ],
    [
      "one named twice, once",
      { subjects: ["../src/a.ts"], imports: [importing("../src/a.js", someName)] },
      ["src/a.ts"],
    ],
    [
      "an import without ending of what is not there yet",
      { subjects: [], imports: [importing("../src/a", someName)] },
      ["src/a.ts"],
    ],
  ])("%s", (_, parts, paths) => {
    expect(namedModules(spec(parts), around()).modules.map(({ path }) => path)).toEqual(paths);
  });

  test("the configuration's, unless there is front matter", () => {
    const defaults = around({ defaultSubjects: ["src/b.ts"] });
    const pathsOf = (subjects: string[]) =>
      namedModules(spec({ subjects }), defaults).modules.map(({ path }) => path);
    expect(pathsOf([])).toEqual(["src/b.ts"]);
    expect(pathsOf(["../src/a.ts"])).toEqual(["src/a.ts"]);
  });
});

test.each<[string, Parameters<typeof spec>[0], string[]]>([
  ["a source", { subjects: ["../src/a.ts"] }, ["src/a.ts"]],
  ["a compiled file", { subjects: ["../src/a.js"] }, ["src/a.js", "src/a.ts", "src/a.tsx"]],
  ["the package's own name", { subjects: ["shop"] }, ["shop"]],
])("%s: what to look up before the spec is compiled", (_, parts, paths) => {
  expect(modulesToRead(spec(parts), { packageName: "shop", defaultSubjects: [] })).toEqual(paths);
});

test("whatever may be meant by a path without ending is looked up, so that the one that is there is found", () => {
  const source = spec({ subjects: [], imports: [importing("../src/a", someName)] });
  const [, found] = modulesToRead(source, around()).filter(
    (path) => path.startsWith("src/a/") || path.endsWith(".mjs"),
  );
  expect(found).toBe("src/a/index.ts");
  const modules = new Map([["src/a/index.ts", exporting("default")]]);
  expect(namedModules(source, around({ modules })).modules.map(({ path }) => path)).toEqual([
    "src/a/index.ts",
  ]);
});
