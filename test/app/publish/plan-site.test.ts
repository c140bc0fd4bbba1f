import { describe, expect, test } from "vitest";
import { manifestPath, planSite } from "../../../src/app/publish/plan-site.ts";
import type { SiteFolder } from "../../../src/app/publish/ports.ts";

const site = new Map([
  ["index.html", "the overview"],
  ["specs/a.html", "a"],
]);
const noOwn = { isOwn: false };

describe("a site goes to", () => {
  test("a folder that is not there", async () => {
    const plan = await planSite(memoryFolder(null), site, noOwn);
    expect(plan.written).toStrictEqual(["index.html", "specs/a.html"]);
    expect(plan.changes.map(({ path }) => path)).toStrictEqual(["index.html", "specs/a.html", manifestPath]);
  });

  test("an empty folder", async () => {
    const plan = await planSite(memoryFolder(new Map()), site, noOwn);
    expect(plan.written).toStrictEqual(["index.html", "specs/a.html"]);
  });

  test("the folder that it was written to before, where only what changed is written", async () => {
    const folder = await published(site);
    folder.files.set("notes.txt", "mine");
    const plan = await planSite(folder, new Map([...site, ["specs/a.html", "another a"]]), noOwn);
    expect(plan).toMatchObject({ written: ["specs/a.html"], removed: [], unchanged: 1 });
  });

  test("its own folder, with a word to git", async () => {
    const plan = await planSite(memoryFolder(null), site, { isOwn: true });
    expect(plan.changes).toContainEqual({ path: ".gitignore", before: null, after: "*\n" });
  });
});

test("again is nothing to do", async () => {
  expect((await planSite(await published(site), site, noOwn)).changes).toStrictEqual([]);
});

test("a page whose spec went is removed; what is not ours never is", async () => {
  const folder = await published(site);
  folder.files.set("specs/mine.html", "mine");
  const plan = await planSite(folder, new Map([["index.html", "the overview"]]), noOwn);
  expect(plan.removed).toStrictEqual(["specs/a.html"]);
  expect(plan.changes.map(({ path }) => path)).toStrictEqual([manifestPath, "specs/a.html"]);
});

test("a page of ours that somebody changed is left, and told", async () => {
  const folder = await published(site);
  folder.files.set("specs/a.html", "changed by hand");
  const plan = await planSite(folder, new Map([["index.html", "the overview"]]), noOwn);
  expect(plan).toMatchObject({ removed: [], kept: ["specs/a.html"] });
});

describe("refused is", () => {
  test("a folder with anything in it that is no site of ours", async () => {
    const folder = memoryFolder(new Map([["thesis.doc", "years of work"]]));
    await expect(planSite(folder, site, noOwn)).rejects.toMatchObject({
      exitCode: 2,
      message: "/site is not empty, and no site that greenbar wrote",
    });
  });

  test("a file of somebody's where one of the site's has to be", async () => {
    const folder = await published(new Map([["index.html", "the overview"]]));
    folder.files.set("specs/a.html", "mine");
    await expect(planSite(folder, site, noOwn)).rejects.toMatchObject({
      exitCode: 2,
      advice: ["specs/a.html", expect.anything()],
    });
  });

  test.each([
    ["no JSON", "{"],
    ["another version", '{ "version": 2, "files": {} }'],
    ["a path out of the folder", '{ "version": 1, "files": { "../x": "00" } }'],
    ["an absolute path", '{ "version": 1, "files": { "/etc/passwd": "00" } }'],
  ])("a list of our files that is %s", async (_, text) => {
    const folder = memoryFolder(new Map([[manifestPath, text]]));
    await expect(planSite(folder, site, noOwn)).rejects.toMatchObject({ exitCode: 2 });
  });
});

function memoryFolder(
  given: Map<string, string> | null,
): SiteFolder & { readonly files: Map<string, string> } {
  const files = given ?? new Map<string, string>();
  return {
    path: "/site",
    files,
    read: (path) => Promise.resolve(files.get(path) ?? null),
    list: () =>
      Promise.resolve(
        given === null && files.size === 0
          ? null
          : [...new Set([...files.keys()].map((path) => path.split("/")[0] ?? ""))],
      ),
    write: (changes) => {
      for (const { path, after } of changes) {
        if (after === null) files.delete(path);
        else files.set(path, after);
      }
      return Promise.resolve();
    },
  };
}

async function published(files: ReadonlyMap<string, string>) {
  const folder = memoryFolder(null);
  await folder.write((await planSite(folder, files, noOwn)).changes);
  return folder;
}
