import type { Ledger } from "../../ledger/ledger.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { readEvents } from "../../ledger/read-events.ts";
import { refuseUnknownPrice } from "../../loop/budget.ts";
import type { Budgets } from "../../loop/budget.ts";
import type { Outcome } from "../../loop/events.ts";
import { createPace } from "../../loop/pace.ts";
import type { PaceControl } from "../../loop/pace.ts";
import { priceOf } from "../../loop/prices.ts";
import { proposalWaits } from "../../loop/state.ts";
import type { RunState } from "../../loop/state.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import { textHash } from "../../verdict/lock.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Generated } from "../generate.ts";
import { generateTests } from "../generate.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { hasErrors, readProject, withoutDrafts } from "../read-project.ts";
import type { GreenRun } from "../receipts/keep-receipts.ts";
import { keepReceipts } from "../receipts/keep-receipts.ts";
import { warnOfWeak } from "../saboteurs/warn-of-weak.ts";
import { refuseTrifecta } from "../trifecta/run-trifecta.ts";
import { UserError } from "../user-error.ts";
import type { AgentKind } from "./agents.ts";
import { applyRun } from "./apply.ts";
import { driveCopy, driveTree } from "./drive.ts";
import type { FinishedApply } from "./finish-apply.ts";
import { finishApply } from "./finish-apply.ts";
import type { RunOptions } from "./run-options.ts";
import { chooseRunSandbox } from "./run-sandbox.ts";
import { isOf, resumableRun } from "./resumable-run.ts";
import { createSteer } from "./steer.ts";
import { createStopwatch } from "./stopwatch.ts";

export interface Ran {
  readonly id: string | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Null while nothing is decided: it was interrupted, or waits for a person. */
  readonly outcome: Outcome | null;
  readonly why: string;
  /** A green result was written into the project, or had nothing to write. */
  readonly applied: boolean;
  /** A green result waits: `run --apply ID` writes it. */
  readonly waits: boolean;
  readonly sandbox: SandboxLevel | null;
  readonly state: RunState | null;
  readonly generated: Generated | null;
}

/**
 * Drives an agent until the specs are green, or there is a reason to stop; goes on where an earlier run of the
 * same specs and agent was stopped or killed.
 *
 * @throws UserError as `readProject` does; exit code 3 when a model would run without a sandbox that holds.
 */
export async function run(world: World, options: RunOptions): Promise<Ran> {
  const finished = options.fresh ? null : await finishApply(world, options.change);
  const project = await readRunnable(world, options.specs);
  const ran = {
    id: null,
    outcome: null,
    applied: false,
    waits: false,
    sandbox: null,
    state: null,
    generated: null,
  };
  if (hasErrors(project)) {
    return { ...ran, diagnostics: project.diagnostics, why: "the specs could not be read" };
  }
  const paths = project.specs.map(({ plan }) => plan.spec);
  const about = { specs: paths, change: options.change };
  if (finished !== null) {
    options.onNotice(
      `run ${finished.id} was killed while its result was written; the rest of it is written now`,
    );
    if (isOf(finished.state, options.agent, about))
      return { ...ran, ...(await tellFinished(finished, options)) };
  }
  const refusal = refuseBudgets(project, options.agent, options.budgets);
  if (refusal !== null) throw new UserError(2, refusal);
  const watch = createStopwatch(() => world.now());
  const pace = createPace({
    onHeld: () => (watch.halt(), options.onPace?.({ is: "paused" })),
    onReleased: () => (watch.go(), options.onPace?.({ is: "resumed" })),
  });
  const opened = Promise.withResolvers<Ledger>();
  steered(options, { pace, ledger: opened.promise, project });
  const signal = AbortSignal.any([options.signal, pace.stopping]);
  const sandbox = await chooseRunSandbox(world, project.config, { ...options, signal });
  const accepted = refuseTrifecta(project.config, { ...options, sandbox: sandbox.level });
  if (accepted !== null) options.onNotice(accepted);
  const isProven = await isProvenRed(world, project);
  const take = () => world.workspaces(sandbox.level).snapshot(project.root, { copy: project.config.copy });
  const early = isProven ? await take() : null;
  const earlier = options.fresh
    ? null
    : await resumableRun(world.runs, about, options.agent, early?.hash ?? null);
  const id = earlier ?? world.runs.newId();
  await options.onBegun?.(id);
  const generated = isProven ? null : await generate(world, { ...options, signal });
  if (generated !== null && (generated.red?.broken.length !== 0 || generated.refused.length > 0)) {
    const why = "the suite could not be proved red, so a green one would prove nothing";
    return { ...ran, diagnostics: project.diagnostics, outcome: "red", why, generated };
  }
  const current = generated === null ? project : await readRunnable(world, options.specs);

  const snapshot = early ?? (await take());
  const journal = await world.runs.open(id);
  watch.go();
  try {
    const ledger = await openLedger({ journal, sessionMs: watch.elapsed, onEvent: options.onEvent });
    options.onPast?.(readEvents((await journal.read()).events));
    if (ledger.notice !== null) options.onNotice(ledger.notice);
    if (earlier !== null) options.onNotice(`going on with run ${id}`);
    const isNew = ledger.state().started === null;
    await begin(ledger, { id, paths, snapshot: snapshot.hash, sandbox: sandbox.level, options });
    opened.resolve(ledger);
    if (isNew) {
      await warnOfWeak(world, current, ledger, { snapshot, sandbox, progress: options.progress, signal });
    }
    const drive = options.agent.worksIn === "copy" ? driveCopy : driveTree;
    if (!proposalWaits(ledger.state())) {
      await drive(world, current, { ...options, id, ledger, snapshot, sandbox, pace });
    }
    const ended = await conclude(world, current, { id, ledger, options, snapshot, sandbox: sandbox.level });
    return { ...ran, ...ended, id, diagnostics: project.diagnostics, sandbox: sandbox.level, generated };
  } finally {
    await journal.close();
  }
}

