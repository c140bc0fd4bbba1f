import { describe, expect, test } from "vitest";
import { renderPage } from "../../../src/docs/site/render-page.ts";
import type { SiteOptions } from "./building.ts";
import { siteOf } from "./building.ts";

const file = "specs/slugify.md";
const head = "---\nsubject: ../src/slugify.ts\n---\n# Slugify\n\n";

describe("each kind of example is marked where it stands", () => {
  test.each([
    {
      kind: "row",
      text: "## R\n\n| `a` | `f(a)` |\n| --- | --- |\n| x | 1 |\n| y | 2 |\n",
      // The mark comes before the row's own cells.
      marked:
        /<tr class="ex is-holds" id="e:[^"]+"><td><details class="mark">.*?<\/details><\/td>\s*<td>x<\/td>/su,
      count: 2,
    },
    {
      kind: "sentence in a list",
      text: "## R\n\n- `f(1)` is `2`.\n- no example\n",
      marked:
        /<li class="ex is-holds" id="e:[^"]+"><details class="mark">.*?<div class="line"><code>f\(1\)<\/code> is/su,
      count: 1,
    },
    {
      kind: "sentence in a paragraph",
      text: "## R\n\n`f(1)` is `2`.\n",
      marked: /<div class="ex is-holds" id="e:[^"]+">.*?<div class="line"><p><code>f\(1\)<\/code>/su,
      count: 1,
    },
    {
      kind: "two sentences in a paragraph",
      text: "## R\n\n`f(1)` is `2`. `f(2)` is `3`.\n",
      marked:
        /<p><a class="sign-link is-holds" href="#e:[^"]+" aria-label="holds, line 8">.*?<code>f\(1\)<\/code>/su,
      count: 2,
    },
    {
      kind: "snippet",
      text: "## R\n\n```ts\nf(1) // => 2\n```\n",
      marked: /<div class="ex is-holds".*?<div class="line"><pre><code class="language-ts">/su,
      count: 1,
    },
    {
      kind: "property",
      text: "## R\n\nFor any `n: integer`, `f(f(n))` is `f(n)`.\n",
      marked: /<div class="ex is-holds".*?<div class="line"><p>For any/su,
      count: 1,
    },
    {
      kind: "scenario under a heading",
      text: "## R\n\n### Scenario: one\n\n- **When** `f(1)`\n- **Then** the result is `2`\n",
      marked:
        /<div class="ex is-holds".*?<div class="line"><h3[^>]*>Scenario: one<\/h3>\s*<ul>.*?<\/ul>\s*<\/div>/su,
      count: 1,
    },
    {
      kind: "scenario in a list",
      text: "## R\n\n- Given `const a = 1`\n- When `f(a)`\n- Then the result is `2`\n",
      marked: /<div class="ex is-holds".*?<div class="line"><ul>\s*<li>Given/su,
      count: 1,
    },
    {
      kind: "console",
      text: "## R\n\n```console\n$ harbour\nhello\n```\n",
      marked: /<div class="ex is-holds".*?<div class="line"><pre><code class="language-console">/su,
      count: 1,
    },
  ])("$kind", ({ text, marked, count }) => {
    const html = page(head + text);
    expect(html).toMatch(marked);
    expect(html.match(/<details class="mark">/gu)).toHaveLength(count);
    expect(html).not.toContain("no line of their own");
  });

  test("a byte order mark moves no mark", () => {
    expect(page(`\uFEFF${head}## R\n\n- \`f(1)\` is \`2\`.\n`)).toMatch(/<li class="ex is-holds"/u);
  });
});

describe("what an example says", () => {
  test("expected and actual stand where it fails", () => {
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`, {
      failing: { [file]: { 8: { expected: "2", actual: '"<b>"' } } },
    });
    expect(html).toContain('<li class="ex is-fails"');
    expect(html).toMatch(/<dt>expected<\/dt><dd><code>2<\/code>/u);
    expect(html).toMatch(/<dt>actual<\/dt><dd><code>"&#x3C;b>"<\/code>/u);
  });

  test("a sign and a word stand beside the colour", () => {
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`);
    expect(html).toContain('<span class="sign" aria-hidden="true">✓</span><span class="word">holds</span>');
  });

  test("its test, its red and its receipt stand behind it", () => {
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`);
    const behind = html.slice(html.indexOf('<div class="behind">'));
    expect(behind).toContain("not implemented, against a stub");
    expect(behind).toContain("none yet: a green run leaves one");
    expect(behind).toContain("test/specs/slugify.test.ts:");
    expect(behind).toContain('<span class="hljs-title function_">expect</span>');
  });

  test("the lines of source that it executes, when somebody looked", () => {
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`, {
      page: {
        claims: {
          examples: new Map([[exampleId(), [{ path: "src/slugify.ts", lines: [[2, 3]], partly: [] }]]]),
          untraced: new Map(),
          sources: new Map([["src/slugify.ts", "one\ntwo <b>\nthree\nfour"]]),
        },
      },
    });
    expect(html).toContain("src/slugify.ts:2-3");
    expect(html).toContain("two &#x3C;b>\nthree</code>");
    expect(page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`)).not.toContain("<dt>source</dt>");
  });

  test("when it was seen red, and what became of it since", () => {
    const name = { commit: "0123456789", date: "2026-11-22", summary: "<i>first</i>" };
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`, {
      history: {
        points: [{ ...name, green: 0, red: 1 }],
        ofSpec: new Map([[file, [{ ...name, receipt: { passed: 1, examples: 1, agent: "offline" } }]]]),
        ofExample: new Map([
          [
            exampleId(),
            [
              { ...name, what: "seen red" },
              { ...name, what: "has held" },
            ],
          ],
        ]),
      },
    });
    expect(html).toMatch(/not implemented, against a stub, <time>2026-11-22<\/time>/u);
    expect(html).toContain("held for the first time");
    expect(html).toContain("1 of 1 green, by offline");
    expect(html).not.toContain("><i>");
  });
});

