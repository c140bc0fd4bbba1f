import type { Drift } from "../../verdict/drift/drift.ts";
import type { Screen } from "../screen.ts";
import { count, oneLine } from "./words.ts";

/**
 * What spec, suite, code and lock do not say alike: a line for each file and sentence, with the lines where it is so,
 * and below those with one way out that one. Nothing is cut: what to do stands at the end of it.
 */
export function printDrift(screen: Screen, drift: readonly Drift[]): void {
  if (drift.length === 0) return;
  const what = screen.paint("yellow", count(drift.length, "difference"));
  screen.out(`\n${what} between spec, suite, code and lock`);
  for (const [wayOut, same] of Map.groupBy(drift, (each) => each.wayOut)) {
    const groups = [...Map.groupBy(same, ({ file, message }) => JSON.stringify([file, message])).values()];
    for (const group of groups.slice(0, shownAtMost)) {
      screen.out(`  ${placesOf(group)}  ${oneLine(group[0]?.message ?? "", Infinity)}`);
    }
    if (groups.length > shownAtMost) screen.out(`  … and ${groups.length - shownAtMost} more`);
    screen.out(screen.paint("dim", `      → ${wayOut}`));
  }
}

const shownAtMost = 10;

/** `specs/a.md:12, 14, 15`, all of one file. */
function placesOf(group: readonly Drift[]): string {
  const lines = group.map(({ line }) => line);
  const more = lines.length > shownAtMost ? ` and ${lines.length - shownAtMost} more` : "";
  return `${group[0]?.file ?? ""}:${lines.slice(0, shownAtMost).join(", ")}${more}`;
}
