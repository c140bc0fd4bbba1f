import type { Cell } from "../test/support/terminal/cells.ts";
import { colourClass } from "./palette.ts";
import type { Run } from "./runs-of-cells.ts";
import { isEmpty, runsOf } from "./runs-of-cells.ts";

/** Size of a cell in the picture's own units, and where in it a character stands. */
export const cell = { width: 8.4, height: 18, baseline: 13, font: 14 } as const;

/** A row of the terminal as SVG, its upper left corner at 0, 0; empty for a row with nothing on it. */
export function rowSvg(row: readonly Cell[]): string {
  const runs = runsOf(row).filter((run) => !isEmpty(run));
  return grounds(runs).map(groundSvg).join("") + textSvg(runs.filter(({ text }) => text.trim() !== ""));
}

interface Ground {
  readonly column: number;
  readonly columns: number;
  readonly look: string;
}

/** Grounds that are not the terminal's own; neighbours of one colour in one piece, so that no seam shows. */
function grounds(runs: readonly Run[]): Ground[] {
  const found: Ground[] = [];
  for (const { column, columns, style } of runs) {
    const colour = style.swapped ? style.foreground : style.background;
    if (colour === null && !style.swapped) continue;
    const drawn = colourClass(colour) ?? { name: "c" };
    const look = "name" in drawn ? `class="${drawn.name}"` : `fill="${drawn.fill}"`;
    const last = found.at(-1);
    if (last !== undefined && last.look === look && last.column + last.columns === column) {
      found[found.length - 1] = { ...last, columns: last.columns + columns };
    } else {
      found.push({ column, columns, look });
    }
  }
  return found;
}

function groundSvg({ column, columns, look }: Ground): string {
  return `<rect x="${number(column * cell.width)}" width="${number(columns * cell.width)}" height="${cell.height}" ${look}/>`;
}

/** One text element with a stretch for every run: their places keep the columns, whatever the font. */
function textSvg(runs: readonly Run[]): string {
  if (runs.length === 0) return "";
  return `<text y="${cell.baseline}">${runs.map(spanOf).join("")}</text>`;
}

function spanOf(run: Run): string {
  const { style } = run;
  const blanks = run.text.length - run.text.trimStart().length;
  const text = run.text.trim();
  const colour = colourClass(style.swapped ? style.background : style.foreground);
  const classes = [
    ...(colour !== null && "name" in colour ? [colour.name] : []),
    ...(colour === null && style.swapped ? ["g"] : []),
    ...(style.bold ? ["b"] : []),
    ...(style.dim ? ["d"] : []),
    ...(style.italic ? ["i"] : []),
    ...(style.underline ? ["u"] : []),
    ...(style.strikethrough ? ["s"] : []),
  ];
  // Every blank is a column of its own.
  const columns = run.columns - (run.text.length - text.length);
  const look = [
    `x="${number((run.column + blanks) * cell.width)}"`,
    // Tells every font how wide the stretch is; a single character keeps its own shape.
    ...(columns > 1 && text.length > 1 ? [`textLength="${number(columns * cell.width)}"`] : []),
    ...(colour !== null && "fill" in colour ? [`fill="${colour.fill}"`] : []),
    ...(classes.length === 0 ? [] : [`class="${classes.join(" ")}"`]),
  ];
  return `<tspan ${look.join(" ")}>${escaped(text)}</tspan>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("  ", " \u00A0");
}

/** At most two digits behind the point. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}
