import type { Example, Plan } from "../../plan/plan.ts";
import type { Judged } from "../../verdict/judge-programs.ts";
import { judgePrograms } from "../../verdict/judge-programs.ts";
import { answerVerdict, drawsFor } from "../../verdict/judge-verdict.ts";
import type { Judge, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import type { AskedCall } from "./asked-call.ts";
import { askedTogether, inputsAtOnce } from "./asked-together.ts";
import type { Input } from "./input-pool.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOf } from "./outcome.ts";
import type { Rival } from "./rivals.ts";
import type { RivalGround } from "./run-rivals.ts";
import { runRivals, usesOf } from "./run-rivals.ts";

/** What is known of one rival. */
export interface Seen {
  /** The ids of the examples that do not hold for it; null when it did not answer in time. */
  readonly misfits: ReadonlySet<string> | null;
  /** What it gives for each input, in their order. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Puts rivals to examples and inputs, all in one go: to start a process costs more than all that they are asked in
 * it. Console examples have no say.
 */
export async function seeRivals(
  rivals: readonly Rival[],
  examples: readonly Example[],
  inputs: readonly Input[],
  asked: AskedCall,
  ground: RivalGround,
): Promise<readonly Seen[]> {
  const judged = judgePrograms(examples, await drawsFor(examples)).filter(({ program }) => program !== null);
  const batches = inBatches(judged);
  const chunks = Array.from({ length: Math.ceil(inputs.length / inputsAtOnce) }, (_, at) =>
    askedTogether(asked, inputs.slice(at * inputsAtOnce, (at + 1) * inputsAtOnce)),
  );
  const own = [
    ...batches.map(({ uses, steps }) => ({ uses, steps })),
    ...chunks.map((source) => ({
      uses: asked.uses,
      steps: [{ do: "ask", source, via: "value" }] satisfies JudgeProgram["steps"],
    })),
  ];
  const programs = rivals.map((_, at) =>
    own.map(({ uses, steps }, index) => ({
      uses: usesOf(uses, asked, at),
      steps,
      key: at * own.length + index,
    })),
  );
  const answers = await runRivals(rivals, programs, asked, ground);
  const match: Judge["match"] = (pattern, text) => ground.judge.match(pattern, text);
  return Promise.all(
    rivals.map(async (_, at) => {
      const answerTo = (index: number): ProgramAnswer | undefined => answers.get(at * own.length + index);
      const misfits = await misfitsOf(batches, answerTo, match);
      const outcomes = inputs.map((_input, index): Outcome => {
        const answer = answerTo(batches.length + Math.floor(index / inputsAtOnce));
        const [all] = answer?.is === "answered" ? answer.answers : [];
        const cells = all?.value.t === "array" ? all.value.items[index % inputsAtOnce] : undefined;
        return outcomeOf(cells?.t === "array" ? cells.items : []);
      });
      return { misfits, outcomes };
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

async function misfitsOf(
  batches: readonly Batch[],
  answerTo: (index: number) => ProgramAnswer | undefined,
  match: Judge["match"],
): Promise<Seen["misfits"]> {
  const misfits = new Set<string>();
  for (const [index, { members }] of batches.entries()) {
    const answer = answerTo(index);
    if (answer === undefined) return null;
    for (const { one, from } of members) {
      const own = members.length === 1 ? answer : answerOf(answer, one, from);
      const said = await answerVerdict(one, own, match);
      if (said.status !== "passed") misfits.add(said.example);
    }
  }
  return misfits;
}

/** An example's own part of its batch's answer. */
function answerOf(answer: ProgramAnswer, { questions }: Judged, from: number): ProgramAnswer {
  if (answer.is !== "answered") return answer;
  const due = questions.reduce((sum, { answers }) => sum + answers, 0);
  return { ...answer, answers: answer.answers.slice(from, from + due) };
}

/** The examples that have a say about the asked function. */
export function examplesOf(plan: Plan, { subject, helpers }: AskedCall): readonly Example[] {
  const ours = new Set([subject, ...helpers.map(({ path }) => path)]);
  return plan.requirements
    .flatMap(({ examples }) => examples)
    .filter(({ uses }) => uses.some((use) => ours.has(use.subject)));
}
