import type { Spec } from "../../spec/spec.ts";
import type { Plan } from "../plan.ts";
import type { Finding, Found, LintLevel, LintRule } from "./finding.ts";
import { ignoreForm, withoutIgnored } from "./ignored.ts";
import { readIgnores } from "./ignores.ts";
import type { LintRuleId } from "./lint-rules.ts";
import { ignoreRuleId, lintRules } from "./lint-rules.ts";
import type { SpecView } from "./spec-view.ts";
import { viewSpec } from "./spec-view.ts";

/** Levels that the configuration gives, by rule; what it leaves out keeps the rule's own. */
export type LintLevels = { readonly [Id in LintRuleId]?: LintLevel | undefined };

/**
 * What of a spec leaves open what is meant, or whether it holds, in the order of the text. Nothing is run, and
 * nothing that a spec says makes it throw.
 *
 * @param plan - compiled from the same spec; it may hold errors.
 */
export function lint(spec: Spec, plan: Plan, levels: LintLevels = {}): Finding[] {
  const view = viewSpec(spec, plan);
  const rules = Object.entries(lintRules) as [keyof typeof lintRules, LintRule][];
  const levelOf = (id: LintRuleId): LintLevel =>
    levels[id] ?? (id === ignoreRuleId ? ignoreForm.level : lintRules[id].level);
  const findings = rules.flatMap(([id, rule]) => {
    const level = levelOf(id);
    return level === "off" ? [] : rule.find(view).map((found) => toFinding(found, id, level, rule, view));
  });
  const { kept, wrong } = withoutIgnored(findings, readIgnores(spec.text), {
    isOff: (id) => levelOf(id as LintRuleId) === "off",
    text: spec.text,
    placeBetween: view.placeBetween,
    sectionAt: (offset) =>
      spec.sections.findLast(({ heading }) => (heading?.place.offset ?? 0) <= offset)?.index ?? 0,
  });
  const level = levelOf(ignoreRuleId);
  const ownFaults =
    level === "off" ? [] : wrong.map((found) => toFinding(found, ignoreRuleId, level, ignoreForm, view));
  return [...kept, ...ownFaults].toSorted(
    (one, other) => one.place.offset - other.place.offset || (one.rule < other.rule ? -1 : 1),
  );
}

function toFinding(
  { place, section, message, expected, example, related, fix }: Found,
  rule: LintRuleId,
  severity: Finding["severity"],
  about: Pick<LintRule, "expected" | "example">,
  { spec, requirementOf }: SpecView,
): Finding {
  return {
    file: spec.file,
    place,
    severity,
    rule,
    message,
    expected: expected ?? about.expected,
    example: example ?? about.example,
    ...(related === undefined ? {} : { related }),
    requirement: requirementOf(section)?.id ?? null,
    section: spec.sections[section]?.path ?? [],
    ...(fix === undefined ? {} : { fix }),
  };
}
