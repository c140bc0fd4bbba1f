import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readHistory } from "../../src/docs/site/history.ts";
import { renderSite } from "../../src/docs/site/render-site.ts";
import { siteOf } from "../docs/site/building.ts";
import { tracedSite } from "../docs/site/traced.ts";
import { browsing, noBrowser } from "./browsing.ts";

const slugify = `---
subject: ../src/slugify.ts
---
# Slugify

Turns a title into a slug; see [the other](parking.md).

## Joins words

| \`title\` | \`slugify(title)\` | why |
| --- | --- | --- |
| Hello World | hello-world | |
| A B | a-b | letters |

- \`slugify("")\` throws \`RangeError: empty title\`.

\`slugify("a")\` is \`"a"\`. \`slugify("b")\` is \`"b"\`.

### Scenario: twice

- **When** \`slugify("x")\`
- **Then** the result is \`"x"\`

## Pleasant to read

<!-- manual: taste cannot be tested -->

1. [x] done
2. [ ] not done[^1]

[^1]: A footnote.

## Stays the same

It MUST NOT change.
`;
const parking =
  "---\nsubject: ../src/parking.ts\ndraft: true\n---\n# Parking\n\n## The first hour is free\n\n- `fee(1)` is `0`.\n";
const moment = { date: "2026-11-22", summary: "Seen red", receipts: new Map() };
const entry = { text: "aa", test: "bb", red: "assertion", held: false } as const;
const history = readHistory([
  { ...moment, commit: "1111111111", lock: { examples: new Map([["a", entry]]), suites: new Map() } },
  {
    ...moment,
    commit: "2222222222",
    lock: {
      examples: new Map([
        ["a", entry],
        ["b", entry],
      ]),
      suites: new Map(),
    },
  },
]);
const texts = { "specs/slugify.md": slugify, "specs/parking.md": parking };
const failing = { "specs/slugify.md": { 13: { expected: '"a-b"', actual: '"A-B"' } } };
// The code of a traced site beside the specs of another: its page has everything that such a page can have.
const traced = renderSite(tracedSite());
const source = "source/src/slugify.ts.html";
const files = new Map([
  ...renderSite(siteOf(texts, { failing, history })),
  [source, traced.get(source) ?? ""] as const,
]);

const froms = ["the disk", "the watch server"] as const;

