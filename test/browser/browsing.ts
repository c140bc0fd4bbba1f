import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { WatchServer } from "../../src/adapters/watch-server/watch-server.ts";
import { startWatchServer } from "../../src/adapters/watch-server/watch-server.ts";

const executablePath = "/usr/bin/chromium";

/** Why the tests of this folder are left out; null when there is a browser. */
export const noBrowser = existsSync(executablePath) ? null : `there is no ${executablePath}`;

export interface Opened {
  readonly page: Page;
  /** What the page said on its console, or threw. */
  readonly said: readonly string[];
  /** Addresses that it asked for, without the folder of the site. */
  readonly asked: readonly string[];
  /** Dialogs that it opened. */
  readonly dialogs: readonly string[];
}

export interface Browsing {
  /** Opens a file of the site. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Opened>;
}

/** Where a browser has a site from: a folder of the disk, or the server of `watch`. */
export type From = "the disk" | "the watch server";

/** A browser for some tests, and a site for it. */
export function browsing(files: ReadonlyMap<string, string>, from: From = "the disk"): Browsing {
  const folder = mkdtempSync(join(tmpdir(), "greenbar-site-"));
  let base = pathToFileURL(folder).href;
  let browser: Browser | null = null;
  let server: WatchServer | null = null;
  beforeAll(async () => {
    if (from === "the watch server") {
      server = await startWatchServer({ port: null, read: (path) => files.get(path) ?? null });
      base = server.url.replace(/\/$/, "");
    } else
      for (const [path, text] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    browser = await chromium.launch({ executablePath });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    async open(path, options = {}) {
      if (browser === null) throw new Error("the browser has not started");
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const said: string[] = [];
      const asked: string[] = [];
      const dialogs: string[] = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(error.message));
      page.on("request", (request) => asked.push(request.url().replace(base, "")));
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(`${base}/${path}`);
      return { page, said, asked, dialogs };
    },
  };
}
