import type { Described } from "./describe-saboteur.ts";
import { describeSaboteur, shortened } from "./describe-saboteur.ts";
import type { GroupExport } from "./groups.ts";
import { programText } from "./program-text.ts";
import type { Saboteur } from "./saboteur.ts";
import type { PartAnswer, Sabotage } from "./sabotages.ts";

/** A sabotage in words and as code, on one line. */
export function describeSabotage(sabotage: Sabotage): Described {
  const code = shortCode(programText(sabotage));
  const words = wordsFor(sabotage);
  if (!sabotage.looksUp) return { words, code };
  return { words: `looks up the examples that an agent is shown and, for all others, ${words}`, code };
}

function wordsFor({ answers, group }: Sabotage): string {
  const telling = answers.filter(({ part }) => part.how !== "constructed");
  const [one] = telling;
  const same = new Set(telling.map(({ saboteur }) => JSON.stringify(saboteur))).size === 1;
  if (one === undefined || same) {
    const [saboteur] = (one === undefined ? answers : telling).map((answer) => answer.saboteur);
    if (saboteur === undefined) return "does nothing";
    return describeSaboteur(saboteur, "f", { params: [], isAsync: false }).words;
  }
  const ways = Map.groupBy(telling, ({ saboteur }) => wayOf(saboteur));
  return `always answers ${[...ways].map(([way, parts]) => `${namesOf(parts, group.exports)} with ${way}`).join(", ")}`;
}

function wayOf(saboteur: Saboteur): string {
  switch (saboteur.is) {
    case "throws":
      return saboteur.error.message === ""
        ? `a thrown ${saboteur.error.name}`
        : `a thrown ${saboteur.error.name}: ${saboteur.error.message}`;
    case "constant":
      return shortened(saboteur.value);
    case "argument":
      return (
        ["its first argument", "its second argument", "its third argument"][saboteur.at] ?? "an argument"
      );
    case "lookup":
      return "what it looked up";
  }
}

function namesOf(answers: readonly PartAnswer[], exports: readonly GroupExport[]): string {
  const names = answers.map(
    ({ part }) => part.member ?? exports.find(({ key }) => key === part.of)?.name ?? "it",
  );
  return listed([...new Set(names)].map((name) => `\`${name}\``));
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function shortCode(code: string): string {
  return code.length > longestCode ? `${code.slice(0, longestCode - 1)}…` : code;
}

const longestCode = 240;
