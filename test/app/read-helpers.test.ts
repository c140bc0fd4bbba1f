import { expect, test } from "vitest";
import { readHelpers } from "../../src/app/read-helpers.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { createMemoryDisk } from "../support/memory-disk.ts";

const spec = parseSpec("---\nsubject: ../src/a.ts\nhelpers: ../test/x.ts\n---\n", "specs/a.md");

/** What is read: `path > modules that it imports`, with a `?` where one may be anything. */
async function read(files: Readonly<Record<string, string>>, specs = [spec]): Promise<readonly string[]> {
  const there = Object.keys(files).map(
    (path) => [path, { state: "read", exports: [], open: false }] as const,
  );
  const around = { packageName: "shop", defaultSubjects: [], modules: new Map(there) };
  const found = await readHelpers(createMemoryDisk(files), specs, around, new Set(["jsdom", "@shop/kit"]));
  return found.map(({ path, from, open }) =>
    [path, ">", ...from.map(({ module }) => module), ...(open ? ["?"] : [])].join(" "),
  );
}

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["a helper", { "test/x.ts": 'import "../src/a.ts";' }, ["test/x.ts > src/a.ts"]],
  [
    "what it loads, and not what the subject loads",
    {
      "test/x.ts": 'import "./y.js";',
      "test/y.ts": 'import "../src/a.ts";',
      "src/a.ts": 'import "./b.ts";',
      "src/b.ts": "",
    },
    ["test/x.ts > test/y.ts", "test/y.ts > src/a.ts"],
  ],
  [
    "a circle",
    { "test/x.ts": 'import "./y.ts";', "test/y.ts": 'import "./x.ts";' },
    ["test/x.ts > test/y.ts", "test/y.ts > test/x.ts"],
  ],
  [
    "packages and Node's own modules, which are none of the project's",
    { "test/x.ts": 'import "jsdom"; import "@shop/kit/page"; import "node:fs"; import "path";' },
    ["test/x.ts >"],
  ],
  ["an alias, which may be any module", { "test/x.ts": 'import "@/a.ts";' }, ["test/x.ts > ?"]],
  ["the package by its name", { "test/x.ts": 'import "shop";' }, ["test/x.ts > shop ?"]],
  ["what leaves the project", { "test/x.ts": 'import "../../other.ts";' }, ["test/x.ts >"]],
  ["one that is not there", {}, []],
])("%s", async (_, files, found) => {
  expect(await read(files)).toEqual(found);
});

test("without helpers nothing is read", async () => {
  const plain = parseSpec("---\nsubject: ../src/a.ts\n---\n", "specs/a.md");
  expect(await read({ "src/a.ts": 'import "./b.ts";' }, [plain])).toEqual([]);
});
