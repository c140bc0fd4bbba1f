import type { Diagnostic } from "../spec/spec.ts";
import { hashFile } from "../suite/same-syntax.ts";
import type { Lock, LockEntry } from "../verdict/lock.ts";
import { printLock, readLock, textHash } from "../verdict/lock.ts";
import { partsOfId, specNameOf } from "../verdict/drift/example-ids.ts";
import type { RedEvidence } from "../verdict/red-evidence.ts";
import type { TestOutcome } from "../verdict/report.ts";
import { lockedSpec } from "./drift/claim-lock.ts";
import { readLockFile } from "./drift/lock-file.ts";
import { namesOfAll } from "./drift/read-drift.ts";
import type { Unneeded } from "./drift/unneeded.ts";
import { unneeded } from "./drift/unneeded.ts";
import type { PlannedWrite } from "./plan-writes.ts";
import { planWrites, writablePaths } from "./plan-writes.ts";
import type { Progress, Seen, World } from "./ports.ts";
import type { Project } from "./read-project.ts";
import { hasErrors, lockPath, readProject, withoutDrafts } from "./read-project.ts";
import { runOnSubjects, runRedGate } from "./red-gate.ts";
import { refuseBlockedSuites } from "./refuse-blocked-suites.ts";
import { refuseDeadVitest, refuseWithoutVitest } from "./refuse-without-vitest.ts";
import { tryPrograms } from "./saboteurs/try-programs.ts";
import type { WeakRequirement } from "./saboteurs/weak-requirements.ts";
import { weakRequirements } from "./saboteurs/weak-requirements.ts";
import { together } from "./together.ts";
import { trySandbox } from "./try-sandbox.ts";

export interface Generated {
  readonly diagnostics: readonly Diagnostic[];
  readonly writes: readonly PlannedWrite[];
  /** Files of `edited` state that were left as they are, since force was not asked for. */
  readonly refused: readonly PlannedWrite[];
  /** Generated files that no spec stands behind any more: removed, or left where a person changed them. */
  readonly unneeded: readonly UnneededFile[];
  readonly specs: readonly GeneratedSpec[];
  /** Null when nothing was run: a dry run, an error, a refusal. */
  readonly red: RedSummary | null;
  readonly wrote: boolean;
}

export interface UnneededFile {
  readonly path: string;
  readonly why: string;
  readonly isRemoved: boolean;
}

export interface GeneratedSpec {
  readonly spec: string;
  readonly suite: string;
  readonly subject: string | null;
  readonly examples: number;
}

export interface RedSummary {
  readonly total: number;
  readonly assertion: number;
  readonly notImplemented: number;
  readonly unbound: number;
  readonly broken: readonly BrokenExample[];
  /** Ids of the examples that pass on the subject as it is. */
  readonly alreadyGreen: readonly string[];
  /** Why the run of Vitest itself did not go to its end; empty when it did. */
  readonly endedWhy: string;
  readonly vitest: { readonly version: string; readonly from: "project" | "greenbar" };
}

export interface BrokenExample {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly title: string;
  readonly why: string;
}

/**
 * Compiles specs to suites, proves them red in a copy, and writes suites, stubs of missing subjects and the
 * lock, all at once. When all specs are generated, suites and receipts of specs that are gone are removed.
 *
 * @throws UserError as `readProject` does, when Vitest cannot be used, and when a file cannot be written; the
 * signal's reason when it was interrupted, before anything was written.
 */
export async function generateTests(
  world: World,
  options: {
    readonly specs: readonly string[];
    readonly dryRun: boolean;
    readonly force: boolean;
    readonly progress?: Progress;
    /** Told of each example in the red gate as its test ends. */
    readonly seen?: Seen;
    readonly signal?: AbortSignal;
  },
): Promise<Generated> {
  const isWhole = options.specs.length === 0;
  const read = await readProject(world, options.specs);
  const project = isWhole ? withoutDrafts(read).project : read;
  // A draft that was named is proved red, but nothing of it is written: its suite would run with the project's own.
  const written = project.specs.filter(({ plan }) => !plan.draft);
  const specs = project.specs.map(({ plan, suite }) => ({
    spec: plan.spec,
    suite: suite.path,
    subject: plan.subjects[0]?.path ?? null,
    examples: suite.tests.length,
  }));
  const nothing = { writes: [], refused: [], unneeded: [], specs, red: null, wrote: false };
  if (hasErrors(project)) return { ...nothing, diagnostics: project.diagnostics };
  await refuseBlockedSuites(world.disk, project.specs);

  const writes = planWrites(
    written,
    await textsOnDisk(world, project),
    project.lock,
    project.settings,
    project,
  );
  const refused = options.force ? [] : writes.filter(({ state }) => state === "edited");
  const weak = await Promise.all(project.specs.map(async ({ plan }) => weakRequirements(plan, project.lock)));
  const lockFile = await readLockFile(world.disk);
  const gone = isWhole ? await unneeded(world.disk, project, read.specs, lockFile) : [];
  const planned = {
    ...nothing,
    diagnostics: withWarnings(project, weak.flat()),
    writes,
    refused,
    unneeded: gone.flatMap((each) => describeUnneeded(each, options.force)),
  };
  if (options.dryRun || refused.length > 0) return planned;

  const { signal } = options;
  const sandbox = await trySandbox(world, project.config, signal);
  const snapshot = await world
    .workspaces(sandbox.level)
    .snapshot(project.root, { copy: project.config.copy });
  const at = { snapshot, sandbox, progress: options.progress, signal };
  const [[gate, real], weakForSure] = await together(
    together(runRedGate(world, project, { ...at, seen: options.seen }), runOnSubjects(world, project, at)),
    tryPrograms(world, project, at),
  );
  signal?.throwIfAborted();
  refuseWithoutVitest(gate.report);
  refuseDeadVitest(gate.report, gate.outcomes);
  const red = summarise(project, gate.evidence, real, gate.report);
  const names = await namesOfAll(world.disk, read);
  const lock = nextLock({ ...project, specs: written }, gate.evidence, real, writes, { isWhole, names });
  const before = await world.disk.read(lockPath);
  // A formatter may lay it out otherwise: only what it says counts.
  const onDisk = readLock(before);
  const isSound = before !== null && lockFile.repeated.size === 0;
  const isLockSame = isSound && "lock" in onDisk && printLock(onDisk.lock) === printLock(lock);
  await world.disk.write([
    ...writes
      .filter(({ state }) => state !== "same")
      .map(({ path, before, after }) => ({ path, before, after })),
    ...gone
      .filter((each) => isRemoved(each, options.force))
      .flatMap(({ removes }) =>
        removes === null ? [] : [{ path: removes.path, before: removes.text, after: null }],
      ),
    ...(isLockSame ? [] : [{ path: lockPath, before, after: printLock(lock) }]),
  ]);
  return { ...planned, diagnostics: withWarnings(project, weakForSure), red, wrote: true };
}

