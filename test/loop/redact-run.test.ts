import { describe, expect, test } from "vitest";
import { openLedger } from "../../src/ledger/ledger.ts";
import { redactJournal } from "../../src/ledger/redact-journal.ts";
import type { RunEvent } from "../../src/loop/events.ts";
import { createModelAgent } from "../../src/loop/model-agent.ts";
import type { ModelRequest } from "../../src/loop/model.ts";
import { redactModel, redactPrompts } from "../../src/loop/redact-model.ts";
import { createRedactor } from "../../src/loop/redact.ts";
import { createMemoryJournal, Killed } from "../support/memory-journal.ts";
import { create, createWorld, drive, prompts, replace, scriptedModel } from "./world.ts";
import type { ScriptedTurn } from "./world.ts";

const secret = "p4ss-w0rd-of-mine";
const redactor = createRedactor([{ name: "MY_PASSWORD", value: secret }]);
const code = `const password = "${secret}";\nexport const fruit = "";\n`;
const whole = code.replace('fruit = ""', 'fruit = "apple pear fig secret-plum"');

const view = ["str_replace_based_edit_tool", { command: "view", path: "src/a.ts" }] as const;
const script: readonly ScriptedTurn[] = [
  { text: "I look first.", calls: [view] },
  { calls: [replace('const password = "[secret: MY_PASSWORD]";', "")] },
  { calls: [create('const password = "[secret: MY_PASSWORD]";\n')] },
  { calls: [["search", { query: "[secret: MY_PASSWORD]" }]] },
  { calls: [replace('fruit = ""', 'fruit = "apple pear fig secret-plum"')] },
];

/** A run over a file that holds a secret; killed after so many entries, and gone on with. */
async function runOver(killAfter = Infinity) {
  const world = createWorld(undefined, { "src/a.ts": code });
  const told: RunEvent[] = [];
  const requests: ModelRequest[] = [];
  const session = async (journal: ReturnType<typeof createMemoryJournal>) => {
    const inner = scriptedModel([]);
    const model = redactModel(
      {
        ...inner,
        turn: async (request, io) => {
          requests.push(request);
          const answers = request.messages.filter(({ role }) => role === "assistant").length;
          return scriptedModel(script.slice(answers)).turn(request, io);
        },
      },
      redactor,
    );
    const ledger = await openLedger({
      journal: redactJournal(journal, redactor),
      sessionMs: () => 0,
      onEvent: (event) => void told.push(event),
    });
    const agent = createModelAgent({
      name: "scripted",
      model,
      prompts: redactPrompts(prompts, redactor),
      maxTokens: 1000,
    });
    return drive(ledger, { world, agent });
  };
  const first = createMemoryJournal([], killAfter);
  try {
    return { state: await session(first), world, told, requests, entries: first.entries };
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    const second = createMemoryJournal(first.entries);
    return { state: await session(second), world, told, requests, entries: second.entries };
  }
}

describe("a file that holds a secret", () => {
  test("is edited around it; neither requests, nor ledger, nor listeners hold it", async () => {
    const { state, world, told, requests, entries } = await runOver();
    expect(state.outcome).toBe("green");
    expect(world.files.texts.get("src/a.ts")).toBe(whole);
    expect(requests.length).toBeGreaterThan(4);
    for (const all of [requests, entries, told]) expect(JSON.stringify(all)).not.toContain(secret);
    const views = entries.filter((event) => event.type === "tool-result").map(({ content }) => content);
    expect(views[0]).toContain('const password = "[secret: MY_PASSWORD]";');
  });

  test("an edit with a placeholder is refused with a word, and nothing is written", async () => {
    const { entries } = await runOver();
    const refused = entries.filter((event) => event.type === "tool-result" && event.isError);
    expect(refused).toHaveLength(2);
    for (const event of refused) {
      expect(event.type === "tool-result" ? event.content : "").toMatch(
        /^`\[secret: MY_PASSWORD\]` stands for a secret .*Nothing was changed/,
      );
    }
    expect(entries.filter((event) => event.type === "edit-applied")).toHaveLength(1);
  });

  test("killed after any event: what was sent is sent again as it was, the same end, the edit once", async () => {
    const straight = await runOver();
    const blocksOf = ({ messages }: ModelRequest) =>
      messages.flatMap(({ content }) => content as readonly object[]);
    for (let killAfter = 1; killAfter < straight.entries.length; killAfter++) {
      const { state, world, requests, entries } = await runOver(killAfter);
      expect(state.outcome, `killed after ${killAfter}`).toBe("green");
      expect(world.files.texts.get("src/a.ts")).toBe(whole);
      expect(entries.filter((event) => event.type === "edit-applied")).toHaveLength(1);
      for (const [at, request] of requests.slice(1).entries()) {
        const before = blocksOf(requests[at] as ModelRequest);
        expect(blocksOf(request).slice(0, before.length), `killed after ${killAfter}`).toStrictEqual(before);
      }
      for (const all of [requests, entries]) expect(JSON.stringify(all)).not.toContain(secret);
    }
  });
});

