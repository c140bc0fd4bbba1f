import type { Body } from "./program.ts";

/** A body that gives every visible example's result, and its size. */
export interface Fit {
  readonly body: Body;
  readonly cost: number;
}