describe("what a requirement says", () => {
  test("unbound: so, and why, at the sentence that binds", () => {
    const html = page(`${head}## R\n\nIt MUST not change.\n`);
    expect(html).toMatch(
      /<div class="ex is-unbound".*?<div class="said"><p>The requirement has no example/su,
    );
  });

  test("manual: so, and why", () => {
    const html = page(`${head}## R\n\n<!-- manual: taste cannot be tested -->\n\nPleasant.\n`);
    expect(html).toContain("A person checks this: taste cannot be tested");
    expect(html).toMatch(/<span class="badge is-manual">/u);
  });

  test("it has an address that stays", () => {
    const html = page(`${head}## Joins words\n\n- \`f(1)\` is \`2\`.\n`);
    expect(html).toContain('<h2 id="r:slugify/joins-words">');
    expect(html).toContain('href="#r:slugify/joins-words"');
  });

  test("a pinned id never meets one of the page's own", () => {
    const html = page(`${head}## R\n\n<!-- id: content -->\n\n- \`f(1)\` is \`2\`.\n`);
    expect(html.match(/ id="content"/gu)).toHaveLength(1);
    expect(html).toContain('id="r:content"');
  });
});

describe("the page as a document", () => {
  test.each([
    ["levels that jump", "# A\n\n### B\n\n###### C\n\n## D\n", "h1 h2 h3 h2"],
    ["several titles", "# A\n\n# B\n", "h1 h2"],
    ["no title", "## B\n\ntext\n", "h1 h2"],
    ["nothing", "text\n", "h1"],
  ])("headings go down one step at a time: %s", (_, text, wanted) => {
    const html = page(text);
    const main = html.slice(html.indexOf("<main"));
    expect([...main.matchAll(/<(h[1-6])/gu)].map(([, name]) => name).join(" ")).toBe(wanted);
  });

  test("what was not run is said once", () => {
    const html = page(`${head}## R\n\n- \`f(1)\` is \`2\`.\n`, { isUnjudged: true });
    expect(html).toContain("not now: this is what is known without running anything");
    expect(html).toContain('<li class="ex is-unproven"');
  });

  test("a spec that cannot be compiled shows why", () => {
    const html = page(`${head}## R\n\n| \`a\` | \`f(a)\` |\n| --- | --- |\n| *x* | 1 |\n`);
    expect(html).toContain("This spec cannot be compiled as it stands");
    expect(html).toMatch(/Line 10: .*<code>cell-[a-z]+<\/code>/u);
  });

  test.each([
    ["one line of a megabyte", "x".repeat(1_000_000)],
    ["nesting without end", `${"> ".repeat(400)}deep`],
    ["emphasis without end", `${"*a **b ".repeat(120)}${"c** d*".repeat(120)}`],
  ])("%s is a page too", (_, text) => {
    const html = page(`${head}${text}\n`);
    expect(html).toContain("</html>");
    expect(html.length).toBeLessThan(2_000_000);
  });

  test("the same data gives the same bytes", () => {
    const text = `${head}## R\n\n- \`f(1)\` is \`2\`.\n`;
    expect(page(text)).toBe(page(text));
  });
});

function page(text: string, options: SiteOptions = {}): string {
  const { pages, shared } = siteOf({ [file]: text }, options);
  const [only] = pages;
  if (only === undefined) throw new Error("there is no page");
  return renderPage(only, shared);
}

function exampleId(): string {
  const { pages } = siteOf({ [file]: `${head}## R\n\n- \`f(1)\` is \`2\`.\n` });
  return pages[0]?.plan.requirements[0]?.examples[0]?.id ?? "";
}
