import type { Example, ExampleUse, Plan } from "../../plan/plan.ts";
import type { Value } from "../../spec/value.ts";
import { canonicalValue } from "../../plan/print-value.ts";
import { literal } from "../../suite/literal.ts";
import type { Judged } from "../../verdict/judge-programs.ts";
import { judgePrograms } from "../../verdict/judge-programs.ts";
import { answerVerdict, drawsFor } from "../../verdict/judge-verdict.ts";
import type { Judge, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Snapshot, Workspaces } from "../../verdict/workspace.ts";
import type { Input } from "./input-pool.ts";
import type { Rival } from "./rivals.ts";

/** Where rivals are run: like a verdict, in a fresh copy and the sandbox, but once. It is no evidence of anything. */
export interface RivalGround {
  readonly judge: Judge;
  readonly workspaces: Workspaces;
  readonly snapshot: Snapshot;
  readonly sandbox: Sandbox;
  /** True for a path that the copy must lack. */
  readonly omit: (path: string) => boolean;
  /** Milliseconds for all of them. */
  readonly wallMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The function that rivals differ in. */
export interface Asked {
  /** Path of the subject. */
  readonly subject: string;
  readonly use: Pick<ExampleUse, "exported" | "local" | "as">;
}

/** What a call gave, as far as an example could say it. `key` is the same for what no example tells apart. */
export type Outcome =
  | { readonly is: "returns"; readonly value: Value; readonly text: string; readonly key: string }
  | { readonly is: "throws"; readonly name: string; readonly key: string }
  /** Nothing that can be compared: no answer, a function, a promise, something too large. */
  | { readonly is: "nothing" };

/**
 * The ids of the examples that do not hold for a rival, for each rival; null for one that did not answer in time.
 * Console examples have no say.
 */
export async function misfitsOf(
  rivals: readonly Rival[],
  plan: Plan,
  asked: Asked,
  ground: RivalGround,
): Promise<readonly (ReadonlySet<string> | null)[]> {
  const examples = plan.requirements
    .flatMap((requirement) => requirement.examples)
    .filter(({ uses }) => uses.some(({ subject }) => subject === asked.subject));
  const judged = judgePrograms(examples, await drawsFor(examples)).filter(({ program }) => program !== null);
  const batches = inBatches(judged);
  const programs = rivals.flatMap((_, at) =>
    batches.map(({ uses, steps }, index) => ({
      uses: ofRival(uses, asked.subject, at),
      steps,
      key: at * batches.length + index,
    })),
  );
  const answers = await ask(rivals, programs, asked, ground);
  const match: Judge["match"] = (pattern, text) => ground.judge.match(pattern, text);
  return Promise.all(
    rivals.map(async (_, at) => {
      const misfits = new Set<string>();
      for (const [index, { members }] of batches.entries()) {
        const answer = answers.get(at * batches.length + index);
        if (answer === undefined) return null;
        for (const { one, from } of members) {
          const said = await answerVerdict(one, answerOf(answer, one, from), match);
          if (said.status !== "passed") misfits.add(said.example);
        }
      }
      return misfits;
    }),
  );
}

interface Batch {
  readonly uses: Example["uses"];
  readonly steps: JudgeProgram["steps"];
  /** The examples in it, each with the number of its first answer. */
  readonly members: readonly { readonly one: Judged; readonly from: number }[];
}

/** To start a program costs more than to ask: examples that only ask, of the same names, are asked together. */
function inBatches(judged: readonly Judged[]): readonly Batch[] {
  const batches: {
    uses: Example["uses"];
    steps: JudgeProgram["steps"][number][];
    members: Batch["members"][number][];
  }[] = [];
  const byUses = new Map<string, (typeof batches)[number]>();
  for (const one of judged) {
    const { program } = one;
    if (program === null) continue;
    const asksOnly = program.steps.every((step) => step.do === "ask");
    const key = JSON.stringify(program.uses);
    const known = asksOnly ? byUses.get(key) : undefined;
    const batch = known ?? { uses: program.uses, steps: [], members: [] };
    if (known === undefined) batches.push(batch);
    if (asksOnly) byUses.set(key, batch);
    batch.members.push({ one, from: batch.steps.filter((step) => step.do === "ask").length });
    batch.steps.push(...program.steps);
  }
  return batches;
}

/** An example's own part of its batch's answer. */
function answerOf(answer: ProgramAnswer, { questions }: Judged, from: number): ProgramAnswer {
  if (answer.is !== "answered" || from === 0) return answer;
  const due = questions.reduce((sum, { answers }) => sum + answers, 0);
  return { ...answer, answers: answer.answers.slice(from, from + due) };
}

/** What each rival gives for each input: a list for each rival, in the order of the inputs. */
export async function outcomesOf(
  rivals: readonly Rival[],
  inputs: readonly Input[],
  asked: Asked,
  ground: RivalGround,
): Promise<readonly (readonly Outcome[])[]> {
  const chunks = Math.ceil(inputs.length / inputsAtOnce);
  const { use, subject } = asked;
  const programs = rivals.flatMap((_, at) =>
    Array.from({ length: chunks }, (_unused, chunk): JudgeProgram => ({
      key: at * chunks + chunk,
      uses: [{ ...use, subject: pathOfRival(subject, at) }],
      steps: [
        {
          do: "ask",
          source: askedTogether(
            inputs
              .slice(chunk * inputsAtOnce, (chunk + 1) * inputsAtOnce)
              .map(({ source }) => `${use.local}(${source})`),
          ),
          via: "value",
        },
      ],
    })),
  );
  const answers = await ask(rivals, programs, asked, ground);
  return rivals.map((_, at) =>
    inputs.map((_input, index): Outcome => {
      const chunk = Math.floor(index / inputsAtOnce);
      const answer = answers.get(at * chunks + chunk);
      const [all] = answer?.is === "answered" ? answer.answers : [];
      const own = all?.value.t === "array" ? all.value.items[index % inputsAtOnce] : undefined;
      return own?.t === "array" ? outcomeOf(own.items) : { is: "nothing" };
    }),
  );
}

/** One expression for many calls: a list of `[true, value]` and `[false, error]`. */
function askedTogether(calls: readonly string[]): string {
  const each = "(call) => { try { return [true, call()]; } catch (error) { return [false, error]; } }";
  return `[${calls.map((call) => `() => ${call}`).join(", ")}].map(${each})`;
}

/** One that hangs takes those of its own program with it, so a program asks few. */
const inputsAtOnce = 20;

/** Milliseconds for one program of a rival: a small change easily makes a loop that does not end. */
const rivalMs = 250;

/** The judge gives up on a batch after a few that do not end; the rest is asked again, without these. */
const mostRounds = 3;

function isUnreached(answer: ProgramAnswer): boolean {
  return answer.is === "timeout" && answer.message !== undefined;
}

async function ask(
  rivals: readonly Rival[],
  programs: readonly JudgeProgram[],
  { subject }: Asked,
  { judge, workspaces, snapshot, sandbox, omit, wallMs, signal }: RivalGround,
): Promise<ReadonlyMap<number, ProgramAnswer>> {
  if (programs.length === 0) return new Map();
  const put = new Map(rivals.map(({ text }, at) => [pathOfRival(subject, at), text]));
  const workspace = await workspaces.copy(snapshot, { omit, put });
  try {
    const known = new Map<number, ProgramAnswer>();
    for (let round = 0; round < mostRounds; round += 1) {
      const open = programs.filter(({ key }) => !known.has(key));
      if (open.length === 0) break;
      const job = {
        runs: [{ workspace, seed: 1 + round }],
        sandbox,
        programs: open,
        programMs: rivalMs,
        wallMs,
      };
      const [answers] = await judge.ask(job, signal);
      for (const [key, answer] of answers?.programs ?? []) if (!isUnreached(answer)) known.set(key, answer);
    }
    return known;
  } finally {
    await workspace.dispose();
  }
}

/** Beside the subject, so that what it imports is found as ever. */
function pathOfRival(subject: string, at: number): string {
  const dot = subject.lastIndexOf(".");
  return `${subject.slice(0, dot)}.rival-${at}${subject.slice(dot)}`;
}

function ofRival(uses: Example["uses"], subject: string, at: number): Example["uses"] {
  return uses.map((use) => (use.subject === subject ? { ...use, subject: pathOfRival(subject, at) } : use));
}

function outcomeOf([isValue, value]: readonly (Value | null)[]): Outcome {
  if (isValue?.t !== "boolean" || value === undefined || value === null) return { is: "nothing" };
  if (!isValue.v) {
    const name = value.t === "error" ? value.name : "Error";
    return { is: "throws", name, key: `throws ${name}` };
  }
  const text = writable(value);
  return text === null ? { is: "nothing" } : { is: "returns", value, text, key: canonicalValue(value) };
}

/** The value as an example would write it; null for what only can be observed. */
function writable(value: Value): string | null {
  try {
    return literal(value);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
