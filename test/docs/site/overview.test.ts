import { expect, test } from "vitest";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { siteOf } from "./building.ts";

const spec = (name: string, head = "") =>
  `---\nsubject: ../src/${name}.ts\n${head}---\n# ${name}\n\n## R\n\n- \`${name}(1)\` is \`1\`.\n`;

/** As after a check of all specs, which leaves drafts out. */
function overviewOf(texts: Readonly<Record<string, string>>): string {
  const site = siteOf(texts);
  const pages = site.pages.map((page) => (page.plan.draft ? { ...page, judged: "status" as const } : page));
  return renderSite({ ...site, pages }).get("index.html") ?? "";
}

test("drafts stand apart, at the end, and do not count for what holds", () => {
  const html = overviewOf({ "specs/a.md": spec("a"), "specs/b.md": spec("b", "draft: true\n") });
  expect(html).toContain("1 of 1 requirements hold.");
  expect(html).toContain("1 more is in drafts, which nobody checks.");
  const groups = [...html.matchAll(/data-group="([a-z]+)"/g)].map((match) => match[1]);
  expect(groups).toStrictEqual(["holds", "draft"]);
  expect(html.indexOf('href="specs/b.html"')).toBeGreaterThan(html.indexOf('data-group="draft"'));
});

test("without drafts nothing is said of any", () => {
  const html = overviewOf({ "specs/a.md": spec("a") });
  expect(html).not.toContain("draft");
});
