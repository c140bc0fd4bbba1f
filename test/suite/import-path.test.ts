import { describe, expect, test } from "vitest";
import { importPath, shadowedBy } from "../../src/suite/import-path.ts";
import { suitePath } from "../../src/suite/suite-path.ts";
import { extensionFor } from "../../src/suite/tsconfig-extension.ts";

test.each([
  ["src/slugify.ts", "ts", "../../src/slugify.ts"],
  ["src/slugify.ts", "js", "../../src/slugify.js"],
  ["src/slugify.ts", "none", "../../src/slugify"],
  ["src/view.tsx", "js", "../../src/view.js"],
  ["src/slugify.mts", "js", "../../src/slugify.mjs"],
  ["src/slugify.mts", "none", "../../src/slugify.mjs"],
  ["src/slugify.cts", "js", "../../src/slugify.cjs"],
  ["src/slugify.js", "none", "../../src/slugify.js"],
  ["src/a.config.ts", "none", "../../src/a.config"],
  ["test/specs/helper.ts", "ts", "./helper.ts"],
  ["index.ts", "ts", "../../index.ts"],
  ["slugify", "js", "slugify"],
  ["@me/slugify", "ts", "@me/slugify"],
] as const)("%s as %s is imported as %s", (subject, extension, path) => {
  expect(importPath("test/specs/slugify.test.ts", subject, extension)).toBe(path);
});

describe("shadowedBy", () => {
  test.each([
    ["src/a.ts", ["src/a.ts", "src/a.js"], "js", "src/a.js"],
    ["src/a.ts", ["src/a.ts", "src/a.js"], "ts", null],
    ["src/a.ts", ["src/a.ts", "src/a.mjs"], "none", "src/a.mjs"],
    ["src/a.ts", ["src/a.ts", "src/a.tsx", "src/a.json"], "none", null],
    ["src/a.tsx", ["src/a.tsx", "src/a.ts"], "none", "src/a.ts"],
    ["src/a.mts", ["src/a.mts", "src/a.mjs"], "js", "src/a.mjs"],
    ["src/a.mts", ["src/a.mts", "src/a.mjs.ts"], "none", null],
    ["src/a.js", ["src/a.js", "src/a.mjs"], "none", null],
    ["slugify", ["slugify.js"], "none", null],
  ] as const)("%s among %j, written with %s: %s", (subject, files, extension, shadow) => {
    expect(shadowedBy(subject, files, extension)).toBe(shadow);
  });
});

test.each([
  [null, "ts"],
  [{}, "none"],
  [{ module: "NodeNext" }, "js"],
  [{ module: "node16" }, "js"],
  [{ module: "esnext", moduleResolution: "Bundler" }, "none"],
  [{ module: "nodenext", moduleResolution: "bundler" }, "none"],
  [{ module: "preserve" }, "none"],
  [{ module: "commonjs" }, "none"],
  [{ moduleResolution: "node" }, "none"],
  [{ module: "nodenext", allowImportingTsExtensions: true }, "ts"],
  [{ module: "nodenext", rewriteRelativeImportExtensions: true }, "ts"],
  [{ moduleResolution: "bundler", allowImportingTsExtensions: false }, "none"],
] as const)("with the compiler options %j an import is written with %s", (options, extension) => {
  expect(extensionFor(options)).toBe(extension);
});

test.each([
  ["specs/slugify.md", "test/specs/slugify.test.ts"],
  ["specs/billing/vat.md", "test/specs/billing/vat.test.ts"],
  ["docs/slugify.markdown", "test/specs/docs/slugify.test.ts"],
])("the suite of %s is %s", (spec, path) => {
  expect(suitePath(spec, { testsFolder: "test/specs", specsFolder: "specs" })).toBe(path);
});
