import { describe, expect, test } from "vitest";
import { printInbox, printItem, runCommand, waitingLine } from "../../src/cli/print/inbox.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";
import { accept, budget, order, question } from "../tui/screens/inbox/items.ts";

describe("the list", () => {
  test("numbers, places, and the line that carries out each answer", () => {
    const { screen, out } = createMemoryScreen();
    printInbox(screen, [budget, { ...question, isLater: true }]);
    expect(out).toStrictEqual([
      "1  A run used up its budget of turns",
      "     specs/add.md",
      "     greenbar inbox budget-1                                    all that it is about",
      "     greenbar run specs/add.md --agent offline --max-turns 150  go on with 150 turns",
      "     greenbar inbox budget-1 later                              later",
      "",
      "2  An open question: which rate holds?",
      "     specs/vat.md:12  put off",
      "     greenbar inbox question-1          all that it is about",
      "     greenbar inbox question-1 dismiss  set aside, as long as it stays as it is",
      "     greenbar inbox question-1 later    later",
    ]);
  });

  test("of nothing is a calm word", () => {
    const { screen, out } = createMemoryScreen();
    printInbox(screen, []);
    expect(out).toStrictEqual(["Nothing waits for you."]);
  });
});

test("one item with all that it takes; what is not ours stands behind a bar, and moves nothing", () => {
  const { screen, out } = createMemoryScreen();
  printItem(screen, { ...question, text: "which\u001b[2J rate\nholds?" }, 2);
  expect(out.join("\n")).toBe(
    `
2  An open question: which rate holds?
     specs/vat.md:12

The spec asks:

  │ which␛[2J rate
  │ holds?

It stands here, and is settled when the answer stands in its place:

  │   11   ## Rates
  │   12 ▸ [NEEDS CLARIFICATION: which rate holds?]

greenbar inbox question-1 dismiss  set aside, as long as it stays as it is
greenbar inbox question-1 later    later`.slice(1),
  );
});

test("a difference has its signs without colour too", () => {
  const { screen, out } = createMemoryScreen();
  printItem(screen, accept, 1);
  expect(out.slice(4, 10)).toStrictEqual([
    "",
    "  │ src/add.ts  changed",
    "  │   line 1",
    "  │   one",
    "  │ - two",
    "  │ + 2",
  ]);
});

test.each([
  [0, null],
  [1, "1 decision waits: greenbar inbox"],
  [2, "2 decisions wait: greenbar inbox"],
])("%i waiting: %s", (waiting, line) => {
  expect(waitingLine(waiting)).toBe(line);
});

test.each([
  [{ fresh: true }, "greenbar run specs/add.md --agent offline --fresh --max-turns 150"],
  [
    { specs: ["specs/a b.md", "specs/it's.md"], agent: null, budgets: {} },
    String.raw`greenbar run 'specs/a b.md' 'specs/it'\''s.md'`,
  ],
  [
    { model: "m", unsandboxed: true, budgets: { turns: null, tokens: 5, cost: 0.75, minutes: 90 } },
    "greenbar run specs/add.md --agent offline --model m --unsandboxed --max-tokens 5 --max-cost 0.75 --max-minutes 90",
  ],
])("an order as a command line: %j", (over, line) => {
  expect(runCommand({ ...order, ...over })).toBe(line);
});
