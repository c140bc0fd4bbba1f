import type { Plan } from "../../plan/plan.ts";
import type { Claimant } from "./claimants.ts";
import { claimantsOf } from "./claimants.ts";
import type { Claims, ColumnRange, LineClaim } from "./claims.ts";

/**
 * What becomes of a line that is deleted, as far as the specs go. `executed`: examples run it. `at-load`: it runs when
 * its module is loaded, and examples load it. `unclaimed`: it can run, and no example makes it. `no-code`: nothing on
 * it runs by itself; so it is with all lines of what is no module, such as data or a style sheet.
 */
export type LineState = "executed" | "at-load" | "unclaimed" | "no-code";

export interface LineAnswer {
  readonly line: number;
  readonly text: string;
  readonly state: LineState;
  /** Those that execute it; for `at-load` those that load its module. */
  readonly claimants: readonly Claimant[];
  /** It also runs when its module is loaded. */
  readonly atLoad: boolean;
  /** Columns that nothing executes, of a line that runs in part. */
  readonly missed: readonly ColumnRange[];
}

export interface FileAnswer {
  readonly path: string;
  /** No example loads the file. */
  readonly isLoaded: boolean;
  readonly lines: readonly LineAnswer[];
}

/**
 * Which requirements execute each line of a file.
 *
 * @param only - one line, from 1; null for all of them.
 */
export function whyFile(
  claims: Claims,
  plans: readonly Plan[],
  { path, text, only }: { readonly path: string; readonly text: string; readonly only: number | null },
): FileAnswer {
  const file = claims.files.get(path);
  const texts = text.replace(/\n$/, "").split(/\r?\n/);
  const lines = texts.map((line, index) => ({ line: index + 1, text: line }));
  return {
    path,
    isLoaded: file !== undefined,
    lines: lines
      .filter(({ line }) => only === null || line === only)
      .map((one) => {
        const claim = file?.lines.get(one.line);
        const state = file === undefined ? stateUnloaded(path, one.text) : stateOf(claim);
        const by = state === "executed" ? claim?.examples : state === "at-load" ? claim?.users : undefined;
        return {
          ...one,
          state,
          claimants: claimantsOf(plans, new Set(by ?? [])),
          atLoad: claim?.atLoad ?? false,
          missed: state === "executed" || state === "at-load" ? (claim?.missed ?? []) : [],
        };
      }),
  };
}

/** What is no module may be read by what is one: that nothing of it was seen to run says nothing. */
function stateUnloaded(path: string, text: string): LineState {
  return text.trim() === "" || !modules.test(path) ? "no-code" : "unclaimed";
}

const modules = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;

function stateOf(claim: LineClaim | undefined): LineState {
  if (claim === undefined) return "no-code";
  if (claim.examples.length > 0) return "executed";
  if (claim.atLoad) return (claim.users ?? []).length > 0 ? "at-load" : "unclaimed";
  return claim.missed.length > 0 ? "unclaimed" : "no-code";
}
