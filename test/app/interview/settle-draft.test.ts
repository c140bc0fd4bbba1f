import { describe, expect, test } from "vitest";
import { readDraft } from "../../../src/app/interview/read-draft.ts";
import { settleDraft } from "../../../src/app/interview/settle-draft.ts";
import { placeOfNew } from "../../../src/app/new-spec.ts";
import type { TestOutcome } from "../../../src/verdict/report.ts";
import type { Outcomes } from "../propose/propose-world.ts";
import { proposeWorld } from "../propose/propose-world.ts";

const page = (body: string): string => `---\nsubject: ../src/x.ts\n---\n# X\n\nMakes slugs.\n\n${body}`;

async function settle(body: string, outcomes: Outcomes = {}, files: Readonly<Record<string, string>> = {}) {
  const project = proposeWorld({ "package.json": "{}", ...files }, outcomes);
  const before = new Map(project.files);
  const place = await placeOfNew(project.world.disk, "x", null);
  const read = readDraft(`# X\n\nMakes slugs.\n\n${body}`, place.subject);
  const settled = await settleDraft(project.world, place, read, [], {});
  expect(project.files).toStrictEqual(before);
  return { ...project, ...settled, place, reasons: settled.refused.map(({ reason }) => reason) };
}

const words = `## Joins words

| \`title\` | \`slug(title)\` |
| ------- | ------------- |
| A b     | a-b           |
`;

describe("a draft that is put among the specs in memory", () => {
  test("stays as it is where all of it compiles and is red, and nothing is written", async () => {
    const body = `${words}| c d     | c-d           |

## Refuses

Said in a sentence.

- \`slug(null)\` throws \`TypeError\`.

### Scenario: twice

- **When** \`slug("a")\`
- **Then** the result is \`"a"\`

## Open questions

- What of accents?
`;
    const { text, reasons, seen, runs } = await settle(body);
    expect(text).toBe(page(body));
    expect(reasons).toStrictEqual([]);
    expect(seen.map(({ red, now }) => [red, now])).toStrictEqual(
      Array.from({ length: 4 }, () => ["notImplemented", "no-code"]),
    );
    expect(runs).toHaveLength(1);
  });

  test("what is wrong goes piece by piece, each with its reason; the rest stays", async () => {
    const body = `${words}| \`c     | c             |
| short |

- It is nice.
- \`slug("q")\` is \`a + b\`.

\`\`\`ts
slug("shown");
\`\`\`

| a | b |
| - | - |
| c | d |

### Scenario: vague

- **When** \`slug("q")\`
- **Then** all is well

## Is quick

It MUST be quick.

## Requirement: always

Always.

## Again

- \`slug("A b")\` is \`"a-b"\`.
`;
    const { text, refused, runs } = await settle(body);
    expect(refused.map(({ reason, requirement }) => `${reason}: ${requirement}`).toSorted()).toStrictEqual([
      "already-there: Again",
      "does-not-compile: Joins words",
      "does-not-compile: Joins words",
      "no-example: Is quick",
      "no-example: Joins words",
      "no-example: Joins words",
      "no-example: Joins words",
      "no-example: Joins words",
      "no-example: Joins words",
      "no-example: Requirement: always",
    ]);
    expect(text).toBe(page(words));
    expect(runs).toHaveLength(1);
  });

  test("examples that contradict each other both go, since nobody knows which was meant", async () => {
    const { reasons, text } = await settle(`${words}| q | q |\n| q | r |\n`);
    expect(reasons).toStrictEqual(["contradicts", "contradicts"]);
    expect(text).toBe(page(words));
  });

  test("what another spec of the same subject says otherwise goes", async () => {
    const other = '---\nsubject: ../src/x.ts\n---\n# Y\n\n## Z\n\n- `slug("q")` is `"q"`.\n';
    const { reasons, text } = await settle(`${words}| q | r |\n`, {}, { "specs/y.md": other });
    expect(reasons).toStrictEqual(["contradicts"]);
    expect(text).toBe(page(words));
  });

  test("an example that is not red proves nothing and goes; its requirement with it when it had no other", async () => {
    const onStub = (name: string): TestOutcome =>
      name.includes("Vague") || name.includes("odd")
        ? { is: "passed" }
        : { is: "notImplemented", name: "slug" };
    const body = `${words}| odd     | odd           |\n\n## Vague\n\n- \`slug("v")\` is \`"v"\`.\n`;
    const { reasons, text, seen } = await settle(body, { onStub });
    expect(reasons).toStrictEqual(["not-red", "not-red"]);
    expect(text).toBe(page(words));
    expect(seen).toHaveLength(1);
  });

  test("one that never ends does not take the others with it", async () => {
    const onStub = (name: string): TestOutcome =>
      name.includes("slow") ? { is: "timeout", message: "5 s" } : { is: "notImplemented", name: "slug" };
    const { reasons, text, runs } = await settle(`${words}| slow    | slow          |\n`, { onStub });
    expect(reasons).toStrictEqual(["not-red"]);
    expect(text).toBe(page(words));
    expect(runs).toHaveLength(3);
  });

  test("without a sandbox only plain calls with plain values are run", async () => {
    const body = `${words}\n\`\`\`ts\nslug(process.env.HOME) // => "x"\n\`\`\`\n`;
    const { reasons, text } = await settle(body, { sandbox: false });
    expect(reasons).toStrictEqual(["needs-sandbox"]);
    expect(text).toBe(page(words));
  });

  test("what it says of the code as it is, is told", async () => {
    const code = { "src/x.ts": "export const slug = (title: string) => title;\n" };
    const { seen } = await settle(words, { onCode: () => ({ is: "assertion", message: "" }) as never }, code);
    expect(seen.map(({ now }) => now)).toStrictEqual(["fails"]);
  });

  test("headings that another tool's specs have do not make it one of these", async () => {
    const body = "## ADDED Requirements\n\n### Requirement: A\n\n- `slug(1)` is `1`.\n";
    const { text, place } = await settle(body);
    expect(text.startsWith(`---\nsubject: ${place.subject}\n---\n# X\n`)).toBe(true);
  });
});
