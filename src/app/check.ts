import type { Diagnostic } from "../spec/spec.ts";
import type { Drift } from "../verdict/drift/drift.ts";
import type { Outcome } from "../verdict/outcome.ts";
import { outcomeOf } from "../verdict/outcome.ts";
import type { SandboxLevel } from "../verdict/sandbox.ts";
import type { RequirementStatus, Status } from "../verdict/statuses.ts";
import { requirementStatuses } from "../verdict/status.ts";
import { countStatuses } from "../verdict/statuses.ts";
import type { OpenQuestion } from "./inbox/spec-questions.ts";
import { openQuestions } from "./inbox/spec-questions.ts";
import { readDrift } from "./drift/read-drift.ts";
import type { Progress, Seen, World } from "./ports.ts";
import type { Project, ReadSpec } from "./read-project.ts";
import { hasErrors, readProject, withoutDrafts } from "./read-project.ts";
import { refuseBlockedSuites } from "./refuse-blocked-suites.ts";
import { refuseDeadVitest, refuseWithoutVitest } from "./refuse-without-vitest.ts";
import type { Choose } from "./changed/choose.ts";
import { runAll } from "./changed/choose.ts";
import { tryPrograms } from "./saboteurs/try-programs.ts";
import { weakRequirements } from "./saboteurs/weak-requirements.ts";
import { trySandbox } from "./try-sandbox.ts";
import type { Verdict } from "./verdict-on.ts";
import { verdictOn } from "./verdict-on.ts";

export interface Checked {
  readonly outcome: Outcome;
  readonly summary: Readonly<Record<Status, number>>;
  readonly requirements: readonly RequirementStatus[];
  readonly diagnostics: readonly Diagnostic[];
  /** What the specs ask of a person; none of it makes a check red. */
  readonly questions: readonly OpenQuestion[];
  /** What specs, suites, subjects and lock do not say alike, and the way out of it. */
  readonly drift: readonly Drift[];
  /** Specs with `draft: true` or that were left out for it. */
  readonly drafts: readonly string[];
  /** Specs that were looked at, run or not. */
  readonly specs: readonly string[];
  /** Those of them that were taken as holding because their receipt stands; nothing of them was run. */
  readonly byReceipt: readonly string[];
  /** Specs that were left out because nothing that they rest on changed. */
  readonly untouched: readonly string[];
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
    /** Which of them need not be run; left out: all are. */
    readonly choose?: Choose;
    readonly progress?: Progress;
    /** Told of each example as its test ends in the suite. */
    readonly seen?: Seen;
    readonly signal?: AbortSignal;
  },
): Promise<Checked> {
  const read = await readProject(world, options.specs);
  const { project: all, drafts } =
    options.specs.length === 0 ? withoutDrafts(read) : { project: read, drafts: [] };
  const seed = world.seed();
  if (hasErrors(all)) {
    const specs = all.specs.map(({ plan }) => plan.spec);
    const lists = {
      requirements: [],
      questions: openQuestions(all.specs),
      drift: [],
      byReceipt: [],
      untouched: [],
    };
    const summary = countStatuses([]);
    const base = { diagnostics: all.diagnostics, drafts, specs, seed };
    return { ...base, ...lists, outcome: "ambiguous", summary, sandbox: null, endedWhy: "" };
  }
  const { run, byReceipt, untouched } = await (options.choose ?? runAll)(all);
  const looked = all.specs.filter((spec) => run.includes(spec) || byReceipt.includes(spec));
  const { drift, edits } = await readDrift(
    world,
    only(all, looked),
    options.specs.length === 0 ? read.specs : null,
  );
  const base = {
    questions: openQuestions(looked),
    drift,
    drafts,
    specs: looked.map(({ plan }) => plan.spec),
    byReceipt: byReceipt.map(({ plan }) => plan.spec),
    untouched: untouched.map(({ plan }) => plan.spec),
    seed,
  };
  const taken = await statusesByReceipt(all, byReceipt, edits);
  const judged = await judge(world, only(all, run), seed, { ...options, edits });
  const found = new Map(Map.groupBy([...taken, ...judged.requirements], ({ spec }) => spec));
  const requirements = looked.flatMap(({ plan }) => found.get(plan.spec) ?? []);
  return {
    ...base,
    diagnostics: [...only(all, looked).diagnostics, ...judged.warnings],
    outcome: outcomeOf(requirements, judged.verdict),
    summary: countStatuses(requirements),
    requirements,
    sandbox: judged.sandbox,
    endedWhy: judged.verdict.endedWhy,
  };
}

