import { describe, expect, test } from "vitest";
import type { ProjectDisk } from "../../../src/app/ports.ts";
import { readReach } from "../../../src/app/run/reach.ts";
import { permitWrite } from "../../../src/loop/permission.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";
import { createMemoryFiles } from "../../support/memory-files.ts";

const manifest = {
  name: "slugs",
  dependencies: { lodash: "^4", gone: "^1" },
  peerDependencies: { react: "*" },
  optionalDependencies: { fast: "*" },
  devDependencies: { "used-dev": "*", "test-dev": "*", vitest: "*" },
};

const files: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(manifest),
  "node_modules/lodash/package.json": "{}",
  "node_modules/fast/package.json": "{}",
  "../node_modules/react/package.json": "{}",
  "tsconfig.json": "{}",
  "src/slug.ts": "",
  "src/app.ts": 'import "used-dev/inner";',
  "src/app.test.ts": 'import "test-dev";',
  "scripts/build.ts": 'import "script-dev";',
  "vitest.config.ts": 'import "vitest/config"; export default { test: { setupFiles: "src/setup.ts" } };',
  "src/setup.ts": "",
  "test/specs/slug.test.ts": 'import "suite-dev";',
  "src/inner/package.json": JSON.stringify({ dependencies: { own: "1" } }),
  "src/inner/node_modules/own/package.json": "{}",
  "lib/words.ts": "",
};

async function reachIn(over: Partial<ProjectDisk> = {}, more: Readonly<Record<string, string>> = {}) {
  const all = { ...files, ...more };
  const disk = { ...createMemoryDisk(all), ...over };
  const paths = Object.keys(all).filter((path) => !path.includes("node_modules"));
  const project = {
    specs: [{ plan: { subjects: [{ path: "src/slug.ts" }] } }],
    config: { specs: "specs", tests: "test/specs", write: undefined },
  } as unknown as Parameters<typeof readReach>[1];
  const snapshot = { files: paths.map((path) => ({ path, hash: "", size: 0, executable: false })) };
  const reach = await readReach(disk, project, snapshot);
  const permit = reach.imports(createMemoryFiles({ "src/slug.ts": "", "src/fresh.ts": "" }));
  return {
    rules: reach.rules,
    imports: async (specifier: string, path = "src/slug.ts") =>
      (await permit(path, `import "${specifier}";`)).is,
  };
}

describe("what a run's agent may import", () => {
  test.each([
    ["a dependency", "lodash", "allow"],
    ["one that is declared and not installed", "gone", "deny"],
    ["a peer that is installed further up", "react", "allow"],
    ["an optional one", "fast", "allow"],
    ["a dev dependency that the program imports", "used-dev", "allow"],
    ["one that only tests import", "test-dev", "deny"],
    ["one that only the suite imports", "suite-dev", "deny"],
    ["one that only scripts import", "script-dev", "deny"],
    ["one that only configuration imports", "vitest", "deny"],
    ["what nobody knows", "left-pad", "deny"],
    ["a file that the agent wrote", "./fresh.ts", "allow"],
    ["a file of the project that is not in the copy", "../lib/words.ts", "allow"],
  ])("%s: %s", async (_name, specifier, expected) => {
    const { imports } = await reachIn();
    expect(await imports(specifier)).toBe(expected);
  });

  test("the nearest package.json counts", async () => {
    const { imports } = await reachIn();
    expect(await imports("own", "src/inner/deep/a.ts")).toBe("allow");
    expect(await imports("lodash", "src/inner/deep/a.ts")).toBe("deny");
    expect(await imports("own")).toBe("deny");
  });

  test.each([
    [{ paths: { "~lib/*": ["./lib/*"] } }, "~lib/words", "allow"],
    [{ paths: { "~lib/*": ["./lib/*"] } }, "~lib/none", "deny"],
    [{ paths: { words: ["lib/words.ts"] } }, "words", "allow"],
    [{ paths: { "*": ["./lib/*"] } }, "left-pad", "deny"],
    [{ baseUrl: "./lib" }, "words", "allow"],
    [{ baseUrl: "./lib", paths: { "@w/*": ["./*"] } }, "@w/words.ts", "allow"],
  ])("aliases %j: %s", async (options, specifier, expected) => {
    const { imports } = await reachIn({ compilerOptions: async () => options });
    expect(await imports(specifier)).toBe(expected);
  });

  test("with Plug'n'Play nothing is looked for in folders", async () => {
    const { imports } = await reachIn({}, { ".pnp.cjs": "" });
    expect(await imports("gone")).toBe("allow");
  });
});

test("a setup file that the configuration names is not written", async () => {
  const { rules } = await reachIn();
  expect(permitWrite("src/setup.ts", rules)).toMatchObject({ is: "deny", rule: "executed" });
  expect(permitWrite("src/slug.ts", rules)).toEqual({ is: "allow" });
});

test("a helper that a spec names is not written, and what it alone imports is not the program's", async () => {
  const all = { ...files, "src/clock.ts": 'import "test-dev";' };
  const specs = [{ plan: { subjects: [{ path: "src/slug.ts" }], helpers: [{ path: "src/clock.ts" }] } }];
  const project = {
    specs,
    config: { specs: "specs", tests: "test/specs", write: ["src/clock.ts"] },
  } as unknown as Parameters<typeof readReach>[1];
  const paths = Object.keys(all).filter((path) => !path.includes("node_modules"));
  const snapshot = { files: paths.map((path) => ({ path, hash: "", size: 0, executable: false })) };
  const reach = await readReach(createMemoryDisk(all), project, snapshot);
  expect(permitWrite("src/clock.ts", reach.rules)).toMatchObject({ is: "deny", rule: "specs-and-tests" });
  expect(permitWrite("src/slug.ts", reach.rules)).toEqual({ is: "allow" });
  const permit = reach.imports(createMemoryFiles({ "src/slug.ts": "" }));
  expect((await permit("src/slug.ts", 'import "test-dev";')).is).toBe("deny");
});
