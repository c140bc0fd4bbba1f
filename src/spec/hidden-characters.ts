/** A run of characters that a reader cannot see. */
export interface HiddenRun {
  /** Where it begins, in UTF-16 units. */
  readonly offset: number;
  readonly endOffset: number;
  /** Its code points, in order. */
  readonly characters: readonly string[];
}

/** Runs of hidden characters, in order. A carriage return of a line's end, and a byte order mark, are none. */
export function hiddenRuns(text: string): readonly HiddenRun[] {
  const runs: { offset: number; endOffset: number; characters: string[] }[] = [];
  for (const match of text.matchAll(hiddenOrSeen)) {
    const [found] = match;
    const { index, groups } = match;
    if (groups?.["hidden"] === undefined || (index === 0 && found === "\ufeff")) continue;
    const last = runs.at(-1);
    if (last === undefined || last.endOffset !== index) {
      runs.push({ offset: index, endOffset: index + found.length, characters: [found] });
    } else {
      last.endOffset += found.length;
      last.characters.push(found);
    }
  }
  return runs;
}

/** A letter or mark of the scripts in which a joiner between two letters changes their shapes. */
const joining = `[[[${["Arab", "Syrc", "Nkoo", "Mong", "Mand", "Adlm", "Rohg", "Phag"]
  .concat(["Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Khmr", "Mymr"])
  .map((script) => `\\p{scx=${script}}`)
  .join("")}]&&[\\p{L}\\p{M}]]--\\p{DI}]`;

const virama = "[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]";

/** England, Scotland and Wales: the only flags that are written with tags and recommended for interchange. */
const tagFlags = ["gbeng", "gbsct", "gbwls"]
  .map((name) => Array.from(`${name}\u007f`, (char) => `\\u{${(0xe0000 + char.charCodeAt(0)).toString(16)}}`))
  .map((tags) => tags.join(""))
  .join("|");

/**
 * A character that a reader cannot see, or that acts on whatever shows it: controls but newline and tab, direction
 * controls, tags, zero-width characters, fillers, separators, lone surrogates, noncharacters. One code point; a
 * pattern with the flag `v`. Of these `seenCharacters` are none.
 */
export const hiddenCharacter = "[[\\p{Cc}\\p{Cs}\\p{DI}\\p{NChar}\\u2028\\u2029\\ufff9-\\ufffb]--[\\n\\t]]";

/**
 * Such characters where they are part of what is seen: in emoji (Unicode Technical Standard 51: one variation
 * selector, a joiner between two, three flags), one joiner between letters of scripts that need it or behind a
 * virama (RFC 5892, appendix A.1 and A.2), Mongolian's own selectors. A pattern with the flag `v`.
 */
export const seenCharacters = [
  `(?<=\\u{1f3f4})(?:${tagFlags})`,
  "(?<=\\p{ExtPict})[\\ufe0e\\ufe0f]",
  "(?<=[0-9#*])\\ufe0f(?=\\u20e3)",
  "(?<=\\p{ExtPict}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=\\p{ExtPict})",
  `(?<=${joining})[\\u200c\\u200d](?=${joining})`,
  `(?<=${virama})[\\u200c\\u200d]`,
  "(?<=[\\p{sc=Mong}&&\\p{L}])[\\u180b-\\u180d\\u180f]",
].join("|");

const hiddenOrSeen = new RegExp(`\\r\\n?|${seenCharacters}|(?<hidden>${hiddenCharacter})`, "gv");
