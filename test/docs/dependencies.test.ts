import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/dependencies.md has a line for each dependency, and no other", () => {
  const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
    string,
    Record<string, string>
  >;
  const named = [...read("docs/dependencies.md").matchAll(/^\| ((?:[@a-z][\w@/.-]*(?:, )?)+) \|/gm)]
    .flatMap((match) => (match[1] ?? "").split(", "))
    .filter((name) => name !== "package");
  expect(named.toSorted()).toStrictEqual(
    [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})].toSorted(),
  );
});
