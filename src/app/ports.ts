import type { Journal } from "../ledger/ledger.ts";
import type { Files } from "../loop/files.ts";
import type { TemplateSources } from "../suite/suite.ts";
import type { Shell } from "../verdict/console.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Judge } from "../verdict/judge.ts";
import type { TestOutcome } from "../verdict/report.ts";
import type { VitestUsed } from "../verdict/receipt.ts";
import type { Runner } from "../verdict/runner.ts";
import type { Sandbox, SandboxLevel } from "../verdict/sandbox.ts";
import type { Workspaces } from "../verdict/workspace.ts";

/** What the use cases need of the world. Completed once, at the edge (`cli/world.ts`). */
export interface World {
  readonly disk: ProjectDisk;
  /** Copies for programs that run at this level of sandbox. */
  workspaces(level: SandboxLevel): Workspaces;
  readonly runner: Runner;
  readonly judge: Judge;
  readonly shell: Shell;
  /** The platform's sandbox, and the one that is none. */
  readonly sandbox: Sandbox;
  readonly noSandbox: Sandbox;
  /** Ours, from the package's `templates` folder: `suite/…`, `prompts/…` by name. */
  templates(): Promise<TemplateSources>;
  /** The runs of this project, below `.greenbar/runs`. */
  readonly runs: Runs;
  /** The files of a workspace copy, for an agent's tools. */
  workspaceFiles(dir: string): Files;
  /** What suites are run with here, found without starting it. */
  tools(): Promise<Tools>;
  /** Text to suites, remembering what did not change. */
  readonly pipeline: Pipeline;
  /** A seed for the judge's order. */
  seed(): number;
  /** Milliseconds, monotonic. */
  now(): number;
}

export interface Tools {
  readonly vitest: VitestUsed;
  /** Major version of Node. */
  readonly node: number;
}

/** Where runs are kept. */
export interface Runs {
  /** Ids of the runs that are there, newest first. */
  list(): Promise<readonly string[]>;
  /** A new id: later ones sort behind earlier ones. */
  newId(): string;
  /** The whole entries of the run's log, oldest first, also while another process writes it. A damaged one is a `UserError`. */
  read(id: string): Promise<readonly unknown[]>;
  /** Holds the project for this process, so that no run begins meanwhile. While one goes on it is a `UserError`. */
  hold(id: string): Promise<{ release(): Promise<void> }>;
  /** The run's log, opened for writing; made when there is none. A damaged one is a `UserError`. */
  open(id: string): Promise<Journal & { close(): Promise<void> }>;
  /** Absolute folder of the run's workspace copy. */
  workspaceDir(id: string): string;
}

/** The project's files. Paths are relative to its root, with forward slashes. */
export interface ProjectDisk {
  readonly root: string;
  /** The file's text, null when there is none. A folder, or a file that may not be read, is a `UserError`. */
  read(path: string): Promise<string | null>;
  /** `file`, `folder`, or null when there is nothing. */
  kindOf(path: string): Promise<"file" | "folder" | null>;
  /** Files below a folder whose name ends so, sorted; none when the folder is not there. */
  list(folder: string, suffix: string): Promise<readonly string[]>;
  /** The object that `greenbar.config.ts` (or `.js`, `.mjs`) exports, evaluated in another process; null without one. */
  config(): Promise<{ readonly path: string; readonly value: unknown } | null>;
  /** `compilerOptions` of the tsconfig.json that holds for the folder, `extends` followed; null without one. */
  compilerOptions(): Promise<CompilerOptions | null>;
  /** All at once or none; a file that is not as `before` says makes it fail, and nothing is written. */
  write(changes: readonly FileChange[]): Promise<void>;
}

export interface CompilerOptions {
  readonly module?: string | undefined;
  readonly moduleResolution?: string | undefined;
  readonly allowImportingTsExtensions?: boolean | undefined;
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** One file as it must be found and as it will be; null means that there is none. */
export interface FileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What one example seems to be while a run goes on; only for the screen. */
export type Seen = (example: string, outcome: TestOutcome) => void;

/** What a use case says while it works; only for the screen. */
export type Progress = (step: string, done?: number, total?: number) => void;
