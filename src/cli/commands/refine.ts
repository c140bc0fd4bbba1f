import type { Question } from "../../app/refine/question.ts";
import { howFar } from "../../app/refine/how-far.ts";
import { nextQuestion } from "../../app/refine/refine.ts";
import { createRivalMemory } from "../../app/refine/rival-memory.ts";
import { UserError } from "../../app/user-error.ts";
import { countOpen, printSettled } from "../print/settled.ts";
import { printQuestion } from "../print/question.ts";
import type { CommandContext } from "../command.ts";
import { askCandidates } from "../propose/ask-candidates.ts";
import { wantsProposals } from "../propose/wants-proposals.ts";
import { askQuestions } from "../refine/ask-questions.ts";
import { answerNow } from "../refine/answer-now.ts";
import { openTerminal } from "../refine/terminal.ts";
import { openWorld } from "../world.ts";

/** `refine`: one small decision at a time at a terminal; elsewhere the next one is printed, and nothing waits. */
export async function run(context: CommandContext): Promise<number> {
  const { screen, args, options, directory, signal } = context;
  const [spec] = args;
  if (spec === undefined)
    throw new UserError(2, "refine needs a spec", { advice: ["greenbar refine slugify"] });
  const world = await openWorld(directory);
  if (wantsProposals(options)) {
    const { runProposals } = await import("../propose/propose.ts");
    return runProposals(context, world, spec);
  }
  const candidates = await askCandidates(context, world, spec);
  const memory = createRivalMemory();
  const find = (passedOver: ReadonlySet<string>) =>
    nextQuestion(world, {
      spec,
      passedOver,
      memory,
      candidates,
      signal,
      progress: (step, done, total) =>
        screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
    });
  if (typeof options["answer"] === "string") {
    const wanted = typeof options["question"] === "string" ? options["question"] : null;
    return answerNow(screen, world, await find(new Set()), wanted, options["answer"]);
  }
  if (screen.canAsk && !screen.isJson) return askQuestions(screen, world, find, openTerminal(signal));
  const next = await find(new Set());
  const looked = next.question === null ? { looked: howFar(next) } : {};
  if (screen.isJson) screen.out(JSON.stringify({ version: 1, ...next, ...looked, diagnostics: [] }, null, 2));
  else if (next.question === null) printSettled(screen, next);
  else printNext(context, next.question, next.others);
  return next.question === null ? 0 : 1;
}

function printNext({ screen, args }: CommandContext, question: Question, others: number): void {
  printQuestion(screen, question);
  if (others > 0) screen.out(`\n${countOpen(others)} behind it.`);
  if (question.is !== "disagreement") return;
  screen.out(screen.paint("dim", `\ngreenbar refine ${args[0] ?? ""} --answer 1`));
}
