import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { chooseHoldOuts, redactSpec, withoutHoldOuts } from "../../src/plan/hold-outs.ts";
import type { Example, Plan } from "../../src/plan/plan.ts";
import { shownText } from "../../src/plan/shown-text.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { around } from "./builders.ts";

function planOf(text: string): Plan {
  return compile(parseSpec(text, "specs/square.md"), around());
}

function examplesOf(plan: Plan): Example[] {
  return plan.requirements.flatMap(({ examples }) => examples);
}

const header = ["---", "subject: ../src/square.ts", "---", "# Square", "", "## Squares", ""];
const head = ["| `n` | `square(n)` |", "| --- | --- |"];
const rows = [101, 102, 103, 104, 105, 106, 107, 108].map((n) => `| ${n} | ${n * n} |`);
const sentences = [201, 202, 203, 204, 205].map((n) => `- \`square(${n})\` is \`${n * n}\`.`);
const paragraphs = [201, 202, 203, 204].flatMap((n) => [`\`square(${n})\` is\n\`${n * n}\`.`, ""]);
const pipeless = ["`n` | `square(n)`", "--- | ---", ...rows.map((row) => row.slice(2, -2))];
const barred = [
  "| `s` | `count(s)` |",
  "| --- | --- |",
  ...[1, 2, 3, 4, 5].map((n) => `| \`"${n}\\|"\` | 2 |`),
];
const nested = [head[0], ...[...head.slice(1), ...rows].map((line) => `    ${line}`)];
const after = ["", "## After", "", "`square(1)` is `1`."];

const texts: [string, string][] = [
  ["a table", [...header, ...head, ...rows, ...after, ""].join("\n")],
  ["a table at the end of a file", [...header, ...head, ...rows].join("\n")],
  ["a table with Windows line ends", [...header, ...head, ...rows, ...after, ""].join("\r\n")],
  ["a table behind a byte order mark", `\uFEFF${[...header, ...head, ...rows, ...after].join("\n")}`],
  [
    "an indented table in a list",
    [...header, "- Rows:", "", ...[...head, ...rows].map((line) => `  ${line}`), ...after].join("\n"),
  ],
  ["a table on an item's own line", [...header, `- - ${nested.join("\n")}`, ...after].join("\n")],
  [
    "a table indented by a tab",
    [...header, "- Rows:", "", ...head, ...rows].join("\n").replaceAll("\n| ", "\n\t| "),
  ],
  ["a table without outer bars", [...header, ...pipeless, ...after].join("\n")],
  ["a table with escaped bars", [...header, ...barred, ...after].join("\n")],
  ["a table behind one of a header only", [...header, ...head, "", "and", "", ...head, ...rows].join("\n")],
  [
    "a table behind one in a quotation",
    [...header, ...[...head, "| 1 | 2 |"].map((line) => `> ${line}`), "", ...head, ...rows].join("\n"),
  ],
  [
    "a table with a row that is prose already",
    [...header, ...head, "| <!-- prose --> |", ...rows].join("\n"),
  ],
  [
    "two tables",
    [
      ...header,
      ...head,
      ...rows,
      "",
      "and",
      "",
      ...head,
      ...rows.map((row) => row.replaceAll("10", "90")),
    ].join("\n"),
  ],
  ["a list of sentences", [...header, ...sentences, ...after].join("\n")],
  ["a loose list of sentences", [...header, ...sentences.flatMap((line) => [line, ""]), ...after].join("\n")],
  ["paragraphs of two lines", [...header, ...paragraphs, ...after].join("\n")],
  // A bare list mark below a line of words would make a heading of it; an item that opens with nothing but blanks
  // would make code of what is indented below.
  ["a list right below words", [...header, "Words:", ...sentences.toReversed(), ...after].join("\n")],
  [
    "items with more below",
    [...header, ...sentences.flatMap((line) => [line, "", "  More.", ""]), ...after].join("\n"),
  ],
  ["a table and a list", [...header, ...head, ...rows, "", ...sentences, ...after].join("\n")],
];

describe.each(texts)("%s", (_, text) => {
  const plan = planOf(text);
  const held = chooseHoldOuts(plan, () => false);
  const redacted = redactSpec(text, plan, held);

  test("has hold-outs", () => {
    expect(held.size).toBeGreaterThan(0);
  });

  test("compiles to the examples that the agent sees, on the lines that it sees", () => {
    const shape = ({ id, title, place, input }: Example) => ({ id, title, input, line: place.line });
    const again = planOf(redacted);
    expect(again.diagnostics).toEqual([]);
    expect(examplesOf(again).map(shape)).toEqual(examplesOf(withoutHoldOuts(plan, held)).map(shape));
  });

  test("keeps nothing of the hold-outs", () => {
    for (const { id, text: markdown } of examplesOf(plan))
      expect(redacted.includes(markdown)).toBe(!held.has(id));
  });

  test("has every other line as it was, where it was", () => {
    const lines = text.split(/\r?\n/u);
    for (const { kind, place } of examplesOf(plan).filter(({ id }) => held.has(id))) {
      const before = /^[\s-]*/u.exec(lines[place.line - 1] ?? "")?.[0] ?? "";
      lines.fill("", place.line - 1, place.endLine);
      lines[place.line - 1] = kind === "row" ? `${before}| <!-- prose --> |` : `${before}<!-- -->`;
    }
    expect(redacted.split(/\r?\n/u)).toEqual(lines);
  });
});

test("nothing held out changes nothing", () => {
  const [, text] = texts[0] ?? ["", ""];
  expect(redactSpec(text, planOf(text), new Set())).toBe(text);
});

test.each([
  ["the last row", ["square(108)"]],
  ["the last row but one", ["square(107)"]],
  ["several in a row", ["square(106)", "square(107)", "square(108)"]],
  ["every row", [101, 102, 103, 104, 105, 106, 107, 108].map((n) => `square(${n})`)],
])("held out: %s; the rest stays a table, on its lines", (_, inputs) => {
  const text = [...header, ...head, ...rows, ...after].join("\n");
  const plan = planOf(text);
  const ids = examplesOf(plan).flatMap(({ id, input }) => (inputs.includes(input) ? [id] : []));
  const left = rows.map((row, n) => (inputs.includes(`square(${101 + n})`) ? "| <!-- prose --> |" : row));
  const redacted = redactSpec(text, plan, new Set(ids));
  expect(redacted).toBe([...header, ...head, ...left, ...after].join("\n"));
  expect(examplesOf(planOf(redacted)).map(({ place }) => place.line)).toEqual(
    examplesOf(withoutHoldOuts(plan, new Set(ids))).map(({ place }) => place.line),
  );
});

test("of a row nothing is left: neither what goes in, nor what comes out, nor a note, nor its id", () => {
  const words = ["ash", "birch", "cedar", "elm"];
  const text = [
    ...header,
    "| why | `s` | `loud(s)` |",
    "| --- | --- | --- |",
    ...words.map((word) => `| note-${word} <!-- id: id-${word} --> | in-${word} | out-${word} |  `),
  ].join("\r\n");
  const plan = planOf(`\uFEFF${text}`);
  for (const word of words.slice(1)) {
    const redacted = redactSpec(`\uFEFF${text}`, plan, new Set([`id-${word}`]));
    const line = `| note-${word} <!-- id: id-${word} --> | in-${word} | out-${word} |  `;
    expect(redacted).toBe(shownText(`\uFEFF${text.replace(line, "| <!-- prose --> |")}`));
    expect(redacted).not.toContain(word);
  }
});
