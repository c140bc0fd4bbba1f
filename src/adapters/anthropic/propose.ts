import * as z from "zod";
import { answerTokens } from "../../app/propose/answer-tokens.ts";
import { proposePrompts } from "../../app/propose/brief.ts";
import type { Proposer, Reply } from "../../app/propose/proposer.ts";
import { askedSchema, readProposals, readReply } from "../../app/propose/read-reply.ts";
import { UserError } from "../../app/user-error.ts";
import type { Model, ModelTurn, ToolDefinition } from "../../loop/model.ts";
import type { Price } from "../../loop/prices.ts";
import type { TemplateSources } from "../../suite/suite.ts";

/** Most tokens of one answer: some fifty proposals. */
export const mostTokens = 8_000;

/**
 * A proposer on a language model. One call, with one tool that only takes the answer: it reads nothing and does
 * nothing, so that whatever the spec's text has the model say, a reply is all that comes of it.
 */
export function createModelProposer(settings: {
  readonly model: Model;
  readonly templates: TemplateSources;
  /** Of the model; null where it is not known. */
  readonly price: Price | null;
}): Proposer {
  const { model, templates, price } = settings;
  const by = { agent: "anthropic", model: model.name };
  return {
    by,
    async propose(task, budgets, io): Promise<Reply> {
      const { system, task: told } = proposePrompts(task, templates);
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
      return { ...readTurn(answer), by, usage: answer.usage };
    },
  };
}

const tool: ToolDefinition = {
  name: "propose",
  description: "Gives your proposals. It is called once, with all of them; nothing else is answered.",
  inputSchema: z.toJSONSchema(z.strictObject({ proposals: z.array(askedSchema) }), { io: "output" }),
  trained: null,
  strict: true,
};

/** What the tool itself adds to a prompt, about. */
const toolCharacters = 2_000;

/** The calls of a whole answer; one without a call may have put its proposals into words. */
function readTurn({ content, broken, stop, stopDetail }: ModelTurn): Pick<Reply, "drafts" | "refused"> {
  if (stop === "refusal") {
    throw new UserError(4, `the model refused${stopDetail === null ? "" : `: ${stopDetail}`}`);
  }
  const calls = content.filter((block) => block.type === "tool_use" && block.name === tool.name);
  const read = calls.map((block) => readProposals(block.type === "tool_use" ? block.input : null));
  const words = content.map((block) => (block.type === "text" ? block.text : "")).join("\n");
  const said = calls.length === 0 && broken.length === 0 ? [readReply(words)] : [];
  const cut = broken.map(({ name, why }) => ({
    drafts: [],
    refused: [
      {
        reason: "unreadable" as const,
        kind: null,
        requirement: null,
        message: `a call of ${name === tool.name ? name : "another tool"} could not be read: ${why}`,
        count: 1,
      },
    ],
  }));
  const all = [...read, ...said, ...cut];
  return { drafts: all.flatMap(({ drafts }) => drafts), refused: all.flatMap(({ refused }) => refused) };
}
