import { describe, expect, test } from "vitest";
import type { Behaviour } from "../../../src/docs/behaviour/behaviour.ts";
import { compareBehaviour } from "../../../src/docs/behaviour/compare.ts";
import type { Status } from "../../../src/verdict/statuses.ts";
import { behaviour, inWords } from "./edits.ts";

const slug = `---
subject: ../src/slug.ts
---
# Slugs

## Joins words

Some prose.

| \`title\`     | \`slug(title)\` | why   |
| ----------- | ------------- | ----- |
| Hello World | hello-world   |       |
| a  b        | a-b           | trims |
| \`null\`      | throws \`TypeError\` |   |

## Counts

- \`slug("A", 2)\` returns \`"a-2"\`.

For any \`s: string\`, \`slug(slug(s))\` is \`slug(s)\`.

### Scenario: twice
- **Given** \`const seen = new Slugs()\`
- **When** \`seen.add("x")\`
- **Then** the result is \`"x"\`

## Shell

\`\`\`console
$ slug "A B"
a-b
\`\`\`

## Limits

It MUST be short.

## Reads well

<!-- manual: somebody reads it aloud -->
`;

const other = `---
subject: ../src/other.ts
---
# Other

## Adds

- \`add(1, 2)\` is \`3\`.
- \`add(2, 2)\` is \`4\`.
`;

type Texts = Readonly<Record<string, string>>;

const before: Texts = { "specs/slug.md": slug, "specs/other.md": other };
const edit = (from: string | RegExp, to: string): Texts => {
  const text = slug.replace(from, to);
  if (text === slug) throw new Error(`nothing to edit: ${String(from)}`);
  return { ...before, "specs/slug.md": text };
};
const counts = slug.slice(slug.indexOf("## Counts"), slug.indexOf("## Shell"));
const pinned = slug.replace("## Counts\n", "## Counts\n\n<!-- id: counting -->\n");
const pinnedRow = slug.replace(
  "\n### Scenario",
  '\n<!-- id: c-three -->\n\n- `slug("C", 3)` is `"c-3"`.\n\n### Scenario',
);

