import type { InboxAnswer, InboxItem } from "../../../../src/app/inbox/inbox.ts";
import type { RunOrder } from "../../../../src/app/run/host.ts";

const decides = (key: string, decision: InboxAnswer["decision"], label: string): InboxAnswer => ({
  key,
  decision,
  label,
  does: { do: "decide" },
});

const later = decides("l", "later", "later");

export const accept: Extract<InboxItem, { is: "accept" }> = {
  is: "accept",
  id: "accept-1",
  spec: "specs/add.md",
  at: null,
  title: "A green result waits to be written: src/add.ts",
  isLater: false,
  run: "r1",
  changes: [{ path: "src/add.ts", before: "one\ntwo\n", after: "one\n2\n" }],
  patch: [
    { is: "file", text: "src/add.ts  changed" },
    { is: "hunk", text: "line 1" },
    { is: "same", text: "one" },
    { is: "removed", text: "two" },
    { is: "added", text: "2" },
  ],
  moved: null,
  isReopened: false,
  answers: [
    decides("a", "accept", "write the file"),
    decides("d", "decline", "decline: nothing is written"),
    {
      key: "v",
      decision: "choose",
      label: "look at it file by file",
      does: { do: "show", what: "changes" },
    },
    { key: "o", decision: "open-run", label: "open the run", does: { do: "show", what: "run" } },
    later,
  ],
};

export const order: RunOrder = {
  specs: ["specs/add.md"],
  agent: "offline",
  model: null,
  fresh: false,
  unsandboxed: false,
  budgets: { turns: 150 },
};

export const budget: Extract<InboxItem, { is: "budget" }> = {
  is: "budget",
  id: "budget-1",
  spec: "specs/add.md",
  at: null,
  title: "A run used up its budget of turns",
  isLater: false,
  run: "r1",
  which: "turns",
  message: "the budget of 100 turns is used up",
  counts: { passed: 2, failed: 1 },
  answers: [
    { key: "b", decision: "grant", label: "go on with 150 turns", does: { do: "start", order } },
    later,
  ],
};

export const question: Extract<InboxItem, { is: "question" }> = {
  is: "question",
  id: "question-1",
  spec: "specs/vat.md",
  at: 12,
  title: "An open question: which rate holds?",
  isLater: false,
  line: 12,
  text: "which rate holds?",
  quoted: [
    { line: 11, text: "## Rates", isMeant: false },
    { line: 12, text: "[NEEDS CLARIFICATION: which rate holds?]", isMeant: true },
  ],
  answers: [
    {
      key: "e",
      decision: "open-spec",
      label: "answer in the spec: edit line 12",
      does: { do: "edit", path: "specs/vat.md", line: 12 },
    },
    decides("x", "dismiss", "set aside, as long as it stays as it is"),
    later,
  ],
};

export const queue: readonly InboxItem[] = [accept, budget, { ...question, isLater: true }];
