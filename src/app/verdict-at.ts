import type { Sandbox } from "../verdict/sandbox.ts";
import type { Snapshot } from "../verdict/workspace.ts";
import type { Progress, Seen } from "./ports.ts";

/** On what, and where, a verdict is made. */
export interface VerdictAt {
  readonly snapshot: Snapshot;
  /** Files put over the snapshot: what an agent wrote. */
  readonly overlay?: ReadonlyMap<string, string>;
  readonly sandbox: Sandbox;
  readonly seed: number;
  readonly progress?: Progress | undefined;
  readonly seen?: Seen | undefined;
  readonly signal?: AbortSignal | undefined;
}
