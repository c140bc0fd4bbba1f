import type { Example } from "../../plan/plan.ts";
import { canonicalValue } from "../../plan/print-value.ts";
import { textHash } from "../../verdict/lock.ts";
import type { AskedCall } from "./asked-call.ts";
import { argumentsMade } from "./asked-call.ts";
import type { Seen } from "./ask-rivals.ts";
import { seeRivals } from "./ask-rivals.ts";
import type { Input } from "./input-pool.ts";
import { sourceOf } from "./input-pool.ts";
import type { Outcome } from "./outcome.ts";
import type { Rival } from "./rivals.ts";
import type { RivalGround } from "./run-rivals.ts";

/**
 * What is known of rivals already: the same module is never put to the same example or the same input twice. One
 * for a session; it holds as long as the project's other files stay as they are, which `ground` says.
 */
export interface RivalMemory {
  /** What is known of each rival, asked for in one go where something is missing. */
  see(
    rivals: readonly Rival[],
    examples: readonly Example[],
    inputs: readonly Input[],
    asked: AskedCall,
    ground: RivalGround,
  ): Promise<readonly Seen[]>;
  /** The inputs that rivals were asked lately; the next question is looked for among them first. */
  inputs(asked: AskedCall, ground: RivalGround): readonly Input[];
  keep(asked: AskedCall, inputs: readonly Input[]): void;
}

/** An empty memory. */
export function createRivalMemory(): RivalMemory {
  let of = "";
  const fits = new Map<string, boolean>();
  const known = new Map<string, Map<string, Outcome>>();
  const kept = new Map<string, readonly Input[]>();
  return {
    async see(rivals, examples, inputs, asked, ground) {
      forgetWhenChanged(ground);
      for (const rival of rivals) learn(rival, examples, asked);
      const lacks = (rival: Rival, example: Example): boolean => !fits.has(fitKey(rival, example));
      const isFresh = (rival: Rival): boolean =>
        examples.some((example) => lacks(rival, example)) ||
        inputs.some(({ source }) => !outcomesOf(rival, asked).has(source));
      const fresh = rivals.filter(isFresh);
      const missing = examples.filter((example) => fresh.some((rival) => lacks(rival, example)));
      const unseen = inputs.filter(({ source }) =>
        fresh.some((rival) => !outcomesOf(rival, asked).has(source)),
      );
      const unanswered = new Set<Rival>();
      const all = fresh.length === 0 ? [] : await seeRivals(fresh, missing, unseen, asked, ground);
      for (const [at, rival] of fresh.entries()) {
        const own = all[at] ?? { misfits: null, outcomes: [] };
        if (own.misfits === null) unanswered.add(rival);
        else for (const example of missing) fits.set(fitKey(rival, example), !own.misfits.has(example.id));
        const outcomes = outcomesOf(rival, asked);
        for (const [index, { source }] of unseen.entries()) {
          outcomes.set(source, own.outcomes[index] ?? { is: "nothing" });
        }
      }
      return rivals.map((rival) => ({
        misfits: unanswered.has(rival)
          ? null
          : new Set(
              examples.filter((example) => fits.get(fitKey(rival, example)) === false).map(({ id }) => id),
            ),
        outcomes: inputs.map(({ source }) => outcomesOf(rival, asked).get(source) ?? { is: "nothing" }),
      }));
    },
    inputs(asked, ground) {
      forgetWhenChanged(ground);
      return kept.get(asked.key) ?? [];
    },
    keep: (asked, inputs) => void kept.set(asked.key, inputs),
  };

  function outcomesOf(rival: Rival, { key, subject }: AskedCall): Map<string, Outcome> {
    const own = `${subject}\0${key}\0${rival.text}`;
    const outcomes = known.get(own) ?? new Map<string, Outcome>();
    known.set(own, outcomes);
    return outcomes;
  }

  /** An example that asks what was asked already, as one does that an answer has just made, is known by that. */
  function learn(rival: Rival, examples: readonly Example[], asked: AskedCall): void {
    for (const example of examples) {
      if (fits.has(fitKey(rival, example))) continue;
      const args = argumentsMade(example, asked);
      const outcome = args === null ? undefined : outcomesOf(rival, asked).get(sourceOf(args));
      const does = outcome === undefined ? null : doesAsSaid(example, outcome);
      if (does !== null) fits.set(fitKey(rival, example), does);
    }
  }

  function forgetWhenChanged({ snapshot, omit }: RivalGround): void {
    const seen = snapshot.files.filter(({ path }) => !omit(path)).map(({ path, hash }) => `${path} ${hash}`);
    const now = seen.join("\n");
    if (now === of) return;
    of = now;
    fits.clear();
    known.clear();
    kept.clear();
  }
}

function fitKey({ text }: Rival, example: Example): string {
  return `${example.id}\0${textHash(example)}\0${text}`;
}

/** Whether an outcome is what an example of one result expects; null where that takes more than a look at it. */
function doesAsSaid({ body }: Example, outcome: Outcome): boolean | null {
  const [step] = body.is === "steps" ? body.steps : [];
  if (step?.do !== "check" || body.is !== "steps" || body.steps.length !== 1) return null;
  const { expectation } = step;
  if (outcome.is === "hangs") return false;
  if (expectation.is === "value" && step.via !== "rejects") {
    if (outcome.is === "throws") return false;
    return outcome.is === "returns" ? canonicalValue(expectation.value) === outcome.key : null;
  }
  return expectation.is === "throws" && outcome.is === "returns" ? false : null;
}
