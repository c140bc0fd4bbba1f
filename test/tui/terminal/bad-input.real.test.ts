import { expect, test } from "vitest";
import { create } from "../../support/runs.ts";
import { makeProject } from "../../support/project.ts";
import { expectFrame } from "../../support/terminal/frame.ts";
import type { Terminal } from "../../support/terminal/terminal.ts";
import { endRunOf, gone, leave, mask, openAt, openModel, patience, slow, walk, written } from "./open.ts";

const brokenSpec = `---
subject: [
---
# Broken

## Cannot be read yet

| \`n\` | \`half(n)\` |
| --- | --------- |
| 2   | 1         |
| 2   | 3         |
| 4   |
`;

// What a terminal would act on, what is invisible, what turns the order round, and words of our own.
const attack =
  "\u001b[2J\u001b[1;1H\u001b]0;PWNED\u0007\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007" +
  "\u001b]52;c;UFdORUQ=\u0007\u001b[8mhidden\u001b[0m \u202Etfel\u202C tag\u{E0041}\u{E0042} \u009b31m" +
  "\r Enter accept  q leave\u0085\u001b]0;unterminated";

const hiddenSpec = `# Evil ${attack}

It says \u202Ethe other way round\u202C and \u{E0041}\u{E0042}tags.

## Enter accept  q leave

 greenbar › sample › inbox 0
`;

const hostileSpec = `---
subject: ../src/evil.ts
---
# Open

## Throws what a terminal would act on

| \`n\` | \`evil(n)\` |
| --- | --------- |
| 1   | 1         |
`;

const evil = `export function evil(_n: number): number {
  throw new Error(${JSON.stringify(attack)});
}
`;

/** Nothing of it reached the terminal: no sequence of theirs, nothing invisible, no other order of reading. */
function expectHarmless(terminal: Terminal): void {
  const text = written(terminal);
  expect(text).not.toMatch(/⎋\]8;|⎋\]52;|⎋\]0;|⎋\[8m|\u009b|\u0085/);
  expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/u);
  expect(terminal.title()).toMatch(/^(\(\d+\) )?greenbar · /);
  // The head is where it was, and nothing stands in the first columns of the line of keys but keys.
  expect(terminal.screen()).toMatch(/^ greenbar › /);
}

test("a spec that cannot be read, keys without a meaning, and a megabyte", { timeout: slow }, async () => {
  const root = makeProject({ "specs/broken.md": brokenSpec });
  const terminal = await openAt(root);
  await terminal.waitFor(/\d errors?/, patience);
  await walk(terminal, [["enter", "half(n)"]]);
  await terminal.waitFor(/^ {2}└ /m, patience);
  await expectFrame(terminal, "broken", { mask });
  const before = terminal.screen();
  for (const key of ["Z", "x", ";", "ctrl+o", "meta+z", "%", "ü", "delete", "tab", "left"])
    terminal.press(key);
  expect(await terminal.quiet(300)).toBe(before);
  await walk(terminal, [["g", "It cannot be compiled yet."]]);
  await expectFrame(terminal, "broken-generate", { mask });
  await walk(terminal, [
    ["escape", "behind it"],
    ["escape", "/ filter"],
    ["/", "words of a title"],
  ]);
  terminal.paste("x".repeat(1_000_000));
  await terminal.waitFor("too long to paste", patience);
  terminal.press("b");
  await gone(terminal, "too long to paste");
  await terminal.waitFor(/filter {2}b/, patience);
  await walk(terminal, [["escape", "Enter open"]]);
  await leave(terminal);
});

test(
  "the text of a spec, a test and an agent neither moves the cursor nor hides a line nor speaks for us",
  { timeout: slow },
  async () => {
    const { env } = await openModel((_, index) =>
      index === 0
        ? { text: `${attack}\n Enter accept  q leave\n`, calls: [create("src/evil.ts", evil)] }
        : { silent: true },
    );
    const root = makeProject({
      "specs/evil.md": hiddenSpec,
      "specs/open.md": hostileSpec,
      "src/evil.ts": evil,
    });
    endRunOf(root);
    const terminal = await openAt(root, { env });
    await terminal.waitFor("no tests yet", patience);
    await walk(terminal, [["enter", "the other way round"]]);
    await expectFrame(terminal, "hostile-spec", { mask });
    expectHarmless(terminal);
    await walk(terminal, [
      ["escape", "/ filter"],
      ["j", "Open"],
      ["enter", "Throws what"],
      ["c", "checked: red"],
      ["j", "Throws what"],
      ["enter", "It threw instead."],
    ]);
    await expectFrame(terminal, "hostile-test", { mask });
    expectHarmless(terminal);
    await walk(terminal, [
      ["r", "a model writes the code"],
      ["enter", "▶ 1 running"],
    ]);
    await terminal.waitFor("turn 1", patience);
    await terminal.waitFor("turn 2", patience);
    expectHarmless(terminal);
    await walk(terminal, [
      ["home", "›▸ start"],
      ["j", "›▸ turn 1"],
      ["enter", "›▾ turn 1"],
    ]);
    await terminal.waitFor("│ ", patience);
    expectHarmless(terminal);
    // What looks like our line of keys stands behind the bar of what others said.
    const rows = terminal.screen().split("\n");
    const theirs = rows.filter((row) => row.includes("Enter accept  q leave"));
    expect(theirs.length).toBeGreaterThan(0);
    for (const row of theirs) expect(row).toMatch(/^ *│/);
    await expectFrame(terminal, "hostile-agent", { mask });
  },
);
