import type { DialectId } from "../spec.ts";
import type { Dialect, Signs } from "./dialect.ts";
import { greenbar } from "./greenbar.ts";
import { kiro } from "./kiro.ts";
import { openspec } from "./openspec.ts";
import { specKit } from "./spec-kit.ts";

/** Every dialect that can be read, by its id. */
export const dialects: Readonly<Record<DialectId, Dialect>> = {
  openspec,
  "spec-kit": specKit,
  kiro,
  greenbar,
};

/** The dialect that a document is written in; greenbar's own when it shows none. */
export function recogniseDialect(signs: Signs): Dialect {
  return Object.values(dialects).find((dialect) => dialect.recognises(signs)) ?? greenbar;
}
