import type { Place } from "../../spec/spec.ts";
import type { Finding, Found } from "./finding.ts";
import type { Ignore } from "./ignores.ts";
import { ignoreRuleId, lintRuleIds } from "./lint-rules.ts";

/** What a comment has to say to be obeyed. */
export const ignoreForm = {
  level: "warning",
  summary: "A comment that silences a rule names one that there is, says why, and has something to silence.",
  expected: "the id of a rule, and a reason",
  example: "<!-- lint-ignore unverifiable-word: the word is the customer's, the limits stand below -->",
} as const;

/**
 * The findings that no comment silences. A comment silences a rule where it speaks of the place and gives a reason.
 *
 * @returns the findings that are left, and what is wrong with the comments themselves; of rules that are off nothing
 *   is said.
 */
export function withoutIgnored(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  around: {
    readonly isOff: (rule: string) => boolean;
    readonly text: string;
    readonly placeBetween: (offset: number, endOffset: number) => Place;
    readonly sectionAt: (offset: number) => number;
  },
): { readonly kept: readonly Finding[]; readonly wrong: readonly Found[] } {
  const obeyed = ignores.filter(({ rule, reason }) => reason !== "" && isKnown(rule));
  const used = new Set<Ignore>();
  const kept = findings.filter(({ rule, place }) => {
    const own = obeyed.filter(
      (ignore) => ignore.rule === rule && ignore.from <= place.offset && place.offset < ignore.to,
    );
    for (const ignore of own) used.add(ignore);
    return own.length === 0;
  });
  const wrong = ignores.flatMap((ignore): Found[] => {
    const message = problemWith(ignore, used.has(ignore), around.isOff);
    if (message === null) return [];
    const { offset, endOffset } = ignore;
    return [{ place: around.placeBetween(offset, endOffset), section: around.sectionAt(offset), message }];
  });
  return { kept, wrong };
}

function problemWith(
  { rule, reason }: Ignore,
  isUsed: boolean,
  isOff: (rule: string) => boolean,
): string | null {
  if (rule === "") return "the comment names no rule";
  if (!isKnown(rule)) return `there is no rule ${rule}; there are: ${ignorable.join(", ")}`;
  if (reason === "") return `the comment does not say why ${rule} is silent here`;
  return isUsed || isOff(rule) ? null : `${rule} finds nothing here that the comment would have to silence`;
}

const ignorable = lintRuleIds.filter((id) => id !== ignoreRuleId);

function isKnown(rule: string): boolean {
  return (ignorable as readonly string[]).includes(rule);
}
