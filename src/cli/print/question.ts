import { differing } from "../../app/refine/differing.ts";
import type { Disagreement, Option, Question } from "../../app/refine/question.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { columns, oneLine } from "./words.ts";

/** A question with all that it takes to answer it; what can be typed is not said here. */
export function printQuestion(screen: Screen, question: Question): void {
  const { spec, line, requirement } = question;
  screen.out("");
  screen.out(
    screen.paint("dim", `${spec}:${line}  ${oneLine(cleanText(requirement.title), screen.columns - 30)}`),
  );
  switch (question.is) {
    case "disagreement":
      return printDisagreement(screen, question);
    case "unbound":
      for (const text of cleanText(question.text).split("\n").slice(0, 8)) screen.out(`  │ ${text}`);
      screen.out(`Nothing makes this checkable: ${cleanText(question.why)}.`);
      return;
    case "open":
      screen.out(`  │ ${cleanText(question.text)}`);
      screen.out("The spec asks this itself.");
      return;
  }
}

function printDisagreement(screen: Screen, question: Disagreement): void {
  const { call, options } = question;
  screen.out(differing(question));
  screen.out("");
  screen.out(`    ${screen.paint("bold", cleanText(call))}`);
  screen.out("");
  const rows = options.map((option, at) => [`    ${at + 1}`, shown(option), whoSays(option)]);
  for (const line of columns(rows)) screen.out(line.trimEnd());
}

/** An option as the example would say it. */
function shown({ outcome, expected }: Pick<Option, "outcome" | "expected">): string {
  return cleanText(outcome === "throws" ? `throws ${expected}`.trim() : expected);
}

function whoSays({ isPresent, says }: Option): string {
  return isPresent ? "as the code does now" : oneLine(cleanText(says[0] ?? ""), 60);
}
