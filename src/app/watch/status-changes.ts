import type { RequirementStatus } from "../../verdict/statuses.ts";
import type { StatusChange } from "./events.ts";

/**
 * What is to be told of a check: each requirement whose status changed, and one that fails in another way than
 * before. Of requirements that were not known only those are told that need a person.
 *
 * @param before - by id, as last told.
 */
export function statusChanges(
  before: ReadonlyMap<string, RequirementStatus>,
  now: readonly RequirementStatus[],
): readonly StatusChange[] {
  return now.flatMap((requirement): readonly StatusChange[] => {
    const was = before.get(requirement.id);
    if (was === undefined) return isCalm(requirement) ? [] : [{ before: null, now: requirement }];
    return was.status === requirement.status && saidOf(was) === saidOf(requirement)
      ? []
      : [{ before: was.status, now: requirement }];
  });
}

function isCalm({ status }: RequirementStatus): boolean {
  return status === "holds" || status === "manual";
}

/** Lines are left out: a paragraph above moves them, and nothing is another for it. */
function saidOf({ examples }: RequirementStatus): string {
  return JSON.stringify(
    examples
      .filter(({ status }) => status !== "holds")
      .map(({ id, status, message, expected, actual }) => [id, status, message, expected, actual]),
  );
}
