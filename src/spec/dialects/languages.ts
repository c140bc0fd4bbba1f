import type { Nodes } from "mdast";
import { toString } from "mdast-util-to-string";
import { type StepWord, type StepWords, englishWords, wordAt } from "../step-words.ts";

/** Gherkin's keywords in one language, as Cucumber publishes them. */
export interface GherkinLanguage {
  readonly given: readonly string[];
  readonly when: readonly string[];
  readonly then: readonly string[];
  readonly and: readonly string[];
  readonly but: readonly string[];
  readonly scenario: readonly string[];
}

/** By the language's code: `ja`, `pt`. */
export type GherkinLanguages = Readonly<Record<string, GherkinLanguage>>;

/** Cucumber's published list, read when it is first asked for: 80 languages that most specs have no use for. */
export async function loadLanguages(): Promise<GherkinLanguages> {
  const { default: languages } = await import("@cucumber/gherkin/dist/gherkin-languages.json", {
    with: { type: "json" },
  });
  return languages;
}

/**
 * The words of the language that the document's steps are in: the one whose keywords begin most of its items and
 * paragraphs. English words count beside it.
 */
export function wordsOf(nodes: readonly Nodes[], languages: GherkinLanguages): StepWords {
  const begins = nodes.flatMap(beginnings);
  if (begins.length === 0) return englishWords;
  let best = { words: englishWords, count: countOf(begins, englishWords) };
  for (const language of Object.values(languages)) {
    const words = stepWordsOf(language);
    const count = countOf(begins, words);
    if (count > best.count) best = { words, count };
  }
  return best.words === englishWords ? englishWords : withEnglish(best.words);
}

/** How the paragraphs, items and bold words of a document begin. */
function beginnings(node: Nodes): string[] {
  if (node.type === "strong") return [toString(node).trimStart().slice(0, longestWord)];
  if (node.type === "paragraph") {
    return [
      toString(node, { includeHtml: false }).trimStart().slice(0, longestWord),
      ...node.children.flatMap(beginnings),
    ];
  }
  return "children" in node && node.type !== "heading"
    ? node.children.flatMap((child: Nodes) => beginnings(child))
    : [];
}

const longestWord = 40;

/** Given, When and Then count; And and But of some language are short words of many others. */
function countOf(begins: readonly string[], words: StepWords): number {
  // Most texts begin with no keyword of most languages: their first letter says so.
  const letters = new Set(words.steps.map(({ text }) => text.slice(0, 1)));
  const found = begins
    .filter((text) => letters.has(text.slice(0, 1).toLowerCase()))
    .map((text) => wordAt(text, 0, words)?.word);
  const kinds = new Set(found.filter((word) => word !== undefined && word !== "more"));
  return kinds.has("then") && kinds.size > 1
    ? found.filter((word) => word !== undefined && word !== "more").length
    : 0;
}

function stepWordsOf({ given, when, then, and, but, scenario }: GherkinLanguage): StepWords {
  const kinds: [StepWord, readonly string[]][] = [
    ["given", given],
    ["when", when],
    ["then", then],
    ["more", [...and, ...but]],
  ];
  const steps = kinds.flatMap(([word, texts]) =>
    texts
      .filter((text) => text.trim() !== "*")
      .map((text) => ({ text: text.trimEnd().toLowerCase(), word, isSpaced: text.endsWith(" ") })),
  );
  return { steps: byLength(steps), scenario: scenario.map((text) => text.toLowerCase()) };
}

function withEnglish({ steps, scenario }: StepWords): StepWords {
  return {
    steps: byLength([...steps, ...englishWords.steps]),
    scenario: [...scenario, ...englishWords.scenario],
  };
}

function byLength(steps: StepWords["steps"]): StepWords["steps"] {
  return steps.toSorted((a, b) => b.text.length - a.text.length);
}
