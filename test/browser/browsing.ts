import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll } from "vitest";

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
  /** Opens a file of the site from the disk. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Opened>;
}

/** A browser for the tests of one file, and a site in a folder of the disk for it. */
export function browsing(files: ReadonlyMap<string, string>): Browsing {
  const folder = mkdtempSync(join(tmpdir(), "greenbar-site-"));
  const base = pathToFileURL(folder).href;
  let browser: Browser | null = null;
  beforeAll(async () => {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    browser = await chromium.launch({ executablePath });
  });
  afterAll(async () => {
    await browser?.close();
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
