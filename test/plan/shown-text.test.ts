import { describe, expect, test } from "vitest";
import { shownText } from "../../src/plan/shown-text.ts";

/** What of a text is hidden is written as `HIDDEN…`; nothing of it may be left, and all else must. */
const cases: readonly (readonly [string, string])[] = [
  ["a comment", "Text.\n\n<!-- HIDDEN\nHIDDEN two -->\n\nMore."],
  ["a comment in a line", "Text <!-- HIDDEN --> goes on."],
  ["a comment in a table", "| a | b |\n| - | - |\n| 1 <!-- HIDDEN --> | 2 |"],
  ["a comment in a list and a quotation", "- a\n  <!-- HIDDEN -->\n\n> b <!-- HIDDEN -->"],
  ["a comment without an end", "Text.\n\n<!-- HIDDEN\nHIDDEN"],
  ["what is for the tool", "<!-- id: HIDDEN -->\n\n<!-- manual: HIDDEN -->"],
  ["other unseen HTML", "<?HIDDEN?>\n\n<!HIDDEN x>\n\n<![CDATA[HIDDEN]]>\n\n<style>HIDDEN</style>"],
  ["attributes", 'Shown <a href="HIDDEN" title="HIDDEN">shown</a> <img alt="HIDDEN">'],
  ["a block's attributes", '<div hidden data-x="HIDDEN">\nshown\n</div>'],
  ["a link", "See [the *page*](https://HIDDEN.example 'HIDDEN\nHIDDEN') there."],
  ["a link in angle brackets", 'See [a](<HIDDEN](x> "HIDDEN") there.'],
  ["a link without text", "See [](HIDDEN) there."],
  ["an image", '![shown](HIDDEN.png "HIDDEN")'],
  ["an image in a link", '[![shown](HIDDEN.png)](HIDDEN "HIDDEN")'],
  [
    "definitions",
    'See [shown][HIDDEN label] and ![shown][HIDDEN label].\n\n[HIDDEN label]: https://HIDDEN "HIDDEN"',
  ],
  ["a definition that names its text", "See [shown].\n\n> [shown]: HIDDEN"],
  ["words behind a fence's language", "```ts HIDDEN HIDDEN\nshown(); // HIDDENnot\n```"],
  ["comments of the front matter", "---\n# HIDDEN\nsubject: ../src/a.ts\n---\n\nText."],
  ["behind a byte order mark", "\ufeffText <!-- HIDDEN -->."],
  ["with Windows line ends", "Text.\r\n\r\n<!-- HIDDEN\r\nHIDDEN -->\r\n\r\nMore [a](HIDDEN)."],
];

describe("what a reader does not see", () => {
  test.each(cases)("%s", (_, text) => {
    const shown = shownText(text);
    expect(shown.replace("HIDDENnot", "")).not.toContain("HIDDEN");
    expect(shown.length).toBe(text.length);
    expect(shown.match(/\r\n|\r|\n/g)).toStrictEqual(text.match(/\r\n|\r|\n/g));
    expect(shown.match(/shown/g)).toStrictEqual(text.replace(/^> \[shown\]: .*$/m, "").match(/shown/g));
    expect(shownText(shown)).toBe(shown);
  });

  test("of a text that nests too deeply nothing is told", () => {
    expect(shownText(`${">".repeat(500)} a`).trim()).toBe("");
  });
});

test.each([
  "Plain *text*, `<!-- code -->`, `[a](b)`, https://shown.example and <https://shown.example>.",
  "```html\n<!-- shown -->\n[a](b)\n```",
  "    <!-- indented code -->",
  "A Promise<string> of Map<string, number>; a < b, c > d.",
  "| a |\n| - |\n| <!-- prose --> |",
  "Text[^1].\n\n[^1]: A note.",
])("%j stays as it is", (text) => {
  expect(shownText(text)).toBe(text);
});
