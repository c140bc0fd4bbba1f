import MiniSearch from "minisearch";
import type { PageSummary } from "./summary.ts";

/** Titles of examples beyond this many characters of a requirement are not searched. */
const longestText = 400;

/**
 * The index of all requirements as a script, so that a page that was opened from a disk can load it. A requirement's
 * number is its place among all of the overview. It is text in a string in a script in a file of its own: nothing of a
 * spec can end it.
 */
export function searchScript(summaries: readonly PageSummary[]): string {
  const index = new MiniSearch<SearchEntry>(searchOptions);
  let id = 0;
  for (const { spec, title, requirements } of summaries) {
    for (const requirement of requirements) {
      index.add({
        id: id++,
        title: requirement.title,
        spec: `${title} ${spec}`,
        text: requirement.examples.join(" ").slice(0, longestText),
      });
    }
  }
  const json = JSON.stringify(JSON.stringify(index.toJSON()));
  const safe = json.replaceAll(/[<>\u2028\u2029]/gu, escaped);
  return `globalThis.greenbarIndex = ${safe};\n`;
}

interface SearchEntry {
  readonly id: number;
  readonly title: string;
  readonly spec: string;
  readonly text: string;
}

/** The script of the overview loads the index with the same fields. */
const searchOptions = { fields: ["title", "spec", "text"] };

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
