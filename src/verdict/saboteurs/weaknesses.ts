import type { Example, Plan, Requirement } from "../../plan/plan.ts";
import type { DrawInputs } from "../judge-programs.ts";
import { candidates } from "./candidates.ts";
import type { Described } from "./describe-saboteur.ts";
import { describeSaboteur } from "./describe-saboteur.ts";
import type { KillingExample } from "./killing-example.ts";
import { killingExample } from "./killing-example.ts";
import type { Target } from "./react.ts";
import { localsOf, react } from "./react.ts";
import type { Saboteur } from "./saboteur.ts";

/** A requirement that a wrong program would fulfil as well. */
export interface Weakness {
  readonly requirement: Requirement;
  /** Name of the export, as the examples call it. */
  readonly name: string;
  readonly survivor: Described;
  readonly killer: KillingExample;
}

/**
 * Requirements that the spec does not pin down: a wrong program in the place of an export passes every example of
 * the spec that speaks of it. A program that any of them refutes, in whatever requirement, is no threat; one of
 * which it cannot be told without running code is no survivor.
 *
 * Remembered for each plan: a plan that did not change is not asked again.
 *
 * @param heldOut - ids of the examples that an agent would not be shown.
 */
export async function findWeaknesses(plan: Plan, heldOut: ReadonlySet<string>): Promise<readonly Weakness[]> {
  const key = [...heldOut].join("\n");
  const before = remembered.get(plan);
  if (before?.key === key) return before.found;
  const found = await find(plan, heldOut);
  remembered.set(plan, { key, found });
  return found;
}

const remembered = new WeakMap<Plan, { readonly key: string; readonly found: readonly Weakness[] }>();

async function find(plan: Plan, heldOut: ReadonlySet<string>): Promise<readonly Weakness[]> {
  const all = plan.requirements.flatMap(({ examples }) => examples);
  const weak: (readonly [Target, Saboteur, readonly Example[]])[] = [];
  for (const { target, examples, arity } of targetsOf(all)) {
    const left = survivors(target, examples, { arity, heldOut });
    const [survivor] = left.length === 0 ? left : await afterProperties(left, target, examples);
    if (survivor !== undefined) weak.push([target, survivor, examples]);
  }
  return plan.requirements.flatMap((requirement) => {
    const ids = new Set(requirement.examples.map(({ id }) => id));
    for (const [target, saboteur, examples] of weak) {
      const own = examples.filter(({ id }) => ids.has(id));
      if (own.length > 0) return [weakness(plan, requirement, target, saboteur, { own, all: examples })];
    }
    return [];
  });
}

interface Wanted {
  readonly target: Target;
  /** All that speak of it, in the order of the document. */
  readonly examples: readonly Example[];
  /** Most arguments that it is called with. */
  readonly arity: number;
}

/**
 * The exports that wrong programs are tried for. Not those that are only called without arguments: there is one
 * input, and the constant is the right program. Nor those of a module that is used as a whole, where it is not seen
 * which export an example speaks of.
 */
function targetsOf(all: readonly Example[]): Wanted[] {
  const uses = all.flatMap((example) => example.uses.map((use) => ({ use, example })));
  const whole = new Set(uses.filter(({ use }) => use.as === "namespace").map(({ use }) => use.subject));
  const byExport = Map.groupBy(
    uses.filter(({ use }) => !whole.has(use.subject)),
    ({ use }) => `${use.subject}\n${use.exported}`,
  );
  return [...byExport.values()].flatMap((found): Wanted[] => {
    const first = found[0];
    if (first === undefined) return [];
    const { subject, exported } = first.use;
    const examples = [...new Set(found.map(({ example }) => example))];
    const isAsync = examples.some(isAwaited);
    const target = { subject, exported, isAsync };
    const arity = Math.max(...examples.map((example) => arityIn(example, target)));
    return arity > 0 ? [{ target, examples, arity }] : [];
  });
}

function isAwaited({ body }: Example): boolean {
  if (body.is === "property") return body.check.via !== "value" || body.check.expression.awaits;
  return (
    body.is === "steps" &&
    body.steps.some((step) =>
      step.do === "run" ? step.awaits : step.via !== "value" || step.expression.awaits,
    )
  );
}

function arityIn(example: Example, target: Target): number {
  const locals = localsOf(example, target);
  const { body } = example;
  const names =
    body.is === "steps"
      ? body.steps.flatMap((step) => (step.do === "run" ? step.names : step.expression.names))
      : body.is === "property"
        ? [
            ...body.check.expression.names,
            ...(body.check.expectation.is === "expression" ? body.check.expectation.expression.names : []),
          ]
        : [];
  return Math.max(0, ...names.filter(({ name }) => locals.has(name)).map(({ arity }) => arity ?? 0));
}

/** Those that every example but the properties leaves alive. */
function survivors(
  target: Target,
  examples: readonly Example[],
  { arity, heldOut }: { readonly arity: number; readonly heldOut: ReadonlySet<string> },
): readonly Saboteur[] {
  const plain = examples.filter(({ body }) => body.is !== "property");
  const hidden = plain.filter(({ id }) => heldOut.has(id));
  return candidates(examples, target, { arity, hasHoldOuts: hidden.length > 0 }).filter((saboteur) =>
    (saboteur.is === "lookup" ? hidden : plain).every(
      (example) => react(example, saboteur, target, () => []) === "survives",
    ),
  );
}

/** Those of them that the properties leave alive too. The library that draws inputs is loaded only when there are any. */
async function afterProperties(
  left: readonly Saboteur[],
  target: Target,
  examples: readonly Example[],
): Promise<readonly Saboteur[]> {
  const properties = examples.filter(({ body }) => body.is === "property");
  if (properties.length === 0) return left;
  const { drawInputs }: { readonly drawInputs: DrawInputs } = await import("../property-inputs.ts");
  return left.filter((saboteur) =>
    properties.every((example) => react(example, saboteur, target, drawInputs) === "survives"),
  );
}

function weakness(
  plan: Plan,
  requirement: Requirement,
  target: Target,
  saboteur: Saboteur,
  examples: { readonly own: readonly Example[]; readonly all: readonly Example[] },
): Weakness {
  const used = plan.subjects
    .find(({ path }) => path === target.subject)
    ?.uses.find(({ exported }) => exported === target.exported);
  const name = examples.own.flatMap((example) => [...localsOf(example, target)])[0] ?? target.exported;
  return {
    requirement,
    name,
    survivor: describeSaboteur(saboteur, name, { params: used?.params ?? [], isAsync: target.isAsync }),
    killer: killingExample(saboteur, target, examples),
  };
}
