import { describe, expect, test } from "vitest";
import { renderSite } from "../../src/docs/site/render-site.ts";
import { siteOf } from "../docs/site/building.ts";
import { hostileSpec } from "../docs/site/hostile.ts";
import { browsing, noBrowser } from "./browsing.ts";

const spec = "specs/a </script>.md";
const page = "specs/a%20%3C/script%3E.html";
const site = siteOf(
  { [spec]: hostileSpec, "specs/long.md": `# Long\n\n${"x".repeat(1_000_000)}\n` },
  {
    failing: {
      [spec]: {
        36: { expected: "<script>alert(20)</script>", actual: "</dd><img src=x onerror=alert(21)>" },
      },
    },
  },
);

describe.skipIf(noBrowser !== null)(
  `a hostile spec${noBrowser === null ? "" : `: left out, ${noBrowser}`}`,
  () => {
    const { open } = browsing(renderSite(site));

    test.each([
      ["its page", page, ["/specs/a%20%3C/script%3E.html", "/assets/site.css", "/assets/site.js"]],
      [
        "the overview",
        "index.html",
        [
          "/index.html",
          "/assets/site.css",
          "/assets/site.js",
          "/assets/minisearch.js",
          "/assets/search-index.js",
        ],
      ],
      [
        "a line of a megabyte",
        "specs/long.html",
        ["/specs/long.html", "/assets/site.css", "/assets/site.js"],
      ],
    ])(
      "%s opens no dialog, says nothing, and asks for nothing but its own files",
      async (_, path, wanted) => {
        const opened = await open(path);
        for (const mark of await opened.page.locator("details.mark > summary").all()) await mark.click();
        await opened.page.mouse.move(400, 400);
        await opened.page.keyboard.press("Tab");
        expect(opened.dialogs).toStrictEqual([]);
        expect(opened.said).toStrictEqual([]);
        expect([...new Set(opened.asked)].toSorted()).toStrictEqual(wanted.toSorted());
      },
    );

    test("its page has only elements of the templates and of plain prose", async () => {
      const opened = await open(page);
      const names = await opened.page.evaluate<string[]>(
        "[...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))]",
      );
      const known =
        "html head meta title link script body a header div button nav p ul li span main h1 h2 h3 svg rect dl dt dd " +
        "article table thead tbody tr th td details summary code pre section ol g circle path footer sup";
      expect(names.filter((name) => !known.split(" ").includes(name))).toStrictEqual([]);
      const scripts = await opened.page.evaluate<string[]>(
        "[...document.scripts].map((script) => script.getAttribute('src'))",
      );
      expect(scripts).toStrictEqual(["../../assets/site.js"]);
    });

    test("no attribute is a handler or a style, no link leads to a script or to the disk", async () => {
      const opened = await open(page);
      const attributes = await opened.page.evaluate<[string, string][]>(
        "[...document.querySelectorAll('*')].flatMap((element) => [...element.attributes].map(({ name, value }) => [name, value]))",
      );
      expect(
        attributes.filter(([name]) => name.startsWith("on") || name === "style" || name === "srcdoc"),
      ).toStrictEqual([]);
      const targets = attributes
        .filter(([name]) => name === "href" || name === "src")
        .map(([, value]) => value);
      const known =
        /^(?:#|\.\.\/\.\.\/index\.html$|\.\.\/\.\.\/assets\/site\.(?:css|js)$|https:\/\/evil\.test\/9$)/u;
      expect(targets.filter((target) => !known.test(target))).toStrictEqual([]);
      expect(targets).toContain("https://evil.test/9");
    });

    test("no two elements have one id, and none of the spec's is one of the page's", async () => {
      const opened = await open(page);
      const ids = await opened.page.evaluate<string[]>(
        "[...document.querySelectorAll('[id]')].map(({ id }) => id)",
      );
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toStrictEqual([]);
      expect(ids.filter((id) => !/^[reh]:|^user-content-/u.test(id)).toSorted()).toStrictEqual([
        "content",
        "footnote-label",
        "tools",
      ]);
    });

    test("even a script that came into a page would not run", async () => {
      const opened = await open(page);
      await opened.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title = 1\">');" +
          "const script = document.createElement('script'); script.textContent = 'document.title = 2';" +
          "document.body.append(script)",
      );
      await expect.poll(() => opened.said.length).toBeGreaterThan(0);
      expect(await opened.page.title()).toContain("Hostile");
      expect(opened.said.join("\n")).toContain("Content Security Policy");
    });
  },
);
