import type { Agent, AgentIo, Brief, Hands, WorkEnd } from "./agent.ts";
import type { AssistantBlock, Model, ModelFailure, ModelTurn, ToolUseBlock } from "./model.ts";
import type { Prompts } from "./prompts.ts";
import { refusePlaceholders } from "./redact-hands.ts";

export interface ModelAgentSettings {
  readonly name: string;
  readonly model: Model;
  readonly prompts: Prompts;
  /** Most tokens of one answer. */
  readonly maxTokens: number;
}

/** Turns in a row that only look before the loop takes stock. */
const mostQuietTurns = 20;

/** An agent on a language model: it asks, runs the calls of complete answers, and says when code changed. */
export function createModelAgent(settings: ModelAgentSettings): Agent {
  return {
    name: settings.name,
    async work(brief, allHands, io) {
      const hands = refusePlaceholders(allHands, io);
      // A run that was killed may have left calls without a result; they come before anything else is said.
      const left = await runCalls(io.conversation().unanswered, hands, io);
      if (left !== null) return left;
      await tell(settings.prompts, brief, io);
      for (let quiet = 0; quiet < mostQuietTurns; quiet++) {
        const end = await takeTurn(settings, brief, hands, io);
        if (end !== null) return end;
      }
      return { is: "done" };
    },
  };
}

/** Says what the conversation lacks: the task at its beginning, what fails after an attempt. */
async function tell(prompts: Prompts, brief: Brief, io: AgentIo): Promise<void> {
  const { messages } = io.conversation();
  const text = messages.length === 0 ? prompts.requirement(brief) : prompts.failures(brief);
  const last = messages.at(-1);
  // Before a kill it may have been said already, and the answer never came.
  const isSaid =
    last?.role === "user" &&
    last.content.some((block) => block.type === "text" && (messages.length === 1 || block.text === text));
  if (!isSaid) await io.emit({ type: "told", text });
}

/** One call to the model, and the calls of its answer. Null to go on. */
async function takeTurn(
  { model, prompts, maxTokens }: ModelAgentSettings,
  brief: Brief,
  hands: Hands,
  io: AgentIo,
): Promise<WorkEnd | null> {
  const end = await io.ready();
  if (end !== null) return end;
  const turn = io.budget.nextTurn();
  const limit = io.budget.tokensLeft(maxTokens);
  await io.emit({ type: "turn-started", turn });
  const answer = await model.turn(
    {
      system: prompts.system(brief),
      messages: io.conversation().messages,
      tools: hands.tools,
      maxTokens: limit,
    },
    {
      onText: (text) => io.live({ type: "text-delta", text }),
      onRetry: (retry) => io.live({ type: "retrying", ...retry }),
      signal: io.signal,
    },
  );
  if (answer.is === "failed") return fail(answer, turn, io);
  const { stop, usage } = answer;
  await io.emit({
    type: "turn-ended",
    turn,
    content: usable(answer),
    stop,
    usage,
    cost: io.budget.cost(usage),
  });
  return afterTurn(answer, limit, prompts, hands, io);
}

async function fail(failure: ModelFailure, turn: number, io: AgentIo): Promise<WorkEnd> {
  const { kind, message, retryable } = failure;
  if (kind === "interrupted" || io.signal.aborted) return { is: "interrupted" };
  await io.emit({ type: "turn-failed", turn, kind, message });
  return kind === "context-full" ? { is: "context-full" } : { is: "failed", kind, message, retryable };
}

/** Only an answer that stopped for its calls keeps them: every call in a conversation must get a result. */
function usable({ content, stop }: ModelTurn): readonly AssistantBlock[] {
  return stop === "tool_use" ? content : content.filter((block) => block.type !== "tool_use");
}

async function afterTurn(
  answer: ModelTurn,
  limit: number,
  prompts: Prompts,
  hands: Hands,
  io: AgentIo,
): Promise<WorkEnd | null> {
  switch (answer.stop) {
    case "tool_use":
      return afterCalls(answer, prompts, hands, io);
    case "max_tokens": {
      const inCall = answer.broken.length > 0 || answer.content.some((block) => block.type === "tool_use");
      await io.emit({ type: "told", text: prompts.cutOff(limit, inCall) });
      return null;
    }
    case "pause_turn":
      return null;
    case "refusal":
      return {
        is: "gave-up",
        why: `The model refused${answer.stopDetail === null ? "." : `: ${answer.stopDetail}`}`,
      };
    case "model_context_window_exceeded":
      return { is: "context-full" };
    case "end_turn":
    case "stop_sequence":
    case "unknown":
      return { is: "done" };
  }
}

async function afterCalls(
  answer: ModelTurn,
  prompts: Prompts,
  hands: Hands,
  io: AgentIo,
): Promise<WorkEnd | null> {
  const calls = answer.content.filter((block) => block.type === "tool_use");
  if (calls.length === 0 && answer.broken.length === 0) return { is: "done" };
  const end = await runCalls(calls, hands, io);
  if (answer.broken.length > 0 && end?.is !== "conflict") {
    const list = answer.broken.map(({ name, why }) => `${name} (${why})`).join(", ");
    await io.emit({ type: "told", text: prompts.brokenCall(list) });
  }
  return end;
}

/** Runs calls in order. Done when code changed: the loop then measures it. */
async function runCalls(calls: readonly ToolUseBlock[], hands: Hands, io: AgentIo): Promise<WorkEnd | null> {
  let edited = false;
  for (const { id, name, input } of calls) {
    if (io.signal.aborted) return { is: "interrupted" };
    const result = await hands.execute({ id, name, input }, io.signal);
    if (result.conflict) return { is: "conflict" };
    edited ||= result.edited !== null;
  }
  return edited ? { is: "done" } : null;
}
