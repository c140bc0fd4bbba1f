import { describe, expect, test } from "vitest";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { readConfig } from "../../../src/app/config.ts";
import { openSpec } from "../../../src/app/engine/open-spec.ts";
import { lintProject } from "../../../src/app/lint/lint-project.ts";
import { createPipeline } from "../../../src/app/pipeline.ts";
import type { FileChange, World } from "../../../src/app/ports.ts";
import { UserError } from "../../../src/app/user-error.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

const head =
  "---\nsubject: ../src/cart.ts\n---\n# Cart\n\n## Totals\n\n| `n` | `total(n)` |\n| --- | --- |\n";
const twice = `${head}| 1 | 1 |\n| 1 | 1 |\n| 2 | 2 |\n| 1 | 1 |\n`;
const once = `${head}| 1 | 1 |\n| 2 | 2 |\n`;

/** A project in memory; `config` is what its configuration exports. */
function project(files: Record<string, string>, config: unknown = {}) {
  const written: FileChange[] = [];
  const memory = createMemoryDisk(files);
  const disk = {
    ...memory,
    config: () => Promise.resolve({ path: "greenbar.config.ts", value: config }),
    write: (changes: readonly FileChange[]) => {
      if (changes.some(({ path, before }) => files[path] !== before)) {
        return Promise.reject(new UserError(4, "nothing was written: files changed while greenbar worked"));
      }
      for (const { path, after } of changes) files[path] = after ?? "";
      written.push(...changes);
      return Promise.resolve();
    },
  };
  const world = { disk, pipeline: createPipeline(), templates: readTemplates };
  return { files, written, world: world as unknown as World };
}

const asked = { specs: [], fix: true, dryRun: false };

describe("--fix", () => {
  test("mends all specs at once, and a second time nothing", async () => {
    const { files, written, world } = project({
      "specs/a.md": twice,
      "specs/b.md": once,
      "specs/c.md": twice,
    });
    const linted = await lintProject(world, asked);
    expect(files).toStrictEqual({ "specs/a.md": once, "specs/b.md": once, "specs/c.md": once });
    expect(linted.fixed.map(({ file, place }) => `${file}:${place.line}`)).toStrictEqual([
      "specs/a.md:11",
      "specs/a.md:13",
      "specs/c.md:11",
      "specs/c.md:13",
    ]);
    expect(linted.findings).toStrictEqual([]);
    expect(linted.diagnostics).toStrictEqual([]);

    const again = await lintProject(world, asked);
    expect(again).toMatchObject({ fixed: [], changes: [], findings: [] });
    expect(written).toHaveLength(2);
  });

  test("as a dry run says the same and writes nothing", async () => {
    const { files, world } = project({ "specs/a.md": twice });
    const linted = await lintProject(world, { ...asked, dryRun: true });
    expect(linted.changes).toStrictEqual([{ path: "specs/a.md", before: twice, after: once }]);
    expect(linted.fixed).toHaveLength(2);
    expect(files).toStrictEqual({ "specs/a.md": twice });
  });

  test("is not made in a spec that could not be read, nor unasked", async () => {
    const broken = `${twice}\n- \`total(3)\` is \`3\`.\n- \`total(3)\` is \`4\`.\n`;
    const { files, world } = project({ "specs/a.md": broken, "specs/b.md": twice });
    const linted = await lintProject(world, { ...asked, fix: false });
    expect(linted.findings.filter(({ fix }) => fix !== undefined)).toHaveLength(4);
    await lintProject(world, asked);
    expect(files).toStrictEqual({ "specs/a.md": broken, "specs/b.md": once });
  });

  test("refuses when a file changed meanwhile", async () => {
    const { files, world } = project({ "specs/a.md": twice });
    const late = {
      ...world,
      pipeline: {
        ...world.pipeline,
        parse: (text: string, file: string) => {
          files["specs/a.md"] = `${twice}\nmore\n`;
          return world.pipeline.parse(text, file);
        },
      },
    };
    await expect(lintProject(late, asked)).rejects.toThrow("nothing was written");
    expect(files["specs/a.md"]).toBe(`${twice}\nmore\n`);
  });
});

describe("levels", () => {
  test("come from the configuration", async () => {
    const { world } = project({ "specs/a.md": twice }, { lint: { "example-adds-nothing": "error" } });
    const { findings, diagnostics } = await lintProject(world, { ...asked, fix: false });
    expect(findings.map(({ rule, severity }) => `${severity} ${rule}`)).toStrictEqual([
      "error example-adds-nothing",
      "error example-adds-nothing",
    ]);
    // Reading tells of repeats as well, but with less; it is told again once the rule is off.
    expect(diagnostics.map(({ rule }) => rule)).not.toContain("duplicate");
    const off = project({ "specs/a.md": twice }, { lint: { "example-adds-nothing": "off" } });
    const read = await lintProject(off.world, { ...asked, fix: false });
    expect(read.findings).toStrictEqual([]);
    expect(read.diagnostics.map(({ rule }) => rule)).toContain("duplicate");
  });

  test.each([
    [{ vague: "off" }, "lint: .*; there are: no-outcome, .*lint-ignore$"],
    [{ "no-outcome": "loud" }, 'lint\\.no-outcome: .*"off"\\|"hint"\\|"warning"\\|"error"'],
  ])("%j is refused, with what there is", (lint, where) => {
    const read = readConfig({ lint });
    expect("problems" in read ? read.problems : []).toStrictEqual([expect.stringMatching(`^${where}`)]);
  });
});

test("the screen of a spec has the findings among what is wrong with it", async () => {
  const { world } = project({ "specs/a.md": `${once}\nAt most 10.\n` });
  const { diagnostics } = await openSpec(world, "specs/a.md");
  expect(diagnostics.map(({ rule, place, severity }) => [rule, place.line, severity])).toStrictEqual([
    ["bound-neighbours", 13, "warning"],
  ]);
});