describe("words as they come, and why a call goes out again", () => {
  const privateKey = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0B".repeat(3)}\n-----END PRIVATE KEY-----`;
  const aws = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
  const phrase = "correct horse 7 battery";
  const streaming = createRedactor([
    { name: "MY_PASSWORD", value: secret },
    { name: "PHRASE_SECRET", value: phrase },
  ]);
  const turn = { is: "turn", content: [], broken: [], stop: "end_turn", stopDetail: null } as const;
  const usage = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };
  const said = `I use ${secret}, ${phrase} and ${aws}\n${privateKey}\nand 日本語 go on.`;
  const shown =
    "I use [secret: MY_PASSWORD], [secret: PHRASE_SECRET] and [secret: AWS access key]\n[secret: private key]\n" +
    "and 日本語 go on.";

  test.each([1, 2, 3, 7, 50, 1000])("in pieces of %d: no secret, nothing lost", async (size) => {
    const heard: string[] = [];
    const whys: string[] = [];
    const model = redactModel(
      {
        name: "m",
        turn: async (_request, io) => {
          for (const piece of ["void ", secret.slice(0, 6)]) io.onText(piece);
          io.onRetry?.({ attempt: 1, waitMs: 0, why: `cut at ${secret}` });
          heard.length = 0;
          for (let at = 0; at < said.length; at += size) io.onText(said.slice(at, at + size));
          return { ...turn, usage };
        },
      },
      streaming,
    );
    await model.turn(
      { system: [], messages: [], tools: [], maxTokens: 1 },
      {
        onText: (text) => void heard.push(text),
        onRetry: ({ why }) => void whys.push(why),
        signal: new AbortController().signal,
      },
    );
    expect(heard.join("")).toBe(shown);
    expect(whys).toStrictEqual(["cut at [secret: MY_PASSWORD]"]);
  });
});

test("thinking goes back as it came: its signature covers it", async () => {
  const block = { type: "thinking", thinking: secret, signature: secret } as const;
  const seen: ModelRequest[] = [];
  const model = redactModel(
    {
      name: "m",
      turn: async (request) => {
        seen.push(request);
        return {
          is: "failed",
          kind: "server",
          message: `no: ${secret}`,
          retryable: false,
          retryAfterMs: null,
        };
      },
    },
    redactor,
  );
  const messages = [{ role: "assistant", content: [block] }] as const;
  const answer = await model.turn(
    { system: [secret], messages, tools: [], maxTokens: 1 },
    { onText: () => {}, signal: new AbortController().signal },
  );
  expect(seen[0]).toMatchObject({ system: ["[secret: MY_PASSWORD]"], messages });
  expect(answer).toMatchObject({ message: "no: [secret: MY_PASSWORD]" });
  const event: RunEvent = {
    type: "turn-ended",
    turn: 1,
    content: [block],
    stop: "end_turn",
    usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
    cost: null,
  };
  expect(redactJournal(createMemoryJournal(), redactor).redact?.(event)).toStrictEqual(event);
});
