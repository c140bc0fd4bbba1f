import { afterEach, describe, expect, test } from "vitest";
import { createAnthropicModel } from "../../../src/adapters/anthropic/anthropic-model.ts";
import { withRetries } from "../../../src/adapters/anthropic/retrying-model.ts";
import { withWatchdog } from "../../../src/adapters/anthropic/watched-model.ts";
import { createModelAgent } from "../../../src/loop/model-agent.ts";
import type { Model, ModelAnswer, ModelRequest, ModelRetry } from "../../../src/loop/model.ts";
import { createWorld, prompts, start } from "../../loop/world.ts";
import { answerEvents, startMessagesServer } from "../../support/messages-server.ts";
import type { Answer, MessagesServer, Script } from "../../support/messages-server.ts";

const key = "sk-test-0123456789";
const editor = "str_replace_based_edit_tool";

let server: MessagesServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const timer = (ms: number, callback: () => void) => {
  const id = setTimeout(callback, ms);
  return () => clearTimeout(id);
};

async function modelOn(script: Script, retries = 0, idleMs = 5000): Promise<Model> {
  server = await startMessagesServer(script);
  const plain = createAnthropicModel({ apiKey: key, baseUrl: server.url, model: "m-1", now: () => 0 });
  const watched = withWatchdog(plain, { idleMs, wallMs: 20_000, timer });
  return withRetries(watched, { retries, baseMs: 1, mostMs: 5000, jitter: () => 0, sleep: async () => {} });
}

const request: ModelRequest = {
  system: ["You write code.", "The spec."],
  messages: [{ role: "user", content: [{ type: "text", text: "Go." }] }],
  tools: [
    { name: editor, description: "edits", inputSchema: {}, trained: "text_editor_20250728" },
    { name: "search", description: "finds", inputSchema: { type: "object", properties: {} }, trained: null },
  ],
  maxTokens: 500,
};

async function ask(
  model: Model,
): Promise<{ answer: ModelAnswer; text: string; retries: readonly ModelRetry[] }> {
  let text = "";
  const retries: ModelRetry[] = [];
  const answer = await model.turn(request, {
    onText: (piece) => {
      text += piece;
    },
    onRetry: (retry) => retries.push(retry),
    signal: new AbortController().signal,
  });
  return { answer, text, retries };
}

const good: Extract<Answer, { text?: string }> = {
  thinking: "Hmm.",
  text: "I will look.",
  calls: [{ tool: "search", input: { query: 'äöü "quoted"' }, id: "t1" }],
  usage: { input_tokens: 7, output_tokens: 9, cache_creation_input_tokens: 11, cache_read_input_tokens: 13 },
};

const whole: ModelAnswer = {
  is: "turn",
  content: [
    { type: "thinking", thinking: "Hmm.", signature: "signed-0" },
    { type: "text", text: "I will look." },
    { type: "tool_use", id: "t1", name: "search", input: { query: 'äöü "quoted"' } },
  ],
  broken: [],
  stop: "tool_use",
  stopDetail: null,
  usage: { input: 7, output: 9, cacheWrite: 11, cacheRead: 13 },
};

