import { describe, expect, test } from "vitest";
import { cleanText, createTextCleaner } from "../../src/verdict/clean-text.ts";

const cases: readonly (readonly [string, string, string])[] = [
  ["colour", "\u001b[31mred\u001b[0m", "red"],
  ["colours", "\u001b[1;31mred\u001b[0m", "red"],
  ["cursor moves", "a\u001b[2Kb\u001b[10;5Hc", "abc"],
  ["cursor and screen", "a\u001b[2J\u001b[1;1Hb\u001b[?25lc", "abc"],
  ["a title", "\u001b]0;evil\u0007after", "after"],
  ["a link", "\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\!", "text!"],
  ["a title that never ends stays visible", "\u001b]0;all of this", "0;all of this"],
  ["an OSC that does not end leaves the next line", "\u001b]0;title\ntext", "0;title\ntext"],
  ["a device string", "\u001bP1;2q...\u001b\\x", "x"],
  ["8-bit introducers", "\u009b31mred", "red"],
  ["single escapes", "\u001bcA\u001b(BB", "AB"],
  ["control characters", "a\u0000\u0007\u0008\u007fb\tc", "ab\tc"],
  ["bell, backspace, carriage return", "a\u0007b\u0008c\rd", "abc\nd"],
  ["carriage returns", "a\r\nb\rc", "a\nb\nc"],
  ["line ends and tabs stay", "a\r\n\tb\n", "a\n\tb\n"],
  ["direction overrides", "a\u202eb\u2066c\u200f", "abc"],
  ["invisible tags", "a\u{e0041}\u{e007f}b", "ab"],
  ["a lone escape at the end", "a\u001b", "a"],
  ["emoji, accents and other scripts stay", "café — 你好 👩‍💻\n", "café — 你好 👩‍💻\n"],
];

describe("text from outside", () => {
  test.each(cases)("%s", (_name, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
  });

  test.each(cases)("%s, in pieces of every size", (_name, dirty, clean) => {
    for (let size = 1; size <= dirty.length; size++) {
      const cleaner = createTextCleaner();
      let text = "";
      for (let at = 0; at < dirty.length; at += size) text += cleaner.push(dirty.slice(at, at + size));
      expect(text + cleaner.end(), `pieces of ${size}`).toBe(clean);
    }
  });

  test("a sequence that never ends does not hold the text back for ever", () => {
    const cleaner = createTextCleaner();
    const shown = cleaner.push(`\u001b]0;${"x".repeat(5000)}`);
    expect(shown).toContain("xxxx");
  });
});
