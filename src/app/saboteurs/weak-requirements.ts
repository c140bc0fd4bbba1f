import { chooseHoldOuts } from "../../plan/hold-outs.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Lock } from "../../verdict/lock.ts";
import { weakDiagnostic } from "../../verdict/saboteurs/weak-diagnostic.ts";
import { findWeaknesses } from "../../verdict/saboteurs/weaknesses.ts";

export interface WeakRequirement {
  /** Id of the requirement. */
  readonly id: string;
  readonly warning: Diagnostic;
}

/**
 * Requirements of a plan that wrong programs would fulfil as well, with a warning for each. No code is run. The
 * hold-outs are those that a run would draw now.
 */
export async function weakRequirements(plan: Plan, lock: Lock): Promise<readonly WeakRequirement[]> {
  const hasHeld = (id: string): boolean => lock.examples.get(id)?.held === true;
  const found = await findWeaknesses(plan, chooseHoldOuts(plan, hasHeld));
  return found.map((weakness) => ({
    id: weakness.requirement.id,
    warning: weakDiagnostic(weakness, plan.spec),
  }));
}
