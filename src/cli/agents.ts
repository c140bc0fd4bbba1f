import process from "node:process";
import type { AgentKind, AgentName } from "../app/run/agents.ts";
import { UserError } from "../app/user-error.ts";
import type { Desk } from "../loop/handoff-agent.ts";
import { defaultModel, openModel } from "./open-model.ts";
import { processRedactor } from "./redactor.ts";

/** Most tokens of one answer of a model. */
const maxTokens = 16_000;

export interface AgentChoice {
  /** `--agent`, else the configuration's. */
  readonly wanted: string | undefined;
  readonly model: string | undefined;
  /** Where a hand-off shows its brief. */
  readonly desk: Desk;
}

/**
 * The agent of a run: the one that was named; else Anthropic's models where there is a key, and a hand-off where
 * there is none.
 *
 * @throws UserError for a name that is no agent's, or `anthropic` without a key.
 */
export function chooseAgent(choice: AgentChoice): AgentKind {
  const key = process.env["ANTHROPIC_API_KEY"] ?? "";
  const name = choice.wanted ?? (key === "" ? "handoff" : "anthropic");
  if (!isAgent(name)) {
    throw new UserError(2, `there is no agent "${name}"`, {
      advice: [`There are: ${Object.keys(kinds).join(", ")}.`],
    });
  }
  return kinds[name](choice, key);
}

const kinds: Readonly<Record<AgentName, (choice: AgentChoice, key: string) => AgentKind>> = {
  anthropic: anthropicKind,
  handoff: ({ desk }) => ({
    name: "handoff",
    worksIn: "tree",
    needsSandbox: false,
    model: null,
    make: async () => (await import("../loop/handoff-agent.ts")).createHandoffAgent(desk),
  }),
  offline: () => ({
    name: "offline",
    worksIn: "copy",
    needsSandbox: false,
    model: null,
    make: async ({ files }) => {
      const { createOfflineAgent } = await import("../loop/offline-agent.ts");
      const limits = { candidates: 20_000_000, ms: 10_000 };
      const breathe = () => new Promise<void>((done) => setImmediate(done));
      return createOfflineAgent({ files, now: () => performance.now(), breathe, limits });
    },
  }),
};

function isAgent(name: string): name is AgentName {
  return Object.hasOwn(kinds, name);
}

function anthropicKind({ model: wanted }: AgentChoice, key: string): AgentKind {
  if (key === "") {
    throw new UserError(2, "the agent anthropic needs a key, and ANTHROPIC_API_KEY is not set", {
      advice: [
        "Set it, or take another agent: --agent handoff gives each requirement to you, --agent offline is built in.",
      ],
    });
  }
  const model = wanted ?? defaultModel;
  return {
    name: "anthropic",
    worksIn: "copy",
    needsSandbox: true,
    model,
    make: async ({ templates, stopping }) => {
      const [{ createModelAgent }, { createPrompts }, { redactPrompts }] = await Promise.all([
        import("../loop/model-agent.ts"),
        import("../loop/prompts.ts"),
        import("../loop/redact-model.ts"),
      ]);
      return createModelAgent({
        name: "anthropic",
        model: await openModel(key, model, stopping),
        prompts: redactPrompts(createPrompts(templates), processRedactor()),
        maxTokens,
      });
    },
  };
}
