import type { Example, Plan } from "../plan/plan.ts";
import type { DrawInputs, Judged, Question } from "./judge-programs.ts";
import { judgePrograms } from "./judge-programs.ts";
import type { Judge, JudgeAnswer, JudgeAnswers, JudgeJob, Matched, ProgramAnswer } from "./judge.ts";
import { meets, notImplementedName, patternAsked } from "./meets.ts";
import { showValue } from "./show-value.ts";
import type { Workspace } from "./workspace.ts";

/** What the judge says of one example. */
export interface ExampleVerdict {
  readonly example: string;
  /** `not-judged`: nothing that the child can be asked (a console example is run elsewhere). */
  readonly status: "passed" | "failed" | "flaky" | "timeout" | "unloadable" | "lost" | "not-judged";
  /**
   * Why it is not `passed`: `assertion`, `notImplemented`, `thrown`, `unbound`, `timeout`, `import` as a suite's
   * outcomes, or `flaky`, `lost`, `console`; null when it passed.
   */
  readonly reason: string | null;
  /** One sentence for a person; null when it passed. */
  readonly message: string | null;
  readonly expected?: string | null;
  readonly actual?: string | null;
  /** Only with `timeout`: it was asked and had not answered in time. Left out where it was not reached, or given up on. */
  readonly isLate?: true;
  /** Why `passed` says less here than of a plain value; left out where it does not. */
  readonly evidence?: WeakerEvidence;
}

/**
 * `both-sides`: a property compares two expressions, and the code under test answers for both. `getter`, `proxy`: a
 * value is what the code under test showed when it was read, and might show another to the next reader.
 */
export type WeakerEvidence = "both-sides" | "getter" | "proxy";

