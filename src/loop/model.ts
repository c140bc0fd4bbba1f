/**
 * The port to a language model. It knows no vendor; its messages map one to one to the Messages API's. A model
 * that cannot answer says so as a value: nothing that is expected to go wrong is thrown.
 */
export interface Model {
  /** Name that the price table and the ledger know it by. */
  readonly name: string;
  turn(request: ModelRequest, io: ModelIo): Promise<ModelAnswer>;
}

export interface ModelRequest {
  /** Parts of the system prompt, the most stable first; all of them together with `tools` are worth caching. */
  readonly system: readonly string[];
  readonly messages: readonly Message[];
  readonly tools: readonly ToolDefinition[];
  /** Most tokens the answer may have. */
  readonly maxTokens: number;
}

export interface ModelIo {
  /** Text as it comes, cleaned of escape sequences; for the screen only. */
  readonly onText: (text: string) => void;
  /** Any sign of life from the other side. */
  readonly onBeat?: () => void;
  /** A call failed and goes out again after `waitMs`; text that came so far is void. */
  readonly onRetry?: (retry: ModelRetry) => void;
  readonly signal: AbortSignal;
}

export interface ModelRetry {
  /** 1 for the first repetition. */
  readonly attempt: number;
  readonly waitMs: number;
  readonly why: string;
}

export type ModelAnswer = ModelTurn | ModelFailure;

/** A whole answer: the other side said that it ended. */
export interface ModelTurn {
  readonly is: "turn";
  /** Complete blocks only: every `tool_use` here has an input that was parsed to an object. */
  readonly content: readonly AssistantBlock[];
  /** Calls whose input was cut off or is no JSON object. Nothing of them may run. */
  readonly broken: readonly BrokenCall[];
  readonly stop: StopReason;
  /** The other side's words on a refusal, where it gives any. */
  readonly stopDetail: string | null;
  readonly usage: Usage;
}

export interface BrokenCall {
  readonly name: string;
  readonly why: string;
}

export type StopReason =
  | "end_turn"
  | "tool_use"
  | "max_tokens"
  | "stop_sequence"
  | "pause_turn"
  | "refusal"
  | "model_context_window_exceeded"
  | "unknown";

export interface ModelFailure {
  readonly is: "failed";
  readonly kind: FailureKind;
  /** Where, what was expected, what to do. Never holds the key. */
  readonly message: string;
  /** The same call may succeed when sent again. */
  readonly retryable: boolean;
  /** Milliseconds the other side asked to wait, when it did. */
  readonly retryAfterMs: number | null;
}

export type FailureKind =
  | "key"
  | "billing"
  | "model"
  | "request"
  | "context-full"
  | "rate-limit"
  | "overloaded"
  | "server"
  | "network"
  | "not-a-stream"
  | "cut"
  | "invalid-json"
  | "stalled"
  | "interrupted";

/** Tokens of one call as the other side counts them. */
export interface Usage {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
}

export type Message =
  | { readonly role: "user"; readonly content: readonly UserBlock[] }
  | { readonly role: "assistant"; readonly content: readonly AssistantBlock[] };

export type UserBlock = TextBlock | ToolResultBlock;
export type AssistantBlock = TextBlock | ToolUseBlock | ThinkingBlock | RedactedThinkingBlock;

export interface TextBlock {
  readonly type: "text";
  readonly text: string;
}

export interface ToolUseBlock {
  readonly type: "tool_use";
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Goes back exactly as it came: the signature covers it. */
export interface ThinkingBlock {
  readonly type: "thinking";
  readonly thinking: string;
  readonly signature: string;
}

export interface RedactedThinkingBlock {
  readonly type: "redacted_thinking";
  readonly data: string;
}

export interface ToolResultBlock {
  readonly type: "tool_result";
  readonly tool_use_id: string;
  readonly content: string;
  readonly is_error: boolean;
}

/** What a model is told of a tool. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON schema of the input. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /** The name of a tool that models were trained on; a vendor without it sends name, description and schema. */
  readonly trained: "text_editor_20250728" | null;
  /** The input fits the schema, or there is none: a vendor that can promise it is asked to. */
  readonly strict?: true;
}
