import type { IUnicodeVersionProvider } from "@xterm/headless";
import stringWidth from "string-width";

type Width = 0 | 1 | 2;

// What the character before was, as far as the next one must know it; kept by xterm in a value's upper bits.
const kinds = { other: 0, pictograph: 1, joiner: 2, flagStart: 3 } as const;

/**
 * Widths as today's terminals have them: a whole grapheme (a family, a flag, a sign with its skin colour) takes the
 * columns of one character. xterm's own table is of Unicode 6, in which an emoji is narrow.
 */
export const graphemes: IUnicodeVersionProvider = {
  version: "graphemes",
  wcwidth: (codePoint) => widthOf(codePoint),
  charProperties: (codePoint, preceding) => {
    const before = { kind: preceding >> 3, width: (preceding >> 1) & 3 };
    const text = String.fromCodePoint(codePoint);
    const isJoined = preceding !== 0 && joins(text, before.kind);
    if (!isJoined) return packed(kindOf(text), widthOf(codePoint), false);
    const own = text === "\uFE0F" && before.kind === kinds.pictograph ? 2 : widthOf(codePoint);
    return packed(joinedKind(text, before.kind), Math.max(own, before.width), true);
  },
};

/** Whether a character belongs to the one before it; the rules of Unicode's annex 29 that emoji and accents need. */
function joins(text: string, before: number): boolean {
  if (/^(?:\p{M}|\p{Emoji_Modifier}|\u200D)$/u.test(text)) return true;
  if (before === kinds.joiner) return /^\p{Extended_Pictographic}$/u.test(text);
  return before === kinds.flagStart && /^\p{Regional_Indicator}$/u.test(text);
}

function kindOf(text: string): number {
  if (/^\p{Regional_Indicator}$/u.test(text)) return kinds.flagStart;
  return /^\p{Extended_Pictographic}$/u.test(text) ? kinds.pictograph : kinds.other;
}

function joinedKind(text: string, before: number): number {
  if (text === "\u200D") return kinds.joiner;
  if (before === kinds.joiner) return kinds.pictograph;
  return before === kinds.flagStart ? kinds.other : before;
}

const widths = new Map<number, Width>();

function widthOf(codePoint: number): Width {
  const known = widths.get(codePoint);
  if (known !== undefined) return known;
  const text = String.fromCodePoint(codePoint);
  // Half a flag is as wide as a flag: the second half adds nothing.
  const width = /^\p{Regional_Indicator}$/u.test(text) ? 2 : (Math.min(2, stringWidth(text)) as Width);
  widths.set(codePoint, width);
  return width;
}

/** xterm's own form: the kind, the columns of the whole so far, whether it goes into the cell before. */
function packed(kind: number, width: number, isJoined: boolean): number {
  return (kind << 3) | (width << 1) | (isJoined ? 1 : 0);
}
