import type { NextQuestion } from "../../app/refine/refine.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { columns, count, oneLine } from "./words.ts";

/** That nothing is left to ask, and how far that goes for each requirement. */
export function printSettled(screen: Screen, { settled }: NextQuestion): void {
  screen.out("Nothing is left to ask, as far as greenbar can see.");
  const rows = settled.map(({ line, title, why }) => [`  ${line}`, oneLine(cleanText(title), 40), why]);
  for (const line of columns(rows)) screen.out(screen.paint("dim", line));
}

/** `3 more questions stand`. */
export function countOpen(others: number): string {
  return `${count(others, "more question")} ${others === 1 ? "stands" : "stand"}`;
}
