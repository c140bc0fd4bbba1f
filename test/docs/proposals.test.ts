import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkDraft } from "../../src/app/propose/check-draft.ts";
import { readReply } from "../../src/app/propose/read-reply.ts";
import type { Read } from "../../src/app/examples/problems-with.ts";
import { compile } from "../../src/plan/compile.ts";
import type { ModuleFacts } from "../../src/plan/plan.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { around } from "../plan/builders.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/proposals.md"), "utf8");
const folder = join(root, "test/fixtures/proposals");
const given = (name: string): string => readFileSync(join(folder, name), "utf8");

function read(text: string): Read {
  const spec = parseSpec(text, "specs/slugify.md");
  const facts: ModuleFacts = { state: "read", exports: ["slugify"], open: false };
  return { spec, plan: compile(spec, around({ modules: new Map([["src/slugify.js", facts]]) })) };
}

/** What becomes of each proposal of a reply: its kind, or why it is not shown. */
function outcomes(name: string): readonly string[] {
  const { drafts, refused } = readReply(given(name));
  const before = read(given("slugify.md"));
  const found = drafts.map((draft) => checkDraft(before, draft, read));
  return [
    ...found.map((each) => ("reason" in each ? each.reason : each.draft.kind)),
    ...refused.map(({ reason }) => reason),
  ];
}

test("docs/proposals.md shows a reply whose every proposal passes", () => {
  expect(page).toContain(`\`\`\`\`markdown\n${given("good.md")}\`\`\`\``);
  expect(outcomes("good.md")).toStrictEqual(["examples", "examples", "wording", "question"]);
});

test("of a hostile reply nothing is shown", () => {
  expect(outcomes("hostile.md")).toStrictEqual([
    "contradicts",
    "no-example",
    "forbidden-markdown",
    "forbidden-markdown",
    "forbidden-markdown",
    "forbidden-markdown",
    "weakens",
    "changes-examples",
    "forbidden-markdown",
    "unreadable",
  ]);
});

test("docs/proposals.md has every reason, and no other", () => {
  const source = readFileSync(join(root, "src/app/propose/proposal.ts"), "utf8");
  const union = /export type RefusalReason =([^;]+);/.exec(source)?.[1] ?? "";
  const reasons = [...union.matchAll(/"([a-z-]+)"/g)].map(([, reason]) => reason);
  const table = page.slice(page.indexOf("| reason |"), page.indexOf("## Deciding"));
  const named = [...table.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([a-z-]+)`/g)].map(([, reason]) => reason),
  );
  expect(new Set(named)).toStrictEqual(new Set(reasons));
  expect(named).toHaveLength(reasons.length);
});
