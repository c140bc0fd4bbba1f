import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { createPatch } from "diff";
import { describe, expect, test } from "vitest";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { siteOf } from "./building.ts";

const examples = new URL("../../../specs/examples/", import.meta.url);
const golden = new URL("../../fixtures/docs-site/", import.meta.url);

/** `UPDATE=1` writes what is rendered, and prints what is another now, to be read; else a missing file fails. */
const isUpdate = process.env["UPDATE"] === "1" && !["1", "true"].includes(process.env["CI"] ?? "");

const texts = Object.fromEntries(
  readdirSync(examples)
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`specs/examples/${name}`, readFileSync(new URL(name, examples), "utf8")]),
);
// One example of the parking spec fails, so that the goldens hold what a page says then.
const site = siteOf(texts, {
  failing: { "specs/examples/parking.md": { 18: { expected: "6", actual: "8" } } },
});
const files = [...renderSite(site)].filter(([path]) => path.endsWith(".html"));

describe("the site of the example specs", () => {
  test.each(files)("%s is the golden one", (path, text) => {
    const file = new URL(path, golden);
    const normal = normalised(text);
    if (isUpdate) {
      const before = existsSync(file) ? readFileSync(file, "utf8") : "";
      if (before !== normal) process.stdout.write(createPatch(path, before, normal));
      mkdirSync(dirname(file.pathname), { recursive: true });
      writeFileSync(file, normal);
    }
    expect(existsSync(file), `${path} is missing: UPDATE=1 writes it`).toBe(true);
    expect(normal).toBe(readFileSync(file, "utf8"));
  });

  test("nothing of this machine or of today is in one", () => {
    const texts = files.map(([, text]) => text).join("\n");
    expect(texts).not.toContain(process.cwd());
    expect(texts).not.toMatch(/\b20\d\d-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b/u);
    expect([...renderSite(site)].filter(([path]) => path.endsWith(".html"))).toStrictEqual(files);
  });

  test("there is no golden file too many", () => {
    const found = readdirSync(golden, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".html"),
    );
    expect(found.toSorted()).toStrictEqual(files.map(([path]) => path).toSorted());
  });
});

/** The page's own part, an element a line: what stands on all pages alike is the templates'. */
function normalised(text: string): string {
  const main = text.slice(text.indexOf("<main"), text.indexOf("</main>"));
  const lines = main
    .replaceAll(/<span class="hljs-[^"]*">([^<]*)<\/span>/gu, "$1")
    .replaceAll(/(?=<(?:tr|li|p|h[1-6]|div|dl|pre|details|section|table|ul|ol)\b)/gu, "\n")
    .split("\n")
    .map((line) => line.trimEnd());
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}
