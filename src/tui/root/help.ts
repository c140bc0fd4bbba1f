import type { Binding } from "../key.ts";
import type { Line } from "../paint/line.ts";
import { row, span } from "../paint/span.ts";
import { fit } from "../paint/width.ts";
import type { Size } from "../screen.ts";
import { alwaysBindings, rootBindings } from "./bindings.ts";
import { keyName } from "./key-name.ts";

/** The keys of a screen, then those of every screen; how much is below the window. */
export function helpLines(own: readonly Binding[], top: number, size: Size): readonly Line[] {
  const lines = allLines(own);
  const from = Math.min(top, lastTop(own, size));
  const below = lines.length - from - size.rows;
  const shown = lines.slice(from, from + size.rows);
  return below <= 0 ? shown : [...shown.slice(0, -1), row(`  … ${below + 1} more rows`, "dim")];
}

/** Rows above the window when its last row is the page's. */
export function lastTop(own: readonly Binding[], { rows }: Size): number {
  return Math.max(0, allLines(own).length - rows);
}

function allLines(own: readonly Binding[]): readonly Line[] {
  return [
    row("  Keys of this screen", "heading"),
    ...own.map(helpLine),
    [],
    row("  Everywhere", "heading"),
    ...[...rootBindings, ...alwaysBindings].map(helpLine),
    [],
    row("  Signs", "heading"),
    row("  ✓ holds   ✗ fails   ~ weak   ? unproven   ≠ drifted   ○ unbound   · manual", "dim"),
  ];
}

function helpLine({ keys, help }: Binding): Line {
  const names = keys.map(keyName).join(", ");
  return [...fit([span(`    ${names}`, "key")], 22), span(help)];
}
