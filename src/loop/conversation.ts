import type { RunEvent } from "./events.ts";
import type { AssistantBlock, Message, ToolUseBlock, UserBlock } from "./model.ts";

/** What was said so far between loop and model in the present context. */
export interface Conversation {
  readonly messages: readonly Message[];
  /** Calls of the last answer that have no result yet, in order. */
  readonly unanswered: readonly ToolUseBlock[];
  /** What the person said that no call has taken along yet. */
  readonly unsent: readonly string[];
  /** What the person said and a call took along, for the present requirement: a fresh context hears it again. */
  readonly sent: readonly string[];
}

export const emptyConversation: Conversation = { messages: [], unanswered: [], unsent: [], sent: [] };

/** The conversation after one more event. The same function rebuilds it from the ledger and keeps it live. */
export function converse(conversation: Conversation, event: RunEvent): Conversation {
  switch (event.type) {
    case "run-started":
      return emptyConversation;
    case "requirement-started":
      return { ...emptyConversation, unsent: conversation.unsent };
    case "fresh-context":
      return { ...emptyConversation, unsent: [...conversation.sent, ...conversation.unsent] };
    case "person-said":
      return { ...conversation, unsent: [...conversation.unsent, event.text] };
    case "turn-started":
      return withPerson(conversation);
    case "told":
      return {
        ...conversation,
        messages: addUser(conversation.messages, { type: "text", text: event.text }),
      };
    case "turn-ended":
      return {
        ...conversation,
        messages: addAssistant(conversation.messages, event.content),
        unanswered: event.content.filter((block) => block.type === "tool_use"),
      };
    case "tool-result": {
      // A call that no model made (the offline agent's) is no part of a conversation.
      if (!conversation.unanswered.some((call) => call.id === event.call)) return conversation;
      return {
        ...conversation,
        messages: addUser(conversation.messages, {
          type: "tool_result",
          tool_use_id: event.call,
          content: event.content,
          is_error: event.isError,
        }),
        unanswered: conversation.unanswered.filter((call) => call.id !== event.call),
      };
    }
    default:
      return conversation;
  }
}

/** Said at the start of a turn, when every call has its result: the API takes words only behind those. */
function withPerson(conversation: Conversation): Conversation {
  const { messages, unsent, sent } = conversation;
  const said = unsent.map((text) => `The person who watches this run says:\n\n${text}`);
  return {
    ...conversation,
    messages: said.reduce((all, text) => addUser(all, { type: "text", text }), messages),
    unsent: [],
    sent: [...sent, ...unsent],
  };
}

function addUser(messages: readonly Message[], block: UserBlock): readonly Message[] {
  const last = messages.at(-1);
  if (last?.role !== "user") return [...messages, { role: "user", content: [block] }];
  return [...messages.slice(0, -1), { role: "user", content: [...last.content, block] }];
}

/** An answer without content leaves no message: the API takes no empty one. Two in a row are one. */
function addAssistant(messages: readonly Message[], content: readonly AssistantBlock[]): readonly Message[] {
  if (content.length === 0) return messages;
  const last = messages.at(-1);
  if (last?.role !== "assistant") return [...messages, { role: "assistant", content }];
  return [...messages.slice(0, -1), { role: "assistant", content: [...last.content, ...content] }];
}
