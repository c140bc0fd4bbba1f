import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { deltaRules } from "../../src/spec/dialects/delta-rules.ts";

const page = readFileSync(new URL("../../docs/dialects.md", import.meta.url), "utf8");

test("docs/dialects.md has every rule of deltas with its severity, and no other", () => {
  const rows = [...page.matchAll(/^\| `(delta-[a-z-]+)` \| (\w+) \|/gm)].map(([, id, severity]) => [
    id,
    severity,
  ]);
  expect(rows).toStrictEqual(Object.entries(deltaRules).map(([id, { severity }]) => [id, severity]));
});
