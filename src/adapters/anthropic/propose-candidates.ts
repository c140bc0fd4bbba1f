import * as z from "zod";
import { answerTokens } from "../../app/propose/answer-tokens.ts";
import type { CandidateTask } from "../../app/propose/candidate-task.ts";
import { candidatePrompt } from "../../app/propose/candidate-task.ts";
import type { ProposerIo } from "../../app/propose/proposer.ts";
import type { Candidate } from "../../app/refine/rivals.ts";
import { UserError } from "../../app/user-error.ts";
import type { Budgets } from "../../loop/budget.ts";
import type { Model, ToolDefinition } from "../../loop/model.ts";
import { parseFile } from "../../spec/javascript.ts";
import type { Price } from "../../loop/prices.ts";
import type { TemplateSources } from "../../suite/suite.ts";

const mostTokens = 16_000;
const longest = 40_000;

/**
 * Asks a model for programs that do what a spec says, to be compared with each other. One call with one tool, which
 * only takes the answer; nothing is run here. A text that does not parse, or is too long, is left out.
 *
 * @throws UserError when there is no answer, or a budget is used up before the call.
 */
export async function proposeCandidates(
  {
    model,
    templates,
    price,
  }: { readonly model: Model; readonly templates: TemplateSources; readonly price: Price | null },
  task: CandidateTask,
  count: number,
  budgets: Budgets,
  io: ProposerIo,
): Promise<readonly Candidate[]> {
  const text = candidatePrompt(task, count, templates);
  const answer = await model.turn(
    {
      system: [
        "You write small, plain modules. You answer with one call of `propose_programs`, and nothing else.",
      ],
      messages: [{ role: "user", content: [{ type: "text", text }] }],
      tools: [tool],
      maxTokens: answerTokens(budgets, price, text.length + 1_000, mostTokens),
    },
    { onText: () => {}, ...(io.onRetry !== undefined && { onRetry: io.onRetry }), signal: io.signal },
  );
  io.signal.throwIfAborted();
  if (answer.is === "failed") throw new UserError(4, answer.message);
  const given = answer.content.flatMap((block) => {
    const read = block.type === "tool_use" && block.name === tool.name ? schema.safeParse(block.input) : null;
    return read?.success === true ? read.data.programs : [];
  });
  return given
    .filter(({ source }) => source.length <= longest && parseFile(source, task.subject).ok)
    .slice(0, count)
    .map(({ source }, at) => ({ label: `program ${at + 1} of ${model.name}`, source }));
}

const schema = z.strictObject({ programs: z.array(z.strictObject({ source: z.string() })) });

const tool: ToolDefinition = {
  name: "propose_programs",
  description: "Gives the modules, each as its whole text.",
  inputSchema: z.toJSONSchema(schema, { io: "output" }),
  trained: null,
  strict: true,
};
