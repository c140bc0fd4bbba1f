import { append, dropFirst, emptyText, newlines, wholeOf } from "./long-text.ts";
import { emptyPatch, sizeOfPatch } from "./patch.ts";
import type { Transcript, TranscriptPart, TranscriptStep } from "./transcript.ts";

/** UTF-16 units of text that a transcript keeps: some 50,000 lines. */
export const mostText = 4_000_000;

/** A new step at the end; one that holds nothing yet is taken instead. */
export function openStep(
  transcript: Transcript,
  given: { readonly turn?: number; readonly requirement?: string } = {},
): Transcript {
  const { past, last } = transcript;
  const requirement = given.requirement ?? transcript.requirement;
  const isEmpty = last !== null && last.parts.length === 0;
  const closed = last === null || isEmpty ? past : [...past, last];
  const turn = given.turn ?? null;
  const step = { id: closed.length, requirement, turn, isOver: false, parts: [] };
  return { ...transcript, requirement, past: closed, last: step };
}

/** The last step, or a new one when that is over. */
export function goOn(transcript: Transcript): Transcript {
  return transcript.last === null || transcript.last.isOver ? openStep(transcript) : transcript;
}

/** One part more in the last step. */
export function addPart(transcript: Transcript, part: TranscriptPart): Transcript {
  const { last } = transcript;
  if (last === null) return addPart(openStep(transcript), part);
  const step = { ...last, parts: [...last.parts, part] };
  const { size, lines } = measure(part);
  return bound({ ...transcript, last: step, size: transcript.size + size, lines: transcript.lines + lines });
}

/** The last step's part of a call changed; nothing when there is none. */
export function changeCall(
  transcript: Transcript,
  call: string,
  change: (part: Extract<TranscriptPart, { call: string }>) => TranscriptPart,
): Transcript {
  const { last } = transcript;
  const at = last?.parts.findLastIndex((part) => "call" in part && part.call === call) ?? -1;
  const part = last?.parts[at];
  if (last === null || part === undefined || !("call" in part)) return transcript;
  return replacePart(transcript, last, at, change(part));
}

/** A piece of the agent's text, as it comes. */
export function say(transcript: Transcript, piece: string): Transcript {
  const going = goOn(transcript);
  const { last } = going;
  const at = (last?.parts.length ?? 0) - 1;
  const part = last?.parts[at];
  if (last === null || part?.is !== "said" || !part.isStreaming)
    return addPart(going, { is: "said", text: append(emptyText, piece), isStreaming: true });
  return replacePart(going, last, at, { ...part, text: append(part.text, piece) });
}

/** Text that came in pieces is void: the turn is sent again. */
export function unsay(transcript: Transcript): Transcript {
  const { last } = transcript;
  if (last === null || !last.parts.some(isStreaming)) return transcript;
  const gone = last.parts.filter(isStreaming).map(measure);
  const sum = (of: "size" | "lines") => gone.reduce((all, each) => all + each[of], 0);
  return {
    ...transcript,
    last: { ...last, parts: last.parts.filter((part) => !isStreaming(part)) },
    size: transcript.size - sum("size"),
    lines: transcript.lines - sum("lines"),
  };
}

/** The turn's complete text in the place of the pieces that came before it, so that nothing shows twice. */
export function sayAll(transcript: Transcript, text: string): Transcript {
  const { last } = transcript;
  const streamed = last?.parts.filter(isStreaming) ?? [];
  const [only] = streamed;
  if (last !== null && only !== undefined && streamed.length === 1 && isTextOf(only, text)) {
    const parts = last.parts.map((part) => (part === only ? { ...only, isStreaming: false } : part));
    return { ...transcript, last: { ...last, parts } };
  }
  const without = unsay(transcript);
  if (text.trim() === "") return without;
  return addPart(without, { is: "said", text: append(emptyText, text), isStreaming: false });
}

type Said = Extract<TranscriptPart, { is: "said" }>;

function isStreaming(part: TranscriptPart): part is Said {
  return part.is === "said" && part.isStreaming;
}

/** Its beginning may have been let go already. */
function isTextOf({ text }: Said, whole: string): boolean {
  const kept = wholeOf(text);
  return text.dropped === 0 ? kept === whole : whole.endsWith(kept);
}

function replacePart(
  transcript: Transcript,
  last: TranscriptStep,
  at: number,
  part: TranscriptPart,
): Transcript {
  const before = last.parts[at];
  const old = before === undefined ? { size: 0, lines: 0 } : measure(before);
  const { size, lines } = measure(part);
  return bound({
    ...transcript,
    last: { ...last, parts: last.parts.with(at, part) },
    size: transcript.size + size - old.size,
    lines: transcript.lines + lines - old.lines,
  });
}

/** Lets the oldest text go until the rest is small enough. */
function bound(transcript: Transcript): Transcript {
  let bounded = transcript;
  while (bounded.size > mostText) {
    const next = bounded.thinned < bounded.past.length ? thinPast(bounded) : thinLast(bounded);
    if (next === bounded) return bounded;
    bounded = next;
  }
  return bounded;
}

function thinPast(transcript: Transcript): Transcript {
  const { past, thinned } = transcript;
  const step = past[thinned];
  if (step === undefined) return transcript;
  const parts = step.parts.flatMap((part): TranscriptPart[] => {
    switch (part.is) {
      case "said":
      case "told":
        return [];
      case "brief":
        return [{ ...part, text: part.text.split("\n", 1)[0] ?? "" }];
      case "tool":
        return [{ ...part, input: null, result: part.result && { ...part.result, text: "" } }];
      case "edit":
        return [{ ...part, patch: { ...part.patch, hunks: emptyPatch.hunks } }];
      default:
        return [part];
    }
  });
  const total = (of: readonly TranscriptPart[], what: "size" | "lines") =>
    of.reduce((sum, part) => sum + measure(part)[what], 0);
  return {
    ...transcript,
    past: past.with(thinned, { ...step, parts }),
    thinned: thinned + 1,
    size: transcript.size + total(parts, "size") - total(step.parts, "size"),
    dropped: transcript.dropped + total(step.parts, "lines") - total(parts, "lines"),
  };
}

/** The last step is all that is left to thin: the oldest chunk of what was said in it goes. */
function thinLast(transcript: Transcript): Transcript {
  const { last } = transcript;
  const at = last?.parts.findIndex((part) => part.is === "said" && part.text.chunks.length > 0) ?? -1;
  const part = last?.parts[at];
  if (last === null || part?.is !== "said") return transcript;
  const text = dropFirst(part.text);
  return {
    ...transcript,
    last: { ...last, parts: last.parts.with(at, { ...part, text }) },
    size: transcript.size - (part.text.size - text.size),
    dropped: transcript.dropped + (part.text.lines - text.lines),
  };
}

/** What a part weighs, and how many lines it has as far as they can be let go. */
function measure(part: TranscriptPart): { readonly size: number; readonly lines: number } {
  switch (part.is) {
    case "said":
      return part.text;
    case "told":
    case "brief":
      return { size: part.text.length, lines: newlines(part.text) + 1 };
    case "tool":
      return { size: part.result?.text.length ?? 0, lines: 1 };
    case "edit":
      return {
        size: sizeOfPatch(part.patch),
        lines: 1 + part.patch.hunks.reduce((sum, { lines }) => sum + lines.length, 0),
      };
    default:
      return { size: 0, lines: 1 };
  }
}
