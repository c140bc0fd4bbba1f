import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, createTextCleaner } from "../../src/verdict/clean-text.ts";

const tags = (text: string): string =>
  Array.from(text, (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join("");
const scotland = `🏴${tags("gbsct\u007f")}`;

const cases: readonly (readonly [string, string, string])[] = [
  ["colour", "\u001b[31mred\u001b[0m", "red"],
  ["colours", "\u001b[1;31mred\u001b[m", "red"],
  ["a colour between the halves of CR LF", "a\r\u001b[0m\nb", "a\n\nb"],
  ["a colour without an end", "a\u001b[31", "a␛[31"],
  ["an endless colour", `\u001b[${"1;".repeat(40)}m`, `␛[${"1;".repeat(40)}m`],
  ["a colour inside a colour", "\u001b[3\u001b[0m1m", "␛[31m"],
  ["cursor moves", "a\u001b[2Kb\u001b[10;5Hc", "a␛[2Kb␛[10;5Hc"],
  ["a title", "\u001b]0;evil\u0007after", "␛]0;evil␇after"],
  ["a link", "\u001b]8;;http://x\u001b\\text", "␛]8;;http://x␛\\text"],
  ["a title that never ends stays visible", "\u001b]0;all of this", "␛]0;all of this"],
  ["8-bit introducers", "\u009b31mred", "\\u{9b}31mred"],
  ["8-bit titles", "\u009d0;x\u009c", "\\u{9d}0;x\\u{9c}"],
  ["control characters", "a\u0000\u0007\u0008\u007fb\tc\u000b\u000c", "a␀␇␈␡b\tc␋␌"],
  ["carriage returns", "a\r\nb\rc\r", "a\nb\nc\n"],
  ["line ends and tabs stay", "a\n\tb\n", "a\n\tb\n"],
  ["direction controls", "a\u202eb\u2066c\u200f", "a\\u{202e}b\\u{2066}c\\u{200f}"],
  ["zero width", "a\u200bb\u2060c\ufeffd\u00ade", "a\\u{200b}b\\u{2060}c\\u{feff}d\\u{ad}e"],
  ["fillers and separators", "\u3164\u2028\u115f", "\\u{3164}\\u{2028}\\u{115f}"],
  ["tags", "a\u{e0041}\u{e007f}b", "a\\u{e0041}\\u{e007f}b"],
  ["sixteen in a row", "\u200b".repeat(16), "\\u{200b}".repeat(16)],
  ["ten thousand tags", `a${tags("x").repeat(10_000)}b`, "a[10,000 invisible characters]b"],
  ["colours do not cut a run", "\u200b\u001b[0m".repeat(20), "[20 invisible characters]"],
  ["half a pair", "a\ud83d b\ude00", "a\\u{d83d} b\\u{de00}"],
  ["halves that a colour parts", "\ud83d\u001b[0m\ude00", "\\u{d83d}\\u{de00}"],
  ["a noncharacter", "a\ufdd0\uffff", "a\\u{fdd0}\\u{ffff}"],
  ["a lone escape at the end", "a\u001b", "a␛"],
  ["accents and other scripts stay", "café — 你好 नि 한글\n", "café — 你好 नि 한글\n"],
  ["emoji stay", "👩‍💻 ❤️ ❤️‍🔥 🏳️‍🌈 👍🏽 👩🏽‍🚀 🇩🇪 1️⃣ ☎︎", "👩‍💻 ❤️ ❤️‍🔥 🏳️‍🌈 👍🏽 👩🏽‍🚀 🇩🇪 1️⃣ ☎︎"],
  ["a flag of tags stays", `a${scotland}b`, `a${scotland}b`],
  [
    "other tags behind a flag",
    `🏴${tags("hide\u007f")}`,
    "🏴\\u{e0068}\\u{e0069}\\u{e0064}\\u{e0065}\\u{e007f}",
  ],
  ["tags behind a whole flag", `${scotland}${tags("x")}`, `${scotland}\\u{e0078}`],
  ["a second selector", "😀\ufe0f\ufe0f", "😀\ufe0f\\u{fe0f}"],
  ["selectors that hide bytes", "😀\u{e0100}\u{e0101}", "😀\\u{e0100}\\u{e0101}"],
  ["a joiner that joins nothing", "a\u200db 👩\u200d x", "a\\u{200d}b 👩\\u{200d} x"],
  ["a digit's selector without its key", "1\ufe0f", "1\\u{fe0f}"],
  ["joiners of Persian, Devanagari, Sinhala", "می‌خواهم क्‍ष ශ්‍රී", "می‌خواهم क्‍ष ශ්‍රී"],
  ["a joiner behind what is hidden itself", "\u180b\u200d\u094d", "\\u{180b}\\u{200d}\u094d"],
  ["two joiners between letters", "م\u200c\u200cخ", "م\\u{200c}\\u{200c}خ"],
];

describe("text from outside", () => {
  test.each(cases)("%s", (_name, dirty, clean) => {
    expect(cleanText(dirty)).toBe(clean);
    expect(cleanText(clean)).toBe(clean);
  });

  test.each(cases.filter(([, dirty]) => dirty.length < 1000))(
    "%s, in pieces of every size",
    (_name, dirty, clean) => {
      for (let size = 1; size <= dirty.length; size++) {
        const pieces = Array.from({ length: Math.ceil(dirty.length / size) }, (_, at) =>
          dirty.slice(at * size, (at + 1) * size),
        );
        expect(inPieces(pieces), `pieces of ${size}`).toBe(clean);
      }
    },
  );

  test("a sequence that never ends does not hold the text back", () => {
    expect(createTextCleaner().push(`\u001b]0;${"x".repeat(5000)}`)).toContain("x".repeat(4900));
  });
});

const special = fc.constantFrom(
  ...Array.from("\u001b\u009b\u009d[];:m\u0007\r\n\t0#*1"),
  ...Array.from("\u200b\u200c\u200d\ufe0e\ufe0f\u20e3\u202e\u2066\ufeff\u00ad😀👩🏴🏽❤🇩\u{e0100}"),
  ...Array.from("مक\u094dᠠ\u180bé漢"),
  "\ud83d",
  "\ude00",
  "\u001b[31m",
  "\u001b[",
  scotland,
  tags("gbsct"),
  tags("\u007f"),
);
const anyText = fc
  .array(fc.oneof(special, special, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 40 })
  .map((pieces) => pieces.join(""));

// Written out by ranges and by whole emoji, independently of the patterns that clean.
const hides =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]/u;

describe("of any text", () => {
  test("nothing that acts or hides is left, flags aside", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean.replaceAll(scotland, "")).not.toMatch(hides);
        expect(clean.isWellFormed()).toBe(true);
        // A joiner stands between two characters, a selector behind one.
        expect(clean).not.toMatch(
          /\u200c\u200c|\u200d\u200d|\u200d\ufe0f|^\u200c|^\u200d|^\ufe0f|[a-z](?:\u200c|\u200d|\ufe0f)/u,
        );
      }),
      { numRuns: 100 },
    );
  });

  test("cleaned twice is cleaned once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
      { numRuns: 100 },
    );
  });

  test("it is the same in pieces, wherever they are cut", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(60), { maxLength: 8 }), (text, cuts) => {
        const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)), text.length].toSorted(
          (a, b) => a - b,
        );
        expect(inPieces(at.slice(1).map((end, index) => text.slice(at[index], end)))).toBe(cleanText(text));
        for (let cut = 0; cut <= text.length; cut++) {
          expect(inPieces([text.slice(0, cut), text.slice(cut)])).toBe(cleanText(text));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("text without specials is as it was", () => {
    const plain = fc.string({ unit: "grapheme" }).filter((text) => !/[\p{C}\p{DI}\u2028\u2029]/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(cleanText(text)).toBe(text);
      }),
    );
  });
});

function inPieces(pieces: readonly string[]): string {
  const cleaner = createTextCleaner();
  return pieces.map((piece) => cleaner.push(piece)).join("") + cleaner.end();
}
