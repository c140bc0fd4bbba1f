import type { AgentIo, Hands, ToolCall } from "./agent.ts";
import { placeholderIn } from "./redact.ts";

/**
 * Hands that make no edit with a placeholder in it: where the agent read `[secret: NAME]`, the file holds the
 * secret, and the placeholder would be written over it.
 */
export function refusePlaceholders(hands: Hands, io: Pick<AgentIo, "emit">): Hands {
  return {
    tools: hands.tools,
    async execute(call, signal) {
      const found = placeholderOf(call);
      if (found === null) return hands.execute(call, signal);
      const { id, name, input } = call;
      const content =
        `\`${found}\` stands for a secret that you are not shown; written to a file it would take the secret's ` +
        "place. Nothing was changed. Leave that text out: replace only what stands before or behind it.";
      await io.emit({ type: "tool-called", call: id, tool: name, input });
      await io.emit({ type: "tool-result", call: id, tool: name, content, isError: true });
      return { content, isError: true, edited: null, conflict: false };
    },
  };
}

/** In what an edit looks for or writes; reading and searching may name one. */
function placeholderOf({ input }: ToolCall): string | null {
  if (typeof input !== "object" || input === null) return null;
  const given = Object.entries(input).filter(([key]) => texts.has(key));
  for (const [, value] of given) {
    const found = typeof value === "string" ? placeholderIn(value) : null;
    if (found !== null) return found;
  }
  return null;
}

/** Of the text editor's input, what is text of a file. */
const texts: ReadonlySet<string> = new Set(["file_text", "old_str", "new_str", "insert_text"]);
