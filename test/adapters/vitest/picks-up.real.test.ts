import { expect, onTestFinished, test } from "vitest";
import { picksUp } from "../../../src/adapters/vitest/picks-up.ts";
import { project } from "./projects.ts";

const cases = [
  ["no configuration", null, true],
  ["a narrow include", `export default { test: { include: ["src/**/*.spec.ts"] } };`, false],
  ["an exclude", `export default { test: { exclude: ["**/specs/**"] } };`, false],
  [
    "projects, one of which matches",
    `export default { test: { projects: [
      { test: { name: "a", include: ["src/**"] } }, { test: { name: "b", include: ["test/**/*.test.ts"] } } ] } };`,
    true,
  ],
  [
    "projects, none of which matches",
    `export default { test: { projects: [{ test: { include: ["src/**"] } }] } };`,
    false,
  ],
  ["a configuration that throws", `throw new Error("no");`, null],
] as const;

test.each(cases)("%s", async (_, config, expected) => {
  const here = project(null);
  onTestFinished(here.remove);
  here.write("package.json", `{ "type": "module" }`);
  if (config !== null) here.write("vitest.config.ts", config);
  expect(await picksUp(here.dir, "test/specs/example.test.ts")).toBe(expected);
});
