/**
 * Takes out of text from outside what a terminal would act on or hide: escape sequences, control characters
 * but newline and tab, direction overrides, and the invisible tag characters. What follows an escape sequence
 * that never ends stays visible.
 */
export function cleanText(text: string): string {
  return text.replace(sequences, "").replace(/\r\n?/g, "\n").replace(controls, "");
}

/** The same for text that comes in pieces: a sequence cut in two is held back until its end. */
export function createTextCleaner(): { push(piece: string): string; end(): string } {
  let held = "";
  return {
    push(piece) {
      const text = held + piece;
      const start = openSequence(text);
      held = text.slice(start);
      return cleanText(text.slice(0, start));
    },
    end() {
      const rest = cleanText(held);
      held = "";
      return rest;
    },
  };
}

/** Longest beginning of a sequence that is waited for; a longer one is no sequence. */
const longestHeld = 2048;

// CSI; OSC, DCS, SOS, PM and APC with their end; two-character escapes. ECMA-48, sections 5.3 to 5.6.
const sequences =
  // oxlint-disable-next-line no-control-regex
  /(?:\u001b\[|\u009b)[\u0030-\u003f]*[\u0020-\u002f]*[\u0040-\u007e]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u001b\u0007\u009c\n]*(?:\u0007|\u001b\\|\u009c)|\u001b[\u0020-\u002f]*[\u0030-\u007e]/g;

const controls =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

// The beginning of one of these at the end of a piece; and a lone half of what belongs together (a surrogate
// pair, CR LF).
const unfinished =
  // oxlint-disable-next-line no-control-regex
  /(?:(?:\u001b\[|\u009b)[\u0030-\u003f]*[\u0020-\u002f]*|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u001b\u0007\u009c\n]*\u001b?|\u001b[\u0020-\u002f]*|[\ud800-\udbff\r])$/;

/** Where a sequence begins that has not ended yet; the text's length when none does. */
function openSequence(text: string): number {
  const start = text.search(unfinished);
  return start === -1 || text.length - start > longestHeld ? text.length : start;
}
