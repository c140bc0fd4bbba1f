import type { Nodes } from "mdast";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { behaviourComment } from "../../../src/docs/behaviour/behaviour-comment.ts";
import type { Behaviour, BehaviourExample } from "../../../src/docs/behaviour/behaviour.ts";
import { compareBehaviour } from "../../../src/docs/behaviour/compare.ts";
import { countsInWords, differencesOf } from "../../../src/docs/behaviour/describe.ts";
import { parseMarkdown } from "../../../src/spec/markdown.ts";
import { hostileText } from "../report/hostile.ts";
import { behaviour } from "./edits.ts";

const text = (body: string) => ({
  "specs/a.md": `---\nsubject: ../src/slug.ts\n---\n# A\n\n## Slugs\n\n${body}\n`,
});
const changes = (before: string, after: string) =>
  compareBehaviour(behaviour(text(before)), behaviour(text(after)));
const firstOf = (body: string): BehaviourExample => {
  const found = behaviour(text(body)).requirements[0]?.examples[0];
  if (found === undefined) throw new Error("no example");
  return found;
};

describe("what differs in an example", () => {
  test.each([
    ["a result", '`slug("A")` is `"a"`.', '`slug("A")` is `"b"`.', [{ does: null, was: '"a"', is: '"b"' }]],
    [
      "an error",
      '`slug("A")` is `"a"`.',
      '`slug("A")` throws `TypeError`.',
      [{ does: null, was: '"a"', is: "throws TypeError" }],
    ],
    [
      "one of several",
      '```ts\nconst s = slug("A");\ns // => "a"\ns.length // => 1\n```',
      '```ts\nconst s = slug("A");\ns // => "a"\ns.length // => 2\n```',
      [{ does: "s.length", was: "1", is: "2" }],
    ],
    [
      "what goes in",
      "For any `s: string`, `slug(s)` is `s`.",
      "For any `s: natural`, `slug(s)` is `s`.",
      [{ does: null, was: "for any s: string: slug(s)  →  s", is: "for any s: natural: slug(s)  →  s" }],
    ],
    [
      "a command's output",
      "```console\n$ slug A\na\n```",
      "```console\n$ slug A\nb\n[2]\n```",
      [{ does: null, was: "a", is: "b\n[2]" }],
    ],
    [
      "what is demanded",
      "It MUST be.",
      "It MUST not be.",
      [{ does: null, was: "It MUST be.", is: "It MUST not be." }],
    ],
  ])("%s", (_, before, after, differences) => {
    expect(differencesOf(firstOf(before), firstOf(after))).toStrictEqual(differences);
  });
});

test.each([
  ['`slug("A")` is `"a"`.', '`slug("A")` is `"a"`.', ""],
  ['`slug("A")` is `"a"`.', '`slug("A")` is `"b"`.', "1 example changed"],
  [
    '`slug("A")` is `"a"`.',
    '- `slug("A")` is `"b"`.\n- `slug("C")` is `"c"`.\n- `slug("D")` is `"d"`.',
    "2 examples added, 1 changed",
  ],
  ["Words.", "It MUST be.", "1 requirement added"],
])("%s, then %s: %s", (before, after, words) => {
  expect(countsInWords(changes(before, after))).toBe(words);
});

describe("the comment of a pull request", () => {
  test("old and new result, and the status before and after", () => {
    const [was, is] = [
      behaviour(text('`slug("A")` is `"a"`.'), () => "holds"),
      behaviour(text('`slug("A")` is `"b"`.'), () => "fails"),
    ];
    expect(behaviourComment(compareBehaviour(was, is), "main")).toBe(
      "<!-- greenbar diff -->\n### 🔶 Behaviour changes\n\n1 example changed. Compared with main.\n\n" +
        "#### specs/a.md\n\n- ✏️ **Slugs**, holds → fails\n" +
        '  - ✏️ changed `slug("A") is "b"`, holds → fails\n\n'.replace("is", "returns") +
        '    ```diff\n    - "a"\n    + "b"\n    ```\n',
    );
  });

  test("nothing changed", () => {
    expect(behaviourComment(changes("Words.", "Other."), "HEAD")).toContain(
      "✅ No other behaviour\n\nThe specs say what they said.",
    );
  });

  test("no text of anybody's acts in it", () => {
    const side = (said: string, result: string): Behaviour => ({
      requirements: [
        {
          id: "a",
          spec: `specs/${said}.md`,
          title: said,
          path: [said],
          line: 1,
          manual: said,
          status: null,
          examples: [
            {
              id: "e",
              kind: "row",
              line: 3,
              title: said,
              input: said,
              calls: [],
              says: result,
              asks: [{ does: said, result }],
              text: said,
              status: null,
            },
          ],
        },
      ],
    });
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const written = behaviourComment(compareBehaviour(side(one, "1"), side(other, "2")), one);
        const found = nodesOf(parseMarkdown(written.replace(/^<!-- greenbar diff -->\n/, "")));
        const types = new Set(found.map(({ type }) => type));
        for (const type of ["html", "link", "image", "emphasis", "delete", "table", "definition"] as const)
          expect(types.has(type)).toBe(false);
        const acting = /@[\w-]|#\d|www\.|https?:|\bGH-\d|\b[0-9a-f]{7,40}\b/;
        expect(
          found.filter((node) => node.type === "text").filter(({ value }) => acting.test(value)),
        ).toStrictEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function nodesOf(node: Nodes): Nodes[] {
  return [node, ...("children" in node ? node.children.flatMap(nodesOf) : [])];
}
