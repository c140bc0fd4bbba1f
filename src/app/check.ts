import type { Diagnostic } from "../spec/spec.ts";
import { changedTests } from "../suite/same-syntax.ts";
import type { Outcome } from "../verdict/outcome.ts";
import { outcomeOf } from "../verdict/outcome.ts";
import type { SandboxLevel } from "../verdict/sandbox.ts";
import type { RequirementStatus, Status } from "../verdict/statuses.ts";
import { requirementStatuses } from "../verdict/status.ts";
import { countStatuses } from "../verdict/statuses.ts";
import type { Progress, Seen, World } from "./ports.ts";
import type { Project } from "./read-project.ts";
import { hasErrors, readProject, withoutDrafts } from "./read-project.ts";
import { refuseBlockedSuites } from "./refuse-blocked-suites.ts";
import { refuseDeadVitest, refuseWithoutVitest } from "./refuse-without-vitest.ts";
import { tryPrograms } from "./saboteurs/try-programs.ts";
import { trySandbox } from "./try-sandbox.ts";
import type { Verdict } from "./verdict-on.ts";
import { verdictOn } from "./verdict-on.ts";

export interface Checked {
  readonly outcome: Outcome;
  readonly summary: Readonly<Record<Status, number>>;
  readonly requirements: readonly RequirementStatus[];
  readonly diagnostics: readonly Diagnostic[];
  /** Specs with `draft: true` or that were left out for it. */
  readonly drafts: readonly string[];
  /** Level of the sandbox that the verdict was made in; null when nothing was run. */
  readonly sandbox: SandboxLevel | null;
  readonly seed: number;
  /** Why Vitest did not go to its end; empty when it did. */
  readonly endedWhy: string;
}

/**
 * The gate: suite and judge, each in a fresh copy, against the specs as they are now. Needs neither lock nor
 * suite on disk; what is there of them is compared, never used as the verdict. Drafts are left out unless they
 * were asked for by name.
 *
 * @throws UserError as `readProject` does, and when Vitest cannot be used; the signal's reason when it was
 * interrupted.
 */
export async function check(
  world: World,
  options: {
    readonly specs: readonly string[];
    readonly progress?: Progress;
    /** Told of each example as its test ends in the suite. */
    readonly seen?: Seen;
    readonly signal?: AbortSignal;
  },
): Promise<Checked> {
  const read = await readProject(world, options.specs);
  const { project, drafts } =
    options.specs.length === 0 ? withoutDrafts(read) : { project: read, drafts: [] };
  const seed = world.seed();
  const base = { diagnostics: project.diagnostics, drafts, seed };
  if (hasErrors(project)) {
    const summary = countStatuses([]);
    return { ...base, outcome: "ambiguous", summary, requirements: [], sandbox: null, endedWhy: "" };
  }
  const { progress, seen, signal } = options;
  await refuseBlockedSuites(world.disk, project.specs);
  const sandbox = await trySandbox(world, project.config, signal);
  const snapshot = await world
    .workspaces(sandbox.level)
    .snapshot(project.root, { copy: project.config.copy });
  const verdict = await verdictOn(world, project, { snapshot, sandbox, seed, progress, seen, signal });
  signal?.throwIfAborted();
  refuseWithoutVitest(verdict);
  const hasFailed = [...verdict.judge.values()].some(
    ({ status }) => status !== "passed" && status !== "not-judged",
  );
  if (!hasFailed) refuseDeadVitest(verdict, verdict.suite.values());
  const before = await statusesOf(world, project, verdict, new Set());
  // Nobody asks whether what does not hold is weak.
  const holds = new Set(before.filter(({ status }) => status === "holds").map(({ id }) => id));
  const at = { snapshot, sandbox, progress, signal };
  const weak = await tryPrograms(world, project, at, (id) => holds.has(id));
  signal?.throwIfAborted();
  const requirements = await statusesOf(world, project, verdict, new Set(weak.map(({ id }) => id)));
  const weakNow = new Set(requirements.filter(({ status }) => status === "weak").map(({ id }) => id));
  const warnings = weak.filter(({ id }) => weakNow.has(id)).map(({ warning }) => warning);
  return {
    ...base,
    diagnostics: [...project.diagnostics, ...warnings],
    outcome: outcomeOf(requirements, verdict),
    summary: countStatuses(requirements),
    requirements,
    sandbox: sandbox.level,
    endedWhy: verdict.endedWhy,
  };
}

async function statusesOf(
  world: World,
  project: Project,
  verdict: Verdict,
  weak: ReadonlySet<string>,
): Promise<RequirementStatus[]> {
  const all = await Promise.all(
    project.specs.map(async ({ plan, suite }) => {
      const disk = await world.disk.read(suite.path);
      const changed = disk === null || disk === suite.text ? [] : changedTests(suite.text, disk, suite.path);
      const names = new Set(changed.map((name) => JSON.stringify(name)));
      const editedTests = suite.tests.filter(({ name }) => names.has(JSON.stringify(name)));
      return requirementStatuses(plan, {
        ...verdict,
        lock: project.lock,
        tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
        editedTests: new Set(editedTests.map(({ example }) => example)),
        weak,
      });
    }),
  );
  return all.flat();
}
