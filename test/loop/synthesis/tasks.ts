import { fromLive, type Live } from "../../../src/loop/synthesis/live-value.ts";
import type { SynthesisTask } from "../../../src/loop/synthesis/synthesize.ts";

/** A task of rows, each the arguments and then the expected value; bounded by candidates only, so that it is repeatable. */
export function taskOf(
  name: string,
  params: readonly string[],
  rows: readonly (readonly Live[])[],
  prose = "",
  candidates = 60_000,
): SynthesisTask {
  return {
    name,
    params,
    prose,
    examples: rows.map((row) => ({
      args: row.slice(0, -1).map(fromLive),
      expected: { is: "value", value: fromLive(row.at(-1) ?? null) },
    })),
    limits: { candidates, ms: Number.POSITIVE_INFINITY },
    now: () => 0,
  };
}

/** Runs emitted source as its users would: types stripped, loaded as a module. */
export async function load(source: string, name: string): Promise<(...args: unknown[]) => unknown> {
  const { stripTypeScriptTypes } = await import("node:module");
  const code = stripTypeScriptTypes(source);
  const loaded = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    unknown
  >;
  const found = loaded[name];
  if (typeof found !== "function") throw new Error(`the source exports no function ${name}`);
  return found as (...args: unknown[]) => unknown;
}
