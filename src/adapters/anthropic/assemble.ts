import type { RawMessageStreamEvent } from "@anthropic-ai/sdk/resources/messages";
import { cleanText, createTextCleaner } from "../../verdict/clean-text.ts";
import type { AssistantBlock, BrokenCall, ModelTurn, StopReason, Usage } from "../../loop/model.ts";

/** Puts an answer together from its stream, block by block. */
export interface Assembly {
  /** Takes one event; gives text for the screen, "" when it brings none. */
  take(event: RawMessageStreamEvent): string;
  /** The whole answer; null as long as the other side has not said that it ended. */
  turn(): ModelTurn | null;
}

/** A block as it grows: text, or the JSON of an input, or thinking with its signature. */
interface Growing {
  readonly start: {
    readonly type: string;
    readonly id: string;
    readonly name: string;
    readonly data: string;
  };
  text: string;
  signature: string;
  isWhole: boolean;
}

export function createAssembly(): Assembly {
  const blocks = new Map<number, Growing>();
  const cleaner = createTextCleaner();
  let usage: Usage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };
  let stop: StopReason = "unknown";
  let stopDetail: string | null = null;
  let ended = false;

  return {
    take(event) {
      switch (event.type) {
        case "message_start":
          usage = readUsage(usage, event.message.usage);
          return "";
        case "content_block_start":
          blocks.set(event.index, grow(event.content_block));
          return "text" in event.content_block ? cleaner.push(event.content_block.text) : "";
        case "content_block_delta": {
          const block = blocks.get(event.index);
          if (block === undefined) return "";
          const { delta } = event;
          if (delta.type === "text_delta") block.text += delta.text;
          else if (delta.type === "input_json_delta") block.text += delta.partial_json;
          else if (delta.type === "thinking_delta") block.text += delta.thinking;
          else if (delta.type === "signature_delta") block.signature += delta.signature;
          return delta.type === "text_delta" ? cleaner.push(delta.text) : "";
        }
        case "content_block_stop": {
          const block = blocks.get(event.index);
          if (block !== undefined) block.isWhole = true;
          return cleaner.end();
        }
        case "message_delta":
          usage = readUsage(usage, event.usage);
          stop = readStop(event.delta.stop_reason);
          stopDetail = readDetail(event.delta);
          return "";
        case "message_stop":
          ended = true;
          return "";
        default:
          // A kind of event that this version does not know: the API asks clients to pass over it.
          return "";
      }
    },
    turn() {
      if (!ended) return null;
      const read = [...blocks.entries()]
        .sort(([a], [b]) => a - b)
        .map(([, block]) => readBlock(block))
        .map(withOwnId());
      const content = read.flatMap((one) => (one !== null && "type" in one ? [one] : []));
      const broken = read.flatMap((one) => (one !== null && "why" in one ? [one] : []));
      return { is: "turn", content, broken, stop, stopDetail, usage };
    },
  };
}

function grow(block: object): Growing {
  const word = (key: string): string => {
    const value: unknown = Reflect.get(block, key);
    return typeof value === "string" ? value : "";
  };
  return {
    start: { type: word("type"), id: word("id"), name: word("name"), data: word("data") },
    text: word("text") + word("thinking"),
    signature: word("signature"),
    isWhole: false,
  };
}

/** A complete block, a call that cannot be run, or null for what has no content. */
function readBlock({ start, text, signature, isWhole }: Growing): AssistantBlock | BrokenCall | null {
  switch (start.type) {
    case "text": {
      const clean = cleanText(text);
      // The API takes no text without a visible character back.
      return clean.trim() === "" ? null : { type: "text", text: clean };
    }
    case "thinking":
      return isWhole && signature !== "" ? { type: "thinking", thinking: text, signature } : null;
    case "redacted_thinking":
      return { type: "redacted_thinking", data: start.data };
    case "tool_use": {
      if (!isWhole) return { name: start.name, why: "it was cut off" };
      const input = readInput(text);
      if (input === null) return { name: start.name, why: "its input is no JSON object" };
      return { type: "tool_use", id: start.id, name: start.name, input };
    }
    default:
      return null;
  }
}

/** Of calls with the same id only the first can be told from the others, in the results and after a kill. */
function withOwnId(): (block: AssistantBlock | BrokenCall | null) => AssistantBlock | BrokenCall | null {
  const ids = new Set<string>();
  return (block) => {
    if (block === null || !("type" in block) || block.type !== "tool_use") return block;
    if (ids.has(block.id)) return { name: block.name, why: "another call of the answer has its id" };
    ids.add(block.id);
    return block;
  };
}

/** The input's JSON. A call without input sends no text at all. */
function readInput(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text === "" ? "{}" : text);
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Counts are cumulative: what a later event names replaces what an earlier one said. */
function readUsage(
  before: Usage,
  now:
    | {
        readonly input_tokens?: number | null;
        readonly output_tokens?: number | null;
        readonly cache_creation_input_tokens?: number | null;
        readonly cache_read_input_tokens?: number | null;
      }
    | null
    | undefined,
): Usage {
  return {
    input: now?.input_tokens ?? before.input,
    output: now?.output_tokens ?? before.output,
    cacheWrite: now?.cache_creation_input_tokens ?? before.cacheWrite,
    cacheRead: now?.cache_read_input_tokens ?? before.cacheRead,
  };
}

const stops: ReadonlySet<string> = new Set<StopReason>([
  "end_turn",
  "tool_use",
  "max_tokens",
  "stop_sequence",
  "pause_turn",
  "refusal",
  "model_context_window_exceeded",
]);

function readStop(reason: string | null | undefined): StopReason {
  return isStop(reason) ? reason : "unknown";
}

function isStop(reason: string | null | undefined): reason is StopReason {
  return typeof reason === "string" && stops.has(reason);
}

function readDetail(delta: object): string | null {
  const details: unknown = Reflect.get(delta, "stop_details");
  const explanation: unknown = isRecord(details) ? details["explanation"] : null;
  return typeof explanation === "string" ? cleanText(explanation) : null;
}
