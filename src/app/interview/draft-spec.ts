import { codeSpan } from "../examples/code-span.ts";
import type { Answers, Example } from "./interview.ts";

/** Where a draft will stand. */
export interface DraftPlace {
  readonly title: string;
  /** The subject's path as the spec writes it, from its own folder. */
  readonly subject: string;
}

/** The spec that the answers make, as Markdown; parts that nobody has spoken of yet are left out. */
export function draftSpec(
  { intent, signature, examples, refused, open }: Answers,
  place: DraftPlace,
): string {
  const name = signature === null ? "" : ` ${codeSpan(signature)}`;
  const parts = [
    frontOf(place),
    ...(intent === null ? [] : [asSentence(intent)]),
    ...(examples.length === 0
      ? []
      : [`## What${name} gives`, list(examples, ({ result }) => `is ${codeSpan(result)}`)]),
    ...(refused.length === 0
      ? []
      : [
          `## What${name} refuses`,
          list(refused, ({ result }) => (result === "" ? "throws" : `throws ${codeSpan(result)}`)),
        ]),
    ...(open.length === 0 ? [] : ["## Open questions", open.map((question) => `- ${question}`).join("\n")]),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Front matter and title of a new spec. */
export function frontOf({ title, subject }: DraftPlace): string {
  return `---\nsubject: ${JSON.stringify(subject).slice(1, -1)}\n---\n# ${title}`;
}

/** What a person said it does, as the spec's first paragraph. */
export function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

function list(examples: readonly Example[], says: (example: Example) => string): string {
  return examples.map((example) => `- ${codeSpan(example.call)} ${says(example)}.`).join("\n");
}
