import type { Plan } from "../../plan/plan.ts";

/** A requirement that claims code, by some of its examples. */
export interface Claimant {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly title: string;
  readonly examples: readonly ClaimantExample[];
}

export interface ClaimantExample {
  readonly id: string;
  readonly kind: string;
  readonly line: number;
  readonly title: string;
}

/** The requirements that have one of these examples, with those, in the order of the specs. */
export function claimantsOf(plans: readonly Plan[], ids: ReadonlySet<string>): readonly Claimant[] {
  return plans.flatMap(({ spec, requirements }) =>
    requirements.flatMap(({ id, title, place, examples }): readonly Claimant[] => {
      const own = examples.filter((example) => ids.has(example.id));
      if (own.length === 0) return [];
      return [
        {
          id,
          spec,
          line: place.line,
          title,
          examples: own.map((example) => ({
            id: example.id,
            kind: example.kind,
            line: example.place.line,
            title: example.title,
          })),
        },
      ];
    }),
  );
}
