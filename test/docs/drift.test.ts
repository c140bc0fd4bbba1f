import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { driftKinds } from "../../src/verdict/drift/drift.ts";

const page = readFileSync(new URL("../../docs/drift.md", import.meta.url), "utf8");

test("docs/drift.md has every kind of drift with what it says, and no other", () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)].map(([, kind, says]) => [kind, says]);
  expect(rows).toStrictEqual(Object.entries(driftKinds));
});
