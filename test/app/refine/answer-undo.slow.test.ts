import * as fc from "fast-check";
import { expect, test } from "vitest";
import { undo } from "../../../src/app/examples/undo.ts";
import { allowAny } from "../../../src/app/refine/allow-any.ts";
import { answerDisagreement } from "../../../src/app/refine/answer.ts";
import type { Disagreement } from "../../../src/app/refine/question.ts";
import { UserError } from "../../../src/app/user-error.ts";
import { writableProject } from "./writable-project.ts";

const path = "specs/f.md";

/** Prose as people write it: any blanks, tabs, other scripts, marks that mean something elsewhere. */
const prose = fc
  .array(
    fc.constantFrom(
      "It does it.",
      "日本語の文。",
      "\ttabs\t",
      "  two  ",
      "a | b",
      "é",
      "> quoted",
      "* item",
      "🙂",
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(" "));
/** Padding of a cell: none, narrow, wider than what stands in it, a tab. */
const padding = fc.constantFrom("", " ", "     ", "\t");
const cell = fc.tuple(
  padding,
  fc.constantFrom("one", '`"a"`', '`"日本"`', '`"x|y"`'.replace("|", "\\|")),
  padding,
);

const table = fc
  .record({
    rows: fc.uniqueArray(cell, { minLength: 1, maxLength: 3, selector: ([, held]) => held }),
    wide: padding,
  })
  .map(({ rows, wide }) =>
    [
      `|${wide}\`s\`${wide}| \`f(s)\` |`,
      "| --- |:---|",
      ...rows.map(([left, held, right]) => `|${left}${held}${right}|${wide}\`1\`${wide}|`),
    ].join("\n"),
  );
const sentences = fc.constantFrom(
  '- `f("p")` is `1`.',
  '- `f("p")` is `1`.\n- `f("q")` is `2`.',
  '`f("p")` is `1`.',
);

const document = fc
  .record({
    above: prose,
    body: fc.oneof(table, sentences),
    below: prose,
    lineBreak: fc.constantFrom("\n", "\r\n"),
    mark: fc.constantFrom("", "\uFEFF"),
    end: fc.constantFrom(
      "",
      "\n",
      "\n\n\n",
      "\n\n## Behind it\n\nMore.",
      "\n\n## Behind it\n\n- `f(9)` is `8`.\n",
    ),
  })
  .map(({ above, body, below, lineBreak, mark, end }) => {
    const text = `---\nsubject: ../src/f.ts\n---\n# F\n\n${above}\n\n## Works\n\n${below}\n\n${body}${end}`;
    return mark + text.replaceAll("\n", lineBreak);
  });

const value = fc.oneof(
  fc
    .string({ unit: "grapheme", maxLength: 6 })
    .map((text) => JSON.stringify(text.replace(/[\u2028\u2029]/gu, ""))),
  fc.integer().map(String),
  fc.constantFrom("null", "[1, 2]", '{ a: "b|c" }', "/[|]/u", "-0"),
);

const question = (input: string): Disagreement => ({
  is: "disagreement",
  id: "q",
  spec: path,
  line: 8,
  requirement: { id: "f/works", title: "Works" },
  call: `f(${input})`,
  inputs: { s: input, a: input },
  options: [],
  programs: 2,
});

/** What stands before and behind the one place in which the texts differ. */
function isOneInsertion(before: string, after: string): boolean {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  return after.length > before.length && after.endsWith(before.slice(same));
}

type Write = (
  world: ReturnType<typeof writableProject>["world"],
  asked: Disagreement,
  expected: string,
) => ReturnType<typeof answerDisagreement>;

test.each<[string, Write]>([
  [
    "an answer",
    (world, asked, expected) => answerDisagreement(world, asked, { outcome: "returns", expected, note: "" }),
  ],
  [
    "an error",
    (world, asked) =>
      answerDisagreement(world, asked, { outcome: "throws", expected: "TypeError", note: "" }),
  ],
  ["that any result will do", (world, asked) => allowAny(world, asked)],
])(
  "%s changes its own span only, and taken back leaves the same bytes, in any document",
  { timeout: 30_000 },
  async (_name, write) => {
    let written = 0;
    await fc.assert(
      fc.asyncProperty(document, value, value, async (before, input, expected) => {
        const { files, world } = writableProject({ [path]: before });
        let changes;
        try {
          ({ changes } = await write(world, question(input), expected));
        } catch (error) {
          // What repeats or contradicts a row, or what the place cannot hold, is refused: then nothing is written.
          if (!(error instanceof UserError)) throw error;
          expect(files[path]).toBe(before);
          return;
        }
        written += 1;
        expect(isOneInsertion(before, files[path] ?? "")).toBe(true);
        await undo(world, changes);
        expect(files[path]).toBe(before);
      }),
      { numRuns: 40 },
    );
    expect(written).toBeGreaterThan(10);
  },
);

test("an answer of several results fills every computed column", async () => {
  const spec =
    '---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n| `s` | `f(s)` | `g(s)` |\n| --- | --- | --- |\n| `"a"` | 1 | 2 |\n';
  const asked = { ...question('"b"'), also: ["g(s)"] };
  const { files, world } = writableProject({ [path]: spec });
  const wrong = answerDisagreement(world, asked, { outcome: "returns", expected: "3", note: "" });
  await expect(wrong).rejects.toThrow("2 results");
  expect(files[path]).toBe(spec);
  await answerDisagreement(world, asked, {
    outcome: "returns",
    expected: '"x|y" | throws TypeError',
    note: "",
  });
  expect(files[path]?.split("\n").at(-2)).toMatch(/^\| `"b"` \| `?"?x\\\|y"?`? \| throws `TypeError` \|$/);
});
