import { allowAny } from "../../app/refine/allow-any.ts";
import { answerDisagreement } from "../../app/refine/answer.ts";
import type { Disagreement } from "../../app/refine/question.ts";
import type { NextQuestion } from "../../app/refine/refine.ts";
import type { World } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import type { Screen } from "../screen.ts";
import { readAnswer } from "./read-answer.ts";

/**
 * Answers the question that is next, without asking: by an option's number, or with a result as the spec writes it.
 *
 * @param wanted - the question's id, where whoever answers wants to be sure which it is.
 * @throws UserError when there is none, it is another one, or the answer is none.
 */
export async function answerNow(
  screen: Screen,
  world: World,
  { question }: NextQuestion,
  wanted: string | null,
  text: string,
): Promise<number> {
  if (question === null) throw new UserError(2, "there is no question to answer");
  if (wanted !== null && wanted !== question.id) {
    throw new UserError(2, "another question is next", { advice: [`Its id is ${question.id}`] });
  }
  if (question.is !== "disagreement") {
    throw new UserError(2, `line ${question.line} of ${question.spec} is answered in the spec itself`, {
      advice: ["Write an example there, or start `greenbar refine` at a terminal."],
    });
  }
  const { line } = await written(world, question, text);
  screen.out(`line ${line} of ${question.spec} says so now`);
  return 0;
}

function written(world: World, question: Disagreement, text: string): Promise<{ readonly line: number }> {
  const answer = readAnswer(text, question);
  if (answer.is === "decided") return answerDisagreement(world, question, answer.decided);
  if (answer.is === "any") return allowAny(world, question);
  throw new UserError(2, `"${text}" is no answer to ${question.call}`, {
    advice: [
      `A number from 1 to ${question.options.length}, a value such as "a-b", throws TypeError, or x: any result.`,
    ],
  });
}
