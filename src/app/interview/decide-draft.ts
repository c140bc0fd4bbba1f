import type { DraftedRequirement, DraftedSpec } from "./drafted-spec.ts";
import { isPlainSentence, readDraft } from "./read-draft.ts";

/** One small decision of a draft. */
export type DraftItem =
  /** What it does, in other words than the person's. */
  | { readonly is: "intent"; readonly markdown: string }
  | { readonly is: "requirement"; readonly requirement: DraftedRequirement }
  | { readonly is: "question"; readonly markdown: string };

export type DraftDecision =
  | { readonly is: "keep" }
  | { readonly is: "leave-out" }
  /** It becomes an open question. */
  | { readonly is: "later" }
  /** The person's own words. */
  | { readonly is: "instead"; readonly items: readonly DraftItem[] };

/** A draft as decisions, one after the other; the person's own sentence needs none. */
export function itemsOf(
  { intent, requirements, questions }: DraftedSpec,
  own: string | null,
): readonly DraftItem[] {
  return [
    ...(intent === null || intent === own ? [] : [{ is: "intent", markdown: intent } as const]),
    ...requirements.map((requirement) => ({ is: "requirement", requirement }) as const),
    ...questions.map((markdown) => ({ is: "question", markdown }) as const),
  ];
}

/** The spec that the decisions so far make of a draft; what is not decided yet is not in it. */
export function decidedSpec(
  items: readonly DraftItem[],
  decisions: readonly DraftDecision[],
  { call, intent }: Pick<DraftedSpec, "call" | "intent">,
): DraftedSpec {
  const kept = decisions.flatMap((decision, at) => {
    const item = items[at];
    return item === undefined ? [] : decided(item, decision);
  });
  return {
    intent: kept.findLast((item) => item.is === "intent")?.markdown ?? intent,
    call,
    requirements: kept.flatMap((item) => (item.is === "requirement" ? [item.requirement] : [])),
    questions: kept.flatMap((item) => (item.is === "question" ? [item.markdown] : [])),
  };
}

/**
 * A person's own words instead of a piece, read as a draft's are; what is wrong with them, where anything is. Without
 * a heading they stand under the one that is there.
 */
export function insteadOf(
  item: DraftItem,
  text: string,
): { readonly items: readonly DraftItem[] } | { readonly problem: string } {
  const words = text.trim();
  if (item.is !== "requirement") {
    return isPlainSentence(words)
      ? { items: [{ is: item.is, markdown: words }] }
      : { problem: "a plain sentence on one line was expected" };
  }
  const headed = /^##? /u.test(words) ? words : `## ${item.requirement.title}\n\n${words}`;
  const { drafted, refused } = readDraft(`# X\n\n${headed}`, "");
  const [first] = refused;
  if (first !== undefined) return { problem: first.message };
  const items = itemsOf({ ...drafted, intent: null }, null);
  return items.length > 0 ? { items } : { problem: "a requirement with an example was expected" };
}

function decided(item: DraftItem, decision: DraftDecision): readonly DraftItem[] {
  switch (decision.is) {
    case "keep":
      return [item];
    case "leave-out":
      return [];
    case "later":
      return item.is === "requirement"
        ? [{ is: "question", markdown: `${item.requirement.title}: is that wanted?` }]
        : [item];
    case "instead":
      return decision.items;
  }
}
