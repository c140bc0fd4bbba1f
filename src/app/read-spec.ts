import picomatch from "picomatch";
import { dialects } from "../spec/dialects/dialects.ts";
import { loadLanguages } from "../spec/dialects/languages.ts";
import type { ReadAs } from "../spec/parse.ts";
import type { DialectId, Spec } from "../spec/spec.ts";
import type { Config } from "./config.ts";
import type { Pipeline } from "./pipeline.ts";

/** A spec, and how it was read, so that another text of it can be read alike. */
export interface ReadText {
  readonly spec: Spec;
  readonly as: ReadAs;
}

/**
 * Reads a spec as its own words, the configuration, or its content and path say. Keywords in other languages are
 * loaded only when a spec is in a dialect that has them.
 */
export async function readSpec(
  pipeline: Pipeline,
  text: string,
  path: string,
  config: Pick<Config, "dialect">,
): Promise<ReadText> {
  const dialect = dialectFor(config, path);
  const plain: ReadAs = dialect === null ? {} : { dialect };
  const spec = pipeline.parse(text, path, plain);
  if (!dialects[spec.dialect].isTolerant) return { spec, as: plain };
  const as = { ...plain, languages: await loadLanguages() };
  return { spec: pipeline.parse(text, path, as), as };
}

/** The dialect that the configuration gives a spec: one for all, or by the first glob that matches. */
function dialectFor({ dialect }: Pick<Config, "dialect">, path: string): DialectId | null {
  if (dialect === undefined || typeof dialect === "string") return dialect ?? null;
  return Object.entries(dialect).find(([glob]) => picomatch.isMatch(path, glob, { dot: true }))?.[1] ?? null;
}
