import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline/promises";
import type { OpenInterview } from "../../app/interview/interviewed-spec.ts";
import { answerAll, openInterview } from "../../app/interview/interviewed-spec.ts";
import type { Answers } from "../../app/interview/interview.ts";
import { standingAfter } from "../../app/interview/interview.ts";
import { answersLike, readAnswers } from "../../app/interview/read-answers.ts";
import { UserError } from "../../app/user-error.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { CommandContext } from "../command.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `new NAME --interview`: exit 0 with the spec written, 1 when the person left before that. */
export async function interview(context: CommandContext, subject: string | null): Promise<number> {
  const { screen, args, options, directory, signal } = context;
  const file = options["answers"];
  if (typeof file !== "string" && !screen.canAsk) throw noTerminal(args[0] ?? "NAME");
  const open = await openInterview(await openWorld(directory), args[0] ?? "", subject);
  if (typeof file === "string") {
    const { text } = await answerAll(open, answersIn(resolve(directory, file), file));
    show(screen, open, text);
    return 0;
  }
  const answers = await askAll(screen, open, signal, firstAnswer(open, options["intent"]));
  if (answers === null) {
    screen.out("Nothing was written.");
    return 1;
  }
  show(screen, open, (await open.write(answers)).text);
  return 0;
}

/** The answers of a person; null when they have enough. `u` takes the last one back. */
async function askAll(
  screen: Screen,
  open: OpenInterview,
  signal: AbortSignal,
  first: readonly string[],
): Promise<Answers | null> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const said = [...first];
  screen.out(`${open.place.path}, for ${open.place.module}`);
  screen.out(screen.paint("dim", "u takes the last answer back, q leaves without writing"));
  try {
    for (;;) {
      const { ask, answers } = standingAfter(said);
      if (ask === null) return answers;
      const hint = ask.empty === null ? ask.like : `${ask.like}; Enter: ${ask.empty}`;
      screen.out(`\n${cleanText(ask.prompt)}  ${screen.paint("dim", cleanText(hint))}`);
      const typed = (await lines.question("> ", { signal })).trim();
      if (typed === "q") return null;
      if (typed === "u") {
        if (said.pop() === undefined) screen.out("There is nothing to take back.");
        continue;
      }
      const problem = open.problem([...said, typed]);
      if (problem === null) said.push(typed);
      else screen.err(cleanText(problem));
    }
  } finally {
    lines.close();
  }
}

/** What was said before the first question. */
function firstAnswer(open: OpenInterview, intent: unknown): readonly string[] {
  if (typeof intent !== "string") return [];
  const problem = open.problem([intent]);
  if (problem === null) return [intent.trim()];
  throw new UserError(2, "--intent is no answer to what it does", { advice: [problem] });
}

function show(screen: Screen, { place }: OpenInterview, text: string): void {
  if (screen.isJson) {
    const { path, module, source } = place;
    const made = { path, subject: module, subjectExists: source !== null, text };
    screen.out(JSON.stringify({ version: 1, ...made }, null, 2));
    return;
  }
  screen.out(`\n${cleanText(text)}`);
  screen.out(`+ ${place.path}`);
  screen.out(screen.paint("dim", "\nnext: greenbar generate-tests"));
}

function answersIn(path: string, shown: string): Answers {
  const read = readAnswers(readText(path, shown));
  if ("answers" in read) return read.answers;
  throw new UserError(2, `${shown} holds no answers: ${read.problem}`, {
    advice: [`Expected: ${answersLike}`],
  });
}

function readText(path: string, shown: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(2, `${shown} cannot be read: ${(error as Error).message}`, {
      advice: [`A file is expected that holds: ${answersLike}`],
      cause: error,
    });
  }
}

function noTerminal(name: string): UserError {
  return new UserError(2, "an interview needs a terminal, or a file of answers", {
    advice: [
      `greenbar new ${name} --interview --answers answers.json`,
      `The file holds: ${answersLike}`,
      `Or have it drafted: ${name === "NAME" ? "" : `greenbar new ${name} --interview `}--propose asks a model, --brief prints the task for anybody.`,
    ],
  });
}
