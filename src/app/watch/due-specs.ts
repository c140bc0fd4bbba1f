import type { Project } from "../read-project.ts";
import { withoutDrafts } from "../read-project.ts";

export interface Due {
  /** Specs that something changed for since they were last checked. */
  readonly due: ReadonlySet<string>;
  /** Those of them that can be checked now, in the order of the project. */
  readonly check: readonly string[];
}

/**
 * What has to be checked after a change. A spec stays due until a check of it came to its end: one that was broken
 * off, or could not be compiled, is not forgotten. One broken spec holds up no other.
 *
 * @param affected - specs that the change can affect.
 * @param isNamed - the person named specs: drafts among them are meant.
 */
export function dueSpecs(
  project: Project,
  before: ReadonlySet<string>,
  affected: readonly string[],
  isNamed: boolean,
): Due {
  const meant = (isNamed ? project : withoutDrafts(project).project).specs.map(({ plan }) => plan.spec);
  const broken = new Set(
    project.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file),
  );
  const due = new Set(meant.filter((spec) => before.has(spec) || affected.includes(spec)));
  return { due, check: [...due].filter((spec) => !broken.has(spec)) };
}
