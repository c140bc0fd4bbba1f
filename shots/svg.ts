import type { Cell } from "../test/support/terminal/cells.ts";
import { cell, number, rowSvg } from "./row-svg.ts";
import { windowSvg } from "./window-svg.ts";

/** What a terminal showed, and for how long. */
export interface Shot {
  readonly cells: readonly (readonly Cell[])[];
  readonly ms: number;
}

/** A picture of a terminal. */
export function pictureSvg(cells: Shot["cells"], title: string): string {
  const rows = cells.map((row, at) => placed(rowSvg(row), at)).filter((row) => row !== "");
  return windowSvg(rows.join("\n"), { columns: cells[0]?.length ?? 0, rows: cells.length, title });
}

/**
 * A moving picture, for ever round. Each row that looks different from what stood there before is drawn once, and
 * shown for as long as it stood there: what stays costs nothing.
 */
export function animationSvg(shots: readonly Shot[], title: string): string {
  const first = shots[0]?.cells ?? [];
  const total = shots.reduce((sum, { ms }) => sum + ms, 0);
  const drawn = new Map<string, string>();
  const spans = new Map<string, { from: number; to: number }>();
  const uses: string[] = [];
  for (let row = 0; row < first.length; row += 1) {
    for (const { svg, from, to } of stretches(shots, row)) {
      if (svg === "") continue;
      const id = drawn.get(svg) ?? `r${drawn.size}`;
      drawn.set(svg, id);
      const isAlways = from === 0 && to === total;
      const name = `${from}-${to}`;
      if (!isAlways) spans.set(name, { from, to });
      const isLast = to === total ? " l" : "";
      const shown = isAlways ? "" : ` class="a${[...spans.keys()].indexOf(name)}${isLast}"`;
      uses.push(`<use href="#${id}" y="${row * cell.height}"${shown}/>`);
    }
  }
  const rules = [...spans.values()].map(({ from, to }, at) => visible(at, from / total, to / total));
  // Without motion, by the reader's wish or the viewer's lack, the last picture stands.
  const still = "@media(prefers-reduced-motion:reduce){use[class]{animation:none}}";
  const moving = `use[class]{animation:${total}ms step-end infinite;visibility:hidden}use.l{visibility:visible}`;
  const style = `${moving}${rules.join("")}${still}`;
  const defs = [...drawn].map(([svg, id]) => `<g id="${id}">${svg}</g>`).join("\n");
  return windowSvg(uses.join("\n"), {
    columns: first[0]?.length ?? 0,
    rows: first.length,
    title,
    style,
    defs: `\n${defs}\n`,
  });
}

/** What stood in a row, one after the other, and when. */
function stretches(shots: readonly Shot[], row: number): { svg: string; from: number; to: number }[] {
  const found: { svg: string; from: number; to: number }[] = [];
  let at = 0;
  for (const { cells, ms } of shots) {
    const svg = rowSvg(cells[row] ?? []);
    const last = found.at(-1);
    if (last?.svg === svg) last.to += ms;
    else found.push({ svg, from: at, to: at + ms });
    at += ms;
  }
  return found;
}

function visible(at: number, from: number, to: number): string {
  const percent = (part: number) => `${number(part * 100)}%`;
  const steps = [
    ...(from > 0 ? ["0%{visibility:hidden}"] : []),
    `${percent(from)}{visibility:visible}`,
    ...(to < 1 ? [`${percent(to)}{visibility:hidden}`] : []),
  ];
  return `.a${at}{animation-name:k${at}}@keyframes k${at}{${steps.join("")}}`;
}

function placed(svg: string, row: number): string {
  if (svg === "" || row === 0) return svg;
  return `<g transform="translate(0 ${row * cell.height})">${svg}</g>`;
}
