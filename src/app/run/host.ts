import type { Budgets } from "../../loop/budget.ts";
import type { LiveEvent, RunEvent } from "../../loop/events.ts";

/** The port to runs that go on in processes of their own: whoever started one may leave and join it again. */
export interface RunHosts {
  /**
   * Starts a run, or goes on with the one that is resumable; settles once its process answers.
   *
   * @throws UserError with what that process says when it cannot begin: exit code 3 while another run goes on.
   */
  start(order: RunOrder): Promise<RunLink>;
  /** A link to the run's process, or null when it is not alive. */
  join(run: string): Promise<RunLink | null>;
  /** Runs of this project whose process is alive. */
  live(): Promise<readonly string[]>;
}

/** What a run is started with; as the options of the command `run`. */
export interface RunOrder {
  readonly specs: readonly string[];
  /** null: the default. */
  readonly agent: string | null;
  readonly model: string | null;
  readonly fresh: boolean;
  readonly unsandboxed: boolean;
  readonly budgets: Partial<Budgets>;
  /** A green result is written without asking; else it waits. */
  readonly yes?: boolean;
  /** The change of OpenSpec that it works on; left out: the specs as they are. */
  readonly change?: string;
}

export interface RunLink {
  readonly run: string;
  /**
   * What the run has said so far, oldest first, then what it says; returns what ends the listening. Of what was said
   * each event comes, and the last text. Its last message is always `ended`, also when the process was killed.
   */
  listen(on: (message: HostMessage) => void): () => void;
  /** Sends it; should it not be taken, a notice says why. */
  send(control: RunControl): void;
  /** Leaves it; the run goes on. */
  close(): void;
}

export type HostMessage =
  | { readonly is: "event"; readonly event: RunEvent }
  | { readonly is: "live"; readonly event: LiveEvent }
  /** A hand-off's brief; the run waits for an edit. */
  | { readonly is: "brief"; readonly text: string }
  | {
      readonly is: "progress";
      readonly step: string;
      readonly done: number | null;
      readonly total: number | null;
    }
  | { readonly is: "notice"; readonly text: string }
  /** The step that had begun is finished, and none begins until it is resumed. */
  | { readonly is: "paused" }
  | { readonly is: "resumed" }
  /** The process is done with it. `error` is what a person is told when it did not come to an end. */
  | { readonly is: "ended"; readonly exitCode: number; readonly error: string | null };

export type RunControl =
  /** Waits at the next step; what has begun is finished. */
  | { readonly control: "pause" }
  | { readonly control: "resume" }
  /** Ends after the step, resumably. */
  | { readonly control: "stop" }
  /** Told to the agent with its next step. */
  | { readonly control: "message"; readonly text: string }
  | { readonly control: "budgets"; readonly budgets: Partial<Budgets> };
