import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { diffBehaviour } from "../../../src/app/diff/diff.ts";
import { diskAtRevision } from "../../../src/app/diff/disk-at-revision.ts";
import type { Revisions } from "../../../src/app/diff/revisions.ts";
import { createPipeline } from "../../../src/app/pipeline.ts";
import type { World } from "../../../src/app/ports.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { hashFile } from "../../../src/suite/same-syntax.ts";
import { printLock, textHash } from "../../../src/verdict/lock.ts";
import { printReceipt } from "../../../src/verdict/receipt.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

type Files = Readonly<Record<string, string>>;

const spec = (body: string) => `---\nsubject: ../src/a.ts\n---\n# A\n\n## Adds\n\n${body}\n`;
const one = "- `add(1, 2)` is `3`.";
const source = "export const add = (a: number, b: number): number => a + b;\n";

/** Receipts of now are left out: to hold one against the tree is the business of its own tests. */
function worldOf(all: Files): World {
  const files = Object.fromEntries(Object.entries(all).filter(([path]) => !path.includes("/receipts/")));
  const world: Partial<World> = {
    disk: createMemoryDisk(files),
    templates: readTemplates,
    pipeline: createPipeline(),
  };
  return world as World;
}

function treeOf(files: Files): Awaited<ReturnType<Revisions["tree"]>> {
  return { paths: new Set(Object.keys(files)), read: (path) => Promise.resolve(files[path] ?? null) };
}

/** Commits by name; a branch left `main` at `base`, where there is one. */
function revisionsOf(commits: Readonly<Record<string, Files>>): Revisions {
  return {
    commit: (ref) => Promise.resolve(ref in commits ? ref : null),
    branchPoint: () => Promise.resolve("base" in commits ? { commit: "base", branch: "main" } : null),
    tree: (commit) => Promise.resolve(treeOf(commits[commit] ?? {})),
  };
}

const diff = (now: Files, commits: Readonly<Record<string, Files>>, ref: string | null = null) =>
  diffBehaviour(worldOf(now), revisionsOf(commits), { ref, isChecked: false });

/** The files with lock and receipt of a run that was green on them. */
async function afterGreenRun(files: Files): Promise<Files> {
  const { specs } = await readProject(worldOf(files), []);
  const [read] = specs;
  if (read === undefined) throw new Error("no spec");
  const { plan, suite } = read;
  const tests = new Map(suite.tests.map(({ example, hash }) => [example, hash]));
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const entries = examples.map(
    (example) =>
      [
        example.id,
        { text: textHash(example), test: tests.get(example.id) ?? "", red: "notImplemented", held: true },
      ] as const,
  );
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const receipt = printReceipt({
    facts: {
      spec: plan.spec,
      specText: sha256(files[plan.spec] ?? ""),
      suite: suite.path,
      suiteSyntax: hashFile(suite.text, suite.path),
      subject: new Map([["src/a.ts", sha256(files["src/a.ts"] ?? "")]]),
      rest: "0".repeat(64),
      vitest: { version: "5.1.1", from: "greenbar" },
      node: 24,
    },
    claims: {
      sandbox: "bubblewrap",
      agent: "handoff",
      model: null,
      holdOuts: 0,
      examples: examples.length,
      passed: examples.length,
    },
  });
  return {
    ...files,
    [suite.path]: suite.text,
    ".greenbar/lock.json": printLock({
      examples: new Map(entries),
      suites: new Map([[suite.path, hashFile(suite.text, suite.path)]]),
    }),
    ".greenbar/receipts/a.json": receipt,
  };
}

