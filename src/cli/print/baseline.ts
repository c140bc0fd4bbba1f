import type { Baselined, WrittenBaseline } from "../../app/baseline.ts";
import { baselinePath } from "../../verdict/baseline.ts";
import type { Entry, HeldToBaseline } from "../../verdict/hold-to-baseline.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { statuses } from "../../verdict/statuses.ts";
import type { Screen } from "../screen.ts";
import { count, oneLine } from "./words.ts";

/** What is worse than the baseline says by name; old debt in one line; what was paid, and how to keep it so. */
export function printBaselined(screen: Screen, { held, written }: Baselined): void {
  for (const entry of held.new) screen.out(newLine(screen, entry));
  const { known, paid, gone } = held;
  if (known.length > 0) {
    screen.out(screen.paint("dim", `known debt: ${count(known.length, "requirement")}, ${byStatus(known)}`));
  }
  if (written !== null) {
    printWritten(screen, written, held);
    return;
  }
  for (const { id, was } of gone) {
    screen.out(screen.paint("dim", `gone  ${cleanText(id)}, which ${was} then, is no longer in the specs`));
  }
  const fewer = paid.length + gone.length;
  if (fewer > 0) {
    screen.out(`${fewer} fewer than the baseline; \`greenbar check --write-baseline\` keeps it so`);
  }
}

function newLine(screen: Screen, { spec, line, title, was, is, examples }: Entry): string {
  const before = was === null ? "" : `, was ${was}`;
  const more = was === is && examples.length > 0 ? `: ${count(examples.length, "example")} more` : "";
  const place = cleanText(`${spec}:${line ?? 1}`);
  const name = oneLine(title ?? "", Math.max(20, screen.columns - place.length - 24));
  return `${screen.paint("red", "new")}  ${place}  ${name}  ${screen.paint("red", `${is}${before}${more}`)}`;
}

function byStatus(entries: readonly Entry[]): string {
  return statuses
    .flatMap((status) => {
      const number = entries.filter(({ is }) => is === status).length;
      return number === 0 ? [] : [`${number} ${status}`];
    })
    .join(" · ");
}

function printWritten(screen: Screen, { change, entries }: WrittenBaseline, held: HeldToBaseline): void {
  if (change === null) screen.out(`${baselinePath} is as it was`);
  else {
    screen.out(`${change.before === null ? "+" : "~"} ${baselinePath}`);
    for (const { id, was, is } of entries.slice(0, shownAtMost)) {
      const sign = was === null ? "+" : is === null ? "-" : "~";
      const status = was === null ? is : is === null ? was : `${was} → ${is}`;
      screen.out(screen.paint("dim", `  ${sign} ${cleanText(id)}  ${status}`));
    }
    if (entries.length > shownAtMost) {
      screen.out(screen.paint("dim", `  … and ${entries.length - shownAtMost} more`));
    }
  }
  if (held.new.length > 0) {
    screen.err("What is new was not written: `--force` has the baseline take more debt.");
  }
}

const shownAtMost = 20;
