import * as z from "zod";
import { lintLevels } from "../plan/lint/finding.ts";
import { lintRuleIds } from "../plan/lint/lint-rules.ts";
import { dialectIds } from "../spec/dialects/dialect-ids.ts";

/** `greenbar.config.ts`, all optional; `docs/configuration.md` lists it. Unknown keys are refused with a hint. */
const schema = z.strictObject({
  /** Folder of the specs, relative to the root. */
  specs: z.string().min(1).default("specs"),
  /** Folder of the generated suites. */
  tests: z.string().min(1).default("test/specs"),
  /** The form that specs have: one for all, or by globs of paths; left out, as their content and path show. */
  dialect: z.union([z.enum(dialectIds), z.record(z.string().min(1), z.enum(dialectIds))]).optional(),
  /** Globs of the modules that are subjects of the specs that name none. */
  subjects: z
    .union([z.string().min(1), z.array(z.string().min(1))])
    .transform((globs) => [globs].flat())
    .default([]),
  /** Ignored files that a fresh copy needs all the same, as globs. */
  copy: z.array(z.string().min(1)).default([]),
  /** `check` fails only for what is worse than `.greenbar/baseline.json` says. */
  baseline: z.boolean().default(false),
  /** Folders that an agent may write, instead of those of the subjects. */
  write: z.array(z.string().min(1)).optional(),
  /** Runs without a sandbox, on this project's own responsibility; stamped on every verdict. */
  unsandboxed: z.boolean().default(false),
  /** Levels of lint's rules, by id; a rule that is left out keeps its own. */
  lint: z.partialRecord(z.enum(lintRuleIds), z.enum(lintLevels)).default({}),
  agent: z.enum(["anthropic", "handoff", "offline"]).optional(),
  model: z.string().min(1).optional(),
  budgets: z
    .strictObject({
      turns: z.number().int().positive().optional(),
      tokens: z.number().int().positive().optional(),
      /** US dollars. */
      cost: z.number().positive().optional(),
      minutes: z.number().positive().optional(),
    })
    .default({}),
  /** US dollars for a million tokens, by model, over ours. */
  prices: z
    .record(
      z.string(),
      z
        .strictObject({
          input: z.number().nonnegative(),
          output: z.number().nonnegative(),
          cacheWrite: z.number().nonnegative().optional(),
          cacheRead: z.number().nonnegative().optional(),
        })
        .transform(({ input, output, cacheWrite = input * 1.25, cacheRead = input * 0.1 }) => ({
          input,
          output,
          cacheWrite,
          cacheRead,
        })),
    )
    .default({}),
  timeouts: z
    .strictObject({
      /** Milliseconds for one example in the judge. */
      example: z.number().int().positive().default(5_000),
      /** Milliseconds without a sign of life from Vitest; four times that until it has started. */
      idle: z.number().int().positive().default(30_000),
      /** Milliseconds for a whole suite run. */
      run: z.number().int().positive().default(300_000),
    })
    .default({ example: 5_000, idle: 30_000, run: 300_000 }),
});

const keys = Object.keys(schema.shape).join(", ");

export type Config = z.output<typeof schema>;

/**
 * The configuration with defaults put in.
 *
 * @returns the configuration, or every problem as `key: what was expected`.
 */
export function readConfig(input: unknown): { config: Config } | { problems: readonly string[] } {
  const read = schema.safeParse(input ?? {});
  if (read.success) return { config: read.data };
  return {
    problems: read.error.issues.map((issue) => {
      const where = issue.path.length === 0 ? "the configuration" : issue.path.join(".");
      const there = issue.path.length === 0 ? keys : where === "lint" ? lintRuleIds.join(", ") : "";
      const known = issue.code === "unrecognized_keys" && there !== "" ? `; there are: ${there}` : "";
      return `${where}: ${issue.message}${known}`;
    }),
  };
}
