import type { Example, Plan, Requirement } from "../../plan/plan.ts";
import type { DrawInputs } from "../judge-programs.ts";
import { behindHelpers } from "./behind-helpers.ts";
import { candidates } from "./candidates.ts";
import type { Described } from "./describe-saboteur.ts";
import { describeSaboteur, shortened } from "./describe-saboteur.ts";
import type { KillingExample } from "./killing-example.ts";
import { exportKey } from "./groups.ts";
import { formFor, killingExample } from "./killing-example.ts";
import { filled, proposalsNear } from "./proposals.ts";
import type { Reaction, Target } from "./react.ts";
import { localsOf, react } from "./react.ts";
import type { Saboteur } from "./saboteur.ts";

/** A requirement that a wrong program would fulfil as well. */
export interface Weakness {
  readonly requirement: Requirement;
  /** Names of the exports, as the examples call them. */
  readonly names: readonly string[];
  readonly survivor: Described;
  /** Further programs that pass; left out: nobody looked. */
  readonly others?: readonly Described[];
  readonly killer: KillingExample;
}

/** What is known of the exports by themselves. */
export interface AskedAlone {
  readonly weaknesses: readonly Weakness[];
  /** Keys of the exports of which it could be told of every wrong program whether it passes. */
  readonly decided: ReadonlySet<string>;
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
  return (await askAlone(plan, heldOut)).weaknesses;
}

/** The same, and of which exports that is the last word. */
export async function askAlone(plan: Plan, heldOut: ReadonlySet<string>): Promise<AskedAlone> {
  const key = [...heldOut].join("\n");
  const before = remembered.get(plan);
  if (before?.key === key) return before.found;
  const found = await find(plan, heldOut);
  remembered.set(plan, { key, found });
  return found;
}

const remembered = new WeakMap<Plan, { readonly key: string; readonly found: AskedAlone }>();

async function find(plan: Plan, heldOut: ReadonlySet<string>): Promise<AskedAlone> {
  const all = plan.requirements.flatMap(({ examples }) => examples);
  const weak: (readonly [Target, readonly [Saboteur, ...Saboteur[]], readonly Example[]])[] = [];
  const decided = new Set<string>();
  for (const { target, examples, arity } of targetsOf(all, behindHelpers(plan))) {
    const tried = await reactions(target, examples, { arity, heldOut });
    const [first, ...more] = tried.filter(([, one]) => one === "survives").map(([saboteur]) => saboteur);
    if (tried.every(([, one]) => one !== "undecided"))
      decided.add(exportKey(target.subject, target.exported));
    if (first !== undefined) weak.push([target, [first, ...more], examples]);
  }
  const weaknesses = plan.requirements.flatMap((requirement) => {
    const ids = new Set(requirement.examples.map(({ id }) => id));
    for (const [target, saboteurs, examples] of weak) {
      const own = examples.filter(({ id }) => ids.has(id));
      if (own.length > 0) return [weakness(plan, requirement, target, saboteurs, { own, all: examples })];
    }
    return [];
  });
  return { weaknesses, decided };
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
 * which export an example speaks of, nor helpers and what lies behind them.
 */
function targetsOf(all: readonly Example[], behind: ReadonlySet<string>): Wanted[] {
  const uses = all.flatMap((example) =>
    example.uses
      .filter(({ isHelper, subject }) => isHelper !== true && !behind.has(subject))
      .map((use) => ({ use, example })),
  );
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

/**
 * What the examples do to each candidate: the properties last, since the library that draws their inputs is loaded only
 * where there are any, and something is left to try.
 */
async function reactions(
  target: Target,
  examples: readonly Example[],
  { arity, heldOut }: { readonly arity: number; readonly heldOut: ReadonlySet<string> },
): Promise<readonly (readonly [Saboteur, Reaction])[]> {
  const plain = examples.filter(({ body }) => body.is !== "property");
  const properties = examples.filter(({ body }) => body.is === "property");
  const hidden = plain.filter(({ id }) => heldOut.has(id));
  const tried = candidates(examples, target, { arity, hasHoldOuts: hidden.length > 0 }).map(
    (saboteur) =>
      [saboteur, worstOf(saboteur.is === "lookup" ? hidden : plain, saboteur, target, () => [])] as const,
  );
  const left = tried.filter(([, reaction]) => reaction === "survives" || reaction === "undecided");
  if (properties.length === 0 || left.length === 0) return tried;
  const { drawInputs }: { readonly drawInputs: DrawInputs } = await import("../property-inputs.ts");
  return left.map(([saboteur, before]) => {
    const after = worstOf(properties, saboteur, target, drawInputs);
    return [saboteur, after === "survives" ? before : after] as const;
  });
}

/** What the first example does that kills it or asks for it; else whether all could be told. */
function worstOf(
  examples: readonly Example[],
  saboteur: Saboteur,
  target: Target,
  draw: DrawInputs,
): Reaction {
  let worst: Reaction = "survives";
  for (const example of examples) {
    const reaction = react(example, saboteur, target, draw);
    if (reaction === "killed" || reaction === "demanded") return reaction;
    if (reaction === "undecided") worst = reaction;
  }
  return worst;
}

function weakness(
  plan: Plan,
  requirement: Requirement,
  target: Target,
  [saboteur, ...others]: readonly [Saboteur, ...Saboteur[]],
  examples: { readonly own: readonly Example[]; readonly all: readonly Example[] },
): Weakness {
  const used = plan.subjects
    .find(({ path }) => path === target.subject)
    ?.uses.find(({ exported }) => exported === target.exported);
  const name = examples.own.flatMap((example) => [...localsOf(example, target)])[0] ?? target.exported;
  const described = (one: Saboteur): Described =>
    describeSaboteur(one, name, { params: used?.params ?? [], isAsync: target.isAsync });
  return {
    requirement,
    names: [name],
    survivor: described(saboteur),
    others: others.map(described),
    killer: provenKiller(saboteur, target, examples),
  };
}

/** An example of which it was seen that it is read, and that the saboteur fails it; else a form to fill in. */
function provenKiller(
  saboteur: Saboteur,
  target: Target,
  examples: { readonly own: readonly Example[]; readonly all: readonly Example[] },
): KillingExample {
  const near = killingExample(saboteur, target, examples);
  const [like] = examples.own;
  const kills = (example: Example | null): boolean =>
    example !== null && react(example, saboteur, target, () => []) === "killed";
  if (near.isForm || (like !== undefined && !kills(filled(near.markdown, like)))) {
    const result = saboteur.is === "constant" ? shortened(saboteur.value) : "its argument";
    const proposals = examples.own
      .filter(({ body }) => body.is === "property")
      .flatMap((example) => proposalsNear(example, () => `another result than ${result}`, new Set()));
    return proposals.find(({ example }) => kills(example))?.killer ?? formFor(saboteur, target, examples.own);
  }
  return near;
}
