import type { Example } from "../../plan/plan.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import { parseMarkdown } from "../../spec/markdown.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Read } from "../examples/problems-with.ts";
import type { Refusal, RefusalReason } from "../propose/proposal.ts";
import type { DraftPlace } from "./draft-spec.ts";
import type { Address, DraftedSpec, RenderedDraft, Span } from "./drafted-spec.ts";
import { keyOf, renderDraft, withoutPieces } from "./drafted-spec.ts";

/** A drafted spec that compiles without a word against it, and each requirement of which has an example. */
export interface CleanDraft {
  readonly drafted: DraftedSpec;
  readonly rendered: RenderedDraft;
  readonly read: Read;
  /** What had to go, and why. */
  readonly refused: readonly Refusal[];
}

/**
 * Leaves out, piece by piece, whatever is not read as an example or speaks against another one, until nothing is left
 * to complain of. Nothing runs. Where even the frame is read in another way nothing is left at all.
 *
 * @param reread - reads and compiles the text as the spec that it will be.
 * @param earlier - what of the draft was left out already.
 */
export function cleanDraft(
  given: DraftedSpec,
  place: DraftPlace,
  reread: (text: string) => Read,
  earlier: readonly Refusal[],
): CleanDraft {
  const refused: Refusal[] = [];
  let drafted = given;
  for (;;) {
    const rendered = renderDraft(drafted, place);
    const read = reread(rendered.text);
    const found = isFrameKept(drafted, place, read, reread)
      ? findingsIn(drafted, rendered, read)
      : [{ address: null, reason: "unreadable" as const, message: "it is not read as it was meant" }];
    if (found.length === 0) return { drafted, rendered, read, refused };
    if (found.some(({ address }) => address === null)) {
      const why = found.find(({ address }) => address === null)?.message ?? "";
      refused.push({ reason: "unreadable", kind: null, requirement: null, message: why, count: 1 });
      const none: DraftedSpec = { intent: given.intent, call: null, requirements: [], questions: [] };
      const empty = renderDraft(none, place);
      return { drafted: none, rendered: empty, read: reread(empty.text), refused };
    }
    const gone = new Map<string, Address>();
    for (const { address, reason, message } of found) {
      if (address === null || gone.has(keyOf(address))) continue;
      // What goes with a whole requirement is not counted once more.
      if (address.is === "part" && gone.has(keyOf({ is: "requirement", at: address.at }))) continue;
      gone.set(keyOf(address), address);
      const title =
        "at" in address && address.is !== "question" ? drafted.requirements[address.at]?.title : undefined;
      // A requirement whose examples went one by one goes with them, and is not counted once more.
      const isKnown = reason === "no-example" && address.is === "requirement";
      if (isKnown && [...earlier, ...refused].some(({ requirement }) => requirement === shown(title ?? "")))
        continue;
      const kind = address.is === "question" ? "question" : "examples";
      refused.push({
        reason,
        kind,
        requirement: title === undefined ? null : shown(title),
        message: shown(message),
        count: 1,
      });
    }
    drafted = withoutPieces(drafted, [...gone.values()]);
  }
}

/** The examples that stand in a piece. */
export function examplesIn({ plan }: Read, { from, to }: Pick<Span, "from" | "to">): readonly Example[] {
  return plan.requirements
    .flatMap(({ examples }) => examples)
    .filter(({ kind, place }) => kind !== "unbound" && place.offset >= from && place.offset < to);
}

interface Finding {
  /** null: of no piece that could go. */
  readonly address: Address | null;
  readonly reason: RefusalReason;
  readonly message: string;
}

function findingsIn(drafted: DraftedSpec, { spans }: RenderedDraft, read: Read): readonly Finding[] {
  const at = (offset: number): Span | undefined =>
    spans.findLast(({ from, to }) => offset >= from && offset < to);
  const complaints = read.plan.diagnostics.flatMap((each): Finding[] => {
    const address = at(each.place.offset)?.address ?? null;
    const isMinor = each.severity === "hint" || (each.severity === "warning" && address?.is !== "part");
    if (isMinor && each.rule !== "duplicate") return [];
    return [{ address, reason: reasons[each.rule] ?? "does-not-compile", message: messageOf(each) }];
  });
  if (complaints.length > 0) return complaints;
  const examples = read.plan.requirements.flatMap((requirement) => requirement.examples);
  const strays = examples.flatMap(({ kind, body, place }): Finding[] => {
    if (kind === "unbound") return [];
    const address = at(place.offset)?.address ?? null;
    if (address?.is === "part" && body.is !== "unbound") return [];
    return [
      {
        address,
        reason: "no-example",
        message: body.is === "unbound" ? body.why : "an example stands outside any requirement",
      },
    ];
  });
  if (strays.length > 0) return strays;
  return spans.flatMap(({ address, from, to }): Finding[] => {
    if (examplesIn(read, { from, to }).length > 0) return [];
    if (address.is === "requirement") {
      return [{ address, reason: "no-example", message: "nothing of it is read as an example" }];
    }
    // What explains is a paragraph; a row, an item or a fence that is no example only looks like one.
    if (address.is !== "part" || isParagraph(drafted, address)) return [];
    return [{ address, reason: "no-example", message: "it is not read as an example" }];
  });
}

function isParagraph({ requirements }: DraftedSpec, { at, block, part }: PartAddress): boolean {
  const found = requirements[at]?.blocks[block];
  if (found === undefined || found.head !== null) return false;
  return parseMarkdown(found.parts[part] ?? "").children.every(({ type }) => type === "paragraph");
}

type PartAddress = Extract<Address, { is: "part" }>;

/** What a complaint of the compiler is to a draft; any other one: it does not compile. */
const reasons: Readonly<Record<string, RefusalReason>> = {
  contradiction: "contradicts",
  duplicate: "already-there",
};

function messageOf({ message, expected }: Diagnostic): string {
  return `${message} (expected: ${expected})`;
}

/** Whether headings, subject, imports and dialect are those that were laid out, whatever the pieces hold. */
function isFrameKept(
  drafted: DraftedSpec,
  place: DraftPlace,
  { spec }: Read,
  reread: (text: string) => Read,
): boolean {
  const empty: DraftedSpec = { intent: drafted.intent, call: null, requirements: [], questions: [] };
  const frame = reread(renderDraft(empty, place).text).spec;
  const scenarios = drafted.requirements.map(({ blocks }) =>
    blocks.flatMap(({ parts }) => parts.filter((part) => part.startsWith("### "))).map(() => 3),
  );
  const expected = [
    1,
    ...scenarios.flatMap((depths) => [2, ...depths]),
    ...(drafted.questions.length > 0 ? [2] : []),
  ];
  const headings = parseMarkdown(spec.text).children.flatMap((node) =>
    node.type === "heading" ? [node.depth] : [],
  );
  const subjectsOf = (of: Read["spec"]): string =>
    JSON.stringify([of.frontMatter.subjects.map(({ path }) => path), of.frontMatter.helpers ?? []]);
  return (
    headings.join() === expected.join() &&
    spec.imports.length === 0 &&
    spec.dialect === frame.dialect &&
    subjectsOf(spec) === subjectsOf(frame)
  );
}

/** A message or a heading may quote what was drafted. */
function shown(text: string): string {
  const clean = cleanText(text).replace(/\s+/gu, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 300).toWellFormed()}…` : clean;
}
