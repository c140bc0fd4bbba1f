import type { Progress, Seen } from "../ports.ts";
import type { RivalMemory } from "../refine/rival-memory.ts";
import type { Answered, Request } from "./calls.ts";

/** The port to whoever answers a screen's questions: the use cases, in this process or in another. */
export interface Engine {
  /**
   * Answers one request.
   *
   * @throws UserError for what a person can mend; the signal's reason when it was cancelled.
   */
  ask(request: Request, io?: EngineIo): Promise<Answered>;
}

export interface EngineIo {
  readonly progress?: Progress;
  readonly seen?: Seen;
  readonly signal?: AbortSignal;
}

/** What only the edge knows. */
export interface EngineFacts {
  /** Agents that could run here, the default first. */
  readonly agents: readonly { readonly name: string; readonly model: string | null }[];
  /** The spec that is offered to look at. */
  readonly exampleSpec: () => Promise<ExampleSpec>;
  /** What is known of programs that might stand in a subject's place; one for the life of the engine. */
  readonly rivals: RivalMemory;
}

export interface ExampleSpec {
  readonly name: string;
  readonly text: string;
  /** What it builds on and is there already; paths as the spec has them, from its own folder. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}
