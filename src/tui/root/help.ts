import type { Binding } from "../key.ts";
import type { Line } from "../paint/line.ts";
import { row, span } from "../paint/span.ts";
import { fit } from "../paint/width.ts";
import type { Size } from "../screen.ts";
import { alwaysBindings, rootBindings } from "./bindings.ts";
import { keyName } from "./key-name.ts";

/** The keys of a screen, then those of every screen. */
export function helpLines(own: readonly Binding[], top: number, size: Size): readonly Line[] {
  const lines: Line[] = [
    row("  Keys of this screen", "heading"),
    ...own.map(helpLine),
    [],
    row("  Everywhere", "heading"),
    ...[...rootBindings, ...alwaysBindings].map(helpLine),
    [],
    row("  Signs", "heading"),
    row("  ✓ holds   ✗ fails   ~ weak   ? unproven   ≠ drifted   ○ unbound   · manual", "dim"),
  ];
  const most = Math.max(0, lines.length - size.rows);
  return lines.slice(Math.min(top, most), Math.min(top, most) + size.rows);
}

function helpLine({ keys, help }: Binding): Line {
  const names = keys.map(keyName).join(", ");
  return [...fit([span(`    ${names}`, "key")], 22), span(help)];
}
