import type { Line, Span, Tone } from "./line.ts";

/** Turns rows into what a terminal is written. */
export interface Theme {
  readonly paint: (line: Line) => string;
}

/**
 * The colours of a terminal: `none` writes no colour (bold, underline and inverse stay), `16` uses only the colours
 * that the terminal's own theme defines, so that light and dark are both right.
 */
export type Colours = "none" | "16";

/** A theme for a terminal. */
export function createTheme(colours: Colours): Theme {
  return { paint: (line) => line.map((part) => paintSpan(part, colours)).join("") };
}

function paintSpan(part: Span, colours: Colours): string {
  if (part.text === "") return "";
  const codes = [
    ...(colours === "16" ? tones[part.tone] : plainTones[part.tone]),
    ...(part.bold === true ? [bold] : []),
    ...(part.italic === true ? [italic] : []),
    ...(part.underline === true ? [underline] : []),
    ...(part.strike === true ? [strike] : []),
    ...(part.selected === true ? [inverse] : []),
  ];
  if (codes.length === 0) return part.text;
  const open = [...new Set(codes.map(([on]) => on))].join(";");
  const close = [...new Set(codes.map(([, off]) => off))].join(";");
  return `\u001b[${open}m${part.text}\u001b[${close}m`;
}

// Select Graphic Rendition, ECMA-48 section 8.3.117: the code that begins it and the one that ends it.
type Code = readonly [on: number, off: number];
const bold: Code = [1, 22];
const dim: Code = [2, 22];
const italic: Code = [3, 23];
const underline: Code = [4, 24];
const inverse: Code = [7, 27];
const strike: Code = [9, 29];
const red: Code = [31, 39];
const green: Code = [32, 39];
const yellow: Code = [33, 39];
const blue: Code = [34, 39];
const magenta: Code = [35, 39];
const cyan: Code = [36, 39];

/** Black and white are left to the terminal: on a light ground white could not be read, on a dark one black. */
const tones: Readonly<Record<Tone, readonly Code[]>> = {
  plain: [],
  dim: [dim],
  strong: [bold],
  heading: [bold, blue],
  code: [cyan],
  keyword: [magenta],
  string: [green],
  number: [yellow],
  comment: [dim],
  link: [blue, underline],
  quote: [dim, italic],
  accent: [cyan, bold],
  key: [bold],
  added: [green],
  removed: [red],
  warning: [yellow],
  error: [red, bold],
  holds: [green],
  fails: [red, bold],
  weak: [yellow],
  unproven: [yellow],
  drifted: [magenta],
  unbound: [cyan],
  manual: [dim],
};

const plainTones: Readonly<Record<Tone, readonly Code[]>> = {
  ...(Object.fromEntries(Object.keys(tones).map((tone) => [tone, []])) as unknown as Record<
    Tone,
    readonly Code[]
  >),
  strong: [bold],
  heading: [bold],
  key: [bold],
  link: [underline],
  accent: [bold],
  fails: [bold],
  error: [bold],
};
