import Anthropic from "@anthropic-ai/sdk";
import { createAnthropicModel } from "../../../src/adapters/anthropic/anthropic-model.ts";
import { toParams } from "../../../src/adapters/anthropic/request.ts";
import { explain } from "../../../src/cli/explain.ts";
import type { CommandModule } from "../../../src/cli/command.ts";
import type { Screen } from "../../../src/cli/screen.ts";
import type { Agent } from "../../../src/loop/agent.ts";
import { createModelAgent } from "../../../src/loop/model-agent.ts";
import type { AssistantBlock, Model } from "../../../src/loop/model.ts";
import { createWorld, judgeWorld, prompts, start } from "../../loop/world.ts";
import type { Setting } from "../../loop/world.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";
import type { Script } from "../../support/messages-server.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench } from "../row.ts";
import { key } from "./stage.ts";

export interface BareSetting {
  readonly files?: Readonly<Record<string, string>>;
  /** What stands in the place of the model's port. */
  readonly model?: (url: string) => Model;
  readonly agent?: (agent: Agent) => Agent;
  readonly over?: Setting["over"];
}

/**
 * The loop, its agent and tools on files in memory and a server over the wire: without redaction, and with whatever
 * else a row takes away.
 */
export async function bareRun(bench: AttackBench, script: Script, setting: BareSetting = {}) {
  const { files, model = sdkModel, agent: wrap = (one) => one, over = {} } = setting;
  const server = await startMessagesServer(script);
  bench.atEnd(() => server.close());
  const world = createWorld(undefined, files);
  const agent = wrap(createModelAgent({ name: "bare", model: model(server.url), prompts, maxTokens: 1000 }));
  const ran = await start({ world, agent, over });
  return { ...ran, world, server };
}

/** greenbar's own adapter, without retries, watchdog and redaction. */
export const sdkModel = (baseUrl: string): Model =>
  createAnthropicModel({ apiKey: key, baseUrl, model: "bare", now: () => 0 });

/** The same, with answers that another hand has changed. */
export const changed =
  (change: (answer: Extract<Awaited<ReturnType<Model["turn"]>>, { is: "turn" }>) => object) =>
  (url: string): Model => {
    const model = sdkModel(url);
    return {
      name: model.name,
      async turn(request, io) {
        const answer = await model.turn(request, io);
        return answer.is === "turn" ? { ...answer, ...change(answer) } : answer;
      },
    };
  };

/** The SDK's own helper, as recipes use it: what has come when a stream ends counts as the answer. */
export function trustingModel(baseURL: string): Model {
  const client = new Anthropic({ apiKey: key, baseURL, maxRetries: 0, logLevel: "off" });
  return {
    name: "trusting",
    async turn(request) {
      const stream = client.messages.stream(toParams("bare", request));
      const message = await stream.finalMessage().catch(() => stream.currentMessage);
      if (message === undefined) {
        return {
          is: "failed",
          kind: "server",
          message: "nothing came",
          retryable: false,
          retryAfterMs: null,
        };
      }
      const content = message.content.flatMap((block): AssistantBlock[] => {
        if (block.type === "text") return [{ type: "text", text: block.text }];
        if (block.type !== "tool_use") return [];
        return [{ ...block, type: "tool_use", input: block.input as Readonly<Record<string, unknown>> }];
      });
      const usage = { input: 1, output: 1, cacheWrite: 0, cacheRead: 0 };
      return { is: "turn", content, broken: [], stop: "tool_use", stopDetail: null, usage };
    },
  };
}

/** What a command gives to its screen, before the screen cleans it. */
export async function uncleaned(
  command: CommandModule,
  { root, args = [], json = false }: { root: string; args?: readonly string[]; json?: boolean },
): Promise<string> {
  const { screen, out, err } = createMemoryScreen();
  const bare: Screen = { ...screen, isJson: json };
  const { signal } = new AbortController();
  try {
    await command.run({ screen: bare, args, options: {}, directory: root, signal, stopping: signal });
  } catch (error) {
    const { message, advice } = explain(error);
    err.push(message, ...advice);
  }
  return json ? out.join("\n") : [...out, ...err].join("\n");
}

/** Measurements that believe what they are told: green as soon as somebody says so. */
export const believing = (isGreen: () => boolean): NonNullable<Setting["over"]> => {
  const verdict = async () => {
    const judged = judgeWorld(createWorld());
    return isGreen() ? { ...judged, outcome: "green" as const, failures: [], heldOut: [] } : judged;
  };
  return {
    verdict,
    feedback: async () => {
      const { counts, failures } = await verdict();
      return { is: "measured", counts, failures, problems: [], passed: [] };
    },
    fingerprint: async () => (isGreen() ? "as was said" : "as it was"),
  };
};
