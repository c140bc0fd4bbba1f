import { z } from "zod";
import type { RunControl } from "./host.ts";

/** Longest line that is taken for a control, in characters. */
export const longestControl = 64_000;

export type ReadControl =
  | { readonly ok: true; readonly control: RunControl; readonly n: number | null }
  /** `n` is what the answer goes by, where that could be read. */
  | { readonly ok: false; readonly problem: string; readonly n: number | null };

const limit = z.number().positive().nullable().optional();

const schema: z.ZodType<RunControl> = z.discriminatedUnion("control", [
  z.object({ control: z.literal("pause") }),
  z.object({ control: z.literal("resume") }),
  z.object({ control: z.literal("stop") }),
  z.object({ control: z.literal("message"), text: z.string().min(1).max(8_000) }),
  z.object({
    control: z.literal("budgets"),
    budgets: z
      .strictObject({ turns: limit, tokens: limit, cost: limit, minutes: limit })
      .refine((budgets) => Object.keys(budgets).length > 0, 'expected a limit, such as { "turns": 50 }')
      .transform(withoutUndefined),
  }),
]);

/** Reads one line that a listener sent: `{"control":"message","text":"…","n":1}`. */
export function readControl(line: string): ReadControl {
  if (line.length > longestControl) {
    return { ok: false, problem: `a control has at most ${longestControl} characters`, n: null };
  }
  const value = parse(line);
  const n = numberOf(value);
  const read = schema.safeParse(value);
  if (read.success) return { ok: true, control: read.data, n };
  const why = read.error.issues.map(({ path, message }) => `${path.join(".") || "line"}: ${message}`);
  return { ok: false, problem: `no control was read (${why.join("; ")}); expected {"control":"pause"}`, n };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function numberOf(value: unknown): number | null {
  const n = typeof value === "object" && value !== null && "n" in value ? value.n : null;
  return typeof n === "number" && Number.isSafeInteger(n) ? n : null;
}

function withoutUndefined<Value>(of: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(of).filter((entry): entry is [string, Value] => entry[1] !== undefined),
  );
}
