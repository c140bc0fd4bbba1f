import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/helpers.md"), "utf8");
const fixtures = join(root, "test/fixtures/helpers");

test.each(globSync("*/{specs,src,test}/**/*.{md,ts}", { cwd: fixtures }))(
  "docs/helpers.md shows %s as it is run",
  (path) => {
    expect(page).toContain(readFileSync(join(fixtures, path), "utf8"));
  },
);
