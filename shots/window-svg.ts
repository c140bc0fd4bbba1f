import { cell, number } from "./row-svg.ts";
import type { Palette } from "./palette.ts";
import { dark, light } from "./palette.ts";

const padding = { side: 16, below: 14 } as const;
const bar = 34;

export interface WindowOptions {
  readonly columns: number;
  readonly rows: number;
  /** Stands in the window's bar, and is what a screen reader says. */
  readonly title: string;
  /** More rules, of an animation. */
  readonly style?: string;
  /** Definitions that the body uses. */
  readonly defs?: string;
}

/**
 * A terminal's window round a body that was drawn from 0, 0 on. It has no script, loads nothing, and follows the
 * reader's light or dark scheme.
 */
export function windowSvg(
  body: string,
  { columns, rows, title, style = "", defs = "" }: WindowOptions,
): string {
  const width = columns * cell.width + 2 * padding.side;
  const height = rows * cell.height + bar + padding.below + 8;
  const dots = [0, 1, 2].map((at) => `<circle cx="${20 + at * 18}" cy="${bar / 2}" r="5.5" class="o${at}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-label="${attribute(title)}">
<style>${base}${scheme(light)}@media(prefers-color-scheme:dark){${scheme(dark)}}${style}</style>
<defs><clipPath id="w"><rect width="${number(columns * cell.width)}" height="${rows * cell.height}"/></clipPath>${defs}</defs>
<rect x=".5" y=".5" width="${number(width - 1)}" height="${number(height - 1)}" rx="10" class="w"/>
<path d="M.5 ${bar}V10.5a10 10 0 0 1 10-10H${number(width - 10.5)}a10 10 0 0 1 10 10V${bar}z" class="f"/>
${dots.join("")}<text x="${number(width / 2)}" y="${bar / 2 + 4.5}" text-anchor="middle" class="t">${attribute(title)}</text>
<g transform="translate(${padding.side} ${bar + 8})" clip-path="url(#w)">
${body}
</g>
</svg>
`;
}

const base =
  `text{font:${cell.font}px ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre}` +
  ".b{font-weight:700}.d{fill-opacity:.66}.i{font-style:italic}.u{text-decoration:underline}.s{text-decoration:line-through}" +
  '.t{font:13px system-ui,-apple-system,"Segoe UI",sans-serif}.o0{fill:#ff5f57}.o1{fill:#febc2e}.o2{fill:#28c840}';

function scheme({ ground, text, frame, border, sixteen }: Palette): string {
  const colours = sixteen.map((colour, at) => `.c${at}{fill:${colour}}`).join("");
  return `text,.c{fill:${text}}.g{fill:${ground}}.w{fill:${ground};stroke:${border}}.f{fill:${frame};stroke:${border}}.t{fill:${text};fill-opacity:.65}${colours}`;
}

function attribute(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
