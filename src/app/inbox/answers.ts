import type { BudgetKind, Budgets } from "../../loop/budget.ts";
import type { RunOrder } from "../run/host.ts";
import type { EarlierRun } from "./earlier-runs.ts";
import type { InboxAnswer, InboxItem } from "./inbox.ts";

/** The answers that an item has; `run` is the one that it comes from, if it comes from one. */
export function answersOf(item: InboxItem, run: EarlierRun | null): readonly InboxAnswer[] {
  return [...ownAnswers(item, run), item.isLater ? sooner : later];
}

function ownAnswers(item: InboxItem, run: EarlierRun | null): readonly InboxAnswer[] {
  switch (item.is) {
    case "accept": {
      if (item.moved !== null) return [...again(run), decline, openRun];
      const canChoose = item.changes.length > 1 && !item.isReopened;
      return [accept(item.changes.length), decline, ...(canChoose ? [choose] : []), openRun];
    }
    case "compromised":
    case "flaky":
      return [openRun, ...showSpec(item), ...again(run), dismiss];
    case "conflict":
      return [...editSpec(item), ...again(run), openRun, dismiss];
    case "hand-off":
      return [...resume(run), ...showSpec(item), dismiss];
    case "budget":
      return [...grant(run, item.which as BudgetKind), openRun, dismiss];
    case "edited-test":
      return [regenerate, openSuite(item.suite, firstChange(item.patch)), ...showSpec(item)];
    case "question":
      return [answer, ...editSpec(item), dismiss];
    case "proposal":
      return item.problem === null
        ? [acceptProposed, editProposed, rejectProposed, ...showSpec(item)]
        : [editProposed, rejectProposed, ...showSpec(item)];
    case "unreviewed":
      return [confirm, ...editSpec(item)];
    case "damaged-run":
      return [dismiss];
  }
}

const later = plain("l", "later", "later");
const sooner = plain("l", "sooner", "no longer later");
const dismiss = plain("x", "dismiss", "set aside, as long as it stays as it is");
const decline = plain("d", "decline", "decline: nothing is written");
const regenerate = plain("r", "regenerate", "write it again from the spec: the edit is thrown away");
const answer: InboxAnswer = {
  key: "a",
  decision: "answer",
  label: "answer it here: your words go into the spec",
  does: { do: "write", asks: "The answer, as the spec will say it" },
};
const acceptProposed = plain("a", "accept", "accept: it goes into the spec");
const rejectProposed = plain("d", "decline", "reject: the spec stays as it is");
const confirm = plain("a", "confirm", "confirm: they say what is meant");
const editProposed: InboxAnswer = {
  key: "e",
  decision: "edit",
  label: "accept it in your own words",
  does: { do: "write", asks: "The Markdown, as it goes into the spec" },
};
const choose: InboxAnswer = {
  key: "v",
  decision: "choose",
  label: "look at it file by file",
  does: { do: "show", what: "changes" },
};
const openRun: InboxAnswer = {
  key: "o",
  decision: "open-run",
  label: "open the run",
  does: { do: "show", what: "run" },
};

function accept(files: number): InboxAnswer {
  const what = files === 0 ? "accept it" : files === 1 ? "write the file" : `write the ${files} files`;
  return plain("a", "accept", what);
}

/** The place in the editor, where a line is known. */
function editSpec({ spec, at }: InboxItem): InboxAnswer[] {
  if (at === null) return showSpec({ spec });
  return [
    {
      key: "e",
      decision: "open-spec",
      label: `answer in the spec: edit line ${at}`,
      does: { do: "edit", path: spec, line: at },
    },
  ];
}

function showSpec({ spec }: Pick<InboxItem, "spec">): InboxAnswer[] {
  if (spec === "") return [];
  return [{ key: "s", decision: "open-spec", label: "open the spec", does: { do: "show", what: "spec" } }];
}

function openSuite(path: string, line: number): InboxAnswer {
  return { key: "e", decision: "open-suite", label: "open the suite", does: { do: "edit", path, line } };
}

function firstChange(patch: readonly { readonly is: string; readonly text: string }[]): number {
  const hunk = patch.find(({ is }) => is === "hunk")?.text ?? "";
  return Number(/\d+/.exec(hunk)?.[0] ?? 1);
}

function resume(run: EarlierRun | null): InboxAnswer[] {
  return starting("c", "resume", "go on: have it judged as it is now", run, {});
}

function again(run: EarlierRun | null): InboxAnswer[] {
  return starting("r", "run-again", "run again from the start", run, { fresh: true });
}

/** The same budgets, the one that was used up half as large again. */
function grant(run: EarlierRun | null, which: BudgetKind): InboxAnswer[] {
  if (run === null) return [];
  const budgets = largerBudgets(run.state.budgets, which, run);
  const limit = budgets[which];
  const label = limit === null ? "go on" : `go on with ${shown[which](limit)}`;
  return starting("b", "grant", label, run, { budgets });
}

/** Half as much again; of what was used, where a last call went beyond the limit. */
function largerBudgets(budgets: Budgets, which: BudgetKind, { state }: EarlierRun): Budgets {
  const limit = budgets[which];
  if (limit === null) return budgets;
  const used = { ...state.spent, cost: state.spent.cost ?? 0, minutes: state.elapsedMs / 60_000 }[which];
  const larger = Math.max(limit, used) * 1.5;
  return { ...budgets, [which]: which === "cost" ? Math.ceil(larger * 100) / 100 : Math.ceil(larger) };
}

const shown: Readonly<Record<BudgetKind, (limit: number) => string>> = {
  turns: (limit) => `${limit} turns`,
  tokens: (limit) => `${limit.toLocaleString("en-US")} tokens`,
  cost: (limit) => `$${limit.toFixed(2)}`,
  minutes: (limit) => `${limit} minutes`,
};

function starting(
  key: string,
  decision: "resume" | "run-again" | "grant",
  label: string,
  run: EarlierRun | null,
  how: Partial<Pick<RunOrder, "fresh" | "budgets">>,
): InboxAnswer[] {
  if (run === null) return [];
  const { specs, change, agent, model, sandbox } = run.started;
  const unsandboxed = sandbox === "none" && model !== null;
  const order: RunOrder = {
    specs,
    ...(change !== undefined && { change }),
    agent,
    model,
    unsandboxed,
    fresh: false,
    budgets: {},
    ...how,
  };
  return [{ key, decision, label, does: { do: "start", order } }];
}

function plain(key: string, decision: InboxAnswer["decision"], label: string): InboxAnswer {
  return { key, decision, label, does: { do: "decide" } };
}
