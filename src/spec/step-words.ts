export type StepKind = "given" | "when" | "then";

/** What a word at the beginning of a step makes of it: `more` goes on with the kind before. */
export type StepWord = StepKind | "more";

/** The words that begin steps and scenarios in one language. */
export interface StepWords {
  /** In lower case, a longer one before those that it begins with. */
  readonly steps: readonly {
    readonly text: string;
    readonly word: StepWord;
    /** Whether a blank or a mark follows; scripts without blanks have none. */
    readonly isSpaced: boolean;
  }[];
  /** What stands before the colon of a scenario's heading, in lower case. */
  readonly scenario: readonly string[];
}

/** The words of every spec, whatever its language. */
export const englishWords: StepWords = {
  steps: [
    { text: "given", word: "given", isSpaced: true },
    { text: "when", word: "when", isSpaced: true },
    { text: "then", word: "then", isSpaced: true },
    { text: "and", word: "more", isSpaced: true },
    { text: "but", word: "more", isSpaced: true },
    { text: "*", word: "more", isSpaced: true },
  ],
  scenario: ["scenario"],
};

/** The word that stands at an offset of the text, and where what it introduces begins; null when there is none. */
export function wordAt(
  text: string,
  start: number,
  { steps }: StepWords,
): { readonly word: StepWord; readonly end: number } | null {
  for (const { text: wanted, word, isSpaced } of steps) {
    let end = start + wanted.length;
    if (text.slice(start, end).toLowerCase() !== wanted) continue;
    if (isSpaced && end < text.length && !after.has(text[end] ?? "")) continue;
    while (marks.has(text[end] ?? "")) end += 1;
    return { word, end };
  }
  return null;
}

const marks: ReadonlySet<string> = new Set([":", ",", "：", "、", "，"]);
const after: ReadonlySet<string> = new Set([" ", "\t", "\n", "\r", ...marks]);
