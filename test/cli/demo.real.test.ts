import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bin } from "../support/bin.ts";
import { makeProject } from "../support/project.ts";

test("the demo goes red, then green, without a key, and draws its pelican", { timeout: 180_000 }, () => {
  const folder = join(makeProject({}), "demo");
  const { PATH = "" } = process.env;
  const ended = spawnSync(process.execPath, [bin, "demo", "--keep", folder], {
    encoding: "utf8",
    env: { PATH },
  });
  expect(ended.stderr).toBe("");
  expect(ended.stdout).toContain("18 of 18 red: 18 not implemented");
  expect(ended.stdout).toContain("All 18 examples hold, in the suite and before the judge.");
  expect(ended.stdout).toMatch(/green {2}█{4} {2}4 holds/);
  expect(ended.status).toBe(0);
  // The wheels stand on the ground at 350, and the rider's lowest point is the saddle at 200.
  const svg = readFileSync(join(folder, "pelican.svg"), "utf8");
  expect(svg).toContain('<circle cx="100" cy="300" r="50"/>');
  expect(svg).toContain('<circle cx="175" cy="150" r="50"');
});
