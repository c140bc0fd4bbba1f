import type { Agent } from "../../loop/agent.ts";
import type { Files } from "../../loop/files.ts";
import type { TemplateSources } from "../../suite/suite.ts";

/** The agents that have landed. */
export type AgentName = "anthropic" | "handoff" | "offline";

/** What the edge must give for an agent to be made; it holds what a key or a terminal is needed for. */
export interface AgentKind {
  readonly name: AgentName;
  /** `copy`: it works in a copy without the hold-outs. `tree`: a person edits the project itself. */
  readonly worksIn: "copy" | "tree";
  /** A model writes the code: it runs only in a sandbox that has proved itself. */
  readonly needsSandbox: boolean;
  /** Name of the model; null for an agent without one. */
  readonly model: string | null;
  make(needs: AgentNeeds): Promise<Agent>;
}

export interface AgentNeeds {
  /** The workspace's files. */
  readonly files: Files;
  readonly templates: TemplateSources;
  /** Aborted once the run is to stop after its step. */
  readonly stopping: AbortSignal;
}
