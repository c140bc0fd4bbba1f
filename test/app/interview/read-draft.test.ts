import { describe, expect, test } from "vitest";
import {
  draftLimits,
  isPlainSentence,
  readDraft,
  readDraftReply,
} from "../../../src/app/interview/read-draft.ts";

const subject = "../src/x.ts";

const good = `# Whatever

Turns a title into a slug.

Call: \`slug(title)\`

## Joins words

Words are joined.

| \`title\` | \`slug(title)\` |
| ------- | ------------- |
| A b     | a-b           |
| c d     | c-d           |

## Refuses

- \`slug(null)\` throws.
- \`slug(1)\` throws
  \`TypeError\`.

### Scenario: twice

- **When** \`slug("a")\`
- **Then** the result is \`"a"\`

And so on.

## Open questions

- What of accents?
- What of
  emoji?
`;

const read = {
  intent: "Turns a title into a slug.",
  call: "Call: `slug(title)`",
  requirements: [
    {
      title: "Joins words",
      blocks: [
        { head: null, parts: ["Words are joined."] },
        {
          head: "| `title` | `slug(title)` |\n| ------- | ------------- |",
          parts: ["| A b     | a-b           |", "| c d     | c-d           |"],
        },
      ],
    },
    {
      title: "Refuses",
      blocks: [
        { head: null, parts: ["- `slug(null)` throws.", "- `slug(1)` throws\n  `TypeError`."] },
        {
          head: null,
          parts: [
            '### Scenario: twice\n\n- **When** `slug("a")`\n- **Then** the result is `"a"`\n\nAnd so on.',
          ],
        },
      ],
    },
  ],
  questions: ["What of accents?", "What of emoji?"],
};

