import { parseSpec } from "../../spec/parse.ts";
import type { World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { answeredText } from "./answered-text.ts";
import type { Done, InboxItem } from "./inbox.ts";

/**
 * Writes the answer to a spec's own question into its Markdown. What comes back can be taken back.
 *
 * @throws UserError when the question stands there no more, or the answer cannot: then nothing was written.
 */
export async function answerQuestion(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  { spec: path, line, text }: Extract<InboxItem, { is: "question" }>,
  answer: string,
): Promise<Done> {
  const project = await readProject(world, [path]);
  const found = project.specs.find(({ spec }) => spec.file === path);
  const question = found?.spec.questions.find((each) => each.place.line === line && each.text === text);
  if (found === undefined || question === undefined) {
    throw new UserError(2, `${path}:${line} does not ask this any more`, {
      advice: ["Look at the inbox again: greenbar inbox"],
    });
  }
  const { spec, as } = found;
  const answered = answeredText(spec, question, answer, (other) => parseSpec(other, path, as));
  if ("problem" in answered) {
    throw new UserError(2, `the answer was not written: ${answered.problem}`, {
      advice: [`Expected: a few words on one line, such as "a hyphen". Or edit line ${line} of ${path}.`],
    });
  }
  const changes = [{ path, before: spec.text, after: answered.text }];
  await world.disk.write(changes);
  return { said: `Line ${line} of ${path} has the answer.`, changes };
}
