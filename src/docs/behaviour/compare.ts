import type { Status } from "../../verdict/statuses.ts";
import type { Behaviour, BehaviourExample, BehaviourRequirement } from "./behaviour.ts";
import type {
  BehaviourChanges,
  ChangeCounts,
  ExampleChange,
  RequirementChange,
  RequirementSide,
  SpecChange,
} from "./changes.ts";
import type { Placed } from "./match-examples.ts";
import { matchExamples } from "./match-examples.ts";
import { matchRequirements } from "./match-requirements.ts";

/** What is another behaviour now than before: what the specs say, not what code does. */
export function compareBehaviour(before: Behaviour, after: Behaviour): BehaviourChanges {
  const requirements = matchRequirements(before.requirements, after.requirements);
  const examples = matchExamples(before.requirements, after.requirements, requirements);
  const renamed = renamedSpecs(before, after, requirements);
  const goneExamples = goneOf(before, examples);
  const matched = new Set(requirements.values());
  const changes = [
    ...after.requirements.map((now) => {
      const then = requirements.get(now) ?? null;
      const own = now.examples.flatMap((example) => ofExample(example, examples.get(example), then));
      const gone = then === null ? [] : (goneExamples.get(then) ?? []);
      return kept(then, now, [...own, ...gone.map(removed)], renamed);
    }),
    ...before.requirements
      .filter((then) => !matched.has(then))
      .map((then) => gone(then, goneExamples.get(then) ?? [])),
  ];
  const telling = changes.filter(isTelling);
  const specs = bySpec(telling, before, after, renamed);
  const counts = countsOf(telling);
  return { specs, counts, isChanged: isChange(counts, telling) };
}

/** Examples of before that are nowhere now, by their requirement. What only said that there is none is not missed. */
function goneOf(
  { requirements }: Behaviour,
  examples: ReadonlyMap<BehaviourExample, Placed>,
): ReadonlyMap<BehaviourRequirement, readonly BehaviourExample[]> {
  const found = new Set([...examples.values()].map(({ example }) => example));
  return new Map(
    requirements.map((then) => [
      then,
      then.examples.filter((example) => !found.has(example) && example.kind !== "unbound"),
    ]),
  );
}

function ofExample(
  after: BehaviourExample,
  match: Placed | undefined,
  then: BehaviourRequirement | null,
): ExampleChange[] {
  if (match === undefined) return after.kind === "unbound" ? [] : [{ is: "added", before: null, after }];
  const { example: before, requirement } = match;
  const from = requirement === then ? null : requirement.title;
  if (after.kind === "unbound" || before.kind === "unbound") {
    if (after.kind !== before.kind) return [{ is: "changed", before, after, from }];
    return after.text === before.text ? [] : [{ is: "reworded", before, after, from }];
  }
  if (!saysSame(before, after)) return [{ is: "changed", before, after, from }];
  if (from !== null) return [{ is: "moved", before, after, from }];
  return isNews(before.status, after.status) ? [{ is: "status", before, after, from }] : [];
}

/** The same example in another form, a row that became a sentence, says the same. */
function saysSame(before: BehaviourExample, after: BehaviourExample): boolean {
  if (before.kind === after.kind) return before.says === after.says;
  return JSON.stringify(before.asks) === JSON.stringify(after.asks);
}

/** Another status is told when it is known, or needs somebody; that nobody has judged it again is none. */
function isNews(before: Status | null, after: Status | null): boolean {
  if (after === null || after === before || after === "unproven") return false;
  return after === "fails" || after === "drifted" || (before !== null && before !== "unproven");
}

function removed(before: BehaviourExample): ExampleChange {
  return { is: "removed", before, after: null };
}

function kept(
  then: BehaviourRequirement | null,
  now: BehaviourRequirement,
  examples: readonly ExampleChange[],
  renamed: ReadonlyMap<string, string>,
): RequirementChange {
  const after = sideOf(now);
  if (then === null) return { is: "added", before: null, after, isRenamed: false, isMoved: false, examples };
  const spec = renamed.get(now.spec) ?? now.spec;
  return {
    is: "kept",
    before: sideOf(then),
    after,
    isRenamed: then.title !== now.title,
    isMoved: then.spec !== spec || above(then) !== above(now),
    examples,
  };
}

