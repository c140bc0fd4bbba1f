import type { Generated } from "../../../app/generate.ts";
import type { Shared } from "../../model.ts";

export interface GenerateState {
  /** Paths of the specs; empty: all. */
  readonly specs: readonly string[];
  readonly phase: GeneratePhase;
  /** Rows that the window begins below the first. */
  readonly top: number;
}

export type GeneratePhase =
  | { readonly is: "planning" }
  /** What would be written; nothing is yet. */
  | { readonly is: "planned"; readonly plan: Generated }
  | { readonly is: "running"; readonly plan: Generated; readonly seen: ReadonlyMap<string, SeenExample> }
  | { readonly is: "done"; readonly result: Generated; readonly seen: ReadonlyMap<string, SeenExample> }
  | { readonly is: "failed"; readonly message: string; readonly advice: readonly string[] };

/** What an example's test did against the stub. */
export interface SeenExample {
  readonly outcome: string;
  readonly message: string;
}

/** An example with the place that names it. */
export interface NamedExample {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly title: string;
}

/** The examples of the specs, in the order of the documents, as far as the overview knows them. */
export function examplesOf({ specs }: GenerateState, { overview }: Shared): readonly NamedExample[] {
  if (overview.is !== "there") return [];
  return overview.value.specs
    .filter(({ spec, isDraft }) => (specs.length === 0 ? !isDraft : specs.includes(spec)))
    .flatMap(({ spec, requirements }) =>
      requirements.flatMap(({ examples }) =>
        examples.map(({ id, line, title }) => ({ id, spec, line, title })),
      ),
    );
}
