import * as fc from "fast-check";

/**
 * Ten thousand inputs of each function, drawn from what its page says that it takes: on these a change that makes no
 * difference is left out as equivalent. Written for the pages, not for what greenbar would ask.
 */
export function inputsOf(spec: string, name: string): readonly (readonly unknown[])[] {
  const arbitrary = domains[`${spec} ${name}`];
  if (arbitrary === undefined) throw new Error(`no inputs are known for ${name} of ${spec}`);
  return fc.sample(fc.tuple(arbitrary), { seed: 7, numRuns: 10_000 });
}

const text = (characters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(characters)), { maxLength }).map((parts) => parts.join(""));
const words = (characters: string, joins: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(text(characters, 6), fc.constantFrom(...joins)), { maxLength: 5 })
    .map((parts) => parts.flat().join(""));

const domains: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  "acronym abbreviate": words("abcXYZ'_,9", [" ", "-", " - ", ", ", "  "]),
  "bob response": fc.oneof(words("abAB12!,", [" ", "?", "? ", "!", "\n", "\t"]), text("AB? \n\t1!", 6)),
  "collatz-conjecture steps": fc.integer({ min: -20, max: 5000 }),
  "isogram isIsogram": fc.oneof(text("abcdABCD- ", 8), text("aA-1' zZ", 6)),
  "leap leapYear": fc.oneof(
    fc.integer({ min: 1, max: 3000 }),
    fc.integer({ min: 1, max: 40 }).map((n) => n * 100),
  ),
  "pig-latin translate": words("aeiouyqxrtbcdh", [" ", " ", " "]).map((phrase) => phrase.trim()),
  "raindrops convert": fc.integer({ min: 1, max: 5000 }),
  "roman-numerals roman": fc.integer({ min: 1, max: 3999 }),
  "run-length-encoding encode": text("aaabbB  c", 30),
  "run-length-encoding decode": fc
    .array(
      fc.tuple(
        fc.oneof(fc.constant(""), fc.integer({ min: 2, max: 30 }).map(String)),
        fc.constantFrom("a", "B", " "),
      ),
      {
        maxLength: 6,
      },
    )
    .map((parts) => parts.flat().join("")),
  "secret-handshake commands": fc.integer({ min: 0, max: 31 }),
};
