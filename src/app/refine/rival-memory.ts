import type { Example, Plan } from "../../plan/plan.ts";
import { textHash } from "../../verdict/lock.ts";
import type { Asked, Outcome, RivalGround } from "./ask-rivals.ts";
import { misfitsOf, outcomesOf } from "./ask-rivals.ts";
import type { Input } from "./input-pool.ts";
import type { Rival } from "./rivals.ts";

/**
 * What is known of rivals already: the same module is never put to the same example or the same input twice. One
 * for a session; it holds as long as the project's other files stay as they are, which `ground` says.
 */
export interface RivalMemory {
  /** The ids of the examples that do not hold for a rival, for each rival; null for one that did not answer in time. */
  misfits(
    rivals: readonly Rival[],
    plan: Plan,
    asked: Asked,
    ground: RivalGround,
  ): Promise<readonly (ReadonlySet<string> | null)[]>;
  /** What each rival gives for each input. */
  outcomes(
    rivals: readonly Rival[],
    inputs: readonly Input[],
    asked: Asked,
    ground: RivalGround,
  ): Promise<readonly (readonly Outcome[])[]>;
}

/** An empty memory. */
export function createRivalMemory(): RivalMemory {
  let of = "";
  const fits = new Map<string, boolean>();
  const known = new Map<string, Map<string, Outcome>>();
  return {
    async misfits(rivals, plan, asked, ground) {
      forgetWhenChanged(ground);
      const all = plan.requirements.flatMap(({ examples }) => examples);
      const keyOf = ({ text }: Rival, example: Example): string =>
        `${example.id}\0${textHash(example)}\0${text}`;
      const isFresh = (rival: Rival): boolean => all.some((example) => !fits.has(keyOf(rival, example)));
      const fresh = rivals.filter(isFresh);
      const missing = all.filter((example) => fresh.some((rival) => !fits.has(keyOf(rival, example))));
      const misfits = await misfitsOf(fresh, onlyExamples(plan, missing), asked, ground);
      for (const [at, rival] of fresh.entries()) {
        const own = misfits[at] ?? null;
        if (own === null) continue;
        for (const example of missing) fits.set(keyOf(rival, example), !own.has(example.id));
      }
      return rivals.map((rival) =>
        isFresh(rival)
          ? null
          : new Set(all.filter((example) => fits.get(keyOf(rival, example)) === false).map(({ id }) => id)),
      );
    },
    async outcomes(rivals, inputs, asked, ground) {
      forgetWhenChanged(ground);
      const ownOf = (rival: Rival): Map<string, Outcome> => {
        const key = `${asked.use.exported}\0${rival.text}`;
        const own = known.get(key) ?? new Map<string, Outcome>();
        known.set(key, own);
        return own;
      };
      const isKnown = (rival: Rival): boolean => {
        const own = ownOf(rival);
        return inputs.every(({ source }) => own.has(source));
      };
      const fresh = rivals.filter((rival) => !isKnown(rival));
      const missing = inputs.filter(({ source }) => fresh.some((rival) => !ownOf(rival).has(source)));
      const given = await outcomesOf(fresh, missing, asked, ground);
      for (const [at, rival] of fresh.entries()) {
        for (const [index, { source }] of missing.entries()) {
          ownOf(rival).set(source, given[at]?.[index] ?? { is: "nothing" });
        }
      }
      return rivals.map((rival) => inputs.map(({ source }) => ownOf(rival).get(source) ?? { is: "nothing" }));
    },
  };

  function forgetWhenChanged({ snapshot, omit }: RivalGround): void {
    const seen = snapshot.files.filter(({ path }) => !omit(path)).map(({ path, hash }) => `${path} ${hash}`);
    const now = seen.join("\n");
    if (now === of) return;
    of = now;
    fits.clear();
    known.clear();
  }
}

function onlyExamples(plan: Plan, wanted: readonly Example[]): Plan {
  const asked = new Set(wanted);
  return {
    ...plan,
    requirements: plan.requirements.map((requirement) => ({
      ...requirement,
      examples: requirement.examples.filter((example) => asked.has(example)),
    })),
  };
}
