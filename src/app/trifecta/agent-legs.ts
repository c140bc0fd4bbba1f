import type { Trifecta } from "../../loop/trifecta.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Config } from "../config.ts";
import type { AgentName } from "../run/agents.ts";
import { runTrifecta } from "./run-trifecta.ts";

/** What a run by this agent could do here. */
export interface AgentLegs extends Trifecta {
  readonly agent: AgentName;
  /** It asks a model, so what the model is shown is sent to its endpoint. */
  readonly sends: boolean;
}

/** The three legs of a run by each agent, in this project and in a sandbox of this level. */
export function agentLegs(config: Config, sandbox: SandboxLevel | null): readonly AgentLegs[] {
  return agents.map(({ name, sends }) => ({
    agent: name,
    sends,
    ...runTrifecta(config, {
      agent: { name, model: sends ? (config.model ?? "by default") : null },
      unsandboxed: false,
      sandbox,
    }),
  }));
}

const agents: readonly { readonly name: AgentName; readonly sends: boolean }[] = [
  { name: "anthropic", sends: true },
  { name: "handoff", sends: false },
  { name: "offline", sends: false },
];
