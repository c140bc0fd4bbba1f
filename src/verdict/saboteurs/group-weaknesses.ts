import type { Example, Plan, Requirement } from "../../plan/plan.ts";
import type { Check } from "../../spec/spec.ts";
import type { DrawInputs } from "../judge-programs.ts";
import { decide } from "./decide.ts";
import { describeSabotage } from "./describe-sabotage.ts";
import { shortened } from "./describe-saboteur.ts";
import type { Group } from "./groups.ts";
import { groupsOf } from "./groups.ts";
import type { PartUse } from "./parts.ts";
import { partKey, partUses } from "./parts.ts";
import type { Proposal } from "./proposals.ts";
import { proposalsNear, sourceOf } from "./proposals.ts";
import type { Sabotage } from "./sabotages.ts";
import { sabotagesOf } from "./sabotages.ts";
import type { AskedAlone, Weakness } from "./weaknesses.ts";

/** What is left to find out of a plan once everything that needs no run is known. */
export interface OpenQuestions {
  /** Requirements that wrong programs pass for certain. */
  readonly certain: readonly Survivor[];
  /** What only running the examples can tell. */
  readonly open: readonly Survivor[];
}

/** A sabotage that passes, or may pass, what the spec says of its exports, and the requirements that it would show. */
export interface Survivor {
  readonly sabotage: Sabotage;
  readonly requirements: readonly {
    readonly requirement: Requirement;
    /** At most two, the plainest first. */
    readonly proposals: readonly Proposal[];
  }[];
}

/**
 * Puts wrong programs in the place of whole groups of exports: classes with their members, objects, modules that are
 * imported whole, exports that are called for their effect, and functions that properties speak of together.
 *
 * @param known - what is known of the exports by themselves, so that it is not asked again.
 */
export function askOfGroups(
  plan: Plan,
  heldOut: ReadonlySet<string>,
  { weaknesses, decided }: AskedAlone,
  draw: DrawInputs,
): OpenQuestions {
  const weak = new Set(weaknesses.map(({ requirement }) => requirement.id));
  const certain: Survivor[] = [];
  const open: Survivor[] = [];
  for (const group of groupsOf(plan)) {
    if (group.exports.length === 1 && group.exports.every(({ key }) => decided.has(key))) continue;
    const left = requirementsOf(plan, group).filter(({ requirement }) => !weak.has(requirement.id));
    if (left.length === 0) continue;
    const uses = partUses(group);
    for (const sabotage of sabotagesOf(group, uses, heldOut)) {
      const decision = decide(sabotage, uses, draw);
      if (decision === "killed") continue;
      const survivor = { sabotage, requirements: withProposals(left, sabotage, uses) };
      (decision === "survives" ? certain : open).push(survivor);
    }
  }
  return { certain, open };
}

/** The weaknesses that survivors show, by requirement in the order of the document; the first of each is the one that is told. */
export function weaknessesOf(plan: Plan, survivors: readonly Survivor[], kills: Kills): readonly Weakness[] {
  return plan.requirements.flatMap((requirement): Weakness[] => {
    const own = survivors.flatMap(({ sabotage, requirements }) => {
      const found = requirements.find((one) => one.requirement.id === requirement.id);
      return found === undefined ? [] : [{ sabotage, proposals: found.proposals }];
    });
    const [first, ...others] = own;
    if (first === undefined) return [];
    const { sabotage, proposals } = first;
    const killer = proposals.find((proposal) => kills(sabotage, proposal))?.killer ?? anyExample;
    return [
      {
        requirement,
        names: [...new Set(sabotage.group.exports.map(({ name }) => name))],
        survivor: describeSabotage(sabotage),
        others: others.map((other) => describeSabotage(other.sabotage)),
        killer,
      },
    ];
  });
}

/** Whether an example that was thought of refutes the sabotage. */
export type Kills = (sabotage: Sabotage, proposal: Proposal) => boolean;

const anyExample = { words: "one with another input and another result", markdown: "" };

/** Whether a proposal refutes a sabotage, as far as that can be seen without running it. */
export function killsInPlace({ group, ...sabotage }: Sabotage, { example }: Proposal): boolean {
  const alone: Group = { ...group, examples: [example] };
  const put = { ...sabotage, group: alone, against: new Set([example.id]) };
  return decide(put, partUses(alone), () => []) === "killed";
}

function requirementsOf(
  { requirements }: Plan,
  { examples }: Group,
): { readonly requirement: Requirement; readonly own: readonly Example[] }[] {
  const ids = new Set(examples.map(({ id }) => id));
  return requirements
    .map((requirement) => ({ requirement, own: requirement.examples.filter(({ id }) => ids.has(id)) }))
    .filter(({ own }) => own.length > 0);
}

function withProposals(
  requirements: ReturnType<typeof requirementsOf>,
  sabotage: Sabotage,
  uses: readonly PartUse[],
): Survivor["requirements"] {
  const taken = new Set(
    sabotage.group.examples.flatMap(({ body }) => (body.is === "steps" ? [sourceOf(body.steps)] : [])),
  );
  return requirements.map(({ requirement, own }) => ({
    requirement,
    proposals: own
      .flatMap((example) => proposalsNear(example, (check) => wantedResult(check, sabotage, uses), taken))
      .slice(0, 2)
      .map((proposal, at) => ({
        ...proposal,
        example: { ...proposal.example, id: `${requirement.id} ${proposal.example.id} ${at}` },
      })),
  }));
}

function wantedResult(
  { place, expectation }: Check,
  { answers }: Sabotage,
  uses: readonly PartUse[],
): string {
  if (expectation.is === "throws") return "a result, its input being one that is accepted";
  const use = uses.find(({ checks }) => checks.some((check) => check.place.offset === place.offset));
  const answer = use && answers.find(({ part }) => partKey(part) === partKey(use.part));
  if (answer?.saboteur.is === "constant") return `another result than ${shortened(answer.saboteur.value)}`;
  return answer?.saboteur.is === "argument" ? "another result than its argument" : "another result";
}
