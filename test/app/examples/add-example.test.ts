import { describe, expect, test } from "vitest";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { addExample, draftExample } from "../../../src/app/examples/add-example.ts";
import type { ExampleDraft } from "../../../src/app/examples/example-form.ts";
import { undo } from "../../../src/app/examples/undo.ts";
import { createPipeline } from "../../../src/app/pipeline.ts";
import type { FileChange, ProjectDisk } from "../../../src/app/ports.ts";
import { UserError } from "../../../src/app/user-error.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

const table = "| `n` | `add(n)` |\n| --- | -------- |\n| 1   | 2        |\n";
const specText = `---\nsubject: ../src/add.ts\n---\n# Add\n\n## One more\n\n${table}`;
const other = "---\nsubject: ../src/add.ts\n---\n# Elsewhere\n\n- `add(7)` is `8`.\n";

/** A project whose files can be written, by compare-and-swap. */
function project(given: Readonly<Record<string, string>> = {}) {
  const files: Record<string, string> = { "specs/add.md": specText, "specs/other.md": other, ...given };
  const disk: ProjectDisk = {
    ...createMemoryDisk(files),
    write: (changes) => {
      const differs = changes.filter(({ path, before }) => (files[path] ?? null) !== before);
      if (differs.length > 0) return Promise.reject(new UserError(4, "files changed"));
      for (const { path, after } of changes) {
        if (after === null) delete files[path];
        else files[path] = after;
      }
      return Promise.resolve();
    },
  };
  return { files, world: { disk, pipeline: createPipeline(), templates: readTemplates } };
}

const draft: ExampleDraft = {
  spec: "specs/add.md",
  requirement: "add/one-more",
  inputs: { n: "41" },
  outcome: "returns",
  expected: "42",
  note: "",
};

const row = "| 41  | 42       |";

describe("drafting", () => {
  test("says what would be written and writes nothing", async () => {
    const { files, world } = project();
    expect(await draftExample(world, draft)).toStrictEqual({ text: row, line: 11, problems: {} });
    expect(files["specs/add.md"]).toBe(specText);
  });

  test("says what is wrong, by field", async () => {
    const { world } = project();
    expect(await draftExample(world, { ...draft, expected: "" })).toStrictEqual({
      text: null,
      line: 11,
      problems: { ":expected": 'The expected value is missing; an empty text is written "".' },
    });
  });

  test("knows the project's other specs", async () => {
    const { world } = project();
    const drafted = await draftExample(world, { ...draft, inputs: { n: "7" }, expected: "9" });
    expect(drafted.problems).toStrictEqual({
      ":expected": "It contradicts another spec: `add(7)` gives `9` here and `8` in specs/other.md:6.",
    });
  });

  test("a spec that is gone", async () => {
    const { world } = project();
    await expect(draftExample(world, { ...draft, spec: "specs/gone.md" })).rejects.toThrow(
      "there is no spec specs/gone.md",
    );
  });
});

describe("adding", () => {
  test("writes the row, and undo takes it back", async () => {
    const { files, world } = project();
    const added = await addExample(world, draft);
    expect(files["specs/add.md"]).toBe(`${specText}${row}\n`);
    expect(added).toStrictEqual({
      changes: [{ path: "specs/add.md", before: specText, after: `${specText}${row}\n` }],
      line: 11,
    });
    await undo(world, added.changes);
    expect(files["specs/add.md"]).toBe(specText);
  });

  test("what is wrong is not written", async () => {
    const { files, world } = project();
    const refused: unknown = await addExample(world, { ...draft, inputs: { n: "1" } }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(UserError);
    expect(refused).toMatchObject({
      exitCode: 2,
      message: "the example was not added to specs/add.md",
      advice: ["It contradicts line 10: | 1 | 2 |"],
    });
    expect(files["specs/add.md"]).toBe(specText);
  });

  test("a file that changes meanwhile is left as it is", async () => {
    const { files, world } = project();
    const disk: ProjectDisk = {
      ...world.disk,
      write: (changes: readonly FileChange[]) => {
        files["specs/add.md"] = `${specText}More.\n`;
        return world.disk.write(changes);
      },
    };
    await expect(addExample({ ...world, disk }, draft)).rejects.toMatchObject({ exitCode: 4 });
    expect(files["specs/add.md"]).toBe(`${specText}More.\n`);
  });
});

describe("taking back", () => {
  test("a file that changed since stays", async () => {
    const { files, world } = project();
    const { changes } = await addExample(world, draft);
    files["specs/add.md"] += "More.\n";
    await expect(undo(world, changes)).rejects.toMatchObject({
      exitCode: 4,
      message: "nothing was taken back: specs/add.md changed since",
    });
    expect(files["specs/add.md"]).toBe(`${specText}${row}\nMore.\n`);
  });

  test("a second time there is nothing to take back", async () => {
    const { world } = project();
    const { changes } = await addExample(world, draft);
    await undo(world, changes);
    await expect(undo(world, changes)).rejects.toMatchObject({ exitCode: 4 });
  });

  test("a file that was made goes again", async () => {
    const { files, world } = project({ "specs/new.md": "# New\n" });
    await undo(world, [{ path: "specs/new.md", before: null, after: "# New\n" }]);
    expect("specs/new.md" in files).toBe(false);
  });
});
