import type { Pending, Refusal, SeenExample } from "../../app/propose/proposal.ts";
import type { PatchLine } from "../../app/inbox/patch-lines.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { count, oneLine } from "../print/words.ts";

/** A proposal with all that it takes to decide it: the change of the page, and what was seen of it. */
export function printProposal(screen: Screen, pending: Pending, patch: readonly PatchLine[]): void {
  const { id, spec, requirement, why, by, seen } = pending;
  screen.out("");
  screen.out(
    screen.paint(
      "bold",
      `${id}  ${titles[pending.kind]}  ${oneLine(cleanText(requirement), screen.columns - 40)}`,
    ),
  );
  screen.out(screen.paint("dim", `  ${spec}, proposed by ${byWords(by)}`));
  for (const line of patch.slice(1)) screen.out(paintLine(screen, line));
  for (const text of seenWords(seen)) screen.out(`  ${text}`);
  if (why !== "")
    screen.out(screen.paint("dim", `  It says: ${oneLine(cleanText(why), screen.columns * 2)}`));
}

/** How many were not shown, by reason; nothing where all were. */
export function printRefused(screen: Screen, refused: readonly Refusal[]): void {
  if (refused.length === 0) return;
  const counts = new Map<string, number>();
  for (const { reason, count: number } of refused) counts.set(reason, (counts.get(reason) ?? 0) + number);
  const all = [...counts.values()].reduce((sum, number) => sum + number, 0);
  const words = [...counts].map(([reason, number]) => `${number} ${reason}`).join(", ");
  screen.out(screen.paint("dim", `\n${count(all, "proposal")} not shown: ${words} (--json says why)`));
}

/** `anthropic claude-…`. */
function byWords({ agent, model }: Pending["by"]): string {
  return cleanText(model === null ? agent : `${agent} ${model}`);
}

/** What was seen of a proposal's examples, in our words. */
function seenWords(seen: readonly SeenExample[]): readonly string[] {
  if (seen.length === 0) return [];
  const having = (now: SeenExample["now"]): number => seen.filter((each) => each.now === now).length;
  const [holds, fails, noCode] = [having("holds"), having("fails"), having("no-code")];
  return [
    `Seen red against the stub: ${seen.length} of ${seen.length}.`,
    ...(holds > 0
      ? [`${count(holds, "example")} ${holds === 1 ? "holds" : "hold"} already on the code as it is.`]
      : []),
    ...(fails > 0
      ? [`${count(fails, "example")} ${fails === 1 ? "fails" : "fail"} on the code as it is.`]
      : []),
    ...(noCode > 0 ? ["There is no code yet."] : []),
  ];
}

const titles: Readonly<Record<Pending["kind"], string>> = {
  examples: "examples for",
  wording: "a wording for",
  question: "a question for",
};

function paintLine(screen: Screen, { is, text }: PatchLine): string {
  const line = cleanText(text);
  if (is === "added") return `  │ ${screen.paint("green", `+ ${line}`)}`;
  if (is === "removed") return `  │ ${screen.paint("red", `- ${line}`)}`;
  return screen.paint("dim", `  │   ${line}`);
}
