import type * as AnthropicSdk from "@anthropic-ai/sdk";
import type { Model, ModelAnswer, ModelFailure, ModelIo, ModelRequest } from "../../loop/model.ts";
import { createAssembly } from "./assemble.ts";
import { explainBreak, explainRefusal, explainSettings } from "./failures.ts";
import type { Refusal, Whereabouts } from "./failures.ts";
import { toParams } from "./request.ts";

const anthropicsOwn = "https://api.anthropic.com";

export interface AnthropicSettings {
  /** Value of ANTHROPIC_API_KEY. */
  readonly apiKey: string;
  /** Value of ANTHROPIC_BASE_URL; null, or nothing but white space, for Anthropic's own. */
  readonly baseUrl: string | null;
  readonly model: string;
  /** Milliseconds since the epoch, for a `retry-after` that is a date in an answer that has none of its own. */
  readonly now: () => number;
}

/**
 * One call each turn, streamed, never repeated here: retries and the watchdog are wrappers around the port. The
 * SDK takes a tenth of a second to load, so it is loaded with the first call.
 */
export function createAnthropicModel(settings: AnthropicSettings): Model {
  const given = settings.baseUrl?.trim() ?? "";
  const baseUrl = given === "" ? anthropicsOwn : given;
  const where: Whereabouts = { host: originOf(baseUrl), model: settings.model, key: settings.apiKey };
  const wrong = explainSettings(settings.apiKey, baseUrl);
  let loading: Promise<Sdk> | null = null;
  return {
    name: settings.model,
    async turn(request, io) {
      if (wrong !== null) return wrong;
      loading ??= loadSdk(settings.apiKey, baseUrl);
      const sdk = await loading;
      try {
        return await stream(sdk, settings.model, request, io, where);
      } catch (error) {
        return explain(error, sdk, io, where, settings.now());
      }
    },
  };
}

interface Sdk {
  readonly client: AnthropicSdk.default;
  readonly module: typeof AnthropicSdk;
  /** Called with each piece of an answer's bytes, pings included. */
  readonly beats: { current: () => void };
}

async function loadSdk(apiKey: string, baseURL: string): Promise<Sdk> {
  const module = await import("@anthropic-ai/sdk");
  const beats = { current: () => {} };
  const client = new module.default({
    apiKey,
    baseURL,
    maxRetries: 0,
    // What it would log holds what the model said; our own messages say what went wrong.
    logLevel: "off",
    openTelemetry: false,
    fetch: async (input, init) => withBeats(await fetch(input, init), () => beats.current()),
  });
  return { client, module, beats };
}

async function stream(
  sdk: Sdk,
  model: string,
  request: ModelRequest,
  io: ModelIo,
  where: Whereabouts,
): Promise<ModelAnswer> {
  sdk.beats.current = () => io.onBeat?.();
  const call = sdk.client.messages.create(toParams(model, request), { signal: io.signal });
  const { data, response } = await call.withResponse();
  const type = response.headers.get("content-type") ?? "no content type";
  if (!type.startsWith("text/event-stream")) {
    data.controller.abort();
    return explainBreak("not-a-stream", type, where);
  }
  const assembly = createAssembly();
  for await (const event of data) {
    const text = assembly.take(event);
    if (text !== "") io.onText(text);
  }
  const turn = assembly.turn();
  if (turn !== null) return turn;
  return io.signal.aborted ? explainBreak("interrupted", "", where) : explainBreak("cut", "", where);
}

function explain(error: unknown, sdk: Sdk, io: ModelIo, where: Whereabouts, nowMs: number): ModelFailure {
  const { APIError, APIConnectionError, APIUserAbortError, AnthropicError } = sdk.module;
  if (io.signal.aborted || error instanceof APIUserAbortError) return explainBreak("interrupted", "", where);
  if (error instanceof APIConnectionError) return explainBreak("network", causes(error), where);
  if (error instanceof APIError) return explainRefusal(readRefusal(error), where, nowMs);
  if (error instanceof SyntaxError) return explainBreak("invalid-json", error.message, where);
  if (error instanceof AnthropicError) return explainBreak("cut", error.message, where);
  // undici ends a body that breaks off with a TypeError ("terminated").
  if (error instanceof TypeError && error.cause !== undefined)
    return explainBreak("cut", causes(error), where);
  throw error;
}

function readRefusal(error: AnthropicSdk.APIError): Refusal {
  return {
    status: error.status ?? null,
    type: error.type ?? null,
    message: error.apiMessage ?? null,
    retryAfter: error.headers?.get("retry-after") ?? null,
    date: error.headers?.get("date") ?? null,
  };
}

/** An error's message and those of its causes: the last one usually says what it was. */
function causes(error: Error): string {
  const messages: string[] = [];
  for (let at: unknown = error; at instanceof Error && messages.length < 4; at = at.cause) {
    if (at.message !== "" && !messages.includes(at.message)) messages.push(at.message);
  }
  return messages.join(": ");
}

/** The same response, telling of every piece of its body. */
function withBeats(response: Response, onBeat: () => void): Response {
  onBeat();
  if (response.body === null) return response;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      onBeat();
      controller.enqueue(piece);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(watch), { status, statusText, headers });
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : "ANTHROPIC_BASE_URL";
}
