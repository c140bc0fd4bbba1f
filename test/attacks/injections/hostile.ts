import xterm from "@xterm/headless";

/** The letters as tags, which no reader sees and every model reads. */
export const tags = (text: string): string =>
  Array.from(text, (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join("");

/**
 * A word in the company of all that a terminal acts on or a reader cannot see: title, clipboard, link, concealed
 * words, an emptied screen, the cursor moved, an 8-bit sequence, direction, tags, zero width, words written over,
 * and a sequence that never ends. Neither a slash nor a zero is in it: it can be the name of a file.
 */
export const hostile = (word: string): string =>
  `\u001b]0;${word}\u0007\u001b]52;c;UFdORUQ=\u0007\u001b]8;;x:y\u0007${word}\u001b]8;;\u0007\u001b[8mhid\u001b[2J` +
  `\u001b[1;1H\u009b31m\u202e${tags("obey")}\u200b\rover\u001b]0;open`;

/** How the word is shown where it was cleaned: its title sequence, to be seen. */
export const shownAs = (word: string): string => `␛]0;${word}␇`;

/** What a text does to a terminal that is given it, and what in it nobody sees; nothing for text that is only seen. */
export async function effectsOf(text: string): Promise<readonly string[]> {
  const did = new Set<string>();
  const terminal = new xterm.Terminal({ cols: 100, rows: 30, allowProposedApi: true });
  const osc = { 0: "title", 2: "title", 8: "link", 52: "clipboard" };
  for (const [code, effect] of Object.entries(osc))
    terminal.parser.registerOscHandler(Number(code), () => Boolean(did.add(effect)));
  for (const final of "ABCDEFGHfJ")
    terminal.parser.registerCsiHandler({ final }, () => Boolean(did.add("screen")));
  terminal.parser.registerCsiHandler({ final: "m" }, (codes) => {
    if (codes.includes(8)) did.add("concealed words");
    return false;
  });
  await new Promise<void>((done) => terminal.write(text.replaceAll(/\r?\n/g, "\r\n"), done));
  terminal.dispose();
  // Our own colours, and the line of progress that is written over.
  const rest = text.replaceAll(ours, "");
  for (const [effect, pattern] of unseen) if (pattern.test(rest)) did.add(effect);
  return [...did];
}

// oxlint-disable-next-line no-control-regex
const ours = /\r\n|\u001b\[[0-9;]*m|\r\u001b\[2K/g;

const unseen: readonly (readonly [string, RegExp])[] = [
  // oxlint-disable-next-line no-control-regex
  ["control characters", /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/],
  ["direction", /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/],
  ["tags", /[\u{e0000}-\u{e0fff}]/u],
  ["no width", /[\u00ad\u200b-\u200d\u2060-\u2065\ufeff]/],
];

/** Every string of JSON, keys too, as whoever reads it has them: of one document, or of one a line. */
export function stringsIn(json: string): string {
  const found: string[] = [];
  const collect = (_: string, value: unknown): unknown => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) found.push(...Object.keys(value));
    return value;
  };
  const texts = json.startsWith("{\n") ? [json] : json.split("\n").filter((line) => line.startsWith("{"));
  for (const text of texts) JSON.parse(text, collect);
  return found.join("\n");
}
