/** What `greenbar.config.ts` may say, all of it optional; docs/configuration.md has the defaults. */
export interface GreenbarConfig {
  /** Folder of the specs, relative to the project's root. */
  readonly specs?: string;
  /** Folder of the generated suites. */
  readonly tests?: string;
  /** The form that specs have: one for all, or by globs of paths. */
  readonly dialect?: Dialect | Readonly<Record<string, Dialect>>;
  /** Globs of the modules that are subjects of the specs that name none. */
  readonly subjects?: string | readonly string[];
  /** Globs of ignored files that a fresh copy of the project needs all the same. */
  readonly copy?: readonly string[];
  /** `check` fails only for what is worse than the baseline says. */
  readonly baseline?: boolean;
  /** Files or folders that an agent may write, instead of those of the subjects. */
  readonly write?: readonly string[];
  /** Runs without a sandbox, at your own risk; stamped on every verdict. */
  readonly unsandboxed?: boolean;
  /** Levels of lint's rules, by id. */
  readonly lint?: Readonly<Record<string, "off" | "hint" | "warning" | "error">>;
  readonly agent?: "anthropic" | "handoff" | "offline";
  /** The model of the agent `anthropic`. */
  readonly model?: string;
  /** Limits of a run; cost in US dollars. */
  readonly budgets?: {
    readonly turns?: number;
    readonly tokens?: number;
    readonly cost?: number;
    readonly minutes?: number;
  };
  /** US dollars for a million tokens, by model. */
  readonly prices?: Readonly<
    Record<
      string,
      {
        readonly input: number;
        readonly output: number;
        readonly cacheWrite?: number;
        readonly cacheRead?: number;
      }
    >
  >;
  /** Milliseconds. */
  readonly timeouts?: {
    /** For one example before the judge. */
    readonly example?: number;
    /** Without a sign of life from Vitest. */
    readonly idle?: number;
    /** For a whole run of a suite. */
    readonly run?: number;
  };
}

type Dialect = "greenbar" | "openspec" | "spec-kit" | "kiro";

/** The configuration as it is given: an editor knows its keys then. */
export function defineConfig(config: GreenbarConfig): GreenbarConfig {
  return config;
}
