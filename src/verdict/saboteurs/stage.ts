import { posix } from "node:path";
import type { Example, Plan } from "../../plan/plan.ts";
import { moduleText } from "./program-text.ts";
import type { Sabotage } from "./sabotages.ts";

/** A sabotage whose examples have to be run, and examples that were thought of to refute it. */
export interface Trial {
  readonly sabotage: Sabotage;
  readonly killers: readonly Example[];
}

/** A plan in which every trial has its examples once, on modules of its own: one suite puts them all to the test. */
export interface Stage {
  readonly plan: Plan;
  /** Texts of these modules, by path. */
  readonly modules: ReadonlyMap<string, string>;
}

/** Lays out trials of one spec for one run. */
export function stageOf(plan: Plan, trials: readonly Trial[]): Stage {
  const modules = new Map<string, string>();
  const requirements = trials.map(({ sabotage, killers }, at) => {
    const title = `program ${at + 1}`;
    const place = plan.requirements[0]?.place;
    if (place === undefined) throw new Error("a plan without requirements has nothing to try");
    const put = (subject: string): string => {
      const path = modulePath(subject, at);
      modules.set(path, moduleText(sabotage, subject));
      return path;
    };
    const examples = [
      ...sabotage.group.examples.filter(({ id }) => sabotage.against.has(id)),
      ...killers,
    ].map((example) => ({
      ...example,
      id: stagedId(at, example.id),
      requirement: title,
      uses: example.uses.map((use) => (use.isHelper === true ? use : { ...use, subject: put(use.subject) })),
    }));
    return { id: title, title, path: [title], place, manual: null, examples };
  });
  return { plan: { ...plan, subjects: [], requirements, diagnostics: [] }, modules };
}

/** Id of an example in the stage of a trial. */
export function stagedId(trial: number, example: string): string {
  return `${trial} ${example}`;
}

/** Beside the subject, so that the project's settings for its folder hold; JavaScript, whatever the subject is. */
function modulePath(subject: string, trial: number): string {
  const name = `greenbar-program-${trial + 1}`;
  if (!/\.[cm]?[jt]sx?$/u.test(subject)) return `${name}.mjs`;
  const stem = posix.basename(subject, posix.extname(subject));
  return posix.join(posix.dirname(subject), `${stem}.${name}.mjs`);
}
