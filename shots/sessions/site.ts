import { spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import type { Session } from "../session.ts";
import { makeProject } from "./project.ts";

const parking = `---
subject: ../src/parking.ts
---
# Parking fee

What a stay in the car park costs, in euros. Whole hours only: the machine at the gate rounds up before it asks.

## The first hour is free

| \`hours\` | \`fee(hours)\` |                        |
| ------- | ------------ | ---------------------- |
| 0       | 0            |                        |
| 1       | 0            |                        |
| 2       | 2            | the second hour counts |

## A day costs twelve at most

- \`fee(7)\` is \`12\`.
- \`fee(24)\` is \`12\`.

## Nonsense is refused

\`fee(-1)\` throws \`RangeError: negative hours\`.

## Lost tickets

A lost ticket MUST cost as much as a day.

## Signs

<!-- manual: the sign at the gate is painted -->

The sign at the gate says the same.
`;

// The first hour is not free here, so that the picture has something to tell.
const code = `export function fee(hours: number): number {
  if (hours < 0) throw new RangeError("negative hours");
  return Math.min(12, hours * 2);
}
`;

const viewport = { width: 1180, height: 980 };

/** A page of the site of a project in which something does not hold, in both modes. */
export const site: Session = async (root) => {
  const { folder, remove } = await makeProject(root, {
    name: "town",
    specs: [],
    files: { "specs/parking.md": parking, "src/parking.ts": code },
  });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium" });
  try {
    for (const command of [["generate-tests"], ["docs", "--check"]]) {
      spawnSync(process.execPath, [join(root, "src/cli/start.js"), "-C", folder, ...command], {
        stdio: "inherit",
      });
    }
    const address = pathToFileURL(join(folder, ".greenbar/site/specs/parking.html")).href;
    return {
      "site-light.png": await look(browser, address, "light"),
      "site-dark.png": await look(browser, address, "dark"),
    };
  } finally {
    await browser.close();
    await remove();
  }
};

async function look(browser: Browser, address: string, colorScheme: "light" | "dark"): Promise<Buffer> {
  const page = await browser.newPage({ colorScheme, viewport });
  await page.goto(address);
  return page.screenshot();
}
