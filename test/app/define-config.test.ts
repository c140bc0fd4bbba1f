import { expect, test } from "vitest";
import { readConfig } from "../../src/app/config.ts";
import type { GreenbarConfig } from "../../src/app/define-config.ts";
import { defineConfig } from "../../src/app/define-config.ts";

const full: Required<GreenbarConfig> = {
  specs: "specs",
  tests: "test/specs",
  dialect: { "specs/legacy/**": "openspec" },
  subjects: ["src/**"],
  copy: ["dist/**"],
  baseline: true,
  write: ["src"],
  unsandboxed: false,
  lint: { "no-outcome": "off" },
  agent: "offline",
  model: "m",
  budgets: { turns: 1, tokens: 1, cost: 1, minutes: 1 },
  prices: { m: { input: 1, output: 2, cacheWrite: 3, cacheRead: 4 } },
  timeouts: { example: 1, idle: 2, run: 3 },
};

test("the typed configuration has the keys that are read, and no others", () => {
  const refused = readConfig({ nope: 1 });
  const said = "problems" in refused ? (refused.problems[0] ?? "") : "";
  expect(
    said
      .slice(said.indexOf("there are: ") + "there are: ".length)
      .split(", ")
      .toSorted(),
  ).toStrictEqual(Object.keys(full).toSorted());
});

test("all of it is read", () => {
  expect(readConfig(defineConfig(full))).toHaveProperty("config");
});
