import type { Mutant } from "../../loop/mutants/mutant.ts";
import { mutantsOf } from "../../loop/mutants/mutants-of.ts";
import type { WantedFunction } from "../../loop/wanted-functions.ts";
import { parseFile } from "../../spec/javascript.ts";
import { withFunction } from "../../loop/with-function.ts";

/** A module that might stand in the subject's place. */
export interface Rival {
  /** Who it is, in a few words; null for the present code. */
  readonly who: string | null;
  readonly text: string;
  /** How near it is that somebody writes it, 1 at most: what only tells far-fetched ones apart is not asked. */
  readonly close: number;
}

/** A whole module's text that somebody proposes for the subject, and who does. */
export interface Candidate {
  readonly label: string;
  readonly source: string;
}

/** Of a program that is proposed or present: it is as near as can be. */
export function presentRival(text: string | null): readonly Rival[] {
  return text === null ? [] : [{ who: null, text, close: 1 }];
}

/**
 * A rival with one small change more.
 *
 * @param numbers - those that the spec speaks of.
 */
export function mutatedRivals(
  { who, text, close }: Rival,
  path: string,
  { most, numbers }: { readonly most: number; readonly numbers: readonly number[] },
): readonly Rival[] {
  return mutantsOf(text, path, most, numbers).map((mutant) => ({
    who: describe(mutant, who),
    text: mutant.text,
    close: close * closenessOf(mutant),
  }));
}

/** Proposed modules that can be read, one for each text. */
export function proposedRivals(candidates: readonly Candidate[], path: string): readonly Rival[] {
  const byText = new Map(candidates.map(({ label, source }) => [source, label] as const));
  return [...byText].flatMap(([text, who]) => (parseFile(text, path).ok ? [{ who, text, close: 1 }] : []));
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
    const text = withFunction(present ?? "", wanted, source);
    const close = present === null ? 1 : closenessBeside(present, text, source.length, examples.length);
    rivals.push({ who, text, close });
    if (rivals.length >= limits.programs) break;
  }
  return rivals;
}

/**
 * Few would write the smallest program in the place of code that does what the examples say. Only through two points
 * goes nearly everything: there a program counts that says about as much as the code does.
 *
 * @param length - of the program, in UTF-16 units, which stands in the module in the function's place.
 */
function closenessBeside(present: string, text: string, length: number, examples: number): number {
  const replaced = present.length - (text.length - length);
  return examples <= 2 && length >= 0.8 * replaced ? 0.5 : 0.3;
}

/** What is not here is 1: the operators of which every study of mutation testing makes use. */
const closeness: Readonly<Record<string, number>> = {
  number: 0.7,
  "argument-removed": 0.7,
  "default-removed": 0.7,
  jump: 0.7,
  "clause-added": 0.7,
  "null-check-added": 0.7,
  update: 0.7,
};

/** Methods that are taken for each other by mistake less than others are: they do something of another kind. */
const farMethods = new Set(["push", "unshift", "find", "findIndex", "reduce", "replaceAll"]);

function closenessOf({ operator, before, after }: Mutant): number {
  if (operator === "method" && farMethods.has(before)) return 0.5;
  // A flag more: nobody forgets to leave it out.
  if (operator === "pattern" && after.startsWith(before)) return 0.5;
  return closeness[operator] ?? 1;
}

function describe({ before, after, line }: Mutant, base: string | null): string {
  const [from, to] = [before, after].map((text) => shortly(text));
  const what = to === "" || to === ";" ? `without ${from}` : `with ${to} for ${from}`;
  return `${base ?? "the code"}${base === null ? "" : ", and"} ${what} in line ${line}`;
}

function shortly(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 28 ? line : `${line.slice(0, 27)}…`;
}
