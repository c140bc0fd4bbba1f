import { expect, test } from "vitest";
import { loadLanguages, wordsOf } from "../../../src/spec/dialects/languages.ts";
import { parseMarkdown } from "../../../src/spec/markdown.ts";
import { englishWords, wordAt } from "../../../src/spec/step-words.ts";

const languages = await loadLanguages();
const wordsIn = (text: string) => wordsOf(parseMarkdown(text).children, languages);

test.each<[string, string, string[]]>([
  ["Japanese", "- 前提 a\n- もし b\n- ならば c\n", ["前提", "もし", "ならば"]],
  ["German", "- Angenommen a\n- Wenn b\n- Dann c\n", ["Angenommen", "Wenn", "Dann"]],
  [
    "French, with an elision",
    "- Étant donné qu'un a\n- Quand b\n- Alors c\n",
    ["Étant donné qu'", "Quand", "Alors"],
  ],
  ["Chinese", "1. **假如** a，**当** b，**那么** c\n", ["假如", "当", "那么"]],
])("%s is known by its steps, and English beside it", (_, text, keywords) => {
  const words = wordsIn(text);
  expect(keywords.map((keyword) => wordAt(`${keyword} x`, 0, words)?.word)).toEqual([
    "given",
    "when",
    "then",
  ]);
  expect(wordAt("When x", 0, words)?.word).toBe("when");
});

test.each([
  ["English", "- Given a\n- When b\n- Then c\n"],
  ["no steps", "- A thing\n- E altro\n- Dan said so\n"],
  ["nothing", ""],
])("%s needs no other words", (_, text) => {
  expect(wordsIn(text)).toBe(englishWords);
});

test("a word ends where it ends, but in scripts without blanks", () => {
  expect(wordAt("Whenever", 0, englishWords)).toBeNull();
  expect(wordAt("もしも", 0, wordsIn("- もし b\n- ならば c\n"))?.end).toBe(2);
});