function gone(then: BehaviourRequirement, examples: readonly BehaviourExample[]): RequirementChange {
  const before = sideOf(then);
  return {
    is: "removed",
    before,
    after: null,
    isRenamed: false,
    isMoved: false,
    examples: examples.map(removed),
  };
}

function sideOf({ id, spec, title, path, line, manual, status }: BehaviourRequirement): RequirementSide {
  return { id, spec, title, path, line, manual, status };
}

function above({ path }: BehaviourRequirement): string {
  return JSON.stringify(path.slice(0, -1));
}

function isTelling(change: RequirementChange): boolean {
  const { is, isRenamed, isMoved, examples } = change;
  return is !== "kept" || isRenamed || isMoved || examples.length > 0 || isOtherManual(change);
}

/** A person checks something else now, or does no longer. */
function isOtherManual({ is, before, after }: RequirementChange): boolean {
  return is === "kept" && before?.manual !== after?.manual;
}

/** Specs that are nowhere else now but hold most of the requirements of one that is gone: now → before. */
function renamedSpecs(
  before: Behaviour,
  after: Behaviour,
  matches: ReadonlyMap<BehaviourRequirement, BehaviourRequirement>,
): ReadonlyMap<string, string> {
  const [then, now] = [before, after].map(
    ({ requirements }) => new Set(requirements.map(({ spec }) => spec)),
  );
  const pairs = [...matches].filter(
    ([own, other]) => then?.has(own.spec) === false && now?.has(other.spec) === false,
  );
  const byNew = Map.groupBy(pairs, ([own]) => own.spec);
  const renamed = new Map<string, string>();
  for (const [spec, all] of byNew) {
    const [most] = [...Map.groupBy(all, ([, other]) => other.spec)].toSorted(
      ([, one], [, other]) => other.length - one.length,
    );
    if (most !== undefined && ![...renamed.values()].includes(most[0])) renamed.set(spec, most[0]);
  }
  return renamed;
}

function bySpec(
  changes: readonly RequirementChange[],
  before: Behaviour,
  after: Behaviour,
  renamed: ReadonlyMap<string, string>,
): SpecChange[] {
  const newNames = new Map([...renamed].map(([now, then]) => [then, now]));
  const specOf = ({ before: was, after: is }: RequirementChange) =>
    is?.spec ?? newNames.get(was?.spec ?? "") ?? was?.spec ?? "";
  const then = new Set(before.requirements.map(({ spec }) => spec));
  const now = new Set(after.requirements.map(({ spec }) => spec));
  const groups = Map.groupBy(changes, specOf);
  const names = new Set([...groups.keys(), ...renamed.keys()]);
  return [...names].toSorted().map((spec) => {
    const from = renamed.get(spec) ?? null;
    const is = from === null && !then.has(spec) ? "added" : now.has(spec) ? "kept" : "removed";
    return { spec, is, from, requirements: groups.get(spec) ?? [] };
  });
}

function countsOf(changes: readonly RequirementChange[]): ChangeCounts {
  const examples = changes.flatMap((change) => change.examples);
  const having = (test: (change: RequirementChange) => boolean) => changes.filter(test).length;
  const saying = (is: ExampleChange["is"]) => examples.filter((example) => example.is === is).length;
  return {
    requirements: {
      added: having(({ is }) => is === "added"),
      removed: having(({ is }) => is === "removed"),
      renamed: having(({ isRenamed }) => isRenamed),
      moved: having(({ isMoved }) => isMoved),
    },
    examples: {
      added: saying("added"),
      removed: saying("removed"),
      changed: saying("changed"),
      moved: saying("moved"),
      reworded: saying("reworded"),
      status: saying("status"),
    },
  };
}

function isChange({ requirements, examples }: ChangeCounts, changes: readonly RequirementChange[]): boolean {
  const other = examples.added + examples.removed + examples.changed + examples.reworded;
  return requirements.added + requirements.removed + other > 0 || changes.some(isOtherManual);
}
