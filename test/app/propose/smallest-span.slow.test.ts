import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkDraft } from "../../../src/app/propose/check-draft.ts";
import type { Draft } from "../../../src/app/propose/proposal.ts";
import { read } from "../examples/adding.ts";
import { textHash } from "../../../src/verdict/lock.ts";
import { draft, page } from "./checking.ts";

/** Pieces that a document may be made of, with what makes Markdown hard to put something into. */
const pieces = [
  "## One\n\nIt MUST hold.\n",
  "## Two\n\n| `t` | `slug(t)` |\n| --- | --- |\n| a | a |\n",
  "## Three\n\nt | `slug(t)`\n--|--\nb | b\n",
  '## Four\n\n- `slug("c")` is `"c"`.\n- `slug("d")` is `"d"`.\n',
  '## Five\n\n1. `slug("e")` is `"e"`.\n\n   more of it\n',
  '## Six\n\n### Scenario: s\n\n- **Given** `const s = slug("f")`\n- **Then** nothing is wrong\n',
  "## Seven\n\nWords SHALL stand here\nand go on.\n***\n",
  '## Eight\n\n```ts\nslug("h") // => "h"\n```\n',
  '## Nine\n\n> quoted\n\n<!-- prose -->\n`slug("i")` is `"j"`.\n',
  "Setext\n------\n\n[x]: http://x.example\n",
  "## Open questions\n\n- [ ] What of it?\n",
];

type Given = Pick<Draft, "kind" | "markdown" | "replaces">;
const examples = (markdown: string, replaces: string | null = null): Given => ({
  kind: "examples",
  markdown,
  replaces,
});

const drafts: readonly Given[] = [
  examples("| z | z |\n| y | y |"),
  examples('- `slug("z")` is `"z"`.'),
  examples('`slug("z")` is `"z"`.'),
  examples('### Scenario: n\n\n- **When** `slug("z")`\n- **Then** the result is `"z"`'),
  examples('```ts\nslug("z") // => "z"\n```'),
  examples("| t | `slug(t)` |\n| - | - |\n| z | z |"),
  examples('- **Then** `s` is `"f"`', "- **Then** nothing is wrong"),
  { kind: "question", markdown: "What of z?", replaces: null },
  { kind: "wording", markdown: "Words SHALL be here", replaces: "Words SHALL stand here" },
  { kind: "wording", markdown: "and on.", replaces: "and go on." },
];

const documents = fc
  .tuple(
    fc.shuffledSubarray(pieces, { minLength: 1 }),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([parts, lineEnd, hasEnd, hasMark]) => {
    const text = `---\nsubject: ../src/x.ts\n---\n# X\n\n${parts.join("\n")}`;
    return (hasMark ? "\uFEFF" : "") + (hasEnd ? text : text.trimEnd()).replaceAll("\n", lineEnd);
  });

test("any proposal that is shown changes one stretch, keeps every example, and comes off again byte for byte", () => {
  let shown = 0;
  fc.assert(
    fc.property(documents, fc.constantFrom(...drafts), fc.nat(10), (text, given, at) => {
      const before = read(text, ["slug"]);
      const { requirements } = before.plan;
      const requirement = requirements[at % Math.max(1, requirements.length)]?.id ?? "";
      const found = checkDraft(before, draft({ ...given, requirement }), (changed) =>
        read(changed, ["slug"]),
      );
      if ("reason" in found) return;
      shown += 1;
      const { edit } = found;
      // Taken back: what was there stands there again, and nothing else was touched.
      const replaced = text.slice(edit.offset, edit.endOffset);
      const end = edit.offset + edit.text.length;
      expect(found.text.slice(0, edit.offset) + replaced + found.text.slice(end)).toBe(text);
      expect(found.text.slice(0, edit.offset)).toBe(text.slice(0, edit.offset));
      expect(found.text.slice(end)).toBe(text.slice(edit.endOffset));
      const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
      expect(edit.text.replaceAll(lineEnd, "")).not.toMatch(/[\r\n]/);
      const now = new Map(
        found.after.plan.requirements.flatMap(({ examples }) => examples).map((each) => [each.id, each]),
      );
      for (const example of requirements.flatMap(({ examples }) => examples)) {
        if (example.body.is === "unbound") continue;
        const same = now.get(example.id);
        expect(same === undefined ? null : textHash(same)).toBe(textHash(example));
      }
    }),
    { numRuns: 80, seed: 4711 },
  );
  // Otherwise nothing was looked at.
  expect(shown).toBeGreaterThan(20);
});

test("the page itself has one of each kind", () => {
  expect(read(page, ["slug"]).plan.diagnostics.filter(({ severity }) => severity === "error")).toStrictEqual(
    [],
  );
});