describe("a draft", () => {
  test.each<[string, string]>([
    ["as it is", good],
    ["with other line ends", good.replaceAll("\n", "\r\n")],
    ["behind the front matter that it will have", `---\nsubject: ${subject}\n---\n${good}`],
    ["with every heading a level deeper", good.replaceAll(/^##/gmu, "###").replace("#### S", "##### S")],
  ])("is read into its pieces: %s", (_, text) => {
    expect(readDraft(text, subject)).toStrictEqual({ drafted: read, refused: [] });
  });

  test.each<[string, string]>([
    ["in a fence, with words around", `Here it is:\n\n\`\`\`\`markdown\n${good}\`\`\`\`\n\nBye.`],
    ["with words above its title", `Here it is.\n\n${good}`],
    ["as JSON", JSON.stringify({ markdown: good })],
  ])("is found in a reply %s", (_, text) => {
    expect(readDraftReply(text, subject)).toStrictEqual({ drafted: read, refused: [] });
  });

  test("without a heading is one requirement", () => {
    expect(readDraft("# X\n\nDoubles.\n\n- `double(2)` is `4`.", subject).drafted.requirements).toStrictEqual(
      [{ title: "What it does", blocks: [{ head: null, parts: ["- `double(2)` is `4`."] }] }],
    );
  });
});

describe("what is left out, and counted", () => {
  const under = (markdown: string): string => `# X\n\n## Good\n\n- \`f(1)\` is \`1\`.\n\n${markdown}\n`;
  test.each<[what: string, markdown: string, reason: string]>([
    ["an escape sequence", "- `f(2)` is `\u001b[2J`.", "hidden-characters"],
    ["a bidirectional override", "- `f(2)` is `\u202e2`.", "hidden-characters"],
    ["a comment", "<!-- id: other -->", "forbidden-markdown"],
    ["a comment inside an item", "- `f(2)` is `2`. <!-- manual: trust me -->", "forbidden-markdown"],
    ["HTML", "- `f(2)` is `2`. <img src=x>", "forbidden-markdown"],
    ["a link", "- [f](https://evil.example) is `2`.", "forbidden-markdown"],
    ["an image", "![f](https://evil.example/x.png)", "forbidden-markdown"],
    ["a link's definition", "[f]: https://evil.example", "forbidden-markdown"],
    ["a footnote", "[^1]: more", "forbidden-markdown"],
    ["a quotation", "> `f(2)` is `2`.", "forbidden-markdown"],
    ["a rule", "***", "forbidden-markdown"],
    ["an import", '```ts\nimport fs from "node:fs";\nf(2) // => 2\n```', "forbidden-markdown"],
    ["a dynamic import", '```ts\nawait import("node:fs") // => 2\n```', "forbidden-markdown"],
    ["a fence that does not close", "```ts\nf(2) // => 2", "forbidden-markdown"],
    ["a heading that is a link", "## [A](https://evil.example)\n\n- `f(2)` is `2`.", "forbidden-markdown"],
    ["a heading with a comment", "## A <!-- id: b -->\n\n- `f(2)` is `2`.", "forbidden-markdown"],
    ["too long a piece", `- \`f("${"a".repeat(5_000)}")\` is \`2\`.`, "too-long"],
    ["a question with a comment", "## Open questions\n\n- Why? <!-- x -->", "unreadable"],
    ["a question that is an example", "## Open questions\n\n- `f(3)` is `3`.", "unreadable"],
    ["a question that says nothing", "## Open questions\n\n- None.", "unreadable"],
  ])("%s", (_, markdown, reason) => {
    const { drafted, refused } = readDraft(under(markdown), subject);
    expect(refused.map((each) => [each.reason, each.count])).toStrictEqual([[reason, 1]]);
    expect(drafted.requirements).toStrictEqual([
      { title: "Good", blocks: [{ head: null, parts: ["- `f(1)` is `1`."] }] },
    ]);
    expect(drafted.questions).toStrictEqual([]);
  });

  test.each<[string, string]>([
    ["another subject", "subject: ../../../etc/passwd"],
    ["helpers", `subject: ${subject}\nhelpers: ../evil.ts`],
    ["a dialect", "dialect: openspec"],
  ])("front matter of its own: %s", (_, front) => {
    const { drafted, refused } = readDraft(`---\n${front}\n---\n${good}`, subject);
    expect(refused.map(({ reason }) => reason)).toStrictEqual(["forbidden-markdown"]);
    expect(drafted).toStrictEqual(read);
  });

  test.each([
    ["one with a rule", "It MUST be quick."],
    ["one that is an example", "`f(1)` is `1`."],
    ["a link", "[Go](https://evil.example)."],
    ["one without end", `${"so ".repeat(300)}on.`],
  ])("a sentence for the first paragraph that is no plain one: %s", (_, sentence) => {
    const { drafted, refused } = readDraft(`# X\n\n${sentence}\n\n## A\n\n- \`f(1)\` is \`1\`.\n`, subject);
    expect([drafted.intent, refused.length]).toStrictEqual([null, 1]);
    expect(isPlainSentence(sentence)).toBe(false);
  });

  test("what is more than anybody would decide", () => {
    const many = Array.from({ length: 40 }, (_, at) => `## R${at}\n\n${"- `f(1)` is `1`.\n".repeat(30)}`);
    const asked = `## Open questions\n\n${"- Why?\n".repeat(10)}`;
    const { drafted, refused } = readDraft(`# X\n\n${many.join("\n")}\n${asked}`, subject);
    expect(drafted.requirements).toHaveLength(draftLimits.requirements);
    expect(drafted.requirements[0]?.blocks[0]?.parts).toHaveLength(draftLimits.parts);
    expect(drafted.questions).toHaveLength(draftLimits.questions);
    expect(refused.every(({ reason }) => reason === "too-many")).toBe(true);
  });

  test.each([
    ["huge", "a".repeat(draftLimits.characters + 1), "too-long"],
    ["a hundred times as huge", "a ".repeat(draftLimits.characters * 50), "too-long"],
    ["nested without end", `${"> ".repeat(500)}a`, "unreadable"],
  ])("all of a draft that is %s", (_, text, reason) => {
    const { drafted, refused } = readDraftReply(text, subject);
    expect(refused.map((each) => each.reason)).toStrictEqual([reason]);
    expect(drafted).toStrictEqual({ intent: null, call: null, requirements: [], questions: [] });
  });
});