/** The project with some of its specs. */
function only(project: Project, specs: readonly ReadSpec[]): Project {
  const paths = new Set(specs.map(({ plan }) => plan.spec));
  return { ...project, specs, diagnostics: project.diagnostics.filter(({ file }) => paths.has(file)) };
}

interface Judged {
  readonly verdict: Verdict;
  readonly requirements: readonly RequirementStatus[];
  /** Of the weak ones. */
  readonly warnings: readonly Diagnostic[];
  readonly sandbox: SandboxLevel | null;
}

/** Suite and judge on the specs of the project; where there is none nothing is copied or started. */
async function judge(
  world: World,
  project: Project,
  seed: number,
  {
    progress,
    seen,
    signal,
    edits,
  }: Pick<Parameters<typeof check>[1], "progress" | "seen" | "signal"> & { readonly edits: Edits },
): Promise<Judged> {
  if (project.specs.length === 0) {
    return { verdict: nothingRun, requirements: [], warnings: [], sandbox: null };
  }
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
  const before = statusesOf(project, verdict, new Set(), edits);
  // Nobody asks whether what does not hold is weak.
  const holds = new Set(before.filter(({ status }) => status === "holds").map(({ id }) => id));
  const at = { snapshot, sandbox, progress, signal };
  const weak = await tryPrograms(world, project, at, (id) => holds.has(id));
  signal?.throwIfAborted();
  const requirements = statusesOf(project, verdict, new Set(weak.map(({ id }) => id)), edits);
  const weakNow = new Set(requirements.filter(({ status }) => status === "weak").map(({ id }) => id));
  const warnings = weak.filter(({ id }) => weakNow.has(id)).map(({ warning }) => warning);
  return { verdict, requirements, warnings, sandbox: sandbox.level };
}

const nothingRun: Verdict = {
  suite: new Map(),
  judge: new Map(),
  ended: "complete",
  endedWhy: "",
  compromised: [],
};

/** What holds by its receipt: as if suite and judge had passed it. What changed since it was seen red is said all the same. */
async function statusesByReceipt(
  project: Project,
  specs: readonly ReadSpec[],
  edits: Edits,
): Promise<readonly RequirementStatus[]> {
  const examples = specs.flatMap(({ plan }) =>
    plan.requirements.flatMap((requirement) => requirement.examples),
  );
  const verdict: Verdict = {
    ...nothingRun,
    suite: new Map(examples.map(({ id }) => [id, { is: "passed" }])),
    judge: new Map(
      examples.map(({ id }) => [id, { example: id, status: "passed", reason: null, message: null }]),
    ),
  };
  const weak = await Promise.all(specs.map(({ plan }) => weakRequirements(plan, project.lock)));
  return statusesOf(only(project, specs), verdict, new Set(weak.flat().map(({ id }) => id)), edits);
}

/** What is said of the examples whose tests were changed by hand, by id. */
type Edits = ReadonlyMap<string, string>;

function statusesOf(
  project: Project,
  verdict: Verdict,
  weak: ReadonlySet<string>,
  edits: Edits,
): RequirementStatus[] {
  return project.specs.flatMap(({ plan, suite }) =>
    requirementStatuses(plan, {
      ...verdict,
      lock: project.lock,
      tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
      edits,
      weak,
    }),
  );
}
