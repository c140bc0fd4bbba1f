import type { ExampleChange, RequirementChange } from "./changes.ts";
import type { BehaviourExample } from "./behaviour.ts";
import type { BehaviourChanges } from "./changes.ts";

/** One line of an example that is another one now: what it does, what had to come of it, and what has to now. */
export interface Difference {
  /** Null where it is the whole of the example, whose title says it. */
  readonly does: string | null;
  readonly was: string | null;
  readonly is: string | null;
}

/**
 * What differs in an example that changed, ask by ask. Where what goes in is another, everything that went in stands
 * against everything that goes in now.
 */
export function differencesOf(before: BehaviourExample, after: BehaviourExample): readonly Difference[] {
  if (before.kind === "unbound" || after.kind === "unbound") {
    return [{ does: null, was: before.text, is: after.text }];
  }
  const isSameInput =
    before.asks.length === after.asks.length &&
    after.asks.every(({ does }, at) => does === before.asks[at]?.does);
  if (!isSameInput) return [{ does: null, was: wholeText(before), is: wholeText(after) }];
  return after.asks.flatMap(({ does, result }, at) => {
    const was = before.asks[at]?.result ?? null;
    return was === result ? [] : [{ does: after.asks.length === 1 ? null : does, was, is: result }];
  });
}

function wholeText({ asks }: BehaviourExample): string {
  return asks.map(({ does, result }) => (result === null ? does : `${does}  →  ${result}`)).join("\n");
}

/** `2 examples added, 1 changed; 1 requirement renamed`; empty when nothing is told. */
export function countsInWords({ counts }: Pick<BehaviourChanges, "counts">): string {
  return [
    words("example", counts.examples, exampleOrder),
    words("requirement", counts.requirements, requirementOrder),
  ]
    .filter((part) => part !== "")
    .join("; ");
}

const exampleOrder = ["added", "changed", "reworded", "removed", "moved", "status"] as const;
const requirementOrder = ["added", "removed", "renamed", "moved"] as const;

function words<Key extends string>(
  noun: string,
  counts: Readonly<Record<Key, number>>,
  order: readonly Key[],
): string {
  const told = order.filter((key) => counts[key] > 0);
  return told
    .map((key, at) => {
      const subject = at > 0 ? "" : ` ${noun}${counts[key] === 1 ? "" : "s"}`;
      return `${counts[key]}${subject} ${key === "status" ? "with another status" : key}`;
    })
    .join(", ");
}

/** What became of a requirement, in words, one each. */
export function requirementWords({
  is,
  before,
  after,
  isRenamed,
  isMoved,
}: RequirementChange): readonly string[] {
  if (is !== "kept") return [is];
  return [
    ...(isRenamed ? [`renamed, was: ${before?.title ?? ""}`] : []),
    ...(isMoved ? [`moved from ${placeOf(before)}`] : []),
    ...manualWords(before?.manual ?? null, after?.manual ?? null),
  ];
}

function placeOf(side: RequirementChange["before"]): string {
  return [side?.spec ?? "", ...(side?.path.slice(0, -1) ?? [])].join(" › ");
}

function manualWords(before: string | null, after: string | null): readonly string[] {
  if (before === after) return [];
  if (after === null) return [`no longer manual, was: ${before}`];
  return [before === null ? `manual now: ${after}` : `manual now: ${after}, was: ${before}`];
}

/** `holds → fails`; one word where both are the same, or one is not known; empty when nothing is. */
export function statusWords(change: {
  readonly before: { readonly status: string | null } | null;
  readonly after: { readonly status: string | null } | null;
}): string {
  const was = change.before?.status ?? null;
  const is = change.after?.status ?? null;
  if (change.after === null) return was === null ? "" : `was ${was}`;
  if (was === null || was === is) return is ?? "";
  return is === null ? `was ${was}` : `${was} → ${is}`;
}

/** `+`, `-` or `~`: a sign that stands beside a word, never alone. */
export function signOf(is: ExampleChange["is"] | RequirementChange["is"]): "+" | "-" | "~" {
  return is === "added" ? "+" : is === "removed" ? "-" : "~";
}
