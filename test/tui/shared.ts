import type { Shared } from "../../src/tui/model.ts";
import { emptyShared } from "../../src/tui/root/shared-update.ts";
import type { Line } from "../../src/tui/paint/line.ts";

/** What all screens know, empty but for what a test gives. */
export function sharedWith(given: Partial<Shared> = {}): Shared {
  return { ...emptyShared, ...given };
}

/** The frame as a person reads it: text only, blanks at the end of a row left out. */
export function textOf(lines: readonly Line[]): string {
  return lines
    .map((line) =>
      line
        .map(({ text }) => text)
        .join("")
        .trimEnd(),
    )
    .join("\n");
}
