import type { ContextPart } from "../../app/inbox/context.ts";
import { contextOf } from "../../app/inbox/context.ts";
import type { InboxAnswer, InboxItem } from "../../app/inbox/inbox.ts";
import type { PatchLine } from "../../app/inbox/patch-lines.ts";
import type { RunOrder } from "../../app/run/host.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { columns, count, oneLine } from "./words.ts";

/** What waits, one after the other, with the line that carries out each answer; then what was put off. */
export function printInbox(screen: Screen, items: readonly InboxItem[]): void {
  if (items.length === 0) screen.out("Nothing waits for you.");
  for (const [index, item] of items.entries()) {
    if (index > 0) screen.out("");
    printTitle(screen, item, index + 1);
    const look = [`greenbar inbox ${item.id}`, "all that it is about"];
    for (const line of columns([look, ...commandsOf(item)])) screen.out(screen.paint("dim", `     ${line}`));
  }
}

/** One item with everything that it takes to decide it. */
export function printItem(screen: Screen, item: InboxItem, number: number): void {
  printTitle(screen, item, number);
  for (const part of contextOf(item)) {
    screen.out("");
    for (const line of linesOf(screen, part)) screen.out(line);
  }
  screen.out("");
  for (const line of columns(commandsOf(item))) screen.out(screen.paint("dim", line));
}

/** The line that `status` ends with; null when nothing waits. */
export function waitingLine(waiting: number): string | null {
  if (waiting === 0) return null;
  return `${count(waiting, "decision")} ${waiting === 1 ? "waits" : "wait"}: greenbar inbox`;
}

/** The command line that carries out an answer; null for one that only opens something on the screen. */
export function commandOf(item: InboxItem, { decision, does }: InboxAnswer): string | null {
  if (does.do === "write") return `greenbar inbox ${item.id} ${decision} "…"`;
  if (does.do === "decide") return `greenbar inbox ${item.id} ${decision}`;
  return does.do === "start" ? runCommand(does.order) : null;
}

/** The `greenbar run` that is the order. */
export function runCommand({ specs, change, agent, model, fresh, unsandboxed, budgets }: RunOrder): string {
  const limits = [
    ["--max-turns", budgets.turns],
    ["--max-tokens", budgets.tokens],
    ["--max-cost", budgets.cost],
    ["--max-minutes", budgets.minutes],
  ] as const;
  return [
    "greenbar run",
    ...specs.map(quoted),
    ...(change === undefined ? [] : ["--change", quoted(change)]),
    ...(agent === null ? [] : ["--agent", agent]),
    ...(model === null ? [] : ["--model", quoted(model)]),
    ...(fresh ? ["--fresh"] : []),
    ...(unsandboxed ? ["--unsandboxed"] : []),
    ...limits.flatMap(([option, limit]) => (limit === undefined || limit === null ? [] : [option, limit])),
  ].join(" ");
}

function printTitle(screen: Screen, { spec, at, title, isLater }: InboxItem, number: number): void {
  const place = at === null ? spec : `${spec}:${at}`;
  const where = isLater ? `${place}  put off` : place;
  screen.out(screen.paint("bold", `${number}  ${oneLine(cleanText(title), screen.columns - 4)}`));
  if (where !== "") screen.out(screen.paint("dim", `     ${where}`));
}

function commandsOf(item: InboxItem): string[][] {
  return item.answers.flatMap((answer) => {
    const command = commandOf(item, answer);
    return command === null ? [] : [[command, answer.label]];
  });
}

/** A path or name as a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What is not greenbar's own words stands behind a bar. */
function linesOf(screen: Screen, part: ContextPart): string[] {
  switch (part.is) {
    case "words":
      return [part.text];
    case "theirs":
      return cleanText(part.text)
        .split("\n")
        .map((line) => `  │ ${line}`);
    case "quoted":
      return part.lines.map(({ line, text, isMeant }) =>
        `  │ ${String(line).padStart(4)} ${isMeant ? "▸" : " "} ${cleanText(text)}`.trimEnd(),
      );
    case "patch":
      return part.lines.map((line) => paintPatchLine(screen, line));
  }
}

function paintPatchLine(screen: Screen, { is, text }: PatchLine): string {
  const line = cleanText(text);
  switch (is) {
    case "file":
      return `  │ ${screen.paint("bold", line)}`;
    case "hunk":
      return screen.paint("dim", `  │   ${line}`);
    case "same":
      return `  │   ${line}`;
    case "added":
      return `  │ ${screen.paint("green", `+ ${line}`)}`;
    case "removed":
      return `  │ ${screen.paint("red", `- ${line}`)}`;
  }
}
