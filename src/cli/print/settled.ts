import { headlines, howFar, whySettled } from "../../app/refine/how-far.ts";
import type { NextQuestion } from "../../app/refine/refine.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { columns, count, oneLine } from "./words.ts";

/** That nothing is left to ask, or that nothing is known of that, and how far it goes for each requirement. */
export function printSettled(screen: Screen, next: Pick<NextQuestion, "settled">): void {
  screen.out(headlines[howFar(next)]);
  const rows = next.settled.map((one) => [
    `  ${one.line}`,
    oneLine(cleanText(one.title), 40),
    cleanText(whySettled(one)),
  ]);
  for (const line of columns(rows)) screen.out(screen.paint("dim", line));
}

/** `3 more questions stand`. */
export function countOpen(others: number): string {
  return `${count(others, "more question")} ${others === 1 ? "stands" : "stand"}`;
}
