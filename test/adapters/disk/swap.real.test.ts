import { mkdirSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeTogether } from "../../../src/adapters/disk/write-together.ts";
import { readInside } from "../../../src/adapters/workspace/read-inside.ts";
import { createWorkspaceFiles } from "../../../src/adapters/workspace-files.ts";
import { hashText } from "../../../src/loop/hash.ts";
import { startSwapper } from "../../support/swapper.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** Milliseconds that each way to write is held against the swapping. */
const during = 2500;

let base = "";
let root = "";
let swapper: Awaited<ReturnType<typeof startSwapper>>;
beforeEach(async () => {
  // What lies outside is the same to the byte: no comparison of contents tells the two apart.
  base = temporaryFolder({
    "root/src/text/a.ts": "0",
    "outside/a.ts": "0",
    "outside/only-outside.ts": "secret",
  });
  root = realpathSync(join(base, "root"));
  mkdirSync(join(base, "outside/deep"));
  swapper = await startSwapper(join(root, "src/text"), join(base, "outside"));
});
afterEach(() => swapper.stop());

function outsideIsAsItWas(): void {
  expect(readFileSync(join(base, "outside/a.ts"), "utf8")).toBe("0");
  expect(readdirSync(join(base, "outside")).toSorted()).toEqual(["a.ts", "deep", "only-outside.ts"]);
  expect(readdirSync(join(base, "outside/deep"))).toEqual([]);
}

/** Does a thing again and again for the time given; how often each came out. */
async function count(once: (turn: number) => Promise<string>): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const end = performance.now() + during;
  for (let turn = 0; performance.now() < end; turn++) {
    const outcome = await once(turn);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

test("an agent's edits, while a folder is swapped for a link: nothing outside is changed", async () => {
  const files = createWorkspaceFiles(root, () => String(performance.now()).replace(".", "-"));
  const counts = await count(async (turn) => {
    const read = await files.read("src/text/a.ts");
    if (read.is === "file") expect(read.text).not.toBe("secret");
    const written = await files.write(
      "src/text/a.ts",
      String(turn),
      read.is === "file" ? read.hash : hashText("0"),
    );
    await files.write(`src/text/deep/${turn % 50}.ts`, "new", null);
    return written.is;
  });
  await swapper.stop();
  outsideIsAsItWas();
  expect(
    [...counts.keys()].filter((outcome) => !["written", "refused", "changed"].includes(outcome)),
  ).toEqual([]);
  expect(counts.get("refused")).toBeGreaterThan(0);
  const read = await files.read("src/text/a.ts");
  expect(await files.write("src/text/a.ts", "at last", read.is === "file" ? read.hash : null)).toMatchObject({
    is: "written",
  });
});

test("what an agent sees of the folder is never what lies outside", async () => {
  const files = createWorkspaceFiles(root, () => "x");
  const counts = await count(async () => {
    const list = await files.list();
    expect(list.filter((path) => path.includes("only-outside"))).toEqual([]);
    const read = await files.read("src/text/only-outside.ts");
    const taken = await readInside(root, "src/text/only-outside.ts");
    expect([read.is, taken.kind]).not.toContain("file");
    return read.is;
  });
  expect([...counts.keys()].toSorted()).toEqual(["missing", "refused"]);
});

test("what is applied to a project, while a folder is swapped for a link: nothing outside is changed", async () => {
  const counts = await count(async (turn) => {
    const now = readSafely(join(root, "src/text/a.ts"));
    const written = await writeTogether(root, [
      { path: "src/text/a.ts", expected: hashText(now), content: String(turn) },
      { path: `src/text/deep/er/${turn}.ts`, expected: null, content: "new" },
    ]);
    return written.kind;
  });
  await swapper.stop();
  outsideIsAsItWas();
  expect([...counts.keys()].filter((kind) => kind !== "written" && kind !== "differs")).toEqual([]);
  expect(counts.get("differs")).toBeGreaterThan(0);
});

function readSafely(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return String(error);
  }
}
