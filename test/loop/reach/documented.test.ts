import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { neverWritten, notBelowFolders } from "../../../src/loop/reach/never-written.ts";

const page = readFileSync(new URL("../../../docs/security.md", import.meta.url), "utf8");
const section = page.split("## What an agent may write")[1]?.split("\n## ")[0] ?? "";
const documented = [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? "");

test("docs/security.md has every rule by which a write is denied", () => {
  const ids = [...neverWritten, ...notBelowFolders].map(({ id }) => id);
  const others = ["outside", "specs-and-tests", "executed", "not-source", "twin", "new-import"];
  expect(documented.toSorted()).toEqual([...new Set([...ids, ...others])].toSorted());
});
