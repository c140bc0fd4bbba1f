import type { DraftItem } from "../../app/interview/decide-draft.ts";
import { requirementText } from "../../app/interview/drafted-spec.ts";
import type { SettledDraft } from "../../app/interview/settle-draft.ts";
import type { PlaceOfNew } from "../../app/new-spec.ts";
import type { SeenExample } from "../../app/propose/proposal.ts";
import type { Usage } from "../../loop/model.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { count } from "../print/words.ts";
import type { Screen } from "../screen.ts";

/** One piece of a draft, behind a bar, so that nothing of it reads as ours. */
export function printItem(screen: Screen, item: DraftItem, number: number, all: number): void {
  const text = item.is === "requirement" ? requirementText(item.requirement) : item.markdown;
  screen.out("");
  screen.out(screen.paint("bold", `${number} of ${all}  ${titles[item.is]}`));
  printLines(screen, text);
}

/** The whole spec, and what was seen of its examples. */
export function printDraft(screen: Screen, { text, seen }: Pick<SettledDraft, "text" | "seen">): void {
  screen.out("");
  printLines(screen, text.trimEnd());
  if (seen.length > 0) screen.out(`Seen red against the stub: ${seen.length} of ${seen.length}.`);
  const { holds, fails } = standing(seen);
  if (holds > 0)
    screen.out(`${count(holds, "example")} ${holds === 1 ? "holds" : "hold"} already on the code as it is.`);
  if (fails > 0)
    screen.out(`${count(fails, "example")} ${fails === 1 ? "fails" : "fail"} on the code as it is.`);
}

/** The draft as a script reads it. */
export function jsonOfDraft(
  { path, module, source }: PlaceOfNew,
  { text, drafted, seen, refused }: SettledDraft,
  usage: Usage | null,
  isWritten: boolean,
): string {
  const document = {
    version: 1,
    path,
    subject: module,
    subjectExists: source !== null,
    written: isWritten,
    text,
    requirements: drafted.requirements.map((requirement) => ({
      title: requirement.title,
      markdown: requirementText(requirement),
    })),
    questions: drafted.questions,
    examples: seen.map(({ id, red, now }) => ({ id, red, now })),
    refused,
    usage,
    diagnostics: [],
  };
  return JSON.stringify(document, null, 2);
}

function printLines(screen: Screen, text: string): void {
  for (const line of cleanText(text).split("\n")) screen.out(screen.paint("dim", "  │ ") + line);
}

function standing(seen: readonly SeenExample[]): { readonly holds: number; readonly fails: number } {
  const having = (now: SeenExample["now"]): number => seen.filter((each) => each.now === now).length;
  return { holds: having("holds"), fails: having("fails") };
}

const titles: Readonly<Record<DraftItem["is"], string>> = {
  intent: "what it does",
  requirement: "a requirement",
  question: "a question that it leaves to you",
};
