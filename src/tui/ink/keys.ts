import type { Key as InkKey } from "ink";
import type { Key } from "../key.ts";

/**
 * What Ink heard, as keys: several when characters came in one piece (fast typing, a terminal without bracketed
 * paste).
 */
export function keysOf(input: string, key: InkKey): readonly Key[] {
  const { ctrl, meta, shift } = key;
  const name = names.find(([pressed]) => key[pressed])?.[1];
  // Two quick presses of Esc come as one with Alt; nobody means that.
  if (name !== undefined) return [{ name, ctrl, meta: meta && name !== "escape", shift }];
  return [...graphemes.segment(input)].map(({ segment }) => ({
    name: segment === "\r" || segment === "\n" ? "enter" : segment === "\t" ? "tab" : segment,
    ctrl,
    meta,
    shift,
  }));
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const names = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "pageup"],
  ["pageDown", "pagedown"],
  ["home", "home"],
  ["end", "end"],
  ["return", "enter"],
  ["escape", "escape"],
  ["tab", "tab"],
  ["backspace", "backspace"],
  ["delete", "delete"],
] as const satisfies readonly (readonly [keyof InkKey, string])[];