function withWarnings(project: Project, weak: readonly WeakRequirement[]): readonly Diagnostic[] {
  return [...project.diagnostics, ...weak.map(({ warning }) => warning)];
}

/** What a person changed goes only when that was asked for. */
function isRemoved({ removes, isEdited }: Unneeded, force: boolean): boolean {
  return removes !== null && (force || !isEdited);
}

function describeUnneeded(each: Unneeded, force: boolean): UnneededFile[] {
  if (each.removes === null) return [];
  return [{ path: each.removes.path, why: each.drift.message, isRemoved: isRemoved(each, force) }];
}

async function textsOnDisk(world: World, project: Project): Promise<Map<string, string>> {
  const texts = await Promise.all(
    writablePaths(project.specs).map(async (path) => [path, await world.disk.read(path)] as const),
  );
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== null));
}

function summarise(
  project: Project,
  evidence: ReadonlyMap<string, RedEvidence>,
  real: ReadonlyMap<string, TestOutcome>,
  report: { readonly endedWhy: string; readonly vitest: RedSummary["vitest"] },
): RedSummary {
  const all = [...evidence.values()];
  const count = (reason: RedEvidence["red"]) => all.filter(({ red }) => red === reason).length;
  const examples = project.specs.flatMap(({ plan }) =>
    plan.requirements.flatMap((requirement) =>
      requirement.examples.map((example) => ({ ...example, spec: plan.spec })),
    ),
  );
  return {
    total: all.length,
    assertion: count("assertion"),
    notImplemented: count("notImplemented"),
    unbound: count("unbound"),
    broken: examples.flatMap(({ id, spec, place, title }) => {
      const found = evidence.get(id);
      return found === undefined || found.red !== null
        ? []
        : [{ id, spec, line: place.line, title, why: found.why }];
    }),
    alreadyGreen: examples.map(({ id }) => id).filter((id) => real.get(id)?.is === "passed"),
    endedWhy: report.endedWhy,
    vitest: report.vitest,
  };
}

/**
 * The lock after this run: entries of the specs that were generated are made anew, those of other specs stay
 * unless all were generated. An example that was not red for the right reason has none.
 *
 * @param all - `names`: what the ids of all specs of the project begin with.
 */
function nextLock(
  project: Project,
  evidence: ReadonlyMap<string, RedEvidence>,
  real: ReadonlyMap<string, TestOutcome>,
  writes: readonly PlannedWrite[],
  all: { readonly isWhole: boolean; readonly names: readonly string[] },
): Lock {
  const { isWhole, names } = all;
  const own = new Set(project.specs.map((read) => lockedSpec(read, project.config.specs).name));
  const headings = new Set(project.specs.flatMap(({ plan }) => plan.requirements.map(({ id }) => id)));
  const isOurs = (id: string) =>
    headings.has(partsOfId(id).requirement ?? "") || own.has(specNameOf(id, names) ?? "");
  const kept = isWhole ? [] : [...project.lock.examples].filter(([id]) => !isOurs(id));
  const made = project.specs.flatMap(({ plan, suite }) => {
    const tests = new Map(suite.tests.map(({ example, hash }) => [example, hash]));
    return plan.requirements
      .flatMap(({ examples }) => examples)
      .flatMap((example): [string, LockEntry][] => {
        const red = evidence.get(example.id)?.red ?? null;
        if (red === null) return [];
        const text = textHash(example);
        const before = project.lock.examples.get(example.id);
        const held = (before?.held === true && before.text === text) || real.get(example.id)?.is === "passed";
        const { proposedBy, acceptedBy } = before?.text === text ? before : {};
        const by = { ...(proposedBy && { proposedBy }), ...(acceptedBy && { acceptedBy }) };
        return [[example.id, { text, test: tests.get(example.id) ?? "", red, held, ...by }]];
      });
  });
  const suites = new Map(isWhole ? [] : project.lock.suites);
  for (const { path, what, after } of writes) if (what === "suite") suites.set(path, hashFile(after, path));
  return { examples: new Map([...kept, ...made]), suites };
}
