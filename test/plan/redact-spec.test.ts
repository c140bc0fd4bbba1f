import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { chooseHoldOuts, redactSpec, withoutHoldOuts } from "../../src/plan/hold-outs.ts";
import type { Example, Plan } from "../../src/plan/plan.ts";
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

  test("has as many lines, and the same ones after the table", () => {
    const lines = text.split(/\r?\n/u);
    const left = redacted.split(/\r?\n/u);
    expect(left).toHaveLength(lines.length);
    const rest = lines.indexOf("## After");
    if (rest !== -1) expect(left.slice(rest)).toEqual(lines.slice(rest));
  });
});

test("nothing held out changes nothing", () => {
  const [, text] = texts[0] ?? ["", ""];
  expect(redactSpec(text, planOf(text), new Set())).toBe(text);
});

test("of a table whose last row is held out the rest stays a table", () => {
  const text = [...header, ...head, ...rows, ...after].join("\n");
  const plan = planOf(text);
  const last = examplesOf(plan).find(({ input }) => input === "square(108)");
  const redacted = redactSpec(text, plan, new Set([last?.id ?? ""]));
  expect(redacted).toBe([...header, ...head, ...rows.slice(0, -1), "", ...after].join("\n"));
});
