import type { World } from "../ports.ts";
import type { RunOrder } from "../run/host.ts";
import { UserError } from "../user-error.ts";
import { answerQuestion } from "./answer-question.ts";
import type { Decision, Done, InboxItem } from "./inbox.ts";
import { changeMarks, without } from "./marks.ts";
import type { Matter } from "./matter.ts";
import { acceptOne, confirmAll, rejectOne } from "./proposal-matters.ts";
import { readMatters } from "./read-inbox.ts";
import { regenerate } from "./regenerate.ts";
import { acceptRun, declineRun } from "./settle-run.ts";

export interface Decided extends Done {
  /** The run to start or to go on with; null when the decision is none about a run. */
  readonly start: RunOrder | null;
}

/**
 * Carries out a person's decision about one item of the inbox.
 *
 * @param text - the person's own words, where the answer asks for some.
 * @throws UserError when there is no such item, when it has no such answer, and as what it does throws.
 */
export async function decide(
  world: World,
  id: string,
  decision: Decision,
  text: string | null = null,
): Promise<Decided> {
  const matters = await readMatters(world);
  const matter = matters.find(({ item }) => item.id === id);
  if (matter === undefined) throw unknownItem(id, matters);
  const { item } = matter;
  const answer = item.answers.find((each) => each.decision === decision);
  if (answer === undefined) throw noSuchAnswer(item, decision);
  switch (answer.does.do) {
    case "decide": {
      const { said, changes } = await decisions[decision](world, matter);
      return { said, changes, start: null };
    }
    case "write": {
      if (text === null) throw noText(item, decision, answer.does.asks);
      const write = writings[item.is] ?? carriedOutElsewhere;
      return { ...(await write(world, item, text)), start: null };
    }
    case "start":
      return { said: answer.label, changes: [], start: answer.does.order };
    case "edit":
      return { said: `${answer.does.path}:${answer.does.line}`, changes: [], start: null };
    case "show":
      return { said: placeOf(item), changes: [], start: null };
  }
}

/** Those that `decide` itself carries out. */
const decisions: Readonly<Record<Decision, (world: World, matter: Matter) => Promise<Done>>> = {
  accept: (world, { item }) =>
    item.is === "proposal"
      ? acceptOne(world, item, null)
      : acceptRun(world, { item: item.id, run: runOf(item) }),
  decline: (world, { item }) =>
    item.is === "proposal" ? rejectOne(world, item) : declineRun(world, { item: item.id, run: runOf(item) }),
  confirm: (world, { item }) => confirmAll(world, item),
  regenerate: (world, { item }) => regenerate(world, item.spec),
  later: async ({ disk }, { item, hash }) => ({
    said: "Put off.",
    changes: await changeMarks(disk, (marks) => ({ ...marks, later: { ...marks.later, [item.id]: hash } })),
  }),
  sooner: async ({ disk }, { item }) => ({
    said: "No longer put off.",
    changes: await changeMarks(disk, (marks) => ({ ...marks, later: without(marks.later, item.id) })),
  }),
  dismiss: async ({ disk }, { item, hash }) => ({
    said: "Set aside; it comes back when it changes.",
    changes: await changeMarks(disk, (marks) => ({
      ...marks,
      later: without(marks.later, item.id),
      dismissed: { ...marks.dismissed, [item.id]: hash },
    })),
  }),
  answer: carriedOutElsewhere,
  edit: carriedOutElsewhere,
  choose: carriedOutElsewhere,
  grant: carriedOutElsewhere,
  resume: carriedOutElsewhere,
  "run-again": carriedOutElsewhere,
  "open-spec": carriedOutElsewhere,
  "open-suite": carriedOutElsewhere,
  "open-run": carriedOutElsewhere,
};

type Writes = (world: World, item: InboxItem, text: string) => Promise<Done>;

/** What becomes of a person's own words, by what they are about. */
const writings: Readonly<Partial<Record<InboxItem["is"], Writes>>> = {
  question: (world, item, text) =>
    item.is === "question" ? answerQuestion(world, item, text) : carriedOutElsewhere(),
  proposal: (world, item, text) =>
    item.is === "proposal" ? acceptOne(world, item, text) : carriedOutElsewhere(),
};

function carriedOutElsewhere(): Promise<never> {
  return Promise.reject(new Error("an answer that shows or starts something is not carried out here"));
}

function runOf(item: InboxItem): string {
  if ("run" in item) return item.run;
  throw new Error(`${item.id} comes from no run`);
}

function placeOf({ spec, at }: InboxItem): string {
  return at === null ? spec : `${spec}:${at}`;
}

function unknownItem(id: string, matters: readonly Matter[]): UserError {
  const ids = matters.map(({ item }) => item.id);
  return new UserError(2, `nothing that waits has the id ${id}`, {
    advice: [ids.length === 0 ? "Nothing waits for you." : `There are: ${ids.join(", ")}.`],
  });
}

function noText(item: InboxItem, decision: string, asks: string): UserError {
  return new UserError(2, `"${decision}" wants your own words: ${asks.toLowerCase()}`, {
    advice: [`For example: greenbar inbox ${item.id} ${decision} "a hyphen"`],
  });
}

function noSuchAnswer(item: InboxItem, decision: string): UserError {
  const why = item.is === "accept" && item.moved !== null ? [item.moved.message, ...item.moved.advice] : [];
  return new UserError(2, `"${decision}" is no answer to ${item.id}`, {
    advice: [...why, `There are: ${item.answers.map((each) => each.decision).join(", ")}.`],
  });
}
