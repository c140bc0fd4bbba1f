import { cleanText } from "../../verdict/clean-text.ts";
import { codeBlock, inertText } from "../report/markdown-text.ts";
import { withinBytes } from "../report/within-bytes.ts";
import type { BehaviourChanges, ExampleChange, RequirementChange, SpecChange } from "./changes.ts";
import { countsInWords, differencesOf, requirementWords, signOf, statusWords } from "./describe.ts";

/**
 * Markdown fit for a pull-request comment: what is another behaviour, so that a reviewer reviews behaviour and not
 * code. Its first line is a comment by which a workflow finds it again to write over it.
 *
 * @param against - what the specs were compared with, in words.
 */
export function behaviourComment(changes: BehaviourChanges, against: string): string {
  const counts = countsInWords(changes);
  const summary = counts === "" ? "The specs say what they said." : `${counts}.`;
  return withinBytes(
    [
      `<!-- greenbar diff -->\n### ${changes.isChanged ? "🔶 Behaviour changes" : "✅ No other behaviour"}\n\n`,
      `${summary} Compared with ${inertText(cleanText(against))}.\n`,
      ...changes.specs.flatMap(specParts),
    ],
    commentBytes,
  );
}

/** GitHub takes 65,536 characters. */
const commentBytes = 60_000;

function specParts({ spec, is, from, requirements }: SpecChange): string[] {
  const name = inertText(cleanText(spec));
  const note = from !== null ? `, was ${inertText(cleanText(from))}` : is === "kept" ? "" : `, ${is}`;
  return [`\n#### ${name}${note}\n\n`, ...requirements.flatMap(requirementParts)];
}

function requirementParts(change: RequirementChange): string[] {
  const { before, after, is, examples } = change;
  const title = inertText(cleanText(after?.title ?? before?.title ?? ""));
  const words = requirementWords(change).map((each) => inertText(cleanText(each)));
  const status = statusWords(change);
  const head = [`${signs[signOf(is)]} **${title}**`, ...words, ...(status === "" ? [] : [status])].join(", ");
  return [`- ${head}\n`, ...examples.map(exampleItem)];
}

const signs = { "+": "➕", "-": "➖", "~": "✏️" } as const;

function exampleItem(change: ExampleChange): string {
  const { is, before, after } = change;
  const example = after ?? before;
  const status = statusWords(change);
  const word = is === "status" ? "now" : is;
  const from = "from" in change && change.from !== null ? ` from ${inertText(cleanText(change.from))}` : "";
  const head = `  - ${signs[signOf(is)]} ${word}${from} ${inertText(cleanText(example.title))}${status === "" ? "" : `, ${status}`}\n`;
  if (is !== "changed" && is !== "reworded") return head;
  const lines = differencesOf(change.before, change.after).flatMap(({ does, was, is: now }) => [
    ...(does === null ? [] : marked("  ", does)),
    ...(was === null ? [] : marked("- ", was)),
    ...(now === null ? [] : marked("+ ", now)),
  ]);
  return `${head}\n${codeBlock(lines.join("\n"), "diff", "    ")}`;
}

function marked(mark: string, text: string): string[] {
  return cleanText(text)
    .split("\n")
    .map((line) => `${mark}${line}`);
}
