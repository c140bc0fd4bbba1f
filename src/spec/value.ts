/**
 * The canonical form of a value: plain data, the same for an expected value read from a spec and for a live
 * value that the judge's child observed. It is the only thing that crosses the judge's seam, so everything in
 * it survives JSON. `equal-values.ts` (verdict) compares two of them.
 */
export type Value =
  | { readonly t: "undefined" }
  | { readonly t: "null" }
  | { readonly t: "boolean"; readonly v: boolean }
  | { readonly t: "string"; readonly v: string }
  /** `v` is `String(n)`, except `"-0"` for negative zero; so `"NaN"`, `"Infinity"`, `"1e+21"`. */
  | { readonly t: "number"; readonly v: string }
  /** Decimal digits without the `n`. */
  | { readonly t: "bigint"; readonly v: string }
  | { readonly t: "symbol"; readonly v: string }
  | { readonly t: "regexp"; readonly source: string; readonly flags: string }
  /** ISO 8601 in UTC with milliseconds; `null` for an invalid date. */
  | { readonly t: "date"; readonly v: string | null }
  /** A hole is `null`. `entries` are own enumerable keys that are no index, when there are any. */
  | {
      readonly t: "array";
      readonly items: readonly (Value | null)[];
      readonly entries?: readonly Entry[];
      /** Constructor name when it is not `Array`. */
      readonly class?: string;
    }
  /** `class`: constructor name; `"Object"` for a plain object, `""` for a null prototype. Keys in own order. */
  | { readonly t: "object"; readonly class: string; readonly entries: readonly Entry[] }
  | { readonly t: "map"; readonly entries: readonly (readonly [Value, Value])[] }
  | { readonly t: "set"; readonly items: readonly Value[] }
  /** `classes`: constructor names from the error's own up to `Error`. Observed only, never expected. */
  | {
      readonly t: "error";
      readonly name: string;
      readonly message: string;
      readonly classes: readonly string[];
    }
  | { readonly t: "function"; readonly name: string }
  | { readonly t: "promise" }
  /** Typed arrays and array buffers: numbers as in `number.v`. */
  | { readonly t: "bytes"; readonly class: string; readonly items: readonly string[] }
  /** A cycle: `up` containers above this one. */
  | { readonly t: "cycle"; readonly up: number }
  /** What has no canonical form, or is beyond the limits: equal to nothing, not even itself. */
  | { readonly t: "opaque"; readonly why: string };

/** An own property. A symbol key is written `{ symbol: description }`. */
export type Entry = readonly [key: string | { readonly symbol: string }, value: Value];

/** Limits of one encoded value; beyond them the child sends `opaque`. */
export const valueLimits = { depth: 64, nodes: 100_000, stringLength: 1_000_000 } as const;
