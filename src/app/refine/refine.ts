import type { Plan, Requirement } from "../../plan/plan.ts";
import { weakRequirements } from "../saboteurs/weak-requirements.ts";
import { formOf } from "../examples/form-of.ts";
import { helperFiles, hiddenFromJudge } from "../hidden-from-judge.ts";
import type { Progress, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import { trySandbox } from "../try-sandbox.ts";
import { UserError } from "../user-error.ts";
import { askedCall } from "./asked-call.ts";
import type { AskedOne, AskedTogether, RefineGround } from "./find-disagreement.ts";
import { findDisagreement } from "./find-disagreement.ts";
import { openQuestions } from "./open-questions.ts";
import type { Question, Unbound } from "./question.ts";
import type { RivalMemory } from "./rival-memory.ts";
import type { Candidate } from "./rivals.ts";

export interface RefineOptions {
  /** Path of the spec, as typed. */
  readonly spec: string;
  /** Questions that wait for later, or need no answer, by id. */
  readonly passedOver: ReadonlySet<string>;
  readonly memory: RivalMemory;
  /** Whole modules for the subject that somebody, such as a model, proposes; those that do not fit have no say. */
  readonly candidates?: readonly Candidate[];
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

export interface NextQuestion {
  /** Null when nothing is left to ask within the search's limits. */
  readonly question: Question | null;
  /** What else stands open besides it: the number of those that are known without a search. */
  readonly others: number;
  /** Requirements in which nothing was found, and why; only once there is no question. */
  readonly settled: readonly Settled[];
  /** Labels of the candidates that were proposed and do not fit; left out where nothing was proposed, or looked at. */
  readonly dropped?: readonly string[];
}

export interface Settled {
  readonly title: string;
  readonly line: number;
  readonly why: string;
  /** Left out where it was looked; else nothing is known of what is open there. */
  readonly looked?: false;
}

/**
 * The next small decision about a spec, the worst first: what no example makes checkable, what the spec asks itself,
 * then what its examples leave open. Nothing is written.
 *
 * @throws UserError as `readProject` does, and when the spec has errors.
 */
export async function nextQuestion(world: World, options: RefineOptions): Promise<NextQuestion> {
  const project = await readProject(world, [options.spec]);
  const [read] = project.specs;
  if (read === undefined) throw new UserError(2, `there is no spec ${options.spec}`);
  refuseErrors(project);
  const isWanted = ({ id }: Question): boolean => !options.passedOver.has(id);
  const known = [...unboundQuestions(read), ...openQuestions(read)].filter(isWanted);
  const [first] = known;
  if (first !== undefined) return { question: first, others: known.length - 1, settled: [] };
  return { ...(await searchAll(world, project, read, options)), others: 0 };
}

function refuseErrors({ diagnostics }: Project): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new UserError(2, "the spec has errors, and is not refined before they are mended", {
    advice: errors.slice(0, 5).map(({ file, place, message }) => `${file}:${place.line}: ${message}`),
  });
}

function unboundQuestions({ spec, plan }: ReadSpec): Unbound[] {
  return plan.requirements.flatMap((requirement) =>
    requirement.examples.flatMap((example): Unbound[] => {
      if (example.body.is !== "unbound") return [];
      return [
        {
          is: "unbound",
          id: example.id,
          spec: spec.file,
          line: example.place.line,
          requirement: { id: requirement.id, title: requirement.title },
          text: example.text,
          why: example.body.why,
          // Only an example of its own steps makes a scenario checkable: another one beside it would not.
          form: example.kind === "unbound" ? formOf(spec, plan, requirement.id) : null,
        },
      ];
    }),
  );
}

async function searchAll(
  world: World,
  project: Project,
  { spec, plan }: ReadSpec,
  { passedOver, memory, candidates = [], progress, signal }: RefineOptions,
): Promise<Omit<NextQuestion, "others">> {
  const weak = new Set((await weakRequirements(plan, project.lock)).map(({ id }) => id));
  const settled: Settled[] = [];
  const searched = new Map<string, AskedTogether>();
  for (const requirement of worstFirst(plan, weak)) {
    const form = formOf(spec, plan, requirement.id);
    const asked = askedCall(plan, requirement, form);
    if ("no" in asked || form === null) {
      const why = "no" in asked ? asked.no : "";
      settled.push({ title: requirement.title, line: requirement.place.line, why, looked: false });
      continue;
    }
    const key = `${asked.subject} ${asked.key}`;
    const one: AskedOne = { requirement, form, asked };
    const known = searched.get(key);
    searched.set(key, known === undefined ? [one] : [...known, one]);
  }
  if (searched.size === 0) return { question: null, settled: inOrder(settled) };
  const ground = await groundOf(world, project, memory, signal);
  const out = new Set<string>();
  const isAsked = (requirement: string, call: string): boolean => passedOver.has(`${requirement} ${call}`);
  for (const [at, together] of [...searched.values()].entries()) {
    progress?.("looking for what the examples leave open", at + 1, searched.size);
    signal?.throwIfAborted();
    const found = await findDisagreement(spec, plan, together, { isAsked, candidates }, ground);
    for (const label of found.dropped ?? []) out.add(label);
    const dropped = candidates.length === 0 ? {} : { dropped: [...out] };
    if ("question" in found) return { question: found.question, settled: [], ...dropped };
    const said = "none" in found ? { why: found.none } : ({ why: found.unseen, looked: false } as const);
    settled.push(
      ...together.map(({ requirement }) => ({
        title: requirement.title,
        line: requirement.place.line,
        ...said,
      })),
    );
  }
  const dropped = candidates.length === 0 ? {} : { dropped: [...out] };
  return { question: null, settled: inOrder(settled), ...dropped };
}

function inOrder(settled: readonly Settled[]): readonly Settled[] {
  return settled.toSorted((a, b) => a.line - b.line);
}

/** Weak ones first, then those with the fewest examples; the document's order among equals. */
function worstFirst(plan: Plan, weak: ReadonlySet<string>): readonly Requirement[] {
  const rank = ({ id, examples }: Requirement): number => (weak.has(id) ? 0 : 1000) + examples.length;
  return plan.requirements
    .filter(({ examples, manual }) => examples.length > 0 && manual === null)
    .toSorted((a, b) => rank(a) - rank(b));
}

async function groundOf(
  world: World,
  project: Project,
  memory: RivalMemory,
  signal: AbortSignal | undefined,
): Promise<RefineGround> {
  const sandbox = await trySandbox(world, project.config, signal);
  const workspaces = world.workspaces(sandbox.level);
  return {
    judge: world.judge,
    workspaces,
    snapshot: await workspaces.snapshot(project.root, { copy: project.config.copy }),
    sandbox,
    omit: hiddenFromJudge(
      project.config,
      project.specs.map(({ plan }) => plan.spec),
      helperFiles(project.specs.map(({ plan }) => plan)),
    ),
    wallMs: 10_000,
    signal,
    memory,
    read: (path) => world.disk.read(path),
    now: () => world.now(),
  };
}
