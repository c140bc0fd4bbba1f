import type { Example, Requirement } from "../../plan/plan.ts";
import type { ExampleStatus, RequirementStatus } from "../../verdict/statuses.ts";
import type { SpecPage } from "./site.ts";

/** Something of the plan that has its mark in the prose. */
export type Mark = RequirementMark | ExampleMark;

export interface RequirementMark {
  readonly is: "requirement";
  /** Offsets as the tree counts them: without a byte order mark. */
  readonly start: number;
  readonly end: number;
  readonly requirement: Requirement;
  readonly status: RequirementStatus;
}

export interface ExampleMark {
  readonly is: "example";
  readonly start: number;
  readonly end: number;
  readonly example: Example;
  readonly status: ExampleStatus;
}

/** The marks of a page in the order of its text; a requirement comes before an example at the same place. */
export function marksOf({ spec, plan, statuses }: Pick<SpecPage, "spec" | "plan" | "statuses">): Mark[] {
  const skipped = spec.text.startsWith("\uFEFF") ? 1 : 0;
  const marks = plan.requirements.flatMap((requirement, index): Mark[] => {
    const status = statuses[index];
    if (status === undefined) return [];
    const examples = new Map(status.examples.map((one) => [one.id, one]));
    return [
      { is: "requirement", ...offsets(requirement.place, skipped), requirement, status },
      ...requirement.examples.flatMap((example): Mark[] => {
        const own = examples.get(example.id);
        if (own === undefined) return [];
        return [{ is: "example", ...offsets(example.place, skipped), example, status: own }];
      }),
    ];
  });
  return marks.toSorted((a, b) => a.start - b.start);
}

function offsets(place: Example["place"], skipped: number): { readonly start: number; readonly end: number } {
  return { start: place.offset - skipped, end: place.endOffset - skipped };
}
