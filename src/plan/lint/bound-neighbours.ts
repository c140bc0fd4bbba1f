import type { Section } from "../../spec/spec.ts";
import type { Example } from "../plan.ts";
import type { Bound, Edge } from "./bounds.ts";
import { mayHoldBound, readBounds } from "./bounds.ts";
import type { ExampleNumbers } from "./example-numbers.ts";
import { numbersOf } from "./example-numbers.ts";
import type { Found, LintRule } from "./finding.ts";
import { runningWords } from "./running-words.ts";
import type { SpecView } from "./spec-view.ts";

/** A bound in the text of a requirement that no example comes up to from both sides. */
export const boundNeighbours: LintRule = {
  level: "warning",
  summary: "A bound has an example on each side of it: with “at most 10” one at 10 and one at 11.",
  expected: "an example on each side of the bound",
  example:
    "| `items` | `accepts(items)` |\n| ------- | ---------------- |\n| 10      | true             |\n| 11      | false            |",
  find: (view) => {
    const shown = new Map<readonly Example[], Shown>();
    const told = new Set<string>();
    return nearestFirst(view).flatMap((section) => {
      const examples = examplesFor(section, view);
      if (!examples.some(({ body }) => body.is !== "unbound")) return [];
      const known = shown.get(examples) ?? { numbers: null, told: new Set() };
      shown.set(examples, known);
      return boundsOf(section, view).flatMap(({ bound, offset }) => {
        known.numbers ??= numbersOf(examples);
        const { open, missing } = neighboursOf(bound, known.numbers);
        const key = missing.join(" ");
        const isTold = view.requirementOf(section.index) === null ? told.has(key) : known.told.has(key);
        if (missing.length === 0 || isTold) return [];
        told.add(key);
        known.told.add(key);
        return withoutNeighbours({ bound, offset, section: section.index, open, missing }, view);
      });
    });
  },
};

/** Requirements before what stands outside of any: the same bound is told where its examples are wanted. */
function nearestFirst({ spec: { sections }, requirementOf }: SpecView): readonly Section[] {
  const isOwned = ({ index }: Section) => requirementOf(index) !== null;
  return [...sections.filter(isOwned), ...sections.filter((section) => !isOwned(section))];
}

/** What some examples show, once it is asked, and which edges were asked for already. */
interface Shown {
  numbers: ExampleNumbers | null;
  readonly told: Set<string>;
}

/** Those of the requirement; what stands outside of any speaks of all of them. */
function examplesFor({ index }: Section, view: SpecView): readonly Example[] {
  const owner = view.requirementOf(index);
  return view.examplesBelow(owner === null ? 0 : view.sectionOf(owner));
}

function boundsOf(section: Section, view: SpecView): { readonly bound: Bound; readonly offset: number }[] {
  const { text } = view.spec;
  const examples = section.blocks.filter(({ kind }) => kind === "sentence" || kind === "property");
  const isExample = (offset: number) =>
    examples.some(({ place }) => place.offset <= offset && offset < place.endOffset);
  return view
    .prose(section, mayHoldBound)
    .filter(({ kind, place }) => kind !== "header" && !isExample(place.offset))
    .flatMap(({ place }) =>
      readBounds(runningWords(text.slice(place.offset, place.endOffset), true)).map((bound) => ({
        bound,
        offset: place.offset + bound.index,
      })),
    );
}

interface Neighbours {
  readonly open: readonly Edge[];
  /** Numbers that no example shows, the smallest first. */
  readonly missing: readonly number[];
}

function neighboursOf({ edges }: Bound, { inputs, outputs }: ExampleNumbers): Neighbours {
  // A bound that results come up to is one of results, of which no example can show the other side.
  const open = edges.filter(({ inside }) => !outputs.has(inside));
  const all = open.flatMap(({ inside, outside }) => [inside, outside]).filter((edge) => !inputs.has(edge));
  return { open, missing: [...new Set(all)].toSorted((one, other) => one - other) };
}

function withoutNeighbours(
  {
    bound,
    offset,
    section,
    open,
    missing,
  }: Neighbours & { readonly bound: Bound; readonly offset: number; readonly section: number },
  view: SpecView,
): Found[] {
  const pairs = open.map(({ inside, outside }) =>
    [Math.min(inside, outside), Math.max(inside, outside)].join(" and "),
  );
  return [
    {
      place: view.placeBetween(offset, offset + bound.length),
      section,
      message: `“${bound.text}” has no example at ${listed(missing)}`,
      expected: `an example on each side of the bound: at ${pairs.join(", at ")}`,
    },
  ];
}

/** `10`, `10 and 11`, `0, 5 and 6`. */
function listed(numbers: readonly number[]): string {
  return [numbers.slice(0, -1).join(", "), ...numbers.slice(-1)].filter((part) => part !== "").join(" and ");
}
