import { describe, expect, test } from "vitest";
import { openBaseline } from "../../src/app/baseline.ts";
import type { Checked } from "../../src/app/check.ts";
import { readStatus } from "../../src/app/status.ts";
import { baselinePath } from "../../src/verdict/baseline.ts";
import { memoryWorld } from "./inbox/memory-world.ts";

const spec = (heading: string) => `# A\n\n## ${heading}\n\nIt MUST add.\n`;

/** What a check would find where nothing can be run: what has no example is unbound. */
async function hold(
  files: Readonly<Record<string, string>>,
  { write = false, force = false, specs }: { write?: boolean; force?: boolean; specs?: string[] } = {},
) {
  const memory = memoryWorld(files);
  const status = await readStatus(memory.world, specs ?? []);
  const requirements = status.specs.flatMap((one) => one.requirements);
  const checked = { specs: status.specs.map((one) => one.spec), requirements } as Partial<Checked>;
  const against = await openBaseline(memory.world.disk, { strict: false, write, force });
  return { ...(await against(checked as Checked)), files: memory.files };
}

async function baselineFor(files: Readonly<Record<string, string>>): Promise<string> {
  return (await hold(files, { write: true })).files.get(baselinePath) ?? "";
}

const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

describe("a heading that gets another name", () => {
  test("with a pinned id keeps its entry", async () => {
    const pinned = (heading: string) => spec(heading).replace("It MUST", "<!-- id: adding -->\n\nIt MUST");
    const baseline = await baselineFor({ "specs/a.md": pinned("Adds") });
    const { held } = await hold({ "specs/a.md": pinned("Sums"), [baselinePath]: baseline });
    expect(held).toMatchObject({ new: [], gone: [] });
    expect(held.known).toHaveLength(1);
  });

  test("without one is gone, and new", async () => {
    const baseline = await baselineFor({ "specs/a.md": spec("Adds") });
    const { held } = await hold({ "specs/a.md": spec("Sums"), [baselinePath]: baseline });
    expect([ids(held.new), ids(held.gone), ids(held.known)]).toStrictEqual([["a/sums"], ["a/adds"], []]);
  });
});

describe("writing", () => {
  const old = { "specs/a.md": spec("Adds"), "specs/b.md": spec("Brags") };

  test("of a part keeps the entries of the specs that were not looked at", async () => {
    const baseline = await baselineFor(old);
    const files = { ...old, "specs/a.md": "# A\n", [baselinePath]: baseline };
    const { written, files: after } = await hold(files, { write: true, specs: ["specs/a.md"] });
    expect(written?.entries).toStrictEqual([{ id: "a/adds", was: "unbound", is: null }]);
    expect(after.get(baselinePath)).toContain('"b/brags"');
  });

  test("does not take more debt, but with force", async () => {
    const baseline = await baselineFor({ "specs/a.md": spec("Adds") });
    const files = { ...old, [baselinePath]: baseline };
    const kept = await hold(files, { write: true });
    expect([ids(kept.held.new), kept.written]).toStrictEqual([["b/brags"], { change: null, entries: [] }]);
    const forced = await hold(files, { write: true, force: true });
    expect(forced.held.new).toStrictEqual([]);
    expect(forced.written?.entries).toStrictEqual([{ id: "b/brags", was: null, is: "unbound" }]);
  });

  test("the same again writes nothing", async () => {
    const baseline = await baselineFor(old);
    const { written } = await hold({ ...old, [baselinePath]: baseline }, { write: true });
    expect(written).toStrictEqual({ change: null, entries: [] });
  });
});

test("without a baseline nothing is held, and how to get one is said", async () => {
  await expect(hold({ "specs/a.md": spec("Adds") })).rejects.toMatchObject({
    exitCode: 2,
    message: `there is no ${baselinePath} to hold the check against`,
  });
});

test("one that a merge has damaged is told with its line", async () => {
  const damaged = '{\n  "version": 1,\n<<<<<<< HEAD\n  "requirements": {}\n}\n';
  await expect(hold({ "specs/a.md": spec("Adds"), [baselinePath]: damaged })).rejects.toMatchObject({
    exitCode: 2,
    message: `${baselinePath}:3 cannot be read: a merge has left its marks in it`,
  });
});
