import { describe, expect, test } from "vitest";
import type { FileChange, ProjectDisk } from "../../../src/app/ports.ts";
import type { KeptTrace } from "../../../src/app/why/claims-cache.ts";
import { claimsPath, openClaimsCache, traceKey } from "../../../src/app/why/claims-cache.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

const trace: KeptTrace = {
  loader: "node",
  seen: [{ path: "src/a.ts", spans: [[0, 9]] }],
  load: [],
  examples: new Map([
    ["a", { is: "traced", executed: [{ path: "src/a.ts", spans: [[1, 2]] }] }],
    ["b", { is: "untraced", why: "nothing of it can be run" }],
  ]),
};

function writable(text?: string): { readonly disk: ProjectDisk; readonly written: FileChange[] } {
  const written: FileChange[] = [];
  const disk = createMemoryDisk(text === undefined ? {} : { [claimsPath]: text });
  const write = (changes: readonly FileChange[]): Promise<void> => {
    written.push(...changes);
    return Promise.resolve();
  };
  return { disk: { ...disk, write }, written };
}

const key = { near: "n", all: "a" };

async function reopened(kept: KeptTrace) {
  const { disk, written } = writable();
  const cache = await openClaimsCache(disk);
  cache.keep("specs/a.md", key, kept);
  await cache.save();
  return openClaimsCache(writable(written[0]?.after ?? "").disk);
}

describe("what is kept", () => {
  test("comes back as it was", async () => {
    expect((await reopened(trace)).find("specs/a.md", key)).toMatchObject(trace);
  });

  test("of another spec, or another key, is not given", async () => {
    const cache = await reopened(trace);
    expect(cache.find("specs/b.md", key)).toBeNull();
    expect(cache.find("specs/a.md", { ...key, near: "other" })).toBeNull();
  });

  test("a module elsewhere matters where Vite or Vitest may have found it", async () => {
    const elsewhere = { ...key, all: "other" };
    expect((await reopened(trace)).find("specs/a.md", elsewhere)).not.toBeNull();
    expect((await reopened({ ...trace, loader: "vite" })).find("specs/a.md", elsewhere)).toBeNull();
  });

  test("is not written again when nothing is new", async () => {
    const { disk, written } = writable();
    const cache = await openClaimsCache(disk);
    cache.keep("specs/a.md", key, trace);
    await cache.save();
    const again = writable(written[0]?.after ?? "");
    await (await openClaimsCache(again.disk)).save();
    expect(again.written).toStrictEqual([]);
  });

  test.each(["", "{", "[]", '{"version":2,"specs":{}}', '{"version":1,"specs":{"a":{"near":1}}}'])(
    "%j is as none",
    async (text) => {
      expect((await openClaimsCache(writable(text).disk)).find("a", key)).toBeNull();
    },
  );
});

describe("what a trace rests on", () => {
  const files = [
    "src/a.ts",
    "src/other.ts",
    "data.json",
    "vite.config.ts",
    "specs/a.md",
    "README.md",
    "docs/x.md",
  ];
  const keyOf = (changed: string, made = ["1"], text = "spec") =>
    traceKey(
      text,
      made,
      files.map((path) => ({ path, hash: path === changed ? "changed" : path })),
      new Set(["src/a.ts"]),
      (path) => path.startsWith("specs/"),
    );
  const same = keyOf("");

  test.each([
    ["src/a.ts", false, false],
    ["data.json", false, false],
    ["vite.config.ts", false, false],
    ["src/other.ts", true, false],
    ["docs/x.md", true, false],
    ["specs/a.md", true, true],
  ])("a change of %s leaves near %s, all %s", (path, near, all) => {
    const changed = keyOf(path);
    expect([changed.near === same.near, changed.all === same.all]).toStrictEqual([near, all]);
  });

  test("another spec, or another version, is another trace", () => {
    expect(keyOf("", ["2"]).near).not.toBe(same.near);
    expect(keyOf("", ["1"], "other").near).not.toBe(same.near);
  });
});
