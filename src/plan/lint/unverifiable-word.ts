import type { Found, LintRule } from "./finding.ts";
import type { SpecView, Statement } from "./spec-view.ts";
import type { VagueWords } from "./vague-words.ts";
import { vagueWords } from "./vague-words.ts";

/** Words that nobody can check, in what binds and in the text of requirements. */
export const unverifiableWord: LintRule = {
  level: "warning",
  summary: "A requirement says what can be checked: no “fast”, “user-friendly”, “as appropriate”, “etc.”.",
  expected: "what can be seen from outside",
  example: "The search MUST answer within 200 ms for 10,000 records.",
  find: (view) => {
    const seen = new Set<number>();
    return [...view.binding, ...proseThatBinds(view)]
      .flatMap((statement) => vagueIn(statement, view))
      .filter(({ place }) => !seen.has(place.offset) && seen.add(place.offset));
  },
};

/** Where examples stand the text around them binds without MUST; elsewhere only what says that something should be. */
function proseThatBinds(view: SpecView): Statement[] {
  return view.spec.sections
    .filter(({ isScenario }) => !isScenario)
    .flatMap((section) => {
      const prose = view.prose(section, pattern).filter(({ kind }) => kind === "prose");
      return hasExamples(section.index, view) ? prose : prose.filter(({ words }) => wish.test(words));
    });
}

const wish = /\b(?:should|must|shall|ought to|ha(?:s|ve) to|needs? to)\b/i;

function hasExamples(section: number, view: SpecView): boolean {
  return view.requirementOf(section)?.examples.some(({ body }) => body.is !== "unbound") === true;
}

function vagueIn({ words, place, section }: Statement, view: SpecView): Found[] {
  return [...words.matchAll(allPattern)].flatMap(({ 0: word, index }): Found[] => {
    const { instead, example } = kindOf(word);
    const offset = place.offset + index;
    const { length } = word;
    return [
      {
        place: view.placeBetween(offset, offset + length),
        section,
        message: `nobody can check “${word.replaceAll(/\s+/g, " ")}”`,
        expected: instead,
        example,
      },
    ];
  });
}

function kindOf(word: string): VagueWords {
  const plain = word.toLowerCase().replaceAll(/\s+/g, " ");
  const isIt = (listed: string) =>
    listed.endsWith("*") ? plain.startsWith(listed.slice(0, -1)) : listed === plain;
  return vagueWords.find(({ words }) => words.some(isIt)) ?? (vagueWords[0] as VagueWords);
}

/** Not inside a word or a name: `fast-check` is none of them. */
const source = `(?<![\\p{L}\\p{N}_/.-])(?:${vagueWords
  .flatMap(({ words }) => words)
  .toSorted((one, other) => other.length - one.length)
  .map((word) => word.replace("*", "\\p{L}*").replaceAll(" ", "\\s+"))
  .join("|")})(?![\\p{L}\\p{N}_-]|/\\p{L})`;
const pattern = new RegExp(source, "iu");
const allPattern = new RegExp(source, "giu");
