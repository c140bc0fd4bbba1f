import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readSiteAssets } from "../../src/adapters/site/site-assets.ts";
import { reloadScript, startWatchServer } from "../../src/adapters/watch-server/watch-server.ts";
import { check } from "../../src/app/check.ts";
import { createTreePipeline } from "../../src/app/publish/tree-pipeline.ts";
import { createLiveSite } from "../../src/app/watch/live-site.ts";
import { startWatch } from "../../src/app/watch/watch.ts";
import { watchFiles } from "../../src/cli/tui/watch-files.ts";
import { openWorld } from "../../src/cli/world.ts";
import { renderOverview } from "../../src/docs/site/render-overview.ts";
import { renderPage } from "../../src/docs/site/render-page.ts";
import { searchScript } from "../../src/docs/site/search-index.ts";
import { summaryOf } from "../../src/docs/site/summary.ts";
import { makeProject, writeFiles } from "../support/project.ts";
import { noBrowser } from "./browsing.ts";

// Words enough that the page can be scrolled.
const more = Array.from({ length: 60 }, (_, at) => `Paragraph ${at} says nothing that can fail.\n`).join(
  "\n",
);
const specOf = (name: string, { expected = 3, prose = "As it was." } = {}) =>
  `---\nsubject: ../src/${name}.js\n---\n# ${name}\n\n${prose}\n\n## Adds\n\n- \`${name}(1, 2)\` is \`${expected}\`.\n- \`${name}(2, 2)\` is \`4\`.\n\n${more}`;
const code = (name: string) => `export const ${name} = (a, b) => a + b;\n`;

describe.skipIf(noBrowser !== null)(
  `a watched site${noBrowser === null ? "" : `: left out, ${noBrowser}`}`,
  () => {
    let browser: Browser | null = null;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
    });
    afterAll(() => browser?.close());

    async function open(url: string, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
      if (browser === null) throw new Error("the browser has not started");
      const context = await browser.newContext({ viewport: { width: 1000, height: 600 }, ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(url);
      return page;
    }

    /** A project on the disk, watched with its real check, and served. */
    async function watched() {
      const root = makeProject({
        "specs/add.md": specOf("add"),
        "specs/sum.md": specOf("sum"),
        "src/add.js": code("add"),
        "src/sum.js": code("sum"),
      });
      const opened = await openWorld(root);
      const world = { ...opened, pipeline: createTreePipeline(opened.pipeline) };
      const site = createLiveSite({
        page: renderPage,
        overview: renderOverview,
        searchIndex: searchScript,
        summary: summaryOf,
      });
      const server = await startWatchServer({ port: null, read: (path) => site.read(path) });
      const first = Promise.withResolvers<void>();
      const ready = Promise.withResolvers<void>();
      let changed: (paths: readonly string[]) => void = () => {};
      const stop = watchFiles(root, (paths) => changed(paths), ready.resolve);
      await ready.promise;
      const watch = startWatch(world, {
        specs: [],
        check,
        assets: () => readSiteAssets(world.disk),
        served: { site, script: reloadScript, tell: (paths) => server.tell(paths) },
        tell: (event) => {
          if (event.type === "checked") first.resolve();
          if (event.type === "problem") first.reject(new Error(event.message));
        },
        explain: () => null,
      });
      changed = (paths) => watch.changed(paths);
      onTestFinished(async () => {
        stop();
        await watch.close();
        await server.close();
      });
      await first.promise;
      return { root, server, url: server.url };
    }

    test(
      "shows what is typed by itself, and its own pages alone can read it",
      { timeout: 300_000 },
      async () => {
        const { root, url, server } = await watched();
        const page = await open(`${url}specs/add.html`);
        const other = await open(`${url}specs/sum.html`);
        const without = await open(`${url}specs/add.html`, { javaScriptEnabled: false });
        const said: string[] = [];
        page.on("console", (message) => said.push(message.text()));
        await other.evaluate("globalThis.stayed = true");
        await page.locator("details.mark > summary").first().click();
        await page.evaluate("scrollTo(0, 300)");

        // Prose is there at once, the place on the page and what stood open are kept.
        writeFiles(root, { "specs/add.md": specOf("add", { prose: "Other words." }) });
        await page.getByText("Other words.").waitFor();
        await page.waitForFunction("scrollY === 300");
        expect(await page.locator("details.mark").first().getAttribute("open")).not.toBeNull();
        expect(await page.locator(".is-fails").count()).toBe(0);

        // Another expected value is a verdict later.
        writeFiles(root, { "specs/add.md": specOf("add", { prose: "Other words.", expected: 5 }) });
        await page.locator("li.ex.is-fails").waitFor();
        expect(await page.locator("li.ex.is-fails").innerText()).toMatch(/expected\s+5\s+actual\s+3/u);
        expect(said).toStrictEqual([]);

        // The other page was left alone; one without scripts shows it as soon as it is loaded again.
        expect(await other.evaluate("globalThis.stayed")).toBe(true);
        expect(await without.locator("li.ex.is-fails").count()).toBe(0);
        await without.reload();
        expect(await without.locator("li.ex.is-fails").count()).toBe(1);

        expect(await foreign(server.url)).toStrictEqual({
          text: "refused",
          script: "refused",
          events: "refused",
          frame: "empty",
        });
      },
    );

    /** What scripts of a page of another server of this machine get of the site. */
    async function foreign(url: string): Promise<unknown> {
      const evil = createServer((_, response) => {
        response.setHeader("Content-Type", "text/html");
        response.end("<!doctype html><title>evil</title>");
      });
      const port = await new Promise<number>((done) =>
        evil.listen(0, "127.0.0.1", () => done((evil.address() as AddressInfo).port)),
      );
      onTestFinished(() => void evil.close());
      const page = await open(`http://127.0.0.1:${port}/`);
      return page.evaluate(`(async () => {
      const url = ${JSON.stringify(url)};
      const text = await fetch(url).then((answer) => answer.text(), () => "refused");
      const script = await new Promise((done) => {
        const element = document.createElement("script");
        element.src = url + "assets/search-index.js";
        element.onload = () => done("loaded");
        element.onerror = () => done("refused");
        document.head.append(element);
      });
      const events = await new Promise((done) => {
        const source = new EventSource(url + "live/events");
        source.onopen = () => done("open");
        source.onerror = () => done("refused");
      });
      const frame = await new Promise((done) => {
        const element = document.createElement("iframe");
        element.onload = () => {
          try {
            done(element.contentDocument === null ? "empty" : element.contentDocument.title);
          } catch {
            done("empty");
          }
        };
        element.src = url;
        document.body.append(element);
      });
      return { text, script, events, frame };
    })()`);
    }
  },
);
