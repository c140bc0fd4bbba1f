/**
 * The port through which every process is started that runs code of the user or of an agent: the suite's
 * Vitest, the judge's child. Adapters: bubblewrap (Linux), sandbox-exec (macOS), none.
 */
export interface Sandbox {
  readonly level: SandboxLevel;
  /** Runs the canaries once; later calls return the first answer. */
  prove(signal?: AbortSignal): Promise<SandboxProof>;
  /** Starts one program and settles when it and everything it started is dead. Rejects only for our own bugs. */
  launch(program: Program, signal?: AbortSignal): Promise<Ended>;
}

/** Stamped on every verdict and receipt. */
export type SandboxLevel = "bubblewrap" | "sandbox-exec" | "none";

export type SandboxProof =
  | { readonly holds: true; readonly level: SandboxLevel; readonly canaries: readonly Canary[] }
  | {
      readonly holds: false;
      readonly level: SandboxLevel;
      readonly why:
        | "not-installed"
        | "user-namespaces"
        | "apparmor"
        | "container"
        | "wsl"
        | "canary"
        | "none";
      /** One sentence: what is wrong. */
      readonly message: string;
      /** The line that mends it, as typed in a shell or said in a sentence. */
      readonly mend: string;
      readonly canaries: readonly Canary[];
    };

/** One attempt that the sandbox must stop: `stopped` says whether it did. */
export interface Canary {
  readonly name: "write-outside" | "read-secret" | "connect-out" | "reach-parent" | "remount";
  readonly stopped: boolean;
  readonly detail: string;
}

export interface Program {
  /** Absolute program and its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** The only folder that the program may write: where it lies on disk and what it is called inside. */
  readonly workspace: Mount;
  /** Working directory, a path inside. */
  readonly cwd: string;
  /** Read-only folders and files beside the system's own (dependencies, the runner's code, node itself). */
  readonly reads: readonly Mount[];
  /** The whole environment of the program; nothing is inherited. */
  readonly env: Readonly<Record<string, string>>;
  /** Given on standard input, then closed. */
  readonly input?: string;
  readonly limits: Limits;
  /** Whole lines of standard output as they come (the rest of an unfinished line at the end). */
  readonly onLine?: (line: string) => void;
}

export interface Mount {
  /** Absolute path on disk. */
  readonly host: string;
  /** Absolute path the program sees. Without a sandbox both are `host`, and `inside` is not available. */
  readonly inside: string;
}

export interface Limits {
  /** Wall clock in milliseconds from start to end. */
  readonly wallMs: number;
  /**
   * When set: milliseconds without a line of output after which the program counts as stuck, asked for anew at
   * the start and after each line.
   */
  readonly idleMs?: () => number;
  /** Bytes of each output stream that are kept; the middle of more is dropped, and it is said. */
  readonly outputBytes: number;
  /** Address space or resident bytes, where the platform can limit it. */
  readonly memoryBytes?: number;
}

export interface Ended {
  readonly how: "exit" | "signal" | "wall-clock" | "idle" | "aborted" | "not-started";
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly durationMs: number;
}
