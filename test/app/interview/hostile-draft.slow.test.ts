import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decidedSpec, itemsOf } from "../../../src/app/interview/decide-draft.ts";
import { readDraftReply } from "../../../src/app/interview/read-draft.ts";
import { settleDraft } from "../../../src/app/interview/settle-draft.ts";
import { writeDraft } from "../../../src/app/interview/write-draft.ts";
import { placeOfNew } from "../../../src/app/new-spec.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { hiddenRuns } from "../../../src/spec/hidden-characters.ts";
import { proposeWorld } from "../propose/propose-world.ts";

const pieces = [
  "---\nsubject: ../../../etc/passwd\nhelpers: ../evil.ts\n---",
  "# X",
  "# Y <!-- x -->",
  "Makes \u001b[31mslugs\u001b[0m.",
  "Makes slugs.",
  "Call: `slug(title, more)`",
  "## Joins",
  "## Open questions",
  "## Requirement: [link](https://evil.example)",
  "## ADDED Requirements",
  "### Scenario: one",
  "#### Deep",
  "| `title` | `slug(title)` |\n| - | - |\n| a | b |\n| a | c |\n| `x | y |",
  '- `slug("q")` is `"q"`.\n- `slug("\u202eq")` is `"q"`.\n- [ ] later',
  '- **Given** `const s = slug("a")`\n- **When** `slug(s)`\n- **Then** the result is `"a"`',
  '```ts\nimport x from "../evil.ts";\nx() // => 1\n```',
  '```ts\nslug("z") // => "z"\n```',
  "```console\n$ rm -rf /\n```",
  "```ts\nslug(",
  "<!-- id: stolen -->",
  "<!--",
  "[a]: https://evil.example",
  "It MUST hold.",
  "Title\n---",
  "> - quoted",
  "For any `title: string`, `slug(slug(title))` is `slug(title)`.",
  "1. one\n2. two\n\n   ```ts\n   slug(1) // => 2\n   ```",
];

test("whatever is drafted, at most one spec and the lock are written; nothing hidden, no subject of its own", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 30 })), { maxLength: 12 }),
      fc.array(fc.constantFrom("keep", "leave-out", "later"), { maxLength: 8 }),
      async (drafted, words) => {
        const { world, files } = proposeWorld({
          "package.json": "{}",
          "src/evil.ts": "export const a = 1;\n",
        });
        const before = new Map(files);
        const place = await placeOfNew(world.disk, "x", null);
        const read = readDraftReply(drafted.join("\n\n"), place.subject);
        const settled = await settleDraft(world, place, read, [], {});
        const items = itemsOf({ ...settled.drafted, intent: read.drafted.intent }, null);
        const chosen = decidedSpec(
          items,
          words.map((is) => ({ is })),
          { call: settled.drafted.call, intent: null },
        );
        const last = await settleDraft(world, place, { drafted: chosen, refused: [] }, settled.seen, {});
        // Declined until here: nothing is there.
        expect(files).toStrictEqual(before);
        const by = { proposedBy: { agent: "a", model: null }, acceptedBy: "person" } as const;
        const changes = await writeDraft(world, place, last, by, {});
        expect(changes.every(({ path }) => ["specs/x.md", ".greenbar/lock.json"].includes(path))).toBe(true);
        const text = files.get("specs/x.md") ?? "";
        expect(hiddenRuns(text)).toStrictEqual([]);
        expect(text).not.toMatch(/<!--|evil\.example/);
        const [spec] = (await readProject(world, ["x"])).specs;
        expect(spec?.plan.diagnostics.filter(({ severity }) => severity === "error")).toStrictEqual([]);
        expect(spec?.spec.frontMatter.subjects.map(({ path }) => path)).toStrictEqual(["../src/x.ts"]);
        expect([spec?.spec.frontMatter.helpers ?? [], spec?.spec.imports]).toStrictEqual([[], []]);
        expect(
          spec?.plan.requirements
            .flatMap(({ examples }) => examples)
            .every(({ body }) => body.is !== "unbound"),
        ).toBe(true);
      },
    ),
    { numRuns: 12 },
  );
});
