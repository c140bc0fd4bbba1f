import { textHash } from "../../verdict/lock.ts";
import type { Read } from "../examples/problems-with.ts";
import { readForAdding } from "../examples/read-again.ts";
import type { PlaceOfNew } from "../new-spec.ts";
import type { World } from "../ports.ts";
import type { CheckedDraft } from "../propose/check-draft.ts";
import type { Refusal, SeenExample } from "../propose/proposal.ts";
import type { ProofIo } from "../propose/prove.ts";
import { refuseErrors } from "../propose/receive.ts";
import { proveDrafts } from "../propose/prove.ts";
import { cleanDraft, examplesIn } from "./clean-draft.ts";
import type { CleanDraft } from "./clean-draft.ts";
import type { Address, DraftedSpec, Span } from "./drafted-spec.ts";
import { renderDraft, withoutPieces } from "./drafted-spec.ts";
import { withNewSpec } from "./with-new-spec.ts";

/** A drafted spec every example of which compiles and was seen red. It is nowhere written. */
export interface SettledDraft {
  readonly drafted: DraftedSpec;
  /** The whole spec. */
  readonly text: string;
  /** What was seen of each example. */
  readonly seen: readonly SeenExample[];
  /** What had to go, and why; what was left out before it came here among them. */
  readonly refused: readonly Refusal[];
}

/**
 * Puts a drafted spec among the project's own in memory, and leaves out what does not compile or is not red.
 *
 * @param earlier - what of the draft was left out already.
 * @param known - examples that were seen already: of the same text they are not run once more.
 * @throws UserError when the project cannot be read, or no suite can be run.
 */
export async function settleDraft(
  world: World,
  place: PlaceOfNew,
  given: { readonly drafted: DraftedSpec; readonly refused: readonly Refusal[] },
  known: readonly SeenExample[],
  io: ProofIo,
): Promise<SettledDraft> {
  const nothing: DraftedSpec = { intent: given.drafted.intent, call: null, requirements: [], questions: [] };
  const frame = renderDraft(nothing, place).text;
  const { read, reread } = await readForAdding(withNewSpec(world, place.path, frame), place.path);
  refuseErrors(read);
  const first = cleanDraft(given.drafted, place, reread, given.refused);
  const proof = await prove(world, place, first, reread, known, io);
  const refused = [...given.refused, ...first.refused, ...proof.refused];
  const left = withoutPieces(first.drafted, proof.gone);
  const last = proof.gone.length === 0 ? first : cleanDraft(left, place, reread, refused);
  const ids = new Set(examplesIn(last.read, { from: 0, to: Infinity }).map(({ id }) => id));
  return {
    drafted: last.drafted,
    text: last.rendered.text,
    seen: proof.seen.filter(({ id }) => ids.has(id)),
    refused: last === first ? refused : [...refused, ...last.refused],
  };
}

interface DraftProof {
  readonly seen: readonly SeenExample[];
  readonly gone: readonly Address[];
  readonly refused: readonly Refusal[];
}

/** Each piece that has examples is put into the spec without any, as a proposal would be. */
async function prove(
  world: World,
  place: PlaceOfNew,
  { drafted, rendered, read }: CleanDraft,
  reread: (text: string) => Read,
  known: readonly SeenExample[],
  io: ProofIo,
): Promise<DraftProof> {
  const knownOnes = new Map(known.map((each) => [each.id, each]));
  const parts = rendered.spans
    .filter(({ address }) => address.is === "part")
    .map((span) => ({ span, examples: examplesIn(read, span) }))
    .filter(({ examples }) => examples.length > 0);
  const seenAlready = parts
    .flatMap(({ examples }) => examples)
    .flatMap((example) => {
      const found = knownOnes.get(example.id);
      return found?.text === textHash(example) ? [found] : [];
    });
  const isSeen = new Set(seenAlready.map(({ id }) => id));
  const toRun = parts.filter(({ examples }) => examples.some(({ id }) => !isSeen.has(id)));
  if (toRun.length === 0) return { seen: seenAlready, gone: [], refused: [] };
  const spans = toRun.map(({ span }) => span);
  const without = withoutSpans(rendered.text, spans);
  const checked = toRun.map(({ span, examples }, at): CheckedDraft & { readonly span: Span } => {
    const { address } = span;
    const title = "at" in address ? (drafted.requirements[address.at]?.title ?? "") : "";
    const markdown = rendered.text.slice(span.from, span.to);
    const offset = without.offsets[at] ?? 0;
    return {
      span,
      draft: { kind: "examples", requirement: title, replaces: null, markdown, why: "" },
      edit: { offset, endOffset: offset, text: rendered.text.slice(span.cutFrom, span.to) },
      text: rendered.text,
      after: read,
      examples,
    };
  });
  const { proven, refused } = await proveDrafts(
    withNewSpec(world, place.path, without.text),
    reread(without.text),
    checked,
    reread,
    io,
  );
  const good = new Set(proven.map((each) => each.checked));
  return {
    seen: [...seenAlready, ...proven.flatMap(({ seen }) => seen)],
    gone: checked.filter((each) => !good.has(each)).map(({ span }) => span.address),
    refused,
  };
}

/** The text without these stretches, which lie behind each other, and where each was. */
function withoutSpans(
  text: string,
  spans: readonly Span[],
): { readonly text: string; readonly offsets: readonly number[] } {
  let cut = 0;
  const offsets = spans.map(({ cutFrom, to }) => {
    const offset = cutFrom - cut;
    cut += to - cutFrom;
    return offset;
  });
  return {
    text: spans.reduceRight((whole, { cutFrom, to }) => whole.slice(0, cutFrom) + whole.slice(to), text),
    offsets,
  };
}
