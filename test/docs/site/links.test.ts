import { describe, expect, test } from "vitest";
import { headingIds, linkTarget } from "../../../src/docs/site/links.ts";
import { fragment, hrefTo, pagePaths, slugOf } from "../../../src/docs/site/paths.ts";
import { siteOf } from "./building.ts";

const { pages, shared } = siteOf({
  "specs/a/one.md": "# One\n\n## Joins words\n\n- `f(1)` is `2`.\n\n## Notes\n\n## Notes\n",
  "specs/two words.md": "# Two\n",
});
const [one] = pages;
if (one === undefined) throw new Error("there is no page");
const ids = headingIds(one);

describe("where a link of a spec leads", () => {
  test.each([
    ["https://example.org/a?b#c", "https://example.org/a?b#c"],
    ["mailto:a@example.org", "mailto:a@example.org"],
    ["#joins-words", "#r:a/one/joins-words"],
    ["#notes", "#h:notes"],
    ["#notes-1", "#h:notes-1"],
    ["#nowhere", null],
    ["../two%20words.md", "../two%20words.html"],
    ["../two%20words.md#part", "../two%20words.html#part"],
    ["two.md", null],
    ["../../src/one.ts", null],
    ["/etc/passwd", null],
    ["//example.org/", null],
    ["javascript:alert(1)", null],
    ["%E0%A4%A", null],
    ["#%E0%A4%A", null],
    ["#user-content-fn-1", "#user-content-fn-1"],
    ["", null],
  ])("%s", (href, wanted) => {
    expect(linkTarget(href, one.spec, ids, shared)).toBe(wanted);
  });
});

test.each([
  ["Joins words", "joins-words"],
  ["C'est l'été!", "cest-lété"],
  ["A  B_c-d", "a--b_c-d"],
  ["…", ""],
])("the slug of %s is %s", (heading, slug) => {
  expect(slugOf(heading)).toBe(slug);
});

test.each([
  [["specs/a.md", "specs/b/c.md"], "specs", ["specs/a.html", "specs/b/c.html"]],
  [["a.md"], ".", ["specs/a.html"]],
  [["openspec/specs/x/spec.md"], "specs", ["specs/openspec/specs/x/spec.html"]],
  [["specs/A.md", "specs/a.md"], "specs", ["specs/A.html", "specs/a-2.html"]],
])("pages of %j below %s", (specs, folder, wanted) => {
  expect([...pagePaths(specs, folder).values()]).toStrictEqual(wanted);
});

test.each([
  ["index.html", "specs/a/b.html", "../../index.html"],
  ["specs/c d.html", "index.html", "specs/c%20d.html"],
  ["specs/a?#.html", "specs/b.html", "a%3F%23.html"],
  ["a:b.html", "index.html", "a%3Ab.html"],
])("%s from %s is %s", (path, from, wanted) => {
  expect(hrefTo(path, from)).toBe(wanted);
});

test("an id in an address can be read", () => {
  expect(fragment("r:a/é b#")).toBe("#r:a/%C3%A9%20b%23");
});
