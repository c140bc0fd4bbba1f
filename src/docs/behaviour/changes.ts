import type { Status } from "../../verdict/statuses.ts";
import type { BehaviourExample, BehaviourRequirement } from "./behaviour.ts";

/** What is another behaviour now, spec by spec. */
export interface BehaviourChanges {
  readonly specs: readonly SpecChange[];
  readonly counts: ChangeCounts;
  /** The specs ask for something else than before: an example or a requirement came, went or says otherwise. */
  readonly isChanged: boolean;
}

export interface SpecChange {
  /** Path now; the former one of a spec that is gone. */
  readonly spec: string;
  readonly is: "added" | "removed" | "kept";
  /** Where it stood before, when that was elsewhere. */
  readonly from: string | null;
  readonly requirements: readonly RequirementChange[];
}

export interface RequirementChange {
  readonly is: "added" | "removed" | "kept";
  readonly before: RequirementSide | null;
  readonly after: RequirementSide | null;
  readonly isRenamed: boolean;
  /** It stands in another spec, or below another heading. */
  readonly isMoved: boolean;
  readonly examples: readonly ExampleChange[];
}

export interface RequirementSide extends Pick<
  BehaviourRequirement,
  "id" | "spec" | "title" | "path" | "line" | "manual"
> {
  readonly status: Status | null;
}

/**
 * `changed`: other results for the same input, or another text of the same example. `moved`: it says the same for
 * another requirement. `reworded`: what a requirement without example demands. `status`: only what is known of it.
 */
export type ExampleChange =
  | { readonly is: "added"; readonly before: null; readonly after: BehaviourExample }
  | { readonly is: "removed"; readonly before: BehaviourExample; readonly after: null }
  | {
      readonly is: "changed" | "moved" | "reworded" | "status";
      readonly before: BehaviourExample;
      readonly after: BehaviourExample;
      /** Title of the requirement that it stood under, when that is another one. */
      readonly from: string | null;
    };

export interface ChangeCounts {
  readonly requirements: Readonly<Record<"added" | "removed" | "renamed" | "moved", number>>;
  readonly examples: Readonly<Record<ExampleChange["is"], number>>;
}
