import { describe, expect, test } from "vitest";
import { changesOf, proposedFiles } from "../../src/app/run/proposal.ts";
import { hashText } from "../../src/loop/hash.ts";
import type { Snapshot } from "../../src/verdict/workspace.ts";
import { createMemoryDisk } from "../support/memory-disk.ts";

const before = "export const a = 1;\n";
const after = "export const a = 2;\n";
const proposed = [{ path: "src/a.ts", preHash: hashText(before), postHash: hashText(after) }];
const written = new Map([["src/a.ts", after]]);

describe("what a green run proposes", () => {
  test("has the hash that it found and the one that it leaves; none for a new file", () => {
    const snapshot: Snapshot = {
      root: "/project",
      files: [{ path: "src/a.ts", hash: hashText(before), size: 20, executable: false }],
      leftOut: [],
      hash: "",
    };
    expect(proposedFiles(snapshot, new Map([...written, ["src/b.ts", "b"]]))).toStrictEqual([
      ...proposed,
      { path: "src/b.ts", preHash: null, postHash: hashText("b") },
    ]);
  });

  test("is a change of the file as it was", async () => {
    const changes = await changesOf(createMemoryDisk({ "src/a.ts": before }), proposed, written);
    expect(changes).toStrictEqual([{ path: "src/a.ts", before, after }]);
  });

  test("is nothing where it was written already", async () => {
    expect(await changesOf(createMemoryDisk({ "src/a.ts": after }), proposed, written)).toStrictEqual([]);
  });

  test.each([
    ["changed by a person meanwhile", { "src/a.ts": "export const a = 3;\n" }],
    ["deleted meanwhile", {}],
  ])("is refused, and named, when the file was %s", async (_, files) => {
    const refused = changesOf(createMemoryDisk(files), proposed, written);
    await expect(refused).rejects.toMatchObject({
      exitCode: 4,
      advice: expect.arrayContaining(["src/a.ts"]),
    });
  });

  test("is refused when the workspace no longer holds it", async () => {
    const disk = createMemoryDisk({ "src/a.ts": before });
    await expect(changesOf(disk, proposed, new Map([["src/a.ts", "other"]]))).rejects.toThrow(
      "no longer holds",
    );
    await expect(changesOf(disk, proposed, new Map())).rejects.toThrow("no longer holds");
  });
});