/** What was done, the specs after it, what must be said, and whether that is another behaviour. */
const edits: readonly (readonly [
  what: string,
  after: Texts,
  said: readonly string[],
  isChanged: boolean,
  before?: Texts,
])[] = [
  ["nothing", before, [], false],
  ["prose is written anew", edit("Some prose.", "Other words."), [], false],
  ["the title of the spec", edit("# Slugs", "# Slugs and more"), [], false],
  [
    "a table is laid out anew",
    edit("| Hello World | hello-world   |       |", "|Hello World|hello-world||"),
    [],
    false,
  ],
  ["a note of a row", edit("| trims |", "| it trims |"), [], false],
  ["blank lines above", edit("## Joins words", "\n\n\n## Joins words"), [], false],
  ["rows in another order", edit(/(\| Hello World .*\n)(\| a {2}b .*\n)/, "$2$1"), [], false],
  [
    "sections in another order",
    { ...before, "specs/slug.md": slug.replace(counts, "") + `\n${counts}` },
    [],
    false,
  ],
  ["quotes of a result", edit('`"a-2"`', "`'a-2'`"), [], false],
  ["another verb with the same meaning", edit('returns `"a-2"`', 'is `"a-2"`'), [], false],
  [
    "another result of a row",
    edit("hello-world   ", "hello_world   "),
    ['changed slug("Hello World") → "hello_world"'],
    true,
  ],
  [
    "another error",
    edit("throws `TypeError`", "throws `RangeError`"),
    ["changed slug(null) throws RangeError"],
    true,
  ],
  ["a result becomes an error", edit("a-b           | trims", "throws | trims"), ["changed trims"], true],
  ["another result of a sentence", edit('"a-2"', '"a2"'), ['changed slug("A", 2) returns "a2"'], true],
  [
    "equality becomes a pattern",
    edit('returns `"a-2"`', "matches `/a-\\d/`"),
    ['changed slug("A", 2) matches /a-\\d/'],
    true,
  ],
  [
    "another input of a row",
    edit("Hello World", "Hello There"),
    ['added slug("Hello There") → "hello-world"', 'removed slug("Hello World") → "hello-world"'],
    true,
  ],
  ["another input of a row with a note", edit("a  b        ", "a   b       "), ["changed trims"], true],
  ["a row more", edit("| a  b ", "| x | y | |\n| a  b "), ['added slug("x") → "y"'], true],
  ["a row less", edit(/\| Hello World .*\n/, ""), ['removed slug("Hello World") → "hello-world"'], true],
  [
    "a row becomes a sentence",
    edit(/\| Hello World .*\n(.*\n.*\n)/, '$1\n- `slug("Hello World")` returns `"hello-world"`.\n'),
    [],
    false,
  ],
  [
    "a heading is reworded",
    edit("## Joins words", "## Puts hyphens between words"),
    ["renamed Joins words to Puts hyphens between words"],
    false,
  ],
  [
    "a heading is reworded and a result changes",
    edit(/## Joins words([\s\S]*?)hello-world /, "## Hyphens$1hello_world "),
    ["renamed Joins words to Hyphens", 'changed slug("Hello World") → "hello_world"'],
    true,
  ],
  ["a section goes below another", edit("## Shell", "### Shell"), ["moved Shell"], false],
  [
    "a heading takes a scenario from the one above it",
    edit("## Counts", "### Counts"),
    ["moved twice", "moved Counts"],
    false,
  ],
  [
    "a section goes to another spec",
    {
      ...before,
      "specs/slug.md": slug.replace(counts, ""),
      "specs/third.md": `---\nsubject: ../src/slug.ts\n---\n# Third\n\n${counts}`,
    },
    ["spec specs/third.md added", "moved Counts"],
    false,
  ],
  [
    "a spec is renamed",
    { "specs/slugs/all.md": slug.replace("../src", "../../src"), "specs/other.md": other },
    ["spec specs/slugs/all.md was specs/slug.md"],
    false,
  ],
  [
    "a spec is renamed and a result changes",
    { "specs/all.md": slug.replace("hello-world", "hello_world"), "specs/other.md": other },
    ["spec specs/all.md was specs/slug.md", 'changed slug("Hello World") → "hello_world"'],
    true,
  ],
  [
    "a spec is added",
    { ...before, "specs/new.md": other.replaceAll("add(", "sum(").replace("# Other", "# New") },
    [
      "spec specs/new.md added",
      "added requirement Adds",
      "added sum(1, 2) returns 3",
      "added sum(2, 2) returns 4",
    ],
    true,
  ],
  [
    "a spec is removed",
    { "specs/slug.md": slug },
    [
      "spec specs/other.md removed",
      "removed requirement Adds",
      "removed add(1, 2) returns 3",
      "removed add(2, 2) returns 4",
    ],
    true,
  ],
  [
    "a requirement is added",
    { ...before, "specs/other.md": `${other}\n## Subtracts\n\n- \`sub(2, 1)\` is \`1\`.\n` },
    ["added requirement Subtracts", "added sub(2, 1) returns 1"],
    true,
  ],
  [
    "a requirement is removed",
    edit(/## Shell[\s\S]*?(?=## Limits)/, ""),
    ["removed requirement Shell", 'removed $ slug "A B"'],
    true,
  ],
  [
    "an example goes to another requirement",
    edit(
      /(\| Hello World .*\n)([\s\S]*?)(?=For any)/,
      '$2- `slug("Hello World")` returns `"hello-world"`.\n\n',
    ),
    ['moved slug("Hello World") returns "hello-world"'],
    false,
  ],
  ["a step of a scenario", edit('seen.add("x")', 'seen.add("y")'), ["changed twice"], true],
  ["the result of a scenario", edit('result is `"x"`', 'result is `"z"`'), ["changed twice"], true],
  ["a scenario gets another name", edit("Scenario: twice", "Scenario: again"), [], false],
  [
    "the type of a property",
    edit("`s: string`", "`s: natural`"),
    ["changed for any s: slug(slug(s)) is slug(s)"],
    true,
  ],
  ["the output of a command", edit("\na-b\n```", "\na_b\n```"), ['changed $ slug "A B"'], true],
  ["another command", edit('$ slug "A B"', '$ slug "A C"'), ['changed $ slug "A C"'], true],
  ["an exit status", edit("\na-b\n```", "\na-b\n[1]\n```"), ['changed $ slug "A B"'], true],
  [
    "what a requirement without example demands",
    edit("It MUST be short.", "It MUST be long."),
    ["reworded has no example yet"],
    true,
  ],
  [
    "a requirement gets its first example",
    edit("It MUST be short.", 'It MUST be short.\n\n- `slug("long")` is `"l"`.'),
    ['added slug("long") returns "l"'],
    true,
  ],
  [
    "a requirement loses its last example",
    edit(/- `slug\("A", 2\)`[\s\S]*?(?=## Shell)/, "It MUST count.\n\n"),
    ['removed slug("A", 2) returns "a-2"', "removed for any s: slug(slug(s)) is slug(s)", "removed twice"],
    true,
  ],
  [
    "what a person checks",
    edit("reads it aloud", "reads it twice"),
    ["manual somebody reads it aloud to somebody reads it twice"],
    true,
  ],
  [
    "a person checks it no longer",
    edit("<!-- manual: somebody reads it aloud -->", '- `slug("q")` is `"q"`.'),
    ["manual somebody reads it aloud to null", 'added slug("q") returns "q"'],
    true,
  ],
  [
    "a manual heading is reworded",
    edit("## Reads well", "## Sounds well"),
    ["renamed Reads well to Sounds well"],
    false,
  ],
  [
    "a pinned heading is reworded and all its examples change",
    {
      ...before,
      "specs/slug.md": pinned.replace("## Counts", "## Numbers").replace('slug("A", 2)', 'slug("B", 7)'),
    },
    ["renamed Counts to Numbers", 'added slug("B", 7) returns "a-2"', 'removed slug("A", 2) returns "a-2"'],
    true,
    { ...before, "specs/slug.md": pinned },
  ],
  [
    "a pinned example gets another input",
    { ...before, "specs/slug.md": pinnedRow.replace('slug("C", 3)', 'slug("B", 7)') },
    ['changed slug("B", 7) returns "c-3"'],
    true,
    { ...before, "specs/slug.md": pinnedRow },
  ],
  [
    "the same call of another subject is another example",
    {
      ...before,
      "specs/other.md": other.replace("add(1, 2)", 'slug("Hello World")').replace("`3`", '`"hello-world"`'),
      "specs/slug.md": slug.replace(/\| Hello World .*\n/, ""),
    },
    [
      'added slug("Hello World") returns "hello-world"',
      "removed add(1, 2) returns 3",
      'removed slug("Hello World") → "hello-world"',
    ],
    true,
  ],
  [
    "everything goes",
    {},
    expect.arrayContaining(["spec specs/slug.md removed", "spec specs/other.md removed"]) as never,
    true,
  ],
  [
    "the first specs come",
    before,
    expect.arrayContaining(["spec specs/slug.md added", "spec specs/other.md added"]) as never,
    true,
    {},
  ],
];

describe("what is another behaviour", () => {
  test("the table has more than thirty kinds of edit", () => {
    expect(new Set(edits.map(([what]) => what)).size).toBeGreaterThan(30);
  });

  test.each(edits.map((one) => [one[0], one] as const))(
    "%s",
    (_, [, after, said, isChanged, from = before]) => {
      const changes = compareBehaviour(behaviour(from), behaviour(after));
      expect(inWords(changes)).toStrictEqual(said);
      expect(changes.isChanged).toBe(isChanged);
    },
  );

  test("what was added one way was removed the other way", () => {
    for (const [_what, after, _said, isChanged, from = before] of edits) {
      const [one, other] = [behaviour(from), behaviour(after)];
      const [there, back] = [compareBehaviour(one, other), compareBehaviour(other, one)];
      expect(back.isChanged).toBe(isChanged);
      expect(back.counts.examples).toMatchObject({
        added: there.counts.examples.removed,
        removed: there.counts.examples.added,
      });
    }
  });
});

describe("what is known of it", () => {
  const known = (before: Status, after: Status) =>
    inWords(
      compareBehaviour(
        behaviour({ "specs/other.md": other }, () => before),
        behaviour({ "specs/other.md": other }, () => after),
      ),
    );

  test.each<[Status, Status, boolean]>([
    ["holds", "fails", true],
    ["fails", "holds", true],
    ["unproven", "fails", true],
    ["holds", "drifted", true],
    ["holds", "holds", false],
    ["holds", "unproven", false],
    ["unproven", "holds", false],
  ])("%s, then %s", (was, is, isTold) => {
    const said = ["status add(1, 2) returns 3", "status add(2, 2) returns 4"];
    expect(known(was, is)).toStrictEqual(isTold ? said : []);
  });

  test("another status alone is no other behaviour", () => {
    const [was, is] = (["holds", "fails"] as const).map((status) =>
      behaviour({ "specs/other.md": other }, () => status),
    );
    expect(was !== undefined && is !== undefined && compareBehaviour(was, is).isChanged).toBe(false);
  });
});

test("a thousand specs in a folder that was renamed are compared at once", () => {
  const [sample] = behaviour({ "specs/other.md": other }).requirements;
  if (sample === undefined) throw new Error("no requirement");
  const inFolder = (folder: string): Behaviour => ({
    requirements: Array.from({ length: 5000 }, (_, at) => {
      const spec = `specs/${folder}/${Math.floor(at / 5)}.md`;
      const own = sample.examples.map((one) => ({
        ...one,
        id: `${folder}/${at}/${one.id}`,
        input: `${one.input} ${at}`,
      }));
      return { ...sample, id: `${folder}/${at}`, spec, title: `Requirement ${at}`, examples: own };
    }),
  });
  const changes = compareBehaviour(inFolder("a"), inFolder("b"));
  expect(changes.specs.length).toBe(1000);
  expect(changes.specs.every(({ from, requirements }) => from !== null && requirements.length === 0)).toBe(
    true,
  );
  expect(changes.isChanged).toBe(false);
});
