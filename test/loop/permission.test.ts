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
    ["src/a\ufe0f.ts", "invisible"],
    ["src/a\u034f.ts", "invisible"],
    ["src/\ud800.ts", "invisible"],
    ["src/package.json\0.ts", "control"],
    ["\\\\server\\share", "backslash"],
    ["file:///etc/passwd", "colon"],
    ["src/..", "climbs"],
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

  test("a helper is the person's, wherever it lies, and closes no folder", () => {
    const helpers = ["./src/text/support.ts", "lib/clock.ts"];
    const rules = writeRules({ ...place, helpers, write: ["lib/clock.ts"] });
    const denied = permitWrite("src/text/support.ts", rules);
    expect(denied).toMatchObject({ is: "deny", rule: "specs-and-tests" });
    expect(denied).toHaveProperty("reason", expect.stringContaining("the person's own"));
    expect(permitWrite("src/text/Support.ts", rules).is).toBe("deny");
    expect(permitWrite("lib/clock.ts", rules).is).toBe("deny");
    expect(permitWrite("src/text/support-more.ts", rules)).toEqual({ is: "allow" });
  });

  test("case tricks on a guarded folder that lies in an allowed one", () => {
    const rules = writeRules({ ...place, write: ["."], specsFolder: "src/text/specs" });
    expect(permitWrite("src/text/SPECS/a.md", rules).is).toBe("deny");
  });
});

describe("below a subject's folder", () => {
  const rules = { ...writeRules(place), executed: ["src/text/setup.ts"] };
  test.each([
    "src/text/component.vue",
    "src/text/words.json",
    "src/text/style.css",
    "src/text/page.html",
    "src/text/types.d.ts",
    "src/text/setup-words.ts",
    "src/text/latest.ts",
    "src/text/openspec.ts",
    "src/text/vite.ts",
    "src/text/make.ts",
    "src/text/console.ts",
    "src/text/\u00fcber.ts",
    "src/text/package.ts",
    "src/text/index.ts",
  ])("allowed: %s", (path) => {
    expect(permitWrite(path, rules)).toEqual({ is: "allow" });
  });

  test.each([
    ["src/text/.npmrc", "hidden-name"],
    ["src/text/.yarnrc.yml", "hidden-name"],
    ["src/text/.gitlab-ci.yml", "hidden-name"],
    ["src/text/.GIT/config", "hidden-name"],
    ["src/text/.greenbar/lock.json", "hidden-name"],
    ["src/text/.env.local", "hidden-name"],
    ["src/text/.pnp.cjs", "hidden-name"],
    ["src/text/\u2024env", "hidden-name"],
    ["src/text/\u2026/a.ts", "hidden-name"],
    ["src/text/GIT~1/config", "odd-name"],
    ["src/text/packag~1.jso", "odd-name"],
    ["src/text/con", "odd-name"],
    ["src/text/AUX.ts", "odd-name"],
    ["src/text/com\u00b9.ts", "odd-name"],
    ["src/text/nul.tar.gz", "odd-name"],
    ["src/text/a\uff0fb.ts", "odd-name"],
    ["src/text/a\uff1ab.ts", "odd-name"],
    ["src/text/a\u2025", "odd-name"],
    ["src/text/a.ts\u3000", "odd-name"],
    ["src/text/package.json ", "odd-name"],
    ["src/text/package.json.", "odd-name"],
    ["src/text/pac\u212aage.json", "package"],
    ["src/text/pac\uff4bage.json", "package"],
    ["src/text/Package.JSON", "package"],
    ["src/text/b\u0131nding.gyp", "package"],
    ["src/text/B\u0130NDING.GYP", "package"],
    ["src/text/packa\u{1d5c0}e.json", "package"],
    ["src/text/t\u017fconfig.json", "configuration"],
    ["src/text/vite.con\ufb01g.ts", "configuration"],
    ["src/text/project.json", "package"],
    ["src/text/node_modules/a.js", "dependencies"],
    ["src/text/Node_Modules/a.js", "dependencies"],
    ["src/text/jest.setup.js", "configuration"],
    ["src/text/webpack.prod.js", "configuration"],
    ["src/text/karma.conf.js", "configuration"],
    ["src/text/gulpfile.js", "configuration"],
    ["src/text/tsconfig.json", "configuration"],
    ["src/text/tsconfig-build.json", "configuration"],
    ["src/text/Makefile", "build"],
    ["src/text/Dockerfile", "build"],
    ["src/text/docker-compose.yml", "build"],
    ["src/text/conftest.py", "build"],
    ["src/text/x.code-workspace", "editor"],
    ["src/text/SKILL.md", "agents"],
    ["src/text/review.prompt.md", "agents"],
    ["src/text/mcp.json", "agents"],
    ["src/text/evil.dll", "native"],
    ["src/text/evil.cmd", "native"],
    ["src/text/a.bench.ts", "tests"],
    ["src/text/a.test.cts", "tests"],
    ["src/text/a-test.mjs", "tests"],
    ["src/text/a_test.ts", "tests"],
    ["src/text/test.js", "tests"],
    ["src/text/test-a.js", "tests"],
    ["src/text/setupTests.ts", "tests"],
    ["src/text/button.stories.tsx", "tests"],
    ["src/text/e2e/a.ts", "tests"],
    ["src/text/setup.ts", "executed"],
    ["src/text/SETUP.ts", "executed"],
    ["src/text/run", "not-source"],
    ["src/text/run.sh", "not-source"],
    ["src/text/run.py", "not-source"],
    ["src/text/ci.yml", "not-source"],
    ["src/text/a.wasm", "not-source"],
  ])("denied: %s, by %s", (path, rule) => {
    expect(permitWrite(path, rules)).toMatchObject({ is: "deny", rule });
  });

  test.each([
    ["a subject that is run by others", { subjects: ["src/text/setup.ts"] }, "src/text/setup.ts", "allow"],
    ["a subject that looks like a test", { subjects: ["src/text/test.ts"] }, "src/text/test.ts", "allow"],
    ["a subject whose name is a device elsewhere", { subjects: ["aux/con.ts"] }, "aux/con.ts", "allow"],
    ["a file beside it", { subjects: ["aux/con.ts"] }, "aux/other.ts", "allow"],
    ["a subject without an ending", { subjects: ["bin/slug"] }, "bin/slug", "allow"],
    ["a subject that is configuration", { subjects: ["src/vite.config.ts"] }, "src/vite.config.ts", "deny"],
    ["what `write` names itself", { write: ["tools/run.sh"] }, "tools/run.sh", "allow"],
    [
      "what `write` names itself, although others run it",
      { write: ["src/text/setup.ts"] },
      "src/text/setup.ts",
      "allow",
    ],
    ["what lies below what `write` names", { write: ["tools"] }, "tools/run.sh", "deny"],
    ["a manifest that `write` names", { write: ["package.json"] }, "package.json", "deny"],
    ["a hook that `write` names", { write: [".husky/pre-commit"] }, ".husky/pre-commit", "deny"],
  ])("%s: %s", (_name, over, path, is) => {
    const own = { ...writeRules({ ...place, ...over }), executed: ["src/text/setup.ts"] };
    expect(permitWrite(path, own).is).toBe(is);
  });
});