describe("an answer", () => {
  test("comes whole: blocks, calls, stop reason, usage; text as it streams", async () => {
    const { answer, text } = await ask(await modelOn([good]));
    expect(answer).toEqual(whole);
    expect(text).toBe("I will look.");
  });

  test("the request streams, carries the key, and marks what is stable for the cache", async () => {
    await ask(await modelOn([good]));
    const [sent] = server?.requests ?? [];
    expect(sent?.headers["authorization"] ?? sent?.headers["x-api-key"]).toContain(key);
    expect(sent?.body).toMatchObject({
      model: "m-1",
      max_tokens: 500,
      stream: true,
      system: [
        { text: "You write code.", cache_control: { type: "ephemeral" } },
        { text: "The spec.", cache_control: { type: "ephemeral" } },
      ],
      tools: [{ type: "text_editor_20250728", name: editor }, { name: "search" }],
      messages: [
        { role: "user", content: [{ type: "text", text: "Go.", cache_control: { type: "ephemeral" } }] },
      ],
    });
    expect(sent?.raw).not.toContain("$schema");
  });

  test("colours are gone and other sequences are seen, also those cut by the stream", async () => {
    const { answer, text } = await ask(await modelOn([{ text: "a\u001b[31mb\u001b]0;title\u0007c" }]));
    expect(text).toBe("ab␛]0;title␇c");
    expect(answer).toMatchObject({ content: [{ type: "text", text: "ab␛]0;title␇c" }] });
  });

  test.each([
    "end_turn",
    "max_tokens",
    "stop_sequence",
    "pause_turn",
    "refusal",
    "model_context_window_exceeded",
  ])("stop reason %s is passed on", async (stop) => {
    expect((await ask(await modelOn([{ text: "x", stop }]))).answer).toMatchObject({ is: "turn", stop });
  });

  test("a stop reason that nobody knows yet is `unknown`", async () => {
    expect((await ask(await modelOn([{ text: "x", stop: "tired" }]))).answer).toMatchObject({
      stop: "unknown",
    });
  });

  test("text without a visible character is left out", async () => {
    expect((await ask(await modelOn([{ text: "\n " }]))).answer).toMatchObject({ is: "turn", content: [] });
  });

  test("a call cut off by max_tokens is broken, not run with what came of it", async () => {
    const input = { command: "create", path: "src/a.ts", file_text: "x".repeat(50) };
    const { answer } = await ask(
      await modelOn([{ text: "So:", calls: [{ tool: editor, input }], stop: "max_tokens", cutInput: 40 }]),
    );
    expect(answer).toMatchObject({
      is: "turn",
      stop: "max_tokens",
      content: [{ type: "text" }],
      broken: [{ name: editor, why: "its input is no JSON object" }],
    });
  });

  test("of two calls with the same id only the first can be run", async () => {
    const calls = ["one", "two"].map((query) => ({ tool: "search", input: { query }, id: "same" }));
    expect((await ask(await modelOn([{ calls }]))).answer).toMatchObject({
      content: [{ type: "tool_use", id: "same", input: { query: "one" } }],
      broken: [{ name: "search", why: "another call of the answer has its id" }],
    });
  });

  test("a call without input is a call with an empty one", async () => {
    const events = answerEvents({ calls: [{ tool: "search", input: {}, id: "t" }] }, 0);
    const at = events.findIndex((event) => event.includes('"partial_json":"{}"'));
    const { answer } = await ask(
      await modelOn([
        { calls: [{ tool: "search", input: {}, id: "t" }], replace: { event: at, raw: ": nothing\n\n" } },
      ]),
    );
    expect(answer).toMatchObject({ content: [{ type: "tool_use", input: {} }], broken: [] });
  });
});

