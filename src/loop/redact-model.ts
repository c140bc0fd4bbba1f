import type { AssistantBlock, Message, Model, UserBlock } from "./model.ts";
import type { Prompts } from "./prompts.ts";
import { createRedactedStream } from "./redact-stream.ts";
import type { Redactor } from "./redact.ts";

/**
 * A model that is never told a secret, neither in what the loop says, nor in what a tool answered; and whose words, as
 * they come, show none to whoever watches.
 */
export function redactModel(model: Model, redactor: Redactor): Model {
  return {
    name: model.name,
    async turn(request, io) {
      let said = createRedactedStream(redactor);
      const show = (text: string) => {
        if (text !== "") io.onText(text);
      };
      const answer = await model.turn(
        {
          ...request,
          system: request.system.map(redactor.text),
          messages: request.messages.map((message) => redactMessage(message, redactor)),
        },
        {
          ...io,
          onText: (text) => show(said.push(text)),
          onRetry: (retry) => {
            said = createRedactedStream(redactor);
            io.onRetry?.({ ...retry, why: redactor.text(retry.why) });
          },
        },
      );
      show(said.end());
      return answer.is === "turn" ? answer : { ...answer, message: redactor.text(answer.message) };
    },
  };
}

/** Prompts without secrets, so that what was said can be found again in a ledger, which holds none either. */
export function redactPrompts(prompts: Prompts, { text }: Redactor): Prompts {
  return {
    system: (brief) => prompts.system(brief).map(text),
    requirement: (brief) => text(prompts.requirement(brief)),
    failures: (brief) => text(prompts.failures(brief)),
    cutOff: (limit, inCall) => text(prompts.cutOff(limit, inCall)),
    brokenCall: (calls) => text(prompts.brokenCall(calls)),
  };
}

function redactMessage(message: Message, redactor: Redactor): Message {
  return message.role === "user"
    ? { role: "user", content: message.content.map((block) => redactUser(block, redactor)) }
    : { role: "assistant", content: message.content.map((block) => redactAssistant(block, redactor)) };
}

function redactUser(block: UserBlock, { text }: Redactor): UserBlock {
  return block.type === "text"
    ? { ...block, text: text(block.text) }
    : { ...block, content: text(block.content) };
}

/** Thinking is signed and goes back as it came; whoever wrote it was not told a secret. */
function redactAssistant(block: AssistantBlock, { text, value }: Redactor): AssistantBlock {
  switch (block.type) {
    case "text":
      return { ...block, text: text(block.text) };
    case "tool_use":
      return { ...block, input: value(block.input) };
    case "thinking":
    case "redacted_thinking":
      return block;
  }
}
