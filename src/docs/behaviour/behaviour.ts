import type { Example, ExampleKind, Plan } from "../../plan/plan.ts";
import { textHash } from "../../verdict/lock.ts";
import type { Status } from "../../verdict/statuses.ts";
import { asksOf } from "./asks.ts";
import type { Ask } from "./asks.ts";

/** What all specs said at one time, and what was known of it. */
export interface Behaviour {
  /** In the order of the specs and of their lines. */
  readonly requirements: readonly BehaviourRequirement[];
}

export interface BehaviourRequirement {
  readonly id: string;
  readonly spec: string;
  readonly title: string;
  /** Headings below the H1, own last. */
  readonly path: readonly string[];
  readonly line: number;
  /** Why a person checks it; null when none does. */
  readonly manual: string | null;
  /** Null when nothing is known. */
  readonly status: Status | null;
  readonly examples: readonly BehaviourExample[];
}

export interface BehaviourExample {
  readonly id: string;
  readonly kind: ExampleKind;
  readonly line: number;
  readonly title: string;
  /** What goes in, in canonical form. */
  readonly input: string;
  /** What it calls: `src/slugify.ts#slugify`, sorted. */
  readonly calls: readonly string[];
  /** Hash of what goes in and what comes out. */
  readonly says: string;
  readonly asks: readonly Ask[];
  /** The Markdown as it stands. */
  readonly text: string;
  readonly status: Status | null;
}

/**
 * The behaviour that plans describe.
 *
 * @param statusOf - what is known of a requirement or an example, by id; null when nothing is.
 */
export function behaviourOf(plans: readonly Plan[], statusOf: (id: string) => Status | null): Behaviour {
  return {
    requirements: plans.flatMap(({ spec, requirements }) =>
      requirements.map(({ id, title, path, place, manual, examples }) => ({
        id,
        spec,
        title,
        path,
        line: place.line,
        manual,
        status: statusOf(id),
        examples: examples.map((example) => exampleOf(example, statusOf)),
      })),
    ),
  };
}

function exampleOf(example: Example, statusOf: (id: string) => Status | null): BehaviourExample {
  const { id, kind, place, title, input, uses, text } = example;
  return {
    id,
    kind,
    line: place.line,
    title,
    input,
    calls: uses.map(({ subject, exported }) => `${subject}#${exported}`).toSorted(),
    says: textHash(example),
    asks: asksOf(example.body),
    text,
    status: statusOf(id),
  };
}
