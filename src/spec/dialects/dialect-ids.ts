import type { DialectId } from "../spec.ts";

/** Apart from the dialects themselves: a configuration names them without reading any. */
const all = { greenbar: true, openspec: true, "spec-kit": true, kiro: true } as const satisfies Record<
  DialectId,
  true
>;

/** Every dialect's id. */
export const dialectIds = Object.keys(all) as readonly DialectId[];
