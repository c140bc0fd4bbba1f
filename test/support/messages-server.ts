import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call that an answer makes. */
export interface ScriptedCall {
  readonly tool: string;
  readonly input: unknown;
  /** Made up from the answer's number when left out. */
  readonly id?: string;
}

/** What the server does with one request. */
export type Answer =
  | {
      readonly text?: string;
      readonly calls?: readonly ScriptedCall[];
      /** `tool_use` when there are calls, else `end_turn`. */
      readonly stop?: string;
      /** Thinking that comes first, with a signature. */
      readonly thinking?: string;
      readonly usage?: Partial<Usage>;
      /** Text of the last call's input is cut after so many characters (with `stop: "max_tokens"`). */
      readonly cutInput?: number;
      /** The stream ends, or hangs, after so many bytes of its text. */
      readonly endAfter?: number;
      readonly stallAfter?: number;
      /** An event of the stream is replaced by this raw text, by index. */
      readonly replace?: { readonly event: number; readonly raw: string };
      /** An error event follows after so many events, and nothing else. */
      readonly errorAfter?: { readonly events: number; readonly type: string; readonly message: string };
      /** A ping each so many milliseconds while it stalls. */
      readonly pingMs?: number;
      /** Each event waits for this before it is written: half of an answer can be looked at. */
      readonly before?: (event: number) => Promise<unknown>;
    }
  | {
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Hangs up without a word. */
  | { readonly hangUp: true }
  /** Never answers. */
  | { readonly silent: true };

interface Usage {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_creation_input_tokens: number;
  readonly cache_read_input_tokens: number;
}

/** A function may take its time: the request is recorded, and waits for its answer. */
export type Script =
  | readonly Answer[]
  | ((request: RecordedRequest, index: number) => Answer | Promise<Answer>);

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came, for a search for what must not be in it. */
  readonly raw: string;
  /** The body's JSON. */
  readonly body: MessagesBody;
}

export interface MessagesBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly stream: boolean;
  readonly system: readonly { readonly text: string; readonly cache_control?: unknown }[];
  readonly tools: readonly { readonly name: string; readonly type?: string }[];
  readonly messages: readonly { readonly role: string; readonly content: readonly ContentBlock[] }[];
}

export interface ContentBlock {
  readonly type: string;
  readonly text?: string;
  readonly content?: string;
  readonly tool_use_id?: string;
  readonly is_error?: boolean;
  readonly cache_control?: unknown;
}