describe.skipIf(noBrowser !== null).each(froms)(
  `a site from %s${noBrowser === null ? "" : `: left out, ${noBrowser}`}`,
  (from) => {
    const { open } = browsing(files, from);

    test("marks stand in their places, and what stands behind one opens by a click and by a key", async () => {
      const { page, said } = await open("specs/slugify.html");
      const failed = page.locator("tr.ex.is-fails");
      expect(await failed.innerText()).toMatch(/✗\s*fails.*A B\s+a-b\s+letters/su);
      expect(await page.locator("tr.said").innerText()).toMatch(/expected\s+"a-b"\s+actual\s+"A-B"/u);
      const behind = page.locator("tr.said + tr.behind");
      expect(await behind.isVisible()).toBe(false);
      await failed.locator("summary").click();
      expect(await behind.isVisible()).toBe(true);
      expect(await behind.innerText()).toContain("expect(slugify(");
      await failed.locator("summary").press("Enter");
      expect(await behind.isVisible()).toBe(false);
      expect(said).toStrictEqual([]);
    });

    test("a requirement and an example have addresses that lead to them", async () => {
      const { page } = await open("specs/slugify.html#r:slugify/stays-the-same");
      expect(await page.locator(":target").innerText()).toBe("Stays the same");
      await page.locator("tr.ex.is-fails summary").click();
      await page.locator("tr.said + tr.behind").getByText("link to this example").click();
      expect(await page.locator(":target").getAttribute("class")).toBe("ex is-fails");
      expect(page.url()).toContain("#e:slugify/joins-words/row-");
      await page.getByRole("link", { name: "the other" }).click();
      expect(await page.locator("h1").innerText()).toBe("Parking");
    });

    test("search and filters live in the address, and come back with it", async () => {
      const { page } = await open("index.html");
      await page.keyboard.press("/");
      await page.keyboard.type("firs");
      expect(await shown(page)).toStrictEqual(["The first hour is free"]);
      expect(page.url()).toMatch(/\?q=firs$/u);
      expect(await page.locator("#found").innerText()).toBe("1 requirement");
      await page.keyboard.press("Escape");
      expect(await shown(page)).toHaveLength(4);
      await page.locator(".chip.is-unbound").click();
      expect(await shown(page)).toStrictEqual(["Stays the same"]);
      expect(page.url()).toMatch(/\?status=unbound$/u);
      await page.reload();
      expect(await shown(page)).toStrictEqual(["Stays the same"]);
      expect(await page.locator(".chip.is-unbound").getAttribute("aria-current")).toBe("true");
      await page.locator(".chip.is-unbound").click();
      expect(await shown(page)).toHaveLength(4);
      await page.goBack();
      expect(await shown(page)).toStrictEqual(["Stays the same"]);
    });

    test("nothing found is said", async () => {
      const { page } = await open("index.html?q=zzzz");
      expect(await shown(page)).toStrictEqual([]);
      expect(await page.locator("#found").innerText()).toBe("Nothing found.");
      expect(await page.locator("#query").inputValue()).toBe("zzzz");
    });

    test("dark is what the system says, until somebody chooses, which is remembered", async () => {
      const { page } = await open("index.html", { colorScheme: "dark" });
      const paper = () => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
      const dark = await paper();
      await page.getByRole("button", { name: "Dark", pressed: true }).click();
      const light = await paper();
      expect(light).not.toBe(dark);
      await page.getByRole("link", { name: "Slugify" }).click();
      await page.locator("h1").waitFor();
      expect(await paper()).toBe(light);
    });

    test("on paper every mark is there, and what only a screen needs is not", async () => {
      const { page } = await open("specs/slugify.html");
      await page.emulateMedia({ media: "print" });
      expect(await page.locator(".contents").isVisible()).toBe(false);
      expect(await page.locator(".top").isVisible()).toBe(false);
      for (const mark of await page.locator(".mark").all()) {
        expect((await mark.boundingBox())?.x).toBeGreaterThanOrEqual(0);
      }
      expect((await page.pdf({ format: "A4" })).length).toBeGreaterThan(10_000);
    });

    test("without scripts all is there but search and filters", async () => {
      const { page } = await open("specs/slugify.html", { javaScriptEnabled: false });
      await page.locator("tr.ex.is-fails summary").click();
      expect(await page.locator("tr.said + tr.behind").isVisible()).toBe(true);
      await page.getByRole("link", { name: "harbour" }).click();
      expect(await page.locator("li.spec").count()).toBe(2);
      expect(await page.locator("#search").isVisible()).toBe(false);
      expect(await page.locator("svg.chart").isVisible()).toBe(true);
      await page.getByText("The same in numbers").click();
      expect(await page.locator(".history td").allInnerTexts()).toContain("2222222222");
    });

    test("the keyboard comes to the content first, and sees where it is", async () => {
      const { page } = await open("specs/slugify.html");
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").innerText()).toBe("Skip to the content");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      const focused = page.locator("main :focus");
      expect(await focused.count()).toBe(1);
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    });

    test("a line of code leads to its requirements, keeps its indentation, and can be linked to", async () => {
      const { page, said } = await open(`${source}#L4`);
      expect(await page.locator(":target .text").innerText()).toBe("  gone();");
      await page.locator("#L3 .by a").click();
      await page.locator(":target a").click();
      expect(await page.locator("h1").innerText()).toBe("Slugify");
      expect(said).toStrictEqual([]);
    });

    test("marks stand beside their lines on paper, and text of the chart can be read on a small screen", async () => {
      const { page } = await open("specs/slugify.html");
      await page.emulateMedia({ media: "print" });
      const mark = await page.locator("li.ex .mark").first().boundingBox();
      const line = await page.locator("li.ex .line").first().boundingBox();
      expect(line?.x ?? 0).toBeGreaterThan((mark?.x ?? 0) + (mark?.width ?? 0) - 1);
      const { page: small } = await open("index.html", { viewport: { width: 400, height: 800 } });
      const height = await small
        .locator(".chart text")
        .first()
        .evaluate((text) => text.getBoundingClientRect().height);
      expect(height).toBeGreaterThan(10);
    });

    test("nothing is wider than a small screen", async () => {
      for (const path of ["index.html", "specs/slugify.html", source]) {
        const { page } = await open(path, { viewport: { width: 400, height: 800 } });
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
      }
    });

    test.each([
      ["the overview", "index.html", "light"],
      ["the overview", "index.html", "dark"],
      ["a page", "specs/slugify.html", "light"],
      ["a page", "specs/slugify.html", "dark"],
      ["a page of code", source, "light"],
      ["a page of code", source, "dark"],
    ] as const)("%s (%s, %s) has nothing that axe objects to", async (_, path, colorScheme) => {
      const { page } = await open(path, { colorScheme });
      for (const mark of await page.locator("details > summary").all()) await mark.click();
      await page.evaluate(axe.source);
      const found = await page.evaluate<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(
        "axe.run(document).then(({ violations }) => violations)",
      );
      const told = found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      expect(told).toStrictEqual([]);
    });
  },
);

/** Titles of the requirements that the overview shows. */
async function shown(page: Page): Promise<readonly string[]> {
  const titles = await page.locator("li[data-at]:visible .title").allInnerTexts();
  return titles;
}
