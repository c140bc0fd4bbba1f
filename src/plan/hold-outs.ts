import { shortHash } from "./ids.ts";
import type { Example, Plan } from "./plan.ts";
import { shownText } from "./shown-text.ts";

/**
 * The examples that the agent is not shown: of every group of four or more that are alike and have never held,
 * one in four, chosen by a hash of the id and never the first. Only rows and sentences that stand on lines of
 * their own, and whose input occurs once: what stands elsewhere too cannot be kept back.
 */
export function chooseHoldOuts(plan: Plan, hasHeld: (id: string) => boolean): ReadonlySet<string> {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const inputs = Map.groupBy(examples, ({ input }) => input);
  const crowded = crowdedLines(examples);
  const candidates = examples.filter(
    ({ id, kind }) => (kind === "row" || kind === "sentence") && !hasHeld(id),
  );
  const chosen = new Set<string>();
  for (const group of Map.groupBy(candidates, ({ likeness }) => likeness).values()) {
    group
      .slice(1)
      .filter(
        (example) =>
          inputs.get(example.input)?.length === 1 && !linesOf(example).some((line) => crowded.has(line)),
      )
      .map(({ id }) => ({ id, rank: shortHash(`hold-out ${id}`) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : Number(one.rank > other.rank)))
      .slice(0, Math.floor(group.length / 4))
      .forEach(({ id }) => chosen.add(id));
  }
  return chosen;
}

/**
 * The plan that the agent sees: without the hold-outs, all else on the same lines, and of each example's text only
 * what a reader sees of it.
 */
export function withoutHoldOuts(plan: Plan, ids: ReadonlySet<string>): Plan {
  return {
    ...plan,
    requirements: plan.requirements.map((requirement) =>
      Object.assign({}, requirement, {
        examples: requirement.examples
          .filter(({ id }) => !ids.has(id))
          .map((example) => ({ ...example, text: shownText(example.text) })),
      }),
    ),
  };
}

/**
 * The spec's text as a reader sees it and without the hold-outs, every other line where it was. A table
 * would end at a blank line, and a list's bare mark would make a heading of the line above, so each gives way to
 * something that is not read.
 */
export function redactSpec(text: string, plan: Plan, ids: ReadonlySet<string>): string {
  return plan.requirements
    .flatMap((requirement) => requirement.examples)
    .filter(({ id }) => ids.has(id))
    .sort((one, other) => other.place.offset - one.place.offset)
    .reduce((redacted, { kind, place: { offset, endOffset } }) => {
      const breaks = text.slice(offset, endOffset).replaceAll(/[^\r\n]/gu, "");
      const by = kind === "row" ? unreadRow : unreadSentence + breaks;
      return redacted.slice(0, offset) + by + redacted.slice(endOffset);
    }, shownText(text));
}

/** Begins with a bar in every table, also in one without outer bars: a line that begins with a comment ends it. */
const unreadRow = "| <!-- prose --> |";

const unreadSentence = "<!-- -->";

/** Lines on which more than one example stands. */
function crowdedLines(examples: readonly Example[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const example of examples)
    for (const line of linesOf(example)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([line]) => line));
}

function linesOf({ place }: Example): number[] {
  return Array.from({ length: place.endLine - place.line + 1 }, (_, index) => place.line + index);
}
