import type { DraftPlace } from "./draft-spec.ts";
import { frontOf } from "./draft-spec.ts";

/** A first spec that somebody else drafted, as far as it was read: pieces of Markdown, nothing of them believed. */
export interface DraftedSpec {
  /** What it does, in a sentence; null where none was given. */
  readonly intent: string | null;
  /** The paragraph that names the parameters: ``Call: `slugify(title)` ``. */
  readonly call: string | null;
  readonly requirements: readonly DraftedRequirement[];
  /** What only a person can know, each on one line. */
  readonly questions: readonly string[];
}

export interface DraftedRequirement {
  /** The heading's own Markdown, without its marks. */
  readonly title: string;
  readonly blocks: readonly DraftedBlock[];
}

/** A table with its rows, a list with its items; anything else is one part without a head. */
export interface DraftedBlock {
  /** The lines above the first row of a table. */
  readonly head: string | null;
  /** Each can go without the others. */
  readonly parts: readonly string[];
}

/** Where a piece stands among the others, by number. */
export type Address =
  | { readonly is: "call" }
  | { readonly is: "requirement"; readonly at: number }
  | { readonly is: "block"; readonly at: number; readonly block: number }
  | { readonly is: "part"; readonly at: number; readonly block: number; readonly part: number }
  | { readonly is: "question"; readonly at: number };

/** A stretch of the rendered spec; `from` leaves out the blank lines before it, `cutFrom` does not. */
export interface Span {
  readonly address: Address;
  readonly cutFrom: number;
  readonly from: number;
  readonly to: number;
}

/** The whole spec as Markdown, and where its pieces stand, outer ones first. */
export interface RenderedDraft {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** Lays a drafted spec out. Front matter and title are ours, whatever was drafted. */
export function renderDraft(
  { intent, call, requirements, questions }: DraftedSpec,
  place: DraftPlace,
): RenderedDraft {
  let text = frontOf(place);
  const spans: Span[] = [];
  const add = (markdown: string, glue: string, address: Address | null): void => {
    const cutFrom = text.length;
    text += glue + markdown;
    if (address !== null) spans.push({ address, cutFrom, from: cutFrom + glue.length, to: text.length });
  };
  const around = (address: Address, addAll: () => void): void => {
    const index = spans.length;
    const cutFrom = text.length;
    addAll();
    spans.splice(index, 0, { address, cutFrom, from: cutFrom, to: text.length });
  };
  if (intent !== null) add(intent, "\n\n", null);
  if (call !== null) add(call, "\n\n", { is: "call" });
  for (const [at, { title, blocks }] of requirements.entries()) {
    around({ is: "requirement", at }, () => {
      add(`## ${title}`, "\n\n", null);
      for (const [block, { head, parts }] of blocks.entries()) {
        around({ is: "block", at, block }, () => {
          if (head !== null) add(head, "\n\n", null);
          for (const [part, markdown] of parts.entries()) {
            add(markdown, head === null && part === 0 ? "\n\n" : "\n", { is: "part", at, block, part });
          }
        });
      }
    });
  }
  if (questions.length > 0) add("## Open questions", "\n\n", null);
  for (const [at, question] of questions.entries()) {
    add(`- ${question}`, at === 0 ? "\n\n" : "\n", { is: "question", at });
  }
  return { text: `${text}\n`, spans };
}

/** One requirement as it will stand in the spec. */
export function requirementText({ title, blocks }: DraftedRequirement): string {
  const texts = blocks.map(({ head, parts }) => [...(head === null ? [] : [head]), ...parts].join("\n"));
  return [`## ${title}`, ...texts].join("\n\n");
}

/** The drafted spec without some of its pieces; what is empty then is gone too. */
export function withoutPieces(drafted: DraftedSpec, gone: readonly Address[]): DraftedSpec {
  const keys = new Set(gone.map(keyOf));
  const stays = (address: Address): boolean => !keys.has(keyOf(address));
  return {
    intent: drafted.intent,
    call: stays({ is: "call" }) ? drafted.call : null,
    requirements: drafted.requirements.flatMap((requirement, at) => {
      if (!stays({ is: "requirement", at })) return [];
      const blocks = requirement.blocks.flatMap(({ head, parts }, block) => {
        const left = parts.filter((_, part) => stays({ is: "part", at, block, part }));
        return left.length === 0 || !stays({ is: "block", at, block }) ? [] : [{ head, parts: left }];
      });
      return [{ title: requirement.title, blocks }];
    }),
    questions: drafted.questions.filter((_, at) => stays({ is: "question", at })),
  };
}

/** The same for the same address. */
export function keyOf(address: Address): string {
  return JSON.stringify(Object.entries(address));
}
