import type { Project, ReadSpec } from "../read-project.ts";

/** Which specs of a project a check runs. Each of its specs is in one of the three. */
export interface Chosen {
  readonly run: readonly ReadSpec[];
  /** Taken as holding: nothing changed since a run ended green. */
  readonly byReceipt: readonly ReadSpec[];
  /** Left out: nothing that they rest on changed. */
  readonly untouched: readonly ReadSpec[];
}

export type Choose = (project: Project) => Promise<Chosen>;

export const runAll: Choose = ({ specs }) => Promise.resolve({ run: specs, byReceipt: [], untouched: [] });
