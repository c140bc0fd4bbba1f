import { expect, test } from "vitest";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { siteOf } from "./building.ts";
import { hostileSpec } from "./hostile.ts";

const files = renderSite(
  siteOf(
    { "specs/a </script>.md": hostileSpec, "specs/index.md": "# Index\n" },
    {
      failing: {
        "specs/a </script>.md": {
          36: { expected: "<script>alert(20)</script>", actual: "</dd><img src=x>" },
        },
      },
    },
  ),
);
const page = files.get("specs/a </script>.html") ?? "";
const overview = files.get("index.html") ?? "";

// That nothing of it runs or loads is tested where it would: in a browser, test/browser.

test("what a template would fill is text", () => {
  expect(page).toContain("{{project}} {{> docs/head}}".replaceAll(">", "&gt;").replace("&gt;", ">"));
  expect(page).toContain("{{{raw}}}");
});

test("nothing in the index of the search can end its script", () => {
  const script = files.get("assets/search-index.js") ?? "";
  expect(script).not.toContain("<");
  expect(script).not.toMatch(/[\u2028\u2029]/u);
  expect(script.split("\n")).toHaveLength(2);
  expect(script).toContain("hostile");
});

test("a spec that is called index is not the overview", () => {
  expect([...files.keys()]).toContain("specs/index.html");
  expect(overview).toContain('href="specs/index.html"');
});

test("a path leads to its page, whatever is in its name", () => {
  expect(overview).toContain('href="specs/a%20%3C/script%3E.html"');
});
