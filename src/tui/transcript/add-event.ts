import type { RunEvent } from "../../loop/events.ts";
import { editPatch, seenFile } from "./edit-patch.ts";
import { newlines } from "./long-text.ts";
import { emptyPatch } from "./patch.ts";
import { addPart, changeCall, goOn, openStep, sayAll } from "./steps.ts";
import type { Transcript, TranscriptPart } from "./transcript.ts";
import { emptyTranscript } from "./transcript.ts";
import { toolSummary } from "./tool-summary.ts";

/** Most characters that are kept of what the agent was told, and of a tool's answer. */
const limits = { told: 2_000, result: 2_000, reason: 2_000 } as const;

/** The transcript after one more event of the run. */
export function addEvent(transcript: Transcript, event: RunEvent): Transcript {
  const handle = handlers[event.type] as (transcript: Transcript, event: RunEvent) => Transcript;
  return handle(transcript, event);
}

/** One line of ours, with what someone else said of it. */
export function notice(
  text: string,
  tone: "plain" | "warning" | "error" = "plain",
  theirs: string | null = null,
): TranscriptPart {
  return { is: "notice", text, tone, theirs: theirs === null || theirs === "" ? null : short(theirs) };
}

type Handlers = {
  readonly [Type in RunEvent["type"]]: (
    transcript: Transcript,
    event: Extract<RunEvent, { type: Type }>,
  ) => Transcript;
};

const handlers: Handlers = {
  // A run begins once: when it is heard again, all that it said is being told anew.
  "run-started": (transcript) => {
    const isAnew = transcript.last?.parts.some(({ is }) => is !== "notice") === true;
    // Notices that came before it belong to the same beginning.
    return isAnew || transcript.past.length > 0 ? openStep(emptyTranscript) : goOn(transcript);
  },
  "run-resumed": (transcript) => addPart(openStep(transcript), notice("goes on with this run")),
  "weak-found": (transcript, { requirements }) =>
    requirements.reduce(
      (sofar, { spec, line, message, expected }) =>
        addPart(
          goOn(sofar),
          notice("a requirement is weak", "warning", `${spec}:${line} ${message}; wanted is ${expected}`),
        ),
      transcript,
    ),
  "requirement-started": (transcript, { requirement }) => openStep(transcript, { requirement }),
  told: (transcript, { text }) => {
    const { last } = transcript;
    const isFresh = last !== null && !last.isOver && last.turn === null;
    return addPart(isFresh ? transcript : openStep(transcript), told("loop", text));
  },
  "person-said": (transcript, { text }) => addPart(goOn(transcript), told("person", text)),
  "budgets-changed": (transcript) => addPart(transcript, notice("other budgets hold from the next step on")),
  "turn-started": (transcript, { turn }) => {
    const { last } = transcript;
    const isFresh =
      last !== null &&
      !last.isOver &&
      last.turn === null &&
      last.parts.every(({ is }) => is === "told" || is === "notice");
    return isFresh ? { ...transcript, last: { ...last, turn } } : openStep(transcript, { turn });
  },
  "turn-ended": (transcript, { content }) => {
    const said = content.filter((block) => block.type === "text").map(({ text }) => text);
    return sayAll(goOn(transcript), said.join("\n\n"));
  },
  "turn-failed": (transcript, { kind, message }) =>
    addPart(goOn(transcript), notice(`the call to the model failed (${kind})`, "error", message)),
  "tool-called": (transcript, { call, tool, input }) =>
    addPart(goOn(transcript), {
      is: "tool",
      call,
      tool,
      summary: toolSummary(tool, input),
      input,
      result: null,
    }),
  "edit-intended": (transcript, event) => {
    const { call, path } = event;
    const open = transcript.last?.parts.find((part) => "call" in part && part.call === call);
    const input = open?.is === "tool" ? open.input : null;
    const { patch, isWhole, files } = editPatch(input, event, transcript.files);
    const part = { is: "edit", call, path, patch, isWhole, state: "intended" } as const;
    const next = { ...transcript, files };
    return open === undefined ? addPart(goOn(next), part) : changeCall(next, call, () => part);
  },
  "edit-applied": (transcript, { call, path }) => {
    const isKnown = transcript.last?.parts.some((part) => "call" in part && part.call === call) === true;
    if (isKnown)
      return changeCall(transcript, call, (part) =>
        part.is === "edit" ? { ...part, state: "applied" } : part,
      );
    const edit = { is: "edit", call, path, patch: emptyPatch, isWhole: false, state: "applied" } as const;
    return addPart(goOn(transcript), edit);
  },
  "edit-denied": (transcript, { call, path, reason }) => {
    const part = { is: "denied", call, path, reason } as const;
    const isKnown = transcript.last?.parts.some((open) => "call" in open && open.call === call) === true;
    return isKnown ? changeCall(transcript, call, () => part) : addPart(goOn(transcript), part);
  },
  "tool-result": (transcript, { call, content, isError }) => {
    const open = transcript.last?.parts.find((part) => "call" in part && part.call === call);
    const files =
      open?.is === "tool" && !isError ? seenFile(open.input, content, transcript.files) : transcript.files;
    return changeCall({ ...transcript, files }, call, (part) => {
      if (part.is === "edit") return isError ? { ...part, state: "failed" } : part;
      if (part.is !== "tool") return part;
      const text = content.slice(0, limits.result);
      return { ...part, input: null, result: { text, lines: newlines(content) + 1, isError } };
    });
  },
  "trial-started": (transcript) => transcript,
  feedback: (transcript, { counts, problems }) =>
    addPart(goOn(transcript), { is: "tests", ...counts, problems: problems.length }),
  verdict: (transcript, { outcome, counts, why }) => {
    const judged = addPart(transcript, { is: "verdict", outcome, why, ...counts });
    return judged.last === null ? judged : { ...judged, last: { ...judged.last, isOver: true } };
  },
  "conflict-reported": (transcript, { lines, reason }) =>
    addPart(goOn(transcript), { is: "conflict", lines, reason: short(reason) }),
  "no-progress": (transcript, { count }) =>
    addPart(transcript, notice(`no new code in this attempt, ${count} in a row`, "warning")),
  "fresh-context": (transcript) =>
    addPart(transcript, notice("the agent starts afresh, with notes on what was tried", "warning")),
  "budget-exhausted": (transcript, { message }) => addPart(transcript, notice(message, "warning")),
  paused: (transcript, { message }) => addPart(transcript, notice(message)),
  "run-ended": (transcript, { outcome, why }) =>
    addPart(transcript, notice(`the run ended: ${outcome}`, outcome === "green" ? "plain" : "warning", why)),
  proposal: (transcript, { files }) =>
    addPart(
      transcript,
      notice(`${files.length} ${files.length === 1 ? "file waits" : "files wait"} for you`),
    ),
  "apply-intended": (transcript) => transcript,
  applied: (transcript, { files }) =>
    addPart(transcript, notice(`accepted: ${files.length} ${files.length === 1 ? "file" : "files"} written`)),
  "proposal-declined": (transcript) => addPart(transcript, notice("declined: nothing was written")),
};

function told(by: "loop" | "person", text: string): TranscriptPart {
  return { is: "told", by, text: text.slice(0, limits.told), lines: newlines(text) + 1 };
}

function short(text: string): string {
  return text.slice(0, limits.reason);
}
