import { createAnthropicModel } from "../../../src/adapters/anthropic/anthropic-model.ts";
import { withRetries } from "../../../src/adapters/anthropic/retrying-model.ts";
import { withWatchdog } from "../../../src/adapters/anthropic/watched-model.ts";
import { inTurns } from "../../../src/app/in-turns.ts";
import { createModelAgent } from "../../../src/loop/model-agent.ts";
import type { Model, ModelRequest } from "../../../src/loop/model.ts";
import { create, createWorld, prompts, start } from "../../loop/world.ts";
import { answerEvents, startMessagesServer } from "../../support/messages-server.ts";
import type { Answer, Script } from "../../support/messages-server.ts";
import type { AttackRow, Outcome } from "../row.ts";
import { within } from "./kill-sweep.ts";
import { sleep, timer } from "./rig/one-run.ts";
import { trustingModel } from "./rig/trusting-model.ts";

const [tool, input] = create("apple pear fig secret-plum // and this is all of it");
/** Writes the subject, whole: nothing shorter is right. */
const answer = { text: "So:", calls: [{ tool, input, id: "toolu_1" }] } as const;
const events = answerEvents(answer, 0);
const json = JSON.stringify(input);

const whole = "an answer counts once it says that it has ended: `adapters/anthropic/assemble.ts`";

export const streamRows: readonly AttackRow[] = [
  {
    id: "stream-cut-at-each-chunk",
    mechanism: "a model's stream that is cut",
    does: "Cuts the stream of a model's answer before and in the middle of each of its events; then it answers whole.",
    must: "Nothing of a part is run or written, it is asked again, and the run ends green.",
    defence: whole,
    withDefence: () => sweep(cutAnswers, (place) => careful(place)),
    without: () => sweep(cutAnswers, ({ url }) => trustingModel(url)),
  },
  {
    id: "stream-stalls-at-each-chunk",
    mechanism: "a model's stream that stalls",
    does: "Lets the stream of a model's answer go silent, the connection open, before each of its events.",
    must: "It is given up after the limit (short here), asked again, and the run ends green.",
    defence: "a watchdog around each call: `adapters/anthropic/watched-model.ts`",
    withDefence: () => sweep(stalledAnswers, (place) => careful(place, 400)),
    without: () => sweep(stalledAnswers.slice(0, 2), ({ url }) => plain(url), 3_000),
  },
  {
    id: "tool-input-cut-at-each-byte",
    mechanism: "a tool call whose input is not all there",
    does: "Cuts the input of a tool call at each character, in an answer that ends properly, by its limit or as if it were whole.",
    must: "The call is not run, the model is told, and the run ends green.",
    defence:
      "an input is run when it parses and fits its schema: `adapters/anthropic/assemble.ts`, `loop/hands.ts`",
    withDefence: () => sweep(cutInputs, (place) => careful(place)),
    without: () => sweep(cutInputs, ({ url }) => trustingModel(url)),
  },
  {
    id: "always-overloaded",
    mechanism: "a service that never stops failing",
    does: "Answers every request with 529, 429 or 500.",
    must: "Six requests at most, then the run ends and can be gone on with.",
    defence: "retries of our own, bounded, those of the SDK off: `adapters/anthropic/retrying-model.ts`",
    withDefence: () => storm(5),
    without: () => storm(Infinity),
  },
  {
    id: "absurd-retry-after",
    mechanism: "a wait that a service asks for",
    does: "Asks to wait for ten years, a negative time, until a date in the past or far ahead, by a clock that is a day wrong, or for no time that can be read.",
    must: "A wait that is asked for is waited, one beyond two minutes ends the call, and none makes a storm of requests.",
    defence:
      "`retry-after` in both its forms, by the service's own clock, up to a limit: `adapters/anthropic/failures.ts`",
    withDefence: () => waits(120_000),
    without: () => waits(Infinity),
  },
];

const chunks = events.map((_, index) => Buffer.byteLength(events.slice(0, index).join("")));
const cutAnswers = chunks
  .flatMap((at, index) => [at, at + Math.floor((events[index]?.length ?? 0) / 2)])
  .map((endAfter) => ({ ...answer, endAfter }));
const stalledAnswers = chunks.map((stallAfter) => ({ ...answer, stallAfter }));
const cutInputs = Array.from({ length: json.length - 1 }, (_, index) => ({
  ...answer,
  cutInput: index + 1,
  stop: index % 2 === 0 ? "max_tokens" : "tool_use",
}));

interface Place {
  readonly url: string;
}

function plain(url: string): Model {
  return createAnthropicModel({ apiKey: "test", baseUrl: url, model: "m", now: () => Date.now() });
}

/** As the command line makes it, but for waits that a sweep has no time for. */
function careful({ url }: Place, idleMs = 10_000): Model {
  const watched = withWatchdog(plain(url), { idleMs, wallMs: 20_000, timer });
  return withRetries(watched, { retries: 20, baseMs: 1, mostMs: 10, jitter: () => 0, sleep });
}

export interface StreamSwept {
  readonly points: number;
  readonly hangs: number;
  readonly partial: number;
  readonly red: number;
}

