import type { Example, ExampleUse, Plan } from "../../plan/plan.ts";
import type { Value } from "../../spec/value.ts";
import { canonicalValue } from "../../plan/print-value.ts";
import { literal } from "../../suite/literal.ts";
import { judgePrograms } from "../../verdict/judge-programs.ts";
import { answerVerdict, drawsFor } from "../../verdict/judge-verdict.ts";
import type { Judge, JudgeAnswer, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
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

/** The ids of the examples that do not hold for a rival, for each rival. Console examples have no say. */
export async function misfitsOf(
  rivals: readonly Rival[],
  plan: Plan,
  asked: Asked,
  ground: RivalGround,
): Promise<readonly ReadonlySet<string>[]> {
  const examples = plan.requirements
    .flatMap((requirement) => requirement.examples)
    .filter(({ uses }) => uses.some(({ subject }) => subject === asked.subject));
  const judged = judgePrograms(examples, await drawsFor(examples)).filter(({ program }) => program !== null);
  const programs = rivals.flatMap((_, at) =>
    judged.flatMap(({ program }, index) =>
      program === null
        ? []
        : [{ ...program, uses: ofRival(program.uses, asked.subject, at), key: at * judged.length + index }],
    ),
  );
  const answers = await ask(rivals, programs, asked, ground);
  return Promise.all(
    rivals.map(async (_, at) => {
      const misfits = new Set<string>();
      for (const [index, one] of judged.entries()) {
        const answer = answers.get(at * judged.length + index);
        const said = await answerVerdict(one, answer, (pattern, text) => ground.judge.match(pattern, text));
        if (said.status !== "passed") misfits.add(said.example);
      }
      return misfits;
    }),
  );
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
      steps: inputs
        .slice(chunk * inputsAtOnce, (chunk + 1) * inputsAtOnce)
        .map(({ source }) => ({ do: "ask", source: `${use.local}(${source})`, via: "value" })),
    })),
  );
  const answers = await ask(rivals, programs, asked, ground);
  return rivals.map((_, at) =>
    inputs.map((_input, index): Outcome => {
      const chunk = Math.floor(index / inputsAtOnce);
      const answer = answers.get(at * chunks + chunk);
      const own = answer?.is === "answered" ? answer.answers[index % inputsAtOnce] : undefined;
      return own === undefined ? { is: "nothing" } : outcomeOf(own);
    }),
  );
}

/** One that hangs takes those of its own program with it, so a program asks few. */
const inputsAtOnce = 20;

/** Milliseconds for one program of a rival: a small change easily makes a loop that does not end. */
const rivalMs = 250;

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
    const runs = [{ workspace, seed: 1 }];
    const [answers] = await judge.ask({ runs, sandbox, programs, programMs: rivalMs, wallMs }, signal);
    return answers?.programs ?? new Map();
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

function outcomeOf({ gave, value }: JudgeAnswer): Outcome {
  if (gave === "threw") {
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
