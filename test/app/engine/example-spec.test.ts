import { expect, test } from "vitest";
import { addExampleSpec } from "../../../src/app/engine/example-spec.ts";
import type { FileChange } from "../../../src/app/ports.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

const example = {
  name: "pelican",
  text: "# A pelican\n",
  files: [{ path: "../src/draw.ts", text: "export {};\n" }],
};

/** A disk that keeps what is written to it. */
function scene(files: Readonly<Record<string, string>>) {
  const written: FileChange[] = [];
  const disk = {
    ...createMemoryDisk(files),
    write: (changes: readonly FileChange[]) => {
      written.push(...changes);
      return Promise.resolve();
    },
  };
  return { world: { disk }, written };
}

test("the example is written with what it builds on", async () => {
  const { world, written } = scene({});
  expect(await addExampleSpec(world, example)).toStrictEqual({ path: "specs/pelican.md" });
  expect(written).toStrictEqual([
    { path: "specs/pelican.md", before: null, after: "# A pelican\n" },
    { path: "src/draw.ts", before: null, after: "export {};\n" },
  ]);
});

test.each(["specs/pelican.md", "src/draw.ts"])("nothing is written over %s", async (path) => {
  const { world, written } = scene({ [path]: "mine" });
  await expect(addExampleSpec(world, example)).rejects.toThrow(`${path} is there already`);
  expect(written).toStrictEqual([]);
});
