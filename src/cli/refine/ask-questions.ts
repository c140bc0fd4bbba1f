import { allowAny } from "../../app/refine/allow-any.ts";
import { answerDisagreement } from "../../app/refine/answer.ts";
import type { Disagreement, Question, Unbound } from "../../app/refine/question.ts";
import type { NextQuestion } from "../../app/refine/refine.ts";
import { readResult } from "../../app/refine/read-result.ts";
import { addExample } from "../../app/examples/add-example.ts";
import type { ExampleForm } from "../../app/examples/example-form.ts";
import { undo } from "../../app/examples/undo.ts";
import type { FileChange, World } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { printQuestion } from "../print/question.ts";
import { countOpen, printSettled } from "../print/settled.ts";
import { count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { readAnswer } from "./read-answer.ts";
import type { Terminal } from "./terminal.ts";

type Find = (passedOver: ReadonlySet<string>) => Promise<NextQuestion>;

/** What was done in a sitting. */
interface Sitting {
  readonly screen: Screen;
  readonly world: World;
  readonly passedOver: Set<string>;
  /** What can be taken back, the latest last. */
  readonly done: { readonly changes: readonly FileChange[]; readonly question: Question }[];
  readonly prompt: Terminal["prompt"];
}

/** Asks one question after the other until none is left or the person has enough; what was answered is written. */
export async function askQuestions(
  screen: Screen,
  world: World,
  find: Find,
  terminal: Terminal,
): Promise<number> {
  const prompt = (text: string): Promise<string> => terminal.prompt(cleanText(text));
  const sitting: Sitting = { screen, world, passedOver: new Set(), done: [], prompt };
  try {
    for (;;) {
      const next = await find(sitting.passedOver);
      if (next.question === null) {
        printSettled(screen, next);
        return sitting.passedOver.size === 0 ? 0 : 1;
      }
      printQuestion(screen, next.question);
      if (next.others > 0) screen.out(screen.paint("dim", `${countOpen(next.others)} behind it`));
      const goesOn = await ask(sitting, next.question);
      if (!goesOn) break;
    }
    screen.out(`${count(sitting.done.length, "answer")} written. The rest is there when you are.`);
    return 1;
  } finally {
    terminal.close();
  }
}

/** One question, asked until it has an answer; false when the person has enough. */
async function ask(sitting: Sitting, question: Question): Promise<boolean> {
  for (;;) {
    try {
      return question.is === "disagreement"
        ? await decide(sitting, question)
        : await describe(sitting, question);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      sitting.screen.err(error.message);
      for (const advice of error.advice) sitting.screen.err(`  ${advice}`);
    }
  }
}

async function decide(sitting: Sitting, question: Disagreement): Promise<boolean> {
  const { screen, world, prompt, passedOver, done } = sitting;
  for (;;) {
    const answer = readAnswer(await prompt("> "), question);
    switch (answer.is) {
      case "decided": {
        const { changes, line } = await answerDisagreement(world, question, answer.decided);
        done.push({ changes, question });
        screen.out(screen.paint("green", `line ${line} of ${question.spec} says so now`));
        return true;
      }
      case "any": {
        const { changes, line } = await allowAny(world, question);
        done.push({ changes, question });
        screen.out(screen.paint("green", `line ${line} of ${question.spec} says that any result will do`));
        return true;
      }
      case "later":
        passedOver.add(question.id);
        return true;
      case "undo":
        if (await takeBack(sitting)) return true;
        continue;
      case "quit":
        return false;
      case "help":
        screen.out('A number, or a result as the spec writes it: "a-b", 3, throws TypeError.');
        screen.out("x: any result will do.  l: later.  u: take the last answer back.  q: enough.");
    }
  }
}

/** For a passage that nothing makes checkable, or a question of the spec's own. */
async function describe(sitting: Sitting, question: Exclude<Question, Disagreement>): Promise<boolean> {
  const { screen, prompt, passedOver, done, world } = sitting;
  const form = question.is === "unbound" ? question.form : null;
  screen.out(
    form === null
      ? `Edit line ${question.line} of the spec, then Enter.  l: later.  u: undo.  q: enough.`
      : "Enter: give an example.  l: later.  u: undo.  q: enough.",
  );
  const word = (await prompt("> ")).trim().toLowerCase();
  if (word === "q") return false;
  if (word === "u") return takeBack(sitting).then(() => true);
  if (word === "l") passedOver.add(question.id);
  if (word !== "" || form === null || question.is !== "unbound") return true;
  const draft = await fillForm(sitting, question, form);
  const { changes, line } = await addExample(world, draft);
  done.push({ changes, question });
  screen.out(screen.paint("green", `line ${line} of ${question.spec} has it`));
  return true;
}

async function fillForm({ prompt, screen }: Sitting, { spec, requirement }: Unbound, form: ExampleForm) {
  screen.out(`  ${cleanText(form.call)}`);
  const inputs: Record<string, string> = {};
  for (const { name, like, optional } of [...form.inputs, ...form.also]) {
    const hint = [optional ? "may be empty" : "", like === null ? "" : `such as ${like}`];
    const said = hint.filter((part) => part !== "").join(", ");
    inputs[name] = await prompt(`  ${name}${said === "" ? "" : ` (${said})`}: `);
  }
  const decided = readResult(await prompt("  gives (a value, or throws …): "));
  return { spec, requirement: requirement.id, inputs, ...decided };
}

/** Takes the last answer back; false when there is none. */
async function takeBack({ screen, world, done }: Sitting): Promise<boolean> {
  const last = done.pop();
  if (last === undefined) {
    screen.out("There is nothing to take back.");
    return false;
  }
  await undo(world, last.changes);
  screen.out(
    `taken back: ${cleanText(last.question.is === "disagreement" ? last.question.call : last.question.text)}`,
  );
  return true;
}