describe("what goes wrong says where, what was expected, and what to do", () => {
  test.each<[string, Answer, string, boolean, RegExp]>([
    ["401", { status: 401 }, "key", false, /the key was refused \(401\).*ANTHROPIC_API_KEY/],
    ["403", { status: 403 }, "key", false, /the key was refused \(403\)/],
    ["402", { status: 402 }, "billing", false, /cannot pay.*billing/],
    ["404", { status: 404 }, "model", false, /no model m-1.*--model/],
    ["400", { status: 400 }, "request", false, /refused \(400\)\. It says: scripted 400 Expected/],
    [
      "a prompt that is too long",
      {
        status: 400,
        body: JSON.stringify({
          type: "error",
          error: { type: "invalid_request_error", message: "prompt is too long: 1 > 0" },
        }),
      },
      "context-full",
      false,
      /longer than the model takes/,
    ],
    ["413", { status: 413 }, "context-full", false, /longer/],
    ["408", { status: 408 }, "server", true, /service failed \(408\)/],
    ["429", { status: 429 }, "rate-limit", true, /too many requests.*goes on from here/],
    ["500", { status: 500 }, "server", true, /service failed \(500\)/],
    ["529", { status: 529 }, "overloaded", true, /overloaded \(529\)/],
    [
      "502 with HTML",
      { status: 502, body: "<html>Bad gateway</html>", contentType: "text/html" },
      "server",
      true,
      /\(502\)/,
    ],
    [
      "HTML instead of a stream",
      { status: 200, body: "<html>Log in</html>", contentType: "text/html" },
      "not-a-stream",
      false,
      /text\/html.*text\/event-stream.*ANTHROPIC_BASE_URL/,
    ],
    ["JSON instead of a stream", { status: 200, body: "{}" }, "not-a-stream", false, /application\/json/],
    [
      "an empty stream",
      { status: 200, body: "", contentType: "text/event-stream" },
      "cut",
      true,
      /ended before it was whole/,
    ],
    ["nothing", { hangUp: true }, "network", true, /cannot be reached, or hung up/],
    ["half a stream", { ...good, endAfter: 700 }, "cut", true, /ended before it was whole/],
    [
      "an event that is no JSON",
      { ...good, replace: { event: 3, raw: "event: content_block_delta\ndata: {oops\n\n" } },
      "invalid-json",
      true,
      /no JSON/,
    ],
    [
      "an error event in the stream",
      { ...good, errorAfter: { events: 4, type: "overloaded_error", message: "Overloaded" } },
      "overloaded",
      true,
      /in the middle of an answer/,
    ],
    [
      "an api error in the stream",
      { ...good, errorAfter: { events: 4, type: "api_error", message: "x" } },
      "server",
      true,
      /service failed/,
    ],
  ])("%s", async (_name, answer, kind, retryable, message) => {
    const { answer: got } = await ask(await modelOn([answer]));
    expect(got).toMatchObject({ is: "failed", kind, retryable, message: expect.stringMatching(message) });
    expect(got).toHaveProperty("message", expect.stringContaining(server?.url ?? "?"));
  });

  test("nobody listens there", async () => {
    const closed = await startMessagesServer([]);
    await closed.close();
    const model = createAnthropicModel({ apiKey: key, baseUrl: closed.url, model: "m", now: () => 0 });
    expect((await ask(model)).answer).toMatchObject({
      kind: "network",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  test("the key is never shown, even when the other side repeats it", async () => {
    const body = JSON.stringify({
      type: "error",
      error: { type: "authentication_error", message: `invalid key ${key}` },
    });
    const { answer } = await ask(await modelOn([{ status: 401, body }]));
    expect(JSON.stringify(answer)).not.toContain(key);
    expect(JSON.stringify(answer)).toContain("[key]");
  });

  test("a password in the base URL is never shown", async () => {
    const model = createAnthropicModel({
      apiKey: key,
      baseUrl: "http://me:hush@127.0.0.1:9",
      model: "m",
      now: () => 0,
    });
    const { answer } = await ask(model);
    expect(JSON.stringify(answer)).not.toContain("hush");
    expect(answer).toMatchObject({
      retryable: false,
      message: expect.stringMatching(/^ANTHROPIC_BASE_URL .*without a user name/),
    });
  });

  test.each(["localhost", "ftp://x", "https://"])("a base URL that is none: %j", async (baseUrl) => {
    const model = createAnthropicModel({ apiKey: key, baseUrl, model: "m", now: () => 0 });
    const { answer } = await ask(model);
    expect(answer).toMatchObject({
      kind: "request",
      retryable: false,
      message: expect.stringMatching(/^ANTHROPIC_BASE_URL .*https:\/\/api/),
    });
  });

  test("no key", async () => {
    const model = createAnthropicModel({ apiKey: "", baseUrl: null, model: "m", now: () => 0 });
    expect((await ask(model)).answer).toMatchObject({
      kind: "key",
      message: expect.stringContaining("ANTHROPIC_API_KEY"),
    });
  });

  test("an interrupt ends a call at once", async () => {
    const model = await modelOn([{ silent: true }], 3);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    const answer = await model.turn(request, { onText: () => {}, signal: controller.signal });
    expect(answer).toMatchObject({ is: "failed", kind: "interrupted", retryable: false });
    expect(server?.requests).toHaveLength(1);
  });
});

describe("retries", () => {
  test.each<[string, Answer]>([
    ["429", { status: 429 }],
    ["529", { status: 529 }],
    ["500", { status: 500 }],
    ["a hang-up", { hangUp: true }],
    ["half a stream", { ...good, endAfter: 900 }],
    [
      "an overload in the stream",
      { ...good, errorAfter: { events: 3, type: "overloaded_error", message: "" } },
    ],
  ])("after %s twice, the third answer counts", async (_name, bad) => {
    const { answer, retries } = await ask(await modelOn([bad, bad, good], 3));
    expect(answer).toMatchObject({ is: "turn", content: [{}, {}, { input: { query: 'äöü "quoted"' } }] });
    expect(retries.map((retry) => retry.attempt)).toEqual([1, 2]);
    expect(server?.requests).toHaveLength(3);
  });

  test("they end, and the failure stands", async () => {
    const { answer } = await ask(await modelOn(() => ({ status: 529 }), 2));
    expect(answer).toMatchObject({ is: "failed", kind: "overloaded" });
    expect(server?.requests).toHaveLength(3);
  });

  test("a key that is refused is asked for once", async () => {
    await ask(await modelOn(() => ({ status: 401 }), 3));
    expect(server?.requests).toHaveLength(1);
  });

  test("what the other side asks to wait is waited", async () => {
    const { retries } = await ask(await modelOn([{ status: 429, headers: { "retry-after": "2" } }, good], 3));
    expect(retries).toMatchObject([{ attempt: 1, waitMs: 2000 }]);
  });

  test("a longer wait than ours is not begun", async () => {
    const { answer } = await ask(
      await modelOn(() => ({ status: 429, headers: { "retry-after": "3600" } }), 3),
    );
    expect(answer).toMatchObject({ kind: "rate-limit", retryAfterMs: 3_600_000 });
    expect(server?.requests).toHaveLength(1);
  });
});

describe("a stream that stalls", () => {
  const bytes = Buffer.byteLength(answerEvents(good, 0).join(""));

  test.each([0, 10, Math.floor(bytes / 2), bytes - 3])(
    "after %i bytes is given up and asked again",
    async (stallAfter) => {
      const { answer, retries } = await ask(await modelOn([{ ...good, stallAfter }, good], 1, 150));
      expect(answer).toMatchObject({ is: "turn" });
      expect(retries).toMatchObject([
        { why: expect.stringMatching(/^Nothing came from the model in 0.2 s/) },
      ]);
    },
  );

  test("a server that never answers", async () => {
    const { answer } = await ask(await modelOn([{ silent: true }], 0, 150));
    expect(answer).toMatchObject({ kind: "stalled", retryable: true });
  });

  test("pings are a sign of life, for as long as one call may take", async () => {
    const stallAfter = Buffer.byteLength(answerEvents(good, 0).slice(0, 5).join(""));
    server = await startMessagesServer([{ ...good, stallAfter, pingMs: 40 }]);
    const plain = createAnthropicModel({ apiKey: key, baseUrl: server.url, model: "m", now: () => 0 });
    const began = performance.now();
    const { answer } = await ask(withWatchdog(plain, { idleMs: 150, wallMs: 600, timer }));
    expect(answer).toMatchObject({ kind: "stalled", message: expect.stringContaining("did not end") });
    expect(performance.now() - began).toBeGreaterThan(500);
  });
});

test("a stream cut anywhere is never taken for an answer", async () => {
  const text = answerEvents(good, 0).join("");
  const length = Buffer.byteLength(text);
  const end = Buffer.byteLength(
    text.slice(0, text.lastIndexOf('data: {"type":"message_stop"}') + 'data: {"type":"message_stop"}'.length),
  );
  const cuts: number[] = [];
  for (let at = 0; at < length; at += 61) cuts.push(at);
  cuts.push(end - 2, end - 1);
  const model = await modelOn(cuts.map((endAfter): Answer => ({ ...good, endAfter })));
  for (const cut of cuts) {
    const { answer } = await ask(model);
    expect(answer, `cut after ${cut} bytes`).toMatchObject({ is: "failed", retryable: true });
  }
  expect(cuts.length).toBeGreaterThan(25);
});

describe("a run over the wire", () => {
  async function runOn(script: Script, retries = 2) {
    const model = await modelOn(script, retries);
    const world = createWorld();
    const agent = createModelAgent({ name: "anthropic", model, prompts, maxTokens: 4000 });
    return { world, ...(await start({ world, agent })) };
  }
  const edit = (input: object): Answer => ({ calls: [{ tool: editor, input }] });
  const wrong = edit({ command: "create", path: "src/a.ts", file_text: "apple\n" });
  const right = edit({
    command: "str_replace",
    path: "src/a.ts",
    old_str: "apple",
    new_str: "apple pear fig secret-plum",
  });

  test("a wrong attempt and a right one end green, with two verdicts", async () => {
    const { state, world } = await runOn([wrong, right]);
    expect(state).toMatchObject({
      outcome: "green",
      verdicts: ["red", "green"],
      spent: { turns: 2, tokens: 240 },
    });
    expect(world.files.writes).toHaveLength(2);
    // Every call of the conversation has its result before anything else is said.
    const sent = server?.requests[1]?.body.messages.at(-1);
    expect(sent?.content.map((block) => block.type)).toEqual(["tool_result", "text"]);
  });

  test("no request ever holds a hold-out", async () => {
    const { state } = await runOn([
      edit({ command: "create", path: "src/a.ts", file_text: "apple pear fig" }),
      { text: "?" },
      right,
    ]);
    expect(state.outcome).toBe("green");
    const before = (server?.requests ?? []).map(({ raw }) => raw);
    expect(before).toHaveLength(3);
    for (const raw of before) expect(raw).not.toContain("secret-plum");
  });

  test("a call cut off by max_tokens runs nothing, and the model is told", async () => {
    const cut: Answer = {
      calls: [{ tool: editor, input: { command: "create", path: "src/a.ts", file_text: "apple pear" } }],
      stop: "max_tokens",
      cutInput: 50,
    };
    const { state, world } = await runOn([cut, wrong, right]);
    expect(state.outcome).toBe("green");
    expect(world.files.writes).toHaveLength(2);
    expect(server?.requests[1]?.raw).toContain("cut off at 4000 tokens, inside a tool call");
  });

  test("thinking goes back as it came", async () => {
    await runOn([{ ...wrong, thinking: "Let me see." }, right]);
    expect(server?.requests[1]?.body.messages[1]?.content[0]).toEqual({
      type: "thinking",
      thinking: "Let me see.",
      signature: "signed-0",
    });
  });

  test("a refused key ends the run as infra, with the reason", async () => {
    const { state } = await runOn([{ status: 401 }]);
    expect(state).toMatchObject({ outcome: "infra", why: expect.stringContaining("the key was refused") });
  });
});
