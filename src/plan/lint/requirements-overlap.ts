import type { Place, ScenarioBlock } from "../../spec/spec.ts";
import { repeatsOf, sectionAt } from "./example-adds-nothing.ts";
import type { Found, LintRule } from "./finding.ts";
import type { SpecView, Statement } from "./spec-view.ts";

/** Two places that say the same, or the opposite. */
export const requirementsOverlap: LintRule = {
  level: "warning",
  summary:
    "Each thing is said once: no sentence, condition or example stands in two requirements, nor its opposite.",
  expected: "one place that says it; elsewhere the difference",
  example: "- **WHEN** the file is empty\n- **THEN** the result is `null`\n- **AND** a warning is logged",
  find: (view) => [...sentences(view), ...scenarios(view), ...examples(view)],
};

/**
 * Sentences that bind and are the same but for articles and marks, or but for a `not`. Those of scenarios are not
 * compared: under another condition the same outcome says something new.
 */
function sentences(view: SpecView): Found[] {
  const seen = new Map<string, { readonly place: Place; readonly isNegative: boolean }>();
  return view.binding.flatMap((statement): Found[] => {
    if (statement.kind !== "normative" || isStep(statement, view)) return [];
    const { key, isNegative, size } = keyOf(
      view.spec.text.slice(statement.place.offset, statement.place.endOffset),
    );
    if (size < fewestWords) return [];
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, { place: statement.place, isNegative });
      return [];
    }
    return [found(statement, first.place, first.isNegative === isNegative ? "same" : "opposite")];
  });
}

function isStep({ section, place }: Statement, { spec }: SpecView): boolean {
  const own = spec.sections[section];
  if (own === undefined || own.isScenario) return own !== undefined;
  return own.blocks.some(
    ({ kind, place: around }) =>
      kind === "scenario" && around.offset <= place.offset && place.offset < around.endOffset,
  );
}

/** Fewer words say too little to be told apart. */
const fewestWords = 4;

function found({ place, section }: Statement, related: Place, how: "same" | "opposite"): Found {
  return how === "same"
    ? { place, section, related, message: `line ${related.line} says the same` }
    : {
        place,
        section,
        related,
        message: `line ${related.line} says the opposite`,
        expected: "one of the two, or the condition that tells them apart",
        example: "With `--force` the file MUST be written over. Without it the file MUST NOT be changed.",
      };
}

interface SentenceKey {
  readonly key: string;
  readonly isNegative: boolean;
  readonly size: number;
}

function keyOf(source: string): SentenceKey {
  const words = (source.match(/`[^`]*`|[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.startsWith("`") ? word : word.toLowerCase(),
  );
  // The number of a requirement (`FR-012`, `SC-3`) stands before what it says.
  const [prefix, digits] = words;
  const isNumbered = prefix !== undefined && /^\p{L}{1,4}$/u.test(prefix) && /^\d+$/.test(digits ?? "");
  const said = (isNumbered ? words.slice(2) : words).filter((word) => !slight.has(word));
  const kept = said.filter((word) => !negations.has(word));
  return { key: kept.join(" "), isNegative: (said.length - kept.length) % 2 === 1, size: kept.length };
}

const slight = new Set("a an the that must shall will be requirement".split(" "));
const negations = new Set("not never no".split(" "));

/** Scenarios with the same Given and When, whose outcomes one of them could say. */
function scenarios(view: SpecView): Found[] {
  const seen = new Map<string, ScenarioBlock>();
  return view.spec.sections.flatMap(({ index, blocks }) =>
    blocks.flatMap((block): Found[] => {
      if (block.kind !== "scenario") return [];
      const condition = conditionOf(block);
      const first = condition === null ? undefined : seen.get(condition);
      if (condition === null) return [];
      if (first === undefined) {
        seen.set(condition, block);
        return [];
      }
      const message = `the scenario in line ${first.place.line} begins with the same steps`;
      return [{ place: block.place, section: index, related: first.place, message }];
    }),
  );
}

/** All that stands before the first Then, as one text; null when there is too little of it, or no Then. */
function conditionOf({ text, title }: ScenarioBlock): string | null {
  const heading = title === null ? 0 : text.indexOf("\n");
  if (heading < 0) return null;
  const words = text.slice(heading).match(/`[^`]*`|[\p{L}\p{N}]+/gu) ?? [];
  const end = words.findIndex((word) => word.toLowerCase() === "then");
  const condition = words
    .slice(0, Math.max(0, end))
    .map((word) => (word.startsWith("`") ? word : word.toLowerCase()));
  return condition.length < fewestWords ? null : condition.join(" ");
}

/** An example that stands in two requirements. */
function examples(view: SpecView): Found[] {
  const titles = new Map(view.plan.requirements.map(({ id, title }) => [id, title]));
  return repeatsOf(view).flatMap(({ first, again }): Found[] =>
    first.requirement === again.requirement
      ? []
      : [
          {
            place: again.place,
            section: sectionAt(again, view),
            related: first.place,
            message: `“${titles.get(first.requirement) ?? first.requirement}” has this example already, in line ${first.place.line}`,
            expected: "the example where it belongs, once; or one that shows what is different here",
          },
        ],
  );
}
