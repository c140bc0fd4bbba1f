import type { Colour } from "../test/support/terminal/cells.ts";

/** Colours of a terminal: its ground, its text, and the sixteen that a program names by number. */
export interface Palette {
  readonly ground: string;
  readonly text: string;
  readonly frame: string;
  /** Lines of the window itself. */
  readonly border: string;
  readonly sixteen: readonly string[];
}

// Each text colour has a contrast of 4.5 or more on its ground (WCAG 2.2, 1.4.3), the two greys at least 3.
export const dark: Palette = {
  ground: "#0f1419",
  text: "#d5dae1",
  frame: "#1a2129",
  border: "#2c3641",
  sixteen: [
    ..."#5c6773 #ff7b72 #56d364 #e3b341 #6cb6ff #d2a8ff #56d4dd #d5dae1".split(" "),
    ..."#7d8794 #ffa198 #7ee787 #f2cc60 #96d0ff #e2c5ff #7ce7ee #ffffff".split(" "),
  ],
};

export const light: Palette = {
  ground: "#ffffff",
  text: "#24292f",
  frame: "#f0f3f6",
  border: "#d0d7de",
  sixteen: [
    ..."#24292f #b3151f #116329 #7a5200 #0550ae #7a3ec8 #1b6e78 #57606a".split(" "),
    ..."#6e7781 #a40e26 #1a7f37 #8a5d00 #0969da #8250df #106c75 #000000".split(" "),
  ],
};

/** Colour 16 to 255 of the palette that xterm has: a cube of six by six by six, then greys. */
function extended(number: number): string {
  if (number >= 232) return hex([8, 8, 8].map((least) => least + (number - 232) * 10));
  const cube = number - 16;
  const levels = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return hex(levels.map((level) => (level === 0 ? 0 : 55 + level * 40)));
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Name of the CSS class of a colour that differs between light and dark, else the colour itself. */
export function colourClass(colour: Colour): { readonly name: string } | { readonly fill: string } | null {
  if (colour === null) return null;
  if (typeof colour === "string") return { fill: colour };
  return colour < 16 ? { name: `c${colour}` } : { fill: extended(colour) };
}
