import { expect, test } from "vitest";
import { expectFrame } from "../../support/terminal/frame.ts";
import type { Terminal } from "../../support/terminal/terminal.ts";
import { gone, leave, mask, openAt, openTui, patience, slow, walk, written } from "./open.ts";

const wideSpec = `---
subject: ../src/greet.ts
---
# 挨拶 👋🏽

Grüße in allen Schriften: 日本語, ไทย, 한국어, e\u0301.

## Greets 🇯🇵 people 👩‍👩‍👧

| \`name\` | \`greet(name)\` | why |
| --- | --- | --- |
| 太郎 | こんにちは、太郎 | 日本 |
| 👩‍👩‍👧 | hello 👩‍👩‍👧 | a family |
| 👋🏽🇩🇪 | hello 👋🏽🇩🇪 | joined |
| Ann | hello Ann | plain |
| e\u0301ric | hello e\u0301ric | combining |
`;

/** Columns at which a row of the terminal shows that character. */
function columnsOf(terminal: Terminal, row: number, character: string): number[] {
  return (terminal.cells()[row] ?? []).flatMap(({ text }, column) => (text === character ? [column] : []));
}

test("sizes, wide characters and no colours", { timeout: slow }, async () => {
  const { terminal, root } = await openTui({ "specs/greet.md": wideSpec }, { columns: 120, rows: 40 });
  await terminal.waitFor("no tests yet", patience);
  await walk(terminal, [
    ["enter", "behind it"],
    ["enter", "Greets"],
    ["enter", "behind it"],
  ]);
  await expectFrame(terminal, "wide", { mask });

  // Every row of the table has its rules in the same columns, whatever is in its cells.
  const rows = terminal.screen().split("\n");
  const table = rows.flatMap((row, at) => (/ │ .*(hello|こんにちは|greet\(name\))/.test(row) ? [at] : []));
  expect(table).toHaveLength(6);
  const [first = 0] = table;
  const rules = columnsOf(terminal, first, "│");
  expect(rules).toHaveLength(2);
  for (const row of table) expect(columnsOf(terminal, row, "│")).toStrictEqual(rules);
  for (const row of terminal.cells()) expect(row.reduce((sum, { width }) => sum + width, 0)).toBe(120);

  // Nothing is wiped while the size stays: only what changed is written.
  const wiped = /⎋\[[23]?J/;
  const begun = written(terminal).length;
  await walk(terminal, [
    ["j", "Greets"],
    ["?", "Keys of this screen"],
    ["escape", "behind it"],
  ]);
  await gone(terminal, "Keys of this screen");
  expect(written(terminal).slice(begun)).not.toMatch(wiped);

  terminal.resize(60, 15);
  await terminal.waitFor((screen) => screen.split("\n").length === 15, patience);
  await expectFrame(terminal, "wide-60x15", { mask });
  await walk(terminal, [["enter", "Not judged yet"]]);
  await expectFrame(terminal, "wide-pane-60x15", { mask });
  await walk(terminal, [
    ["enter", "behind it"],
    ["i", "Nothing waits for you."],
    ["escape", "behind it"],
  ]);
  terminal.resize(10, 12);
  await terminal.waitFor("greenbar", patience);
  await expectFrame(terminal, "narrow", { mask });
  terminal.resize(120, 40);
  await terminal.waitFor("behind it", patience);
  await walk(terminal, [["home", "Greets"]]);
  await expectFrame(terminal, "wide-again", { mask });
  await leave(terminal);

  const plain = await openAt(root, { env: { NO_COLOR: "1" } });
  await plain.waitFor("no tests yet", patience);
  await walk(plain, [
    ["enter", "behind it"],
    ["j", "behind it"],
    ["enter", "never seen red"],
  ]);
  // Where the cursor is can be seen all the same.
  expect(plain.cells().some((row) => row.some(({ inverse }) => inverse))).toBe(true);
  await leave(plain, "ctrl+c");
  const codes = [...written(plain).matchAll(/⎋\[([\d;]*)m/g)].flatMap(([, list = ""]) =>
    list.split(";").map(Number),
  );
  expect(codes.length).toBeGreaterThan(0);
  expect(codes.filter((code) => code >= 30 && code <= 107)).toStrictEqual([]);
});
