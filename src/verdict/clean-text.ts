import { hiddenCharacter, seenCharacters } from "../spec/hidden-characters.ts";

/**
 * Text from outside as nothing but visible text. Plain colours (`ESC[…m`) are dropped, CR LF and CR are newlines,
 * newline and tab stay. Everything else that a terminal would act on, or that a reader cannot see, is shown: a
 * control character as its picture (`␛`), others as `\u{202e}`, a long run of them by its number. What follows a
 * sequence that never ends stays visible. Cleaned once or twice, it is the same.
 */
export function cleanText(text: string): string {
  if (!touched.test(text)) return text;
  const cleaner = createTextCleaner();
  return cleaner.push(text) + cleaner.end();
}

/** The same for text that comes in pieces: wherever it is cut, together they are the whole text cleaned. */
export function createTextCleaner(): { push(piece: string): string; end(): string } {
  // What was cleaned already but says whether the next character can be seen; and what waits for the next piece.
  let before = "";
  let held = "";
  const run = createRun();
  // Also where it came to: a flag may begin before the end that was asked for, and go on behind it.
  const clean = (text: string, from: number, to: number): { readonly shown: string; readonly at: number } => {
    let shown = "";
    let at = from;
    for (let index = nextTouched(text, at); index < to; index = nextTouched(text, at)) {
      tokens.lastIndex = index;
      const match = tokens.exec(text);
      const { colour, end, hidden } = match?.groups ?? {};
      if (index > at) shown += run.end() + text.slice(at, index);
      if (hidden !== undefined) run.add(hidden);
      else if (end !== undefined) shown += `${run.end()}\n`;
      else if (colour === undefined) shown += run.end() + (match?.[0] ?? "");
      at = tokens.lastIndex;
    }
    if (at < to) shown += run.end() + text.slice(at, to);
    return { shown, at: Math.max(at, to) };
  };
  return {
    push(piece) {
      const text = before + held + piece;
      const { shown, at } = clean(text, before.length, Math.max(before.length, undecidedFrom(text)));
      held = text.slice(at);
      before = text.slice(Math.max(0, at - longestBefore), at);
      return shown;
    },
    end() {
      const text = before + held;
      const { shown } = clean(text, before.length, text.length);
      [before, held] = ["", ""];
      return shown + run.end();
    },
  };
}

/** Hidden characters in a row: each is shown, or so many that they would be all there is to see are counted. */
function createRun(): { add(character: string): void; end(): string } {
  let count = 0;
  let shown = "";
  return {
    add(character) {
      count += 1;
      if (count <= longestRun) shown += visible(character);
    },
    end() {
      const text = count > longestRun ? `[${count.toLocaleString("en-US")} invisible characters]` : shown;
      [count, shown] = [0, ""];
      return text;
    },
  };
}

const longestRun = 16;

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "␡" : `\\u{${code.toString(16)}}`;
}

const touched = new RegExp(hiddenCharacter, "v");
const nextHidden = new RegExp(hiddenCharacter, "gv");

/** Where the next character stands with which any of the tokens begins; infinite when there is none. */
function nextTouched(text: string, from: number): number {
  nextHidden.lastIndex = from;
  return nextHidden.exec(text)?.index ?? Infinity;
}

// Plain colours: ECMA-48, section 8.3.117 (SGR).
const tokens = new RegExp(
  `(?<colour>\\u001b\\[[0-9;:]{0,64}m)|(?<end>\\r\\n?)|${seenCharacters}|(?<hidden>${hiddenCharacter})`,
  "vy",
);

/** UTF-16 units that the patterns look back on: a pictograph with its selector or colour of skin. */
const longestBefore = 4;

// At the end of a piece, what may turn out otherwise with the next: the beginning of a colour, a lone half of CR LF
// or of a surrogate pair, a selector or joiner, tags that may end as a flag.
const undecided =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class
  /(?:\u001b(?:\[[0-9;:]{0,64})?|\r|[\u200c\u200d\ufe0f][\ud800-\udbff]?|(?:\udb40[\udc00-\udc7f]){0,6}[\ud800-\udbff]?)$/;

function undecidedFrom(text: string): number {
  const window = Math.max(0, text.length - 80);
  const found = text.slice(window).search(undecided);
  return found === -1 ? text.length : window + found;
}
