import type { SpecSummary } from "../../../app/engine/calls.ts";
import type { Field } from "../../field.ts";
import type { Shared } from "../../model.ts";

export interface SpecsState {
  /** Path of the spec that keys speak of; null: the first. */
  readonly chosen: string | null;
  readonly filter: Field;
  readonly typing: "nothing" | "filter" | "name";
  /** Name of a new spec, while it is typed. */
  readonly name: Field;
  readonly problem: { readonly message: string; readonly advice: readonly string[] } | null;
}

/** The specs that the filter leaves: every word of it stands in the title or the path, in any case. */
export function shownSpecs({ filter }: SpecsState, { overview }: Shared): readonly SpecSummary[] {
  if (overview.is !== "there") return [];
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return overview.value.specs.filter(({ title, spec }) => {
    const text = `${title} ${spec}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Index of the chosen one among those shown; 0 when it is not there. */
export function chosenIndex(state: SpecsState, shown: readonly SpecSummary[]): number {
  return Math.max(
    0,
    shown.findIndex(({ spec }) => spec === state.chosen),
  );
}
