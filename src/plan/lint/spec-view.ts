import { startReading } from "../../spec/reading.ts";
import type { Place, Section, Spec } from "../../spec/spec.ts";
import type { Example, Plan, Requirement } from "../plan.ts";
import { ownTexts } from "./own-text.ts";
import { readPassages } from "./passages.ts";
import { runningWords } from "./running-words.ts";

/** A sentence and what its author says in it. */
export interface Statement {
  readonly kind: StatementKind;
  readonly place: Place;
  /** Index of the section that it stands in. */
  readonly section: number;
  /** Its source with code and quotations blanked out, as long as the source. */
  readonly words: string;
}

/**
 * `normative`: has MUST or SHALL, or is a requirement's title. `then`: a scenario's step that says what comes out
 * and binds nothing. `prose`, `title` and `header` (a table's): all other running text of a section.
 */
export type StatementKind = "normative" | "then" | "prose" | "title" | "header";

/** A spec as the rules look at it. What costs a parse is read when a rule asks for it, and once. */
export interface SpecView {
  readonly spec: Spec;
  readonly plan: Plan;
  /** What binds, in the order of the text. */
  readonly binding: readonly Statement[];
  /** The running text of a section down to the next heading, if `mayHold` finds anything in it. */
  readonly prose: (section: Section, mayHold: RegExp) => readonly Statement[];
  /** The requirement that the section's text belongs to. */
  readonly requirementOf: (section: number) => Requirement | null;
  /** Examples that stand in the section or below it, also those that bind nothing. */
  readonly examplesBelow: (section: number) => readonly Example[];
  /** The statement is a heading: what it says is said again below it. */
  readonly isTitle: (statement: Statement) => boolean;
  readonly sectionOf: (requirement: Requirement) => number;
  readonly placeBetween: (offset: number, endOffset: number) => Place;
}

/** The view of one spec and its plan. */
export function viewSpec(spec: Spec, plan: Plan): SpecView {
  const { placeBetween } = startReading(spec.text, spec.file);
  const texts = ownTexts(spec);
  const owners = ownersOf(spec, plan);
  const below = examplesBelow(spec, plan, owners.sections);
  const passages = new Map<number, readonly Statement[]>();
  return {
    spec,
    plan,
    binding: bindingOf(spec),
    prose: ({ index }, mayHold) => {
      const own = texts.get(index);
      if (own === undefined || !mayHold.test(own.text)) return [];
      const known = passages.get(index);
      if (known !== undefined) return known;
      const read = readPassages(own.text).map(({ kind, index: start, endIndex }): Statement => {
        const place = placeBetween(own.offsetOf(start), own.offsetOf(endIndex));
        return {
          kind,
          place,
          section: index,
          words: wordsAt(spec.text, place),
        };
      });
      passages.set(index, read);
      return read;
    },
    isTitle: ({ place, section }) => {
      const own = spec.sections[section];
      return own !== undefined && own.is !== "item" && own.heading?.place.offset === place.offset;
    },
    requirementOf: (section) => owners.requirements.get(section) ?? null,
    sectionOf: ({ id }) => owners.sections.get(id) ?? 0,
    examplesBelow: (section) => below.get(section) ?? [],
    placeBetween,
  };
}

/** Of a longer sentence only the beginning: nobody reads on. */
const longestSentence = 4_000;

function wordsAt(text: string, { offset, endOffset }: Place): string {
  return runningWords(text.slice(offset, Math.min(endOffset, offset + longestSentence)));
}

function bindingOf({ text, sections }: Spec): Statement[] {
  const statement = (kind: StatementKind, place: Place, section: number): Statement => ({
    kind,
    place,
    section,
    words: wordsAt(text, place),
  });
  return sections
    .flatMap(({ index, normative, blocks, manual }) => {
      const lines = new Set(normative.map(({ place }) => place.line));
      return [
        ...normative.map(({ place }) => statement("normative", place, index)),
        ...blocks.flatMap((block) =>
          block.kind !== "scenario" || manual !== null
            ? []
            : block.unboundSteps
                // What stands for a scenario without Then is the scenario itself; a step with SHALL is there already.
                .filter(({ place }) => place.offset !== block.place.offset && !lines.has(place.line))
                .map(({ place }) => statement("then", place, index)),
        ),
      ];
    })
    .toSorted((one, other) => one.place.offset - other.place.offset);
}

interface Owners {
  readonly requirements: ReadonlyMap<number, Requirement>;
  /** Sections by requirement's id. */
  readonly sections: ReadonlyMap<string, number>;
}

/** A heading that is no requirement belongs to the nearest one above it that is, unless that is the spec itself. */
function ownersOf({ sections }: Spec, { requirements }: Plan): Owners {
  const byOffset = new Map(requirements.map((requirement) => [requirement.place.offset, requirement]));
  const owners = new Map<number, Requirement>();
  const own = new Map<string, number>();
  for (const { index, heading, parent, path } of sections) {
    const found = heading === null ? undefined : byOffset.get(heading.place.offset);
    const above = parent === null || sections[parent]?.path.length === 0 ? undefined : owners.get(parent);
    const owner = found ?? (path.length === 0 ? undefined : above);
    if (owner !== undefined) owners.set(index, owner);
    if (found !== undefined) own.set(found.id, index);
  }
  return { requirements: owners, sections: own };
}

function examplesBelow(
  { sections }: Spec,
  { requirements }: Plan,
  own: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly Example[]> {
  const below = new Map<number, Example[]>();
  for (const { id, examples } of requirements) {
    let at: number | null = own.get(id) ?? 0;
    while (at !== null) {
      const all = below.get(at) ?? [];
      below.set(at, all);
      for (const example of examples) all.push(example);
      at = sections[at]?.parent ?? null;
    }
  }
  return below;
}
