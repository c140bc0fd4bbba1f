import { expect, test } from "vitest";
import { agentFiles } from "../../../src/app/run/agent-files.ts";
import type { Files } from "../../../src/loop/files.ts";
import { hashText } from "../../../src/loop/hash.ts";
import type { Permission } from "../../../src/loop/permission.ts";
import { writeRules } from "../../../src/loop/permission.ts";
import { createMemoryFiles } from "../../support/memory-files.ts";

const rules = writeRules({
  subjects: ["src/slug.ts"],
  write: [],
  specsFolder: "specs",
  testsFolder: "test/specs",
});
const permitImports = async (path: string, text: string): Promise<Permission> =>
  text.includes("evil")
    ? { is: "deny", rule: "new-import", reason: `${path} imports evil\u001b` }
    : { is: "allow" };

test("of a copy only what changed, may be written, and imports what is the project's", async () => {
  const files = createMemoryFiles({
    "src/slug.ts": "new",
    "src/same.ts": "same",
    "src/fresh.ts": "fresh",
    "src/evil.ts": 'import "evil";',
    "src/.npmrc": "evil",
    "src/slug.test.ts": "evil",
    "README.md": "evil",
    "specs/slug.md": "evil",
  });
  const before = { "src/slug.ts": "old", "src/same.ts": "same" };
  const snapshot = {
    files: Object.entries(before).map(([path, text]) => ({
      path,
      hash: hashText(text),
      size: 0,
      executable: false,
    })),
  };
  const { taken, leftOut } = await agentFiles(files, snapshot, rules, permitImports);
  expect(Object.fromEntries(taken)).toEqual({ "src/slug.ts": "new", "src/fresh.ts": "fresh" });
  expect(leftOut).toEqual([{ path: "src/evil.ts", reason: "src/evil.ts imports evil␛" }]);
});

test("what cannot be read is said, whether the project had it or not; what was never text is left as it was", async () => {
  const inMemory = createMemoryFiles({
    "src/slug.ts": "",
    "src/new.ts": "",
    "src/logo.svg": "",
    "src/fresh.svg": "",
  });
  const files: Files = {
    ...inMemory,
    read: async (path) =>
      path.endsWith(".svg")
        ? { is: "refused", why: `\`${path}\` is no UTF-8 text.`, isNoText: true }
        : { is: "refused", why: `\`${path}\` may not be written or read here.` },
  };
  const had = ["src/slug.ts", "src/logo.svg"];
  const snapshot = { files: had.map((path) => ({ path, hash: "0", size: 0, executable: false })) };
  const { taken, leftOut } = await agentFiles(files, snapshot, rules, permitImports);
  expect([...taken]).toStrictEqual([]);
  expect(leftOut).toStrictEqual([
    { path: "src/fresh.svg", reason: "`src/fresh.svg` is no UTF-8 text." },
    { path: "src/new.ts", reason: "`src/new.ts` may not be written or read here." },
    { path: "src/slug.ts", reason: "`src/slug.ts` may not be written or read here." },
  ]);
});