describe("what is another behaviour than at a commit", () => {
  const was = { "specs/a.md": spec(one), "src/a.ts": source };

  test.each<[string, Readonly<Record<string, Files>>, string | null, string]>([
    ["a branch", { base: was, HEAD: {} }, null, "where this branch left main"],
    ["no branch", { HEAD: was }, null, "HEAD"],
    ["a name", { v1: was, HEAD: {} }, "v1", "v1"],
  ])("%s", async (_, commits, ref, name) => {
    const { against, changes } = await diff(was, commits, ref);
    expect([against.name, changes.isChanged]).toStrictEqual([name, false]);
  });

  test.each([
    ["nope", { HEAD: was }, "there is no commit nope"],
    [null, {}, "there is no commit to compare with"],
  ])("%s is refused", async (ref, commits, message) => {
    await expect(diff(was, commits, ref)).rejects.toMatchObject({ exitCode: 2, message });
  });

  test("the status before is what lock and receipt of the commit say; now, what is known now", async () => {
    const green = await afterGreenRun(was);
    const { changes } = await diff(
      { ...green, "specs/a.md": spec("- `add(1, 2)` is `4`.") },
      { HEAD: green },
    );
    const [change] = changes.specs[0]?.requirements ?? [];
    const statuses = [
      change?.before?.status,
      change?.after?.status,
      change?.examples[0]?.before?.status,
      change?.examples[0]?.after?.status,
    ];
    expect(statuses).toStrictEqual(["holds", "drifted", "holds", "drifted"]);
  });

  test("a requirement with another name is not drifted by it, however its tests are called now", async () => {
    const green = await afterGreenRun(was);
    const renamed = spec(one).replace("## Adds", "## Adds up");
    const { changes } = await diff({ ...green, "specs/a.md": renamed }, { HEAD: green });
    const [change] = changes.specs[0]?.requirements ?? [];
    const statuses = [change?.isRenamed, change?.before?.status, change?.after?.status];
    expect(statuses).toStrictEqual([true, "holds", "unproven"]);
  });

  test.each<[string, Files]>([
    ["without a receipt", { ".greenbar/receipts/a.json": "" }],
    ["of another subject", { "src/a.ts": "export const add = (): number => 3;\n" }],
  ])("a commit %s does not say that it held", async (_, edit) => {
    const green = { ...(await afterGreenRun(was)), ...edit };
    const { changes } = await diff(
      { ...green, "specs/a.md": spec("- `add(1, 2)` is `4`.") },
      { HEAD: green },
    );
    expect(changes.specs[0]?.requirements[0]?.before?.status).toBe("unproven");
  });

  test("the first spec, and the last one", async () => {
    const none = { "src/a.ts": source };
    expect((await diff(was, { HEAD: none })).changes.counts.requirements.added).toBe(1);
    expect((await diff(none, { HEAD: was })).changes.counts.requirements.removed).toBe(1);
  });

  test("a spec that was broken then is all new; one that is broken now is told", async () => {
    const broken = { ...was, "specs/a.md": spec("| `x` | `add(x)` |\n| --- | --- |\n| 1 |") };
    const before = await diff(was, { HEAD: broken });
    expect([before.unreadable, before.changes.counts.requirements.added]).toStrictEqual([["specs/a.md"], 1]);
    const after = await diff(broken, { HEAD: was });
    expect([after.diagnostics.map(({ rule }) => rule), after.changes.isChanged]).toStrictEqual([
      ["row-too-short"],
      false,
    ]);
  });
});

test("files of a commit; what stands above the root, and the configuration, are of now", async () => {
  const now = {
    ...createMemoryDisk({ "new.md": "x" }),
    kindOf: (path: string) => Promise.resolve(path.startsWith("../") ? ("file" as const) : null),
  };
  const disk = diskAtRevision(now, treeOf({ "specs/a.md": "a", "specs/b/c.md": "c", "src/a.ts": "" }));
  expect(await disk.list("specs", ".md")).toStrictEqual(["specs/a.md", "specs/b/c.md"]);
  expect(await disk.list(".", ".ts")).toStrictEqual(["src/a.ts"]);
  const kinds = ["specs", "specs/a.md", "./specs/b/", "new.md", "spec", "../eslint.config.js"].map((path) =>
    disk.kindOf(path),
  );
  expect(await Promise.all(kinds)).toStrictEqual(["folder", "file", "folder", null, null, "file"]);
  expect([await disk.read("specs/b/c.md"), await disk.read("new.md")]).toStrictEqual(["c", null]);
  await expect(disk.write([])).rejects.toThrow("a commit is not written to");
});
