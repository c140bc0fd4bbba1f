import type { Diagnostic, Place, Spec } from "../spec/spec.ts";
import { compile } from "./compile.ts";
import { contradictionsAcross } from "./contradictions.ts";
import type { Plan, Surroundings } from "./plan.ts";
import { planDiagnostic } from "./rules.ts";

/**
 * Compiles all specs of a project and adds what only all of them show: an id pinned twice is an error at both
 * places, and so are a requirement's id that two specs come to, and examples of one subject in two specs that
 * contradict each other; a helper that is another spec's subject is an error where it is named as a helper. One plan
 * a spec, in the order given.
 *
 * @param one - compiles one spec; given by whoever remembers what did not change.
 */
export function compileAll(specs: readonly Spec[], around: Surroundings, one = compile): Plan[] {
  const plans = specs.map((spec) => one(spec, around));
  const pins = specs.flatMap(pinsOf);
  const found = [
    ...pinnedTwice(pins),
    ...clashes(plans, new Set(pins.map(({ id }) => id))),
    ...contradictionsAcross(sharingSubjects(plans)),
    ...specs.flatMap((spec, at) => stubbedHelpers(spec, plans[at], plans)),
  ];
  return plans.map((plan) =>
    withDiagnostics(
      plan,
      found.filter(({ file }) => file === plan.spec),
    ),
  );
}

function withDiagnostics(plan: Plan, found: readonly Diagnostic[]): Plan {
  if (found.length === 0) return plan;
  const diagnostics = [...plan.diagnostics, ...found];
  return {
    ...plan,
    diagnostics: diagnostics.toSorted((one, other) => one.place.offset - other.place.offset),
  };
}

interface Occurrence {
  readonly id: string;
  readonly file: string;
  readonly place: Place;
}

/** Every comment that pins an id, also where what it stands at is prose for now. */
function pinsOf(spec: Spec): Occurrence[] {
  return spec.sections
    .flatMap((section) => [section.pinnedId, ...section.blocks.map(({ pinnedId }) => pinnedId)])
    .flatMap((pin) => (pin === null ? [] : [{ id: pin.id, place: pin.place, file: spec.file }]));
}

function pinnedTwice(pins: readonly Occurrence[]): Diagnostic[] {
  return repeated(pins).map(([here, there]) =>
    planDiagnostic(
      "id-pinned-twice",
      here.file,
      here.place,
      `The id \`${here.id}\` is pinned in ${whereIs(there, here)} too.`,
      here.file === there.file ? { related: there.place } : {},
    ),
  );
}

function clashes(plans: readonly Plan[], pinned: ReadonlySet<string>): Diagnostic[] {
  const requirements = plans.flatMap(({ spec, requirements: all }) =>
    all.filter(({ id }) => !pinned.has(id)).map(({ id, place }) => ({ id, place, file: spec })),
  );
  return repeated(requirements).map(([here, there]) =>
    planDiagnostic(
      "id-clash",
      here.file,
      here.place,
      `The id of this requirement, \`${here.id}\`, is that of another in ${whereIs(there, here)}.`,
    ),
  );
}

/** Each occurrence of an id that occurs more than once, with another one of the same id. */
function repeated(all: readonly Occurrence[]): [here: Occurrence, there: Occurrence][] {
  return [...Map.groupBy(all, ({ id }) => id).values()].flatMap((same) => {
    const [first, second] = same;
    if (first === undefined || second === undefined) return [];
    return same.map((each): [Occurrence, Occurrence] => [each, each === first ? second : first]);
  });
}

function stubbedHelpers(spec: Spec, own: Plan | undefined, plans: readonly Plan[]): Diagnostic[] {
  return (own?.helpers ?? []).flatMap(({ path }, at) => {
    const other = plans.find(({ subjects }) => subjects.some((subject) => subject.path === path));
    const place = spec.frontMatter.helpers?.[at]?.place;
    if (other === undefined || place === undefined) return [];
    const message = `${path} is the subject of ${other.spec}, which a stub stands in for, so it cannot be a helper here.`;
    return [planDiagnostic("helper-is-subject", spec.file, place, message)];
  });
}

/** Only specs that share a subject can contradict each other; most share none. */
function sharingSubjects(plans: readonly Plan[]) {
  const counts = new Map<string, number>();
  for (const { path } of plans.flatMap(({ subjects }) => subjects))
    counts.set(path, (counts.get(path) ?? 0) + 1);
  return plans
    .filter(({ subjects }) => subjects.some(({ path }) => (counts.get(path) ?? 0) > 1))
    .map(({ spec, requirements }) => ({
      file: spec,
      examples: requirements.flatMap(({ examples }) => examples),
    }));
}

function whereIs(there: Occurrence, here: Occurrence): string {
  return there.file === here.file ? `line ${there.place.line}` : `${there.file}:${there.place.line}`;
}
