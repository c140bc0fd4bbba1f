import type {
  MessageCreateParamsStreaming,
  MessageParam,
  ToolUnion,
} from "@anthropic-ai/sdk/resources/messages";
import type { Message, ModelRequest, ToolDefinition } from "../../loop/model.ts";

/**
 * A request as the Messages API takes it. Three cache breakpoints: tools and system prompt are one prefix that
 * stays the same for a whole spec, and the conversation so far is the prefix of the next call.
 */
export function toParams(model: string, request: ModelRequest): MessageCreateParamsStreaming {
  return {
    model,
    max_tokens: request.maxTokens,
    stream: true,
    system: request.system.map((text) => ({ type: "text", text, cache_control: { type: "ephemeral" } })),
    tools: request.tools.map(toTool),
    messages: request.messages.map((message, index) =>
      toMessage(message, index === request.messages.length - 1),
    ),
  };
}

function toTool({ name, description, inputSchema, trained, strict }: ToolDefinition): ToolUnion {
  if (trained !== null) return { type: trained, name: "str_replace_based_edit_tool" };
  const { $schema: _schema, ...schema } = inputSchema;
  return { name, description, input_schema: { ...schema, type: "object" }, ...(strict && { strict }) };
}

function toMessage(message: Message, isLast: boolean): MessageParam {
  if (message.role === "assistant")
    return { role: "assistant", content: message.content.map((block) => ({ ...block })) };
  const end = message.content.length - 1;
  return {
    role: "user",
    content: message.content.map((block, index) => ({
      ...block,
      ...(isLast && index === end ? { cache_control: { type: "ephemeral" } } : {}),
    })),
  };
}
