import * as z from "zod";
import { draftPrompts } from "../../app/interview/draft-brief.ts";
import type { Drafter, DraftReply } from "../../app/interview/drafter.ts";
import { answerTokens } from "../../app/propose/answer-tokens.ts";
import { UserError } from "../../app/user-error.ts";
import type { Model, ModelTurn, ToolDefinition } from "../../loop/model.ts";
import type { Price } from "../../loop/prices.ts";
import type { TemplateSources } from "../../suite/suite.ts";
import { mostTokens } from "./propose.ts";

/**
 * A drafter on a language model. One call, with one tool that only takes the answer: it reads nothing and does
 * nothing, so that whatever the intent has the model say, a draft is all that comes of it.
 */
export function createModelDrafter(settings: {
  readonly model: Model;
  readonly templates: TemplateSources;
  /** Of the model; null where it is not known. */
  readonly price: Price | null;
}): Drafter {
  const { model, templates, price } = settings;
  const by = { agent: "anthropic", model: model.name };
  return {
    by,
    async draft(task, budgets, io): Promise<DraftReply> {
      const { system, task: told } = draftPrompts(task, templates);
      const answer = await model.turn(
        {
          system: [system],
          messages: [{ role: "user", content: [{ type: "text", text: told }] }],
          tools: [tool],
          maxTokens: answerTokens(budgets, price, system.length + told.length + toolCharacters, mostTokens),
        },
        {
          onText: () => {},
          ...(io.onRetry !== undefined && { onRetry: io.onRetry }),
          signal: io.signal,
        },
      );
      io.signal.throwIfAborted();
      if (answer.is === "failed") throw new UserError(4, answer.message);
      return { markdown: markdownOf(answer), by, usage: answer.usage };
    },
  };
}

const schema = z.strictObject({ markdown: z.string() });

const tool: ToolDefinition = {
  name: "draft",
  description: "Gives the draft, the whole of its Markdown. It is called once; nothing else is answered.",
  inputSchema: z.toJSONSchema(schema, { io: "output" }),
  trained: null,
  strict: true,
};

/** What the tool itself adds to a prompt, about. */
const toolCharacters = 1_000;

/** The first call's Markdown; an answer without a call may have it in words. */
function markdownOf({ content, broken, stop, stopDetail }: ModelTurn): string | null {
  if (stop === "refusal") {
    throw new UserError(4, `the model refused${stopDetail === null ? "" : `: ${stopDetail}`}`);
  }
  const calls = content.filter((block) => block.type === "tool_use" && block.name === tool.name);
  const [first] = calls.flatMap((block) => {
    const read = block.type === "tool_use" ? schema.safeParse(block.input) : null;
    return read?.success === true ? [read.data.markdown] : [];
  });
  if (first !== undefined) return first;
  const words = content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
  return calls.length > 0 || broken.length > 0 || words.trim() === "" ? null : words;
}
