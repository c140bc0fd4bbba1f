import type { Budgets } from "../../loop/budget.ts";
import type { LiveEvent, RunEvent } from "../../loop/events.ts";
import type { RunState } from "../../loop/state.ts";
import type { Generated } from "../generate.ts";
import type { FileChange, Progress } from "../ports.ts";
import type { AgentKind } from "./agents.ts";
import type { HostMessage } from "./host.ts";
import type { Steer } from "./steer.ts";

/** What a run is asked for, and whom it tells. */
export interface RunOptions {
  readonly specs: readonly string[];
  /** The change of OpenSpec that the world has been given; left out: none. */
  readonly change?: string | undefined;
  readonly agent: AgentKind;
  readonly budgets: Budgets;
  readonly fresh: boolean;
  readonly unsandboxed: boolean;
  /** Asked at green, with what would change; the answer decides whether it is written. */
  readonly accept: (changes: readonly FileChange[]) => Promise<boolean>;
  readonly onEvent: (event: RunEvent, state: RunState) => void;
  readonly onLive: (event: LiveEvent) => void;
  readonly onGenerated: (generated: Generated) => void;
  readonly onNotice: (notice: string) => void;
  readonly progress: Progress;
  /** Aborted: leave everything, now. */
  readonly signal: AbortSignal;
  /** Aborted: finish the step that has begun, then stop. */
  readonly stopping?: AbortSignal;
  /** Told which run it is before anything of it happens. */
  readonly onBegun?: (run: string) => Promise<void>;
  /** Given what the run can be steered with while it goes on. */
  readonly onSteer?: (steer: Steer) => void;
  /** What earlier sessions of the run recorded. */
  readonly onPast?: (events: readonly RunEvent[]) => void;
  readonly onPace?: (message: Extract<HostMessage, { is: "paused" | "resumed" }>) => void;
}
