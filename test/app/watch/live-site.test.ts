import { describe, expect, test } from "vitest";
import type { LiveSite, SiteRenderers } from "../../../src/app/watch/live-site.ts";
import { createLiveSite } from "../../../src/app/watch/live-site.ts";
import { renderOverview } from "../../../src/docs/site/render-overview.ts";
import { renderPage } from "../../../src/docs/site/render-page.ts";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { searchScript } from "../../../src/docs/site/search-index.ts";
import type { Site } from "../../../src/docs/site/site.ts";
import { summaryOf } from "../../../src/docs/site/summary.ts";
import { siteOf } from "../../docs/site/building.ts";

const spec = (name: string, expected = 1, prose = "Prose.") =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n${prose}\n\n## R\n\n- \`${name}(1)\` is \`${expected}\`.\n`;
const texts = { "specs/a.md": spec("a"), "specs/b.md": spec("b"), "specs/c.md": spec("c") };

/** Specs, and so trees and plans, stay the objects that they were where the text is the same: as the pipeline has it. */
function nextSite(before: Site, after: Site): Site {
  const old = new Map(before.pages.map((page) => [page.spec.text, page]));
  return {
    ...after,
    pages: after.pages.map((page) => ({ ...page, spec: old.get(page.spec.text)?.spec ?? page.spec })),
  };
}

function counting(): { readonly live: LiveSite; readonly calls: string[] } {
  const calls: string[] = [];
  const render: SiteRenderers = {
    page: (page, shared) => {
      calls.push(page.spec.file);
      return renderPage(page, shared);
    },
    overview: (...given) => {
      calls.push("overview");
      return renderOverview(...given);
    },
    searchIndex: (summaries) => {
      calls.push("search");
      return searchScript(summaries);
    },
    summary: (page, shared) => {
      calls.push(`summary of ${page.spec.file}`);
      return summaryOf(page, shared);
    },
  };
  return { live: createLiveSite(render), calls };
}

function readAll(live: LiveSite, { shared }: Site): void {
  for (const path of ["index.html", "assets/search-index.js", ...shared.pages.values()]) live.read(path);
}

describe("a site that stays in memory", () => {
  test("has the files that docs writes, and no others", () => {
    const site = siteOf(texts);
    const { live } = counting();
    const files = renderSite(site);
    expect(live.show(site)).toStrictEqual([...files.keys()]);
    for (const [path, text] of files) expect(live.read(path)).toBe(text);
    for (const path of ["", "specs", "specs/", "specs/../index.html", "__proto__", "/index.html"]) {
      expect(live.read(path)).toBeNull();
    }
  });

  const base = siteOf(texts);
  const fails = { "specs/b.md": { 10: { expected: "1", actual: "2" } } };
  test.each<[string, after: Site, changed: readonly string[], rendered: readonly string[]]>([
    ["nothing", siteOf(texts), [], []],
    [
      "prose",
      siteOf({ ...texts, "specs/b.md": spec("b", 1, "Other prose.") }),
      ["specs/b.html"],
      ["summary of specs/b.md", "specs/b.md"],
    ],
    [
      "a status",
      siteOf(texts, { failing: fails }),
      ["index.html", "specs/b.html"].toSorted(),
      ["summary of specs/b.md", "overview", "specs/b.md"],
    ],
    [
      "an asset",
      { ...siteOf(texts), assets: new Map([...base.assets, ["site.css", "body {}"]]) },
      ["assets/site.css"],
      [],
    ],
  ])("%s changed: only what shows it is rendered again", (_, after, changed, rendered) => {
    const { live, calls } = counting();
    live.show(base);
    readAll(live, base);
    expect(calls).toHaveLength(8);
    calls.length = 0;
    expect(
      live.show(nextSite(base, after)).filter((path) => path !== "assets/search-index.js"),
    ).toStrictEqual(changed);
    readAll(live, base);
    expect(calls.filter((call) => call !== "search")).toStrictEqual(rendered);
  });

  test("a page that nobody reads is not rendered", () => {
    const { live, calls } = counting();
    live.show(base);
    live.read("specs/a.html");
    live.read("specs/a.html");
    expect(calls.filter((call) => call.startsWith("specs/"))).toStrictEqual(["specs/a.md"]);
  });

  test("a spec that is gone takes its page along", () => {
    const { live } = counting();
    live.show(base);
    const { "specs/c.md": _, ...rest } = texts;
    expect(live.show(nextSite(base, siteOf(rest)))).toContain("specs/c.html");
    expect(live.read("specs/c.html")).toBeNull();
  });
});
