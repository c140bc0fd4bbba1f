import { describe, expect, test } from "vitest";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { siteOf } from "./building.ts";
import { lines, text, tracedSite } from "./traced.ts";

describe("a file of the project's code", () => {
  const html = page("source/src/slugify.ts.html");

  test("has its requirements in the margin, and each line an address", () => {
    expect(row(html, 3)).toMatch(/<a href="#by-1" title="Joins">1<span class="unseen"> Joins<\/span><\/a>/u);
    expect(row(html, 1)).not.toContain("#by-");
  });

  test("says of a line that nothing needs it, that it runs at load, that a part of it does not run", () => {
    expect(row(html, 4)).toMatch(
      /class="line-unclaimed".*<span title="no requirement executes it">✗<\/span>/u,
    );
    expect(row(html, 5)).toContain('<span title="runs when the module is loaded">load</span>');
    expect(row(html, 3)).toContain("a part of it is executed by nothing");
    expect(row(html, 4)).not.toContain("a part of it");
  });

  test("leads to each requirement, with its status", () => {
    expect(html).toMatch(
      /<li class="is-holds" id="by-1"><a href="\.\.\/\.\.\/specs\/slugify\.html#r:slugify\/joins">Joins<\/a>/u,
    );
    expect(html).toContain("specs/slugify.md:6");
  });

  test("counts what no requirement needs", () => {
    expect(html).toContain("<strong>2 of 4 lines of code</strong> are executed by no requirement.");
  });

  test("shows code as it is written, and as text", () => {
    expect(row(html, 2)).toContain("   &#x3C;b>two */");
    expect(html).not.toContain("<b>");
  });
});

test("the overview leads to it", () => {
  expect(page("index.html")).toMatch(
    /<a href="source\/src\/slugify\.ts\.html"><code>src\/slugify\.ts<\/code><\/a><span class="count"> all but 2 of 4 lines of code</u,
  );
});

test("what stands behind an example leads to its lines", () => {
  expect(page("specs/slugify.html")).toContain(
    '<a href="../source/src/slugify.ts.html#L3">src/slugify.ts:3-4</a>',
  );
});

test("without a trace there is none of it", () => {
  const files = renderSite(siteOf({ "specs/slugify.md": text }));
  expect([...files.keys()].filter((name) => name.startsWith("source/"))).toStrictEqual([]);
  expect(files.get("index.html")).not.toContain("The code that they execute");
});

function page(wanted: string): string {
  return renderSite(tracedSite()).get(wanted) ?? "";
}

function row(html: string, number: number): string {
  const start = html.indexOf(`<tr class="line-${lines[number - 1]?.state}" id="L${number}">`);
  return start < 0 ? "" : html.slice(start, html.indexOf("</tr>", start));
}
