import type { DraftDecision, DraftItem } from "../../app/interview/decide-draft.ts";
import { decidedSpec, insteadOf, itemsOf } from "../../app/interview/decide-draft.ts";
import { requirementText } from "../../app/interview/drafted-spec.ts";
import type { SettledDraft } from "../../app/interview/settle-draft.ts";
import { settleDraft } from "../../app/interview/settle-draft.ts";
import type { PlaceOfNew } from "../../app/new-spec.ts";
import type { SeenExample } from "../../app/propose/proposal.ts";
import { UserError } from "../../app/user-error.ts";
import type { Sitting } from "../propose/ask-proposals.ts";
import { printRefused } from "../propose/print-proposal.ts";
import { printDraft, printItem } from "./print-draft.ts";

export interface ToDecide {
  /** All of it was seen red; what the person said it does is in it. */
  readonly draft: SettledDraft;
  /** What the person said it does; stands unless the draft's words are kept. */
  readonly own: string | null;
  /** What the draft says it does. */
  readonly wording: string | null;
}

/**
 * Decides a draft piece by piece: keep, edit, leave out, later, undo, quit. Nothing is written here.
 *
 * @returns the spec that was decided, all of it seen red; null when the person left, or nothing was kept.
 */
export async function sitThroughDraft(
  sitting: Sitting,
  place: PlaceOfNew,
  { draft, own, wording }: ToDecide,
): Promise<SettledDraft | null> {
  const { screen } = sitting;
  const items = itemsOf({ ...draft.drafted, intent: wording }, own);
  const decisions: DraftDecision[] = [];
  let seen = draft.seen;
  for (;;) {
    const item = items[decisions.length];
    const ground: Ground = { place, items, decisions, own, call: draft.drafted.call, seen };
    if (item === undefined) {
      const settled = await look(sitting, ground);
      printRefused(screen, settled.refused);
      const isEmpty = settled.drafted.requirements.length + settled.drafted.questions.length === 0;
      if (isEmpty) screen.out("\nNothing of it was kept.");
      else printDraft(screen, settled);
      const word = await ask(sitting, isEmpty ? "u undo  q quit > " : "w write  u undo  q quit > ");
      if (word === "q") return null;
      if (word === "u") decisions.pop();
      if (word === "w" && !isEmpty) return settled;
      continue;
    }
    printItem(screen, item, decisions.length + 1, items.length);
    const word = await ask(sitting, prompts[item.is]);
    if (word === "q") return null;
    if (word === "u" && decisions.pop() === undefined) screen.out("There is nothing to take back.");
    const plain = plainDecisions[word];
    if (plain !== undefined && (word !== "l" || item.is === "requirement")) decisions.push(plain);
    if (word !== "e") continue;
    const edited = await editItem(sitting, item, ground);
    if (edited === null) continue;
    decisions.push(edited.decision);
    seen = edited.seen;
  }
}

interface Ground {
  readonly place: PlaceOfNew;
  readonly items: readonly DraftItem[];
  readonly decisions: readonly DraftDecision[];
  readonly own: string | null;
  readonly call: string | null;
  readonly seen: readonly SeenExample[];
}

const plainDecisions: Readonly<Record<string, DraftDecision>> = {
  k: { is: "keep" },
  o: { is: "leave-out" },
  l: { is: "later" },
};

const prompts: Readonly<Record<DraftItem["is"], string>> = {
  intent: "k keep  e edit  o leave out  u undo  q quit > ",
  requirement: "k keep  e edit  o leave out  l later: an open question  u undo  q quit > ",
  question: "k keep  e edit  o leave out  u undo  q quit > ",
};

async function ask({ prompt }: Sitting, text: string): Promise<string> {
  return (await prompt(text)).trim().toLowerCase();
}

/** The person's own words, which have to compile with what was kept and be red; null when they do not stand. */
async function editItem(
  sitting: Sitting,
  item: DraftItem,
  ground: Ground,
): Promise<{ readonly decision: DraftDecision; readonly seen: readonly SeenExample[] } | null> {
  const { screen, edit } = sitting;
  try {
    const text = await edit(item.is === "requirement" ? requirementText(item.requirement) : item.markdown);
    if (text === null) return null;
    const read = insteadOf(item, text);
    if ("problem" in read) {
      screen.err(read.problem);
      return null;
    }
    const decision: DraftDecision = { is: "instead", items: read.items };
    const settled = await look(sitting, { ...ground, decisions: [...ground.decisions, decision] });
    const [wrong] = settled.refused;
    if (wrong === undefined) return { decision, seen: [...ground.seen, ...settled.seen] };
    screen.err(wrong.message);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    screen.err(error.message);
  }
  return null;
}

/** What the decisions so far make, held against the project; only what was not seen yet is run. */
async function look(
  { screen, world, signal }: Sitting,
  { place, items, decisions, own, call, seen }: Ground,
): Promise<SettledDraft> {
  const drafted = decidedSpec(items, decisions, { call, intent: own });
  const settled = await settleDraft(world, place, { drafted, refused: [] }, seen, {
    signal,
    progress: (step) => screen.progress(`${step}…`),
  });
  screen.clearProgress();
  return settled;
}