/** A run that has nothing left to do but to say so. */
async function tellFinished(
  { id, events, state }: FinishedApply,
  { onBegun, onPast }: RunOptions,
): Promise<Omit<Ran, "generated">> {
  await onBegun?.(id);
  onPast?.(events);
  const { outcome, why, started } = state;
  const sandbox = started?.sandbox ?? null;
  return { id, diagnostics: [], outcome, why, applied: true, waits: false, sandbox, state };
}

/** The specs to run: drafts are none, and one that was named is refused. */
async function readRunnable(world: World, specs: readonly string[]): Promise<Project> {
  const { project, drafts } = withoutDrafts(await readProject(world, specs));
  if (drafts.length === 0 || specs.length === 0) return project;
  throw new UserError(2, `${drafts.join(", ")} is a draft`, {
    advice: ["Take `draft: true` out of its front matter when it is ready to be run."],
  });
}

/** Starts or resumes the ledger. */
async function begin(
  ledger: Ledger,
  {
    id,
    paths,
    snapshot,
    sandbox,
    options,
  }: { id: string; paths: readonly string[]; snapshot: string; sandbox: SandboxLevel; options: RunOptions },
): Promise<void> {
  const { agent, budgets, change } = options;
  if (ledger.state().started !== null) {
    if (!proposalWaits(ledger.state())) await ledger.record({ type: "run-resumed", budgets });
    return;
  }
  const { name, model } = agent;
  await ledger.record({
    type: "run-started",
    run: id,
    specs: paths,
    ...(change !== undefined && { change }),
    agent: name,
    model,
    budgets,
    snapshot,
    sandbox,
  });
}

/** At green: asks, and writes the project's files once. */
async function conclude(
  world: World,
  project: Project,
  {
    id,
    ledger,
    options,
    ...judged
  }: { id: string; ledger: Ledger; options: RunOptions } & Pick<GreenRun, "snapshot" | "sandbox">,
): Promise<Pick<Ran, "outcome" | "why" | "applied" | "waits" | "state">> {
  const state = ledger.state();
  const { outcome, why } = state;
  if (outcome !== "green") {
    return {
      outcome,
      why: outcome === null ? (state.paused?.message ?? why) : why,
      applied: false,
      waits: false,
      state,
    };
  }
  if (!proposalWaits(state)) return { outcome, why, applied: true, waits: false, state };
  await keepReceipts(world, project, { ...judged, id, state, worksIn: options.agent.worksIn });
  const written = await applyRun(world, project, { id, ledger, accept: options.accept });
  const applied = written !== null;
  return { outcome, why, applied, waits: !applied, state: ledger.state() };
}

function refuseBudgets({ config }: Project, agent: AgentKind, budgets: Budgets): string | null {
  if (agent.model === null) return null;
  return refuseUnknownPrice(budgets, agent.model, priceOf(agent.model, config.prices) !== null);
}

/** Lets the run be steered, and stopped by its signals. */
function steered(
  options: RunOptions,
  { pace, ledger, project }: { pace: PaceControl; ledger: Promise<Ledger>; project: Project },
): void {
  for (const signal of [options.stopping, options.signal]) {
    if (signal?.aborted === true) pace.stop();
    signal?.addEventListener("abort", () => pace.stop(), { once: true });
  }
  options.onSteer?.(
    createSteer({
      pace,
      ledger,
      refuseBudgets: (budgets) => refuseBudgets(project, options.agent, budgets),
      onNotice: options.onNotice,
    }),
  );
}

/** Every example has red evidence for its text of today, and every suite is there. */
async function isProvenRed(world: World, project: Project): Promise<boolean> {
  const examples = project.specs.flatMap(({ plan }) => plan.requirements.flatMap((own) => own.examples));
  const isProven =
    project.claimed.moves.length === 0 &&
    examples.every((example) => project.lock.examples.get(example.id)?.text === textHash(example));
  const suites = await Promise.all(project.specs.map(({ suite }) => world.disk.kindOf(suite.path)));
  return isProven && suites.every((kind) => kind === "file");
}

async function generate(world: World, options: RunOptions): Promise<Generated> {
  const { specs, progress, signal } = options;
  const generated = await generateTests(world, { specs, dryRun: false, force: false, progress, signal });
  options.onGenerated(generated);
  return generated;
}
