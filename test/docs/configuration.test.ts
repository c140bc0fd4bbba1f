import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readConfig } from "../../src/app/config.ts";

const page = readFileSync(new URL("../../docs/configuration.md", import.meta.url), "utf8");

test("docs/configuration.md has every key of the configuration, and no other", () => {
  const documented = [...page.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1] ?? "");
  // A value of the wrong kind for each: the schema names the keys that it knows and refuses the others.
  const wrong = Object.fromEntries([...documented, "noSuchKey"].map((key) => [key, Symbol("wrong")]));
  const read = readConfig(wrong);
  const problems = "problems" in read ? read.problems : [];
  expect(problems.filter((problem) => problem.includes("noSuchKey"))).toHaveLength(1);
  expect(problems.filter((problem) => documented.some((key) => problem.startsWith(`${key}:`))).length).toBe(
    documented.length,
  );
  const known = readConfig({});
  if (!("config" in known)) throw new Error("the empty configuration is refused");
  const optional = ["agent", "dialect", "model", "write"];
  expect(documented.toSorted()).toStrictEqual([...Object.keys(known.config), ...optional].toSorted());
});
