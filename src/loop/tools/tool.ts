import type { z } from "zod";
import type { Files } from "../files.ts";
import type { ToolDefinition } from "../model.ts";
import type { Permission } from "../permission.ts";

/** A tool is a name, a description, a schema and a function. What it would write, it returns as a plan. */
export interface Tool<Input> {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType<Input>;
  readonly trained: ToolDefinition["trained"];
  run(input: Input, world: ToolWorld): Promise<ToolOutcome>;
}

export interface ToolWorld {
  readonly files: Files;
  /** Absolute folders that mean the root. */
  readonly roots: readonly string[];
  /** Whether a path may be written at all, before anything is known of the file. */
  readonly permit: (path: string) => Permission;
  /** Runs the suite without the hold-outs, as the code is now; gives what an agent may read of it. */
  readonly runTests: (signal: AbortSignal) => Promise<string>;
  readonly signal: AbortSignal;
}

export type ToolOutcome =
  | { readonly is: "text"; readonly text: string }
  /** What went wrong, and what to do instead. */
  | { readonly is: "error"; readonly text: string }
  | { readonly is: "edit"; readonly plan: EditPlan }
  /** An edit that may not be made, wherever its path leads: `path` as the agent wrote it. */
  | { readonly is: "denied"; readonly path: string; readonly text: string }
  | {
      readonly is: "conflict";
      readonly lines: readonly number[];
      readonly reason: string;
      readonly text: string;
    };

/** A change to one file, decided but not made. */
export interface EditPlan {
  readonly path: string;
  /** sha256 of the file that the plan was made for; null when it is not there. */
  readonly preHash: string | null;
  readonly text: string;
  /** The answer once it is made. */
  readonly summary: string;
}
