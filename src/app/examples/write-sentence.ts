import type { SentenceBlock } from "../../spec/spec.ts";
import { parseMarkdown } from "../../spec/markdown.ts";
import { toPieces } from "../../spec/pieces.ts";
import { startReading } from "../../spec/reading.ts";
import { matchSentence } from "../../spec/sentence-form.ts";
import { codeSpan } from "./code-span.ts";
import type { FilledDraft, Outcome } from "./filled-draft.ts";
import type { Target } from "./target.ts";

/** The sentence, its full stop and note included: a list's mark stands before it. */
export function writeSentence(
  { call, parameters, isAsync, own }: Extract<Target, { is: "sentence" }>,
  { inputs, outcome, note }: FilledDraft,
): string {
  const given = parameters.flatMap(({ name }) => {
    const typed = inputs.get(name);
    return typed === undefined || typed.is === "nothing" ? [] : [typed.source];
  });
  const source = `${call.before}${given.join(", ")}${call.behind}`;
  const sentences = own.blocks.filter((block) => block.kind === "sentence");
  const says = [codeSpan(source), verbOf(outcome, isAsync, source, sentences), valueOf(outcome)];
  const parenthesis = note === "" ? "" : ` (${note})`;
  return `${says.filter((part) => part !== "").join(" ")}${parenthesis}.`;
}

function valueOf(outcome: Outcome): string {
  const typed = outcome.is === "returns" ? outcome.value : outcome.error;
  return typed.is === "nothing" ? "" : codeSpan(typed.source);
}

/** The verb that the sentences beside it use for such a result, the last one's; else the plainest. */
function verbOf(
  outcome: Outcome,
  isAsync: boolean,
  source: string,
  sentences: readonly SentenceBlock[],
): string {
  if (outcome.is === "throws") {
    if (!isAsync) return "throws";
    return outcome.error.is === "nothing" ? "rejects" : "rejects with";
  }
  const like = sentences.findLast(
    ({ check }) => check.expectation.is === "value" && (check.via === "resolves") === isAsync,
  );
  if (like !== undefined) return wordsOf(like) ?? "returns";
  if (isAsync) return "resolves to";
  return source.startsWith("await ") ? "is" : "returns";
}

function wordsOf({ text }: SentenceBlock): string | null {
  const [paragraph] = parseMarkdown(text).children;
  if (paragraph?.type !== "paragraph") return null;
  return matchSentence(toPieces(paragraph.children, startReading(text, ""), false))?.words ?? null;
}