export interface JudgeOptions extends Omit<JudgeJob, "programs" | "runs"> {
  /** Two fresh copies of the same project, one for each run. */
  readonly workspaces: readonly [Workspace, Workspace];
  /** Orders the first run; the second has the next one. */
  readonly seed: number;
  /** Examples to judge; all of the plan's when left out. */
  readonly only?: (example: Example) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * Judges a plan's examples: asked twice, in fresh processes, fresh copies and two orders (`seed` and `seed + 1`),
 * side by side. An example holds only when both say so; when they differ it is `flaky`.
 */
export async function judgeExamples(
  plan: Plan,
  judge: Judge,
  options: JudgeOptions,
): Promise<ExampleVerdict[]> {
  const { only = () => true, signal, seed, workspaces, ...job } = options;
  const examples = plan.requirements.flatMap((requirement) => requirement.examples).filter(only);
  const judged = judgePrograms(examples, await drawsFor(examples));
  const programs = judged.flatMap(({ program }) => (program === null ? [] : [program]));
  const seeds = [seed, seed + 1] as const;
  const runs = workspaces.map((workspace, index) => ({ workspace, seed: seed + index }));
  const answers = programs.length === 0 ? [] : await judge.ask({ ...job, programs, runs }, signal);
  const match = remembered(judge);
  const verdicts: ExampleVerdict[] = [];
  for (const one of judged) verdicts.push(await verdictOf(one, answers, seeds, match));
  return verdicts;
}

type Matching = Judge["match"];

/** Asks once for the same pattern and text: the two runs must not differ by how long that took. */
function remembered(judge: Judge): Matching {
  const known = new Map<string, Promise<Matched>>();
  return (pattern, text) => {
    const key = JSON.stringify([pattern.source, pattern.flags, text]);
    const matched = known.get(key) ?? judge.match(pattern, text);
    known.set(key, matched);
    return matched;
  };
}

/** What properties draw their inputs with; fast-check is loaded only where there is one. */
export async function drawsFor(examples: readonly Example[]): Promise<DrawInputs> {
  if (!examples.some(({ body }) => body.is === "property")) return () => [];
  const { drawInputs } = await import("./property-inputs.ts");
  return drawInputs;
}

async function verdictOf(
  judged: Judged,
  answers: readonly JudgeAnswers[],
  seeds: readonly [number, number],
  match: Matching,
): Promise<ExampleVerdict> {
  const { example, program } = judged;
  if (program === null) return unasked(example);
  const [first, second] = await Promise.all(
    answers.map(({ programs }) => answerVerdict(judged, programs.get(program.key), match)),
  );
  if (first === undefined || second === undefined)
    throw new Error(`The judge did not answer twice for ${example.id}.`);
  return agreed(first, second, [`the order of seed ${seeds[0]}`, `that of ${seeds[1]}`]);
}

/** What two runs say together: what they both say, else `flaky`. `runs` name them for a person. */
export function agreed(
  first: ExampleVerdict,
  second: ExampleVerdict,
  runs: readonly [string, string],
): ExampleVerdict {
  if (first.status === second.status) {
    // Late in one run and not reached in the other: nobody can say that it is late.
    return first.isLate === true && second.isLate !== true ? second : first;
  }
  const [one, other] = [first, second].map(({ status, message }) =>
    message === null ? status : `${status} (${message})`,
  );
  return {
    ...(first.status === "passed" ? second : first),
    status: "flaky",
    reason: "flaky",
    message: `it does not come out the same twice: ${one} in ${runs[0]}, ${other} in ${runs[1]}`,
  };
}

function unasked({ id, body }: Example): ExampleVerdict {
  return body.is === "unbound"
    ? verdict(id, "failed", "unbound", body.why)
    : verdict(id, "not-judged", "console", "a console example is run by itself");
}

/** What one run says of an example, by the answer to its program; no answer is as good as a wrong one. */
export async function answerVerdict(
  { example: { id }, questions }: Pick<Judged, "example" | "questions">,
  answer: ProgramAnswer | undefined,
  match: Judge["match"],
): Promise<ExampleVerdict> {
  if (answer === undefined) return verdict(id, "lost", "lost", "no answer came");
  switch (answer.is) {
    case "unloadable":
      return verdict(id, "unloadable", "import", `the subject could not be loaded: ${answer.message}`);
    case "timeout":
      return answer.message === undefined
        ? { ...verdict(id, "timeout", "timeout", "it did not finish in time"), isLate: true }
        : verdict(id, "timeout", "timeout", answer.message);
    case "lost":
      return verdict(id, "lost", "lost", `its answer was lost: ${answer.why}`);
    case "answered":
      return answeredVerdict(id, questions, answer, match);
  }
}

async function answeredVerdict(
  id: string,
  questions: readonly Question[],
  { answers, stopped }: Extract<ProgramAnswer, { is: "answered" }>,
  match: Matching,
): Promise<ExampleVerdict> {
  let at = 0;
  for (const { check, answers: wanted, inputs } of questions) {
    const own = answers[at];
    const other = wanted === 2 ? answers[at + 1] : undefined;
    at += wanted;
    if (own === undefined || (wanted === 2 && other === undefined)) break;
    const matched = await matchedOf(own, check, match);
    const met = meets(own, check, other, () => matched);
    if (met.ok) continue;
    const message = inputs === null ? met.message : `for ${inputs}: ${met.message}`;
    return {
      example: id,
      // Nothing is said against the code when its text could not be looked at to the end.
      status: met.reason === "timeout" ? "timeout" : "failed",
      reason: met.reason,
      message,
      // Two values say nothing without the inputs that they are for: of a property the message has all of it.
      expected: inputs === null ? met.expected : null,
      actual: inputs === null ? met.actual : null,
    };
  }
  if (stopped !== null) {
    const name = notImplementedName(stopped);
    return name === null
      ? verdict(id, "failed", "thrown", `a step threw ${showValue(stopped.value)}`)
      : verdict(id, "failed", "notImplemented", `not implemented: ${name}`);
  }
  if (questions.length === 0) return verdict(id, "failed", "unbound", "it checks nothing");
  const given = answers.length;
  const evidence = weakerEvidence(questions, answers);
  return given === at
    ? { ...verdict(id, "passed", null, null), ...(evidence !== undefined && { evidence }) }
    : verdict(id, "lost", "lost", `its answer was lost: ${at} answers were due, ${given} came`);
}

function weakerEvidence(
  questions: readonly Question[],
  answers: readonly JudgeAnswer[],
): WeakerEvidence | undefined {
  if (questions.some(({ answers: asked }) => asked === 2)) return "both-sides";
  return answers.find(({ through }) => through !== undefined)?.through;
}

/** Known before the check is decided, since the deciding is not asynchronous. */
async function matchedOf(answer: JudgeAnswer, check: Question["check"], match: Matching): Promise<Matched> {
  const asked = patternAsked(answer, check);
  return asked === null ? { is: "no-match" } : match(asked.pattern, asked.text);
}

function verdict(
  example: string,
  status: ExampleVerdict["status"],
  reason: ExampleVerdict["reason"],
  message: string | null,
): ExampleVerdict {
  return { example, status, reason, message };
}