export interface MessagesServer {
  /** For ANTHROPIC_BASE_URL. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/**
 * A server on loopback that speaks the wire format of the Messages API, streaming, by a script: an answer for
 * each request in turn. A request beyond the script gets 400, so that it fails at once and says why.
 */
export async function startMessagesServer(script: Script): Promise<MessagesServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer((message, response) => {
    void (async () => {
      const request = await readRequest(message);
      const index = requests.push(request) - 1;
      const answer = typeof script === "function" ? await script(request, index) : script[index];
      if (request.path !== "/v1/messages") return sendError(response, 404, "not_found_error", request.path);
      if (answer === undefined)
        return sendError(response, 400, "invalid_request_error", `the script ended after ${index} answers`);
      return send(response, answer, index);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** The events of a whole answer, each as the text that goes over the wire. */
export function answerEvents(answer: Extract<Answer, { text?: string }>, index: number): readonly string[] {
  const { text, thinking, calls = [], usage = {}, cutInput } = answer;
  const stop = answer.stop ?? (calls.length > 0 ? "tool_use" : "end_turn");
  const full: Usage = {
    input_tokens: 100,
    output_tokens: 20,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    ...usage,
  };
  const message = {
    id: `msg_${index}`,
    type: "message",
    role: "assistant",
    model: "scripted",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...full, output_tokens: 1 },
  };
  const blocks: { start: object; deltas: object[] }[] = [];
  if (thinking !== undefined) {
    blocks.push({
      start: { type: "thinking", thinking: "", signature: "" },
      deltas: [
        { type: "thinking_delta", thinking },
        { type: "signature_delta", signature: `signed-${index}` },
      ],
    });
  }
  if (text !== undefined) {
    blocks.push({
      start: { type: "text", text: "" },
      deltas: pieces(text, 7).map((piece) => ({ type: "text_delta", text: piece })),
    });
  }
  for (const [at, call] of calls.entries()) {
    const json = JSON.stringify(call.input);
    const sent = cutInput !== undefined && at === calls.length - 1 ? json.slice(0, cutInput) : json;
    blocks.push({
      start: { type: "tool_use", id: call.id ?? `toolu_${index}_${at}`, name: call.tool, input: {} },
      deltas: ["", ...pieces(sent, 11)].map((piece) => ({ type: "input_json_delta", partial_json: piece })),
    });
  }
  const events = [
    event("message_start", { message }),
    event("ping", {}),
    ...blocks.flatMap(({ start, deltas }, at) => [
      event("content_block_start", { index: at, content_block: start }),
      ...deltas.map((delta) => event("content_block_delta", { index: at, delta })),
      event("content_block_stop", { index: at }),
    ]),
    event("message_delta", { delta: { stop_reason: stop, stop_sequence: null }, usage: full }),
    event("message_stop", {}),
  ];
  return answer.replace === undefined ? events : events.with(answer.replace.event, answer.replace.raw);
}

function send(response: ServerResponse, answer: Answer, index: number): void {
  if ("silent" in answer) return;
  if ("hangUp" in answer) return void response.destroy();
  if ("status" in answer) {
    const { status, body, contentType = "application/json", headers = {} } = answer;
    response.writeHead(status, { "content-type": contentType, ...headers });
    response.end(
      body ??
        JSON.stringify({ type: "error", error: { type: errorType(status), message: `scripted ${status}` } }),
    );
    return;
  }
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "request-id": `req_${index}`,
  });
  const events = answerEvents(answer, index);
  if (answer.errorAfter !== undefined) {
    const { events: count, type, message } = answer.errorAfter;
    response.end(events.slice(0, count).join("") + event("error", { error: { type, message } }));
    return;
  }
  if (answer.before !== undefined) return void sendOneByOne(response, events, answer.before);
  const bytes = Buffer.from(events.join(""));
  if (answer.endAfter !== undefined) {
    response.write(bytes.subarray(0, answer.endAfter), () => response.destroy());
  } else if (answer.stallAfter !== undefined) {
    response.write(bytes.subarray(0, answer.stallAfter));
    if (answer.pingMs !== undefined) {
      const pings = setInterval(() => response.write(event("ping", {})), answer.pingMs);
      response.on("close", () => clearInterval(pings));
    }
  } else {
    response.end(bytes);
  }
}

async function sendOneByOne(
  response: ServerResponse,
  events: readonly string[],
  before: (event: number) => Promise<unknown>,
): Promise<void> {
  for (const [at, text] of events.entries()) {
    await before(at);
    response.write(text);
  }
  response.end();
}

async function readRequest(message: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks).toString("utf8");
  const headers = Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
  );
  const path = (message.url ?? "").replace(/\?.*$/, "");
  return {
    method: message.method ?? "",
    path,
    headers,
    raw,
    body: (raw === "" ? {} : JSON.parse(raw)) as MessagesBody,
  };
}

function sendError(response: ServerResponse, status: number, type: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ type: "error", error: { type, message } }));
}

function errorType(status: number): string {
  const types: Readonly<Record<number, string>> = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "billing_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    529: "overloaded_error",
  };
  return types[status] ?? "api_error";
}

function event(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
}

function pieces(text: string, size: number): string[] {
  const all: string[] = [];
  for (let at = 0; at < text.length; at += size) all.push(text.slice(at, at + size));
  return all;
}
