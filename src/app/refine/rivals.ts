import type { Mutant } from "../../loop/mutants/mutant.ts";
import { mutantsOf } from "../../loop/mutants/mutants-of.ts";
import { withFunction } from "../../loop/with-function.ts";
import type { WantedFunction } from "../../loop/wanted-functions.ts";

/** A module that might stand in the subject's place. */
export interface Rival {
  /** Who it is, in a few words; null for the present code. */
  readonly who: string | null;
  readonly text: string;
}

/** The present code, and the same with one small change each. None where there is no code yet. */
export function mutatedRivals(text: string | null, path: string, most: number): readonly Rival[] {
  if (text === null) return [];
  const mutants = mutantsOf(text, path, most);
  return [{ who: null, text }, ...mutants.map((mutant) => ({ who: describe(mutant), text: mutant.text }))];
}

/**
 * The smallest programs of the synthesiser's grammar that do what all examples of a function say, put into the
 * module in that function's place.
 *
 * @param present - the module's text; null where it is not there.
 * @param now - monotonic milliseconds.
 */
export async function synthesisedRivals(
  wanted: WantedFunction,
  present: string | null,
  prose: string,
  limits: { readonly programs: number; readonly candidates: number; readonly ms: number },
  now: () => number,
): Promise<readonly Rival[]> {
  const { programs } = await import("../../loop/synthesis/synthesize.ts");
  const { name, params, examples } = wanted;
  const rivals: Rival[] = [];
  for (const { source } of programs({ name, params, examples, prose, limits, now })) {
    const who = rivals.length === 0 ? "the smallest program that fits" : "another small program that fits";
    rivals.push({ who, text: withFunction(present ?? "", wanted, source) });
    if (rivals.length >= limits.programs) break;
  }
  return rivals;
}

function describe({ before, after, line }: Mutant): string {
  const [from, to] = [before, after].map((text) => shortly(text));
  const what = to === "" || to === ";" ? `without ${from}` : `with ${to} for ${from}`;
  return `the code ${what} in line ${line}`;
}

function shortly(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 28 ? line : `${line.slice(0, 27)}…`;
}
