import { chooseHoldOuts } from "../../plan/hold-outs.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Lock } from "../../verdict/lock.ts";
import { askOfGroups, killsInPlace, weaknessesOf } from "../../verdict/saboteurs/group-weaknesses.ts";
import type { Survivor } from "../../verdict/saboteurs/group-weaknesses.ts";
import { askOfConsoles } from "../../verdict/saboteurs/console-programs.ts";
import type { ConsoleSurvivor } from "../../verdict/saboteurs/console-programs.ts";
import { weakDiagnostic } from "../../verdict/saboteurs/weak-diagnostic.ts";
import type { Weakness } from "../../verdict/saboteurs/weaknesses.ts";
import { askAlone } from "../../verdict/saboteurs/weaknesses.ts";

export interface WeakRequirement {
  /** Id of the requirement. */
  readonly id: string;
  readonly warning: Diagnostic;
}

/**
 * Requirements of a plan that wrong programs would fulfil as well, with a warning for each, as far as it can be told
 * without running code. The hold-outs are those that a run would draw now.
 */
export async function weakRequirements(plan: Plan, lock: Lock): Promise<readonly WeakRequirement[]> {
  return (await askWithoutRun(plan, lock)).weak;
}

/** The same, and what only a run can tell. */
export interface Asked {
  readonly weak: readonly WeakRequirement[];
  readonly open: readonly Survivor[];
  /** The same of console examples. */
  readonly openConsoles: readonly ConsoleSurvivor[];
}

/** Remembered for each plan, as long as the same examples are held out. */
export async function askWithoutRun(plan: Plan, lock: Lock): Promise<Asked> {
  const heldOut = chooseHoldOuts(plan, (id) => lock.examples.get(id)?.held === true);
  const key = [...heldOut].join("\n");
  const before = remembered.get(plan);
  if (before?.key === key) return before.asked;
  const asked = await ask(plan, heldOut);
  remembered.set(plan, { key, asked });
  return asked;
}

const remembered = new WeakMap<Plan, { readonly key: string; readonly asked: Asked }>();

async function ask(plan: Plan, heldOut: ReadonlySet<string>): Promise<Asked> {
  const alone = await askAlone(plan, heldOut);
  const hasProperties = plan.requirements.some(({ examples }) =>
    examples.some(({ body }) => body.is === "property"),
  );
  // The library that draws inputs is loaded only when there are properties.
  const draw = hasProperties ? (await import("../../verdict/property-inputs.ts")).drawInputs : () => [];
  const { certain, open } = askOfGroups(plan, heldOut, alone, draw);
  const consoles = askOfConsoles(plan);
  const found = [
    ...alone.weaknesses,
    ...weaknessesOf(plan, certain, killsInPlace),
    ...consoles.filter(({ isOpen }) => !isOpen).flatMap(({ weaknesses }) => weaknesses),
  ];
  return { weak: asWarnings(plan, found), open, openConsoles: consoles.filter(({ isOpen }) => isOpen) };
}

/** In the order of the document, each requirement once. */
export function asWarnings(plan: Plan, weaknesses: readonly Weakness[]): readonly WeakRequirement[] {
  const first = new Map(weaknesses.toReversed().map((weakness) => [weakness.requirement.id, weakness]));
  return [...first.values()]
    .toSorted((one, other) => one.requirement.place.offset - other.requirement.place.offset)
    .map((weakness) => ({
      id: weakness.requirement.id,
      warning: weakDiagnostic(weakness, plan.spec),
    }));
}
