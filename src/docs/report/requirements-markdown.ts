import type { ExampleStatus, RequirementStatus, Status } from "../../verdict/statuses.ts";
import { codeBlock, inertText } from "./markdown-text.ts";

/** A sign for each status, beside its word and never alone. */
export const statusSigns: Readonly<Record<Status, string>> = {
  holds: "✅",
  fails: "❌",
  weak: "🟡",
  unproven: "❔",
  drifted: "🔀",
  unbound: "⭕",
  manual: "👤",
};

/** Statuses that somebody has to do something about. */
export function isOpen({ status }: Pick<RequirementStatus, "status">): boolean {
  return status === "fails" || status === "drifted" || status === "unbound";
}

/** One requirement as an item of a list: sign, title, status, place; below it its examples that do not hold. */
export function requirementItem(requirement: RequirementStatus, examplesAtMost: number): string {
  const { title, status, examples, spec, line } = requirement;
  const held = examples.filter((example) => example.status === "holds").length;
  const all = status === "holds" ? `, ${held}` : `, ${held} of ${examples.length} hold`;
  const count = examples.length === 0 ? "" : all;
  const head = `- ${statusSigns[status]} **${inertText(title)}** ${status}${count} (${inertText(`${spec}:${line}`)})\n`;
  const telling = examples.filter(isOpen);
  const more = telling.length - examplesAtMost;
  return [
    head,
    ...telling.slice(0, examplesAtMost).map(exampleItem),
    more > 0 ? `  - and ${more} more\n` : "",
  ].join("");
}

function exampleItem({ line, title, status, message, expected, actual }: ExampleStatus): string {
  const head = `  - ${statusSigns[status]} line ${line}: ${inertText(title)}`;
  if (expected === null || actual === null) {
    return message === null ? `${head}\n` : `${head}; ${inertText(cut(message))}\n`;
  }
  const difference = [...marked("- expected ", expected), ...marked("+ actual   ", actual)].join("\n");
  return `${head}\n\n${codeBlock(difference, "diff", "    ")}`;
}

/** Lines behind a mark, from the second on behind its sign and blanks. */
function marked(mark: string, text: string): string[] {
  return cut(text)
    .split("\n")
    .map((line, at) => `${at === 0 ? mark : mark.charAt(0).padEnd(mark.length)}${line}`);
}

/** A value that fills a page helps nobody, and a comment has an end. */
function cut(text: string): string {
  return text.length <= 1000 ? text : `${text.slice(0, 999).replace(/[\ud800-\udbff]$/u, "")}…`;
}