/** Every way of these rows to cut an answer short or to let it stall, with all defences in place. */
export async function sweepStreams(): Promise<readonly StreamSwept[]> {
  return [
    await count(cutAnswers, (place) => careful(place)),
    await count(stalledAnswers, (place) => careful(place, 400)),
    await count(cutInputs, (place) => careful(place)),
  ];
}

async function sweep(...given: Parameters<typeof count>): Promise<Outcome> {
  const { points, hangs, partial, red } = await count(...given);
  const held = hangs + partial + red === 0;
  return {
    held,
    saw: held
      ? `${points} of ${points} points green, nothing partial, no hang`
      : `${points} points: ${hangs} hang, ${partial} ran partial input, ${red} not green`,
  };
}

/** Each answer is the first of one run; the second is whole. */
async function count(
  answers: readonly Answer[],
  makeModel: (place: Place) => Model,
  mostMs = 60_000,
): Promise<StreamSwept> {
  const found = await inTurns(answers, 4, (first) => once(first, makeModel, mostMs));
  const of = (what: (typeof found)[number]) => found.filter((one) => one === what).length;
  return { points: answers.length, hangs: of("hang"), partial: of("partial"), red: of("red") };
}

async function once(
  first: Answer,
  makeModel: (place: Place) => Model,
  mostMs: number,
): Promise<"green" | "red" | "partial" | "hang"> {
  const server = await startMessagesServer((_request, index) => (index === 0 ? first : answer));
  const stop = new AbortController();
  try {
    const world = createWorld();
    const agent = createModelAgent({ name: "m", model: makeModel(server), prompts, maxTokens: 1_000 });
    const ended = await within(mostMs, start({ world, agent, signal: stop.signal }));
    const wrote = world.files.writes.length;
    if (ended === null) return "hang";
    const isWhole = world.files.texts.get("src/a.ts") === input["file_text"];
    if (wrote > 1 || (wrote === 1 && !isWhole)) return "partial";
    return ended.state.outcome === "green" ? "green" : "red";
  } finally {
    stop.abort();
    await server.close();
  }
}

const request: ModelRequest = {
  system: [],
  messages: [{ role: "user", content: [] }],
  tools: [],
  maxTokens: 10,
};
const quiet = { onText: () => {} };

async function storm(retries: number): Promise<Outcome> {
  const enough = 40;
  const stop = new AbortController();
  const server = await startMessagesServer((_request, index) => {
    if (index + 1 >= enough) stop.abort();
    return { status: [529, 429, 500][index % 3] ?? 500 };
  });
  try {
    const model = withRetries(plain(server.url), {
      retries,
      baseMs: 1,
      mostMs: 2,
      jitter: () => 0,
      sleep,
    });
    const said = await model.turn(request, { ...quiet, signal: stop.signal });
    const { length } = server.requests;
    const kind = said.is === "failed" ? said.kind : "answered";
    return { held: length <= 6 && kind !== "interrupted", saw: `${length} requests, then ${kind}` };
  } finally {
    await server.close();
  }
}

const day = 86_400_000;
const dateIn = (ms: number) => new Date(Date.now() + ms).toUTCString();

/** A header, and the least and the most milliseconds to wait for it; null when the call ends with it. */
const asked: readonly (
  | readonly [headers: Record<string, string>, least: number, most: number]
  | readonly [headers: Record<string, string>, null]
)[] = [
  [{ "retry-after": "3" }, 3_000, 3_000],
  [{ "retry-after": "0.5" }, 500, 500],
  [{ "retry-after": "315360000" }, null],
  [{ "retry-after": "-3" }, 1, 1],
  [{ "retry-after": "soon" }, 1, 1],
  [{ "retry-after": dateIn(10 * 365 * day) }, null],
  [{ "retry-after": dateIn(-day) }, 0, 0],
  [{ "retry-after": dateIn(day + 9_000), date: dateIn(day) }, 8_000, 10_000],
  [{ "retry-after": dateIn(9_000 - day), date: dateIn(-day) }, 8_000, 10_000],
];

async function waits(mostMs: number): Promise<Outcome> {
  const problems: string[] = [];
  for (const [headers, least, most] of asked) {
    const script: Script = (_request, index) => (index === 0 ? { status: 429, headers } : { text: "x" });
    const server = await startMessagesServer(script);
    const waited: number[] = [];
    const note = (ms: number) => Promise.resolve(void waited.push(ms));
    const model = withRetries(plain(server.url), {
      retries: 5,
      baseMs: 2,
      mostMs,
      jitter: () => 0,
      sleep: note,
    });
    await model.turn(request, { ...quiet, signal: new AbortController().signal });
    await server.close();
    const [ms] = waited;
    const isRight = least === null ? ms === undefined : ms !== undefined && ms >= least && ms <= most;
    if (!isRight) problems.push(`${JSON.stringify(headers)}: ${wait(ms)}`);
  }
  const held = problems.length === 0;
  return { held, saw: held ? `${asked.length} of ${asked.length} as they must` : (problems[0] ?? "") };
}

/** A timer of more than 2^31 ms fires at once. */
function wait(ms: number | undefined): string {
  if (ms === undefined) return "not waited";
  return ms > 2 ** 31 ? `a wait of ${ms} ms, which a timer takes for 1 ms` : `a wait of ${ms} ms`;
}
