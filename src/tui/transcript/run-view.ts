import type { HostMessage } from "../../app/run/host.ts";
import { emptyConversation } from "../../loop/conversation.ts";
import type { LiveEvent, RunEvent } from "../../loop/events.ts";
import { emptyState, step } from "../../loop/state.ts";
import type { RunView } from "../run-view.ts";
import { addEvent, notice } from "./add-event.ts";
import { addPart, goOn, say, unsay } from "./steps.ts";
import type { Transcript } from "./transcript.ts";
import { emptyTranscript } from "./transcript.ts";

/**
 * The run as its screens show it, after one more message of its process. A message costs what it is long, however
 * much came before it.
 *
 * @param before - null before the first message of the run.
 * @param now - monotonic milliseconds.
 */
export function runView(before: RunView | null, run: string, message: HostMessage, now: number): RunView {
  const view = before ?? firstView(run, now);
  switch (message.is) {
    case "event":
      return withEvent(view, message.event, now);
    case "live":
      return {
        ...view,
        transcript: addLive(view.transcript, message.event),
        lastProgress: message.event.type === "retrying" ? view.lastProgress : now,
      };
    case "brief":
      return {
        ...view,
        brief: message.text,
        transcript: addPart(goOn(view.transcript), { is: "brief", text: message.text }),
        lastProgress: now,
      };
    case "progress": {
      const { step: what, done, total } = message;
      return { ...view, progress: { step: what, done, total }, lastProgress: now };
    }
    case "notice":
      return { ...view, transcript: addPart(view.transcript, notice(message.text)) };
    case "paused":
      return {
        ...view,
        isPaused: true,
        transcript: addPart(view.transcript, notice("paused: it waits before its next step")),
      };
    case "resumed":
      return { ...view, isPaused: false, transcript: addPart(view.transcript, notice("it goes on")) };
    case "ended":
      return {
        ...view,
        isPaused: false,
        progress: null,
        ended: message,
        transcript:
          message.error === null
            ? view.transcript
            : addPart(view.transcript, notice("the run's process stopped", "error", message.error)),
      };
  }
}

function firstView(run: string, now: number): RunView {
  return {
    run,
    specs: [],
    state: emptyState,
    transcript: emptyTranscript,
    isPaused: false,
    brief: null,
    progress: null,
    lastProgress: now,
    since: now,
    ended: null,
  };
}

function withEvent(view: RunView, event: RunEvent, now: number): RunView {
  const state = { ...step(view.state, event), conversation: emptyConversation };
  const isNewSession = event.type === "run-started" || event.type === "run-resumed";
  return {
    ...view,
    specs: state.started?.specs ?? view.specs,
    state,
    transcript: addEvent(view.transcript, event),
    brief: endsBrief.has(event.type) ? null : view.brief,
    progress: null,
    isPaused: isNewSession ? false : view.isPaused,
    ended: isNewSession ? null : view.ended,
    lastProgress: now,
    since: now,
  };
}

/** An edit was seen, or the matter is another. */
const endsBrief: ReadonlySet<RunEvent["type"]> = new Set([
  "run-started",
  "requirement-started",
  "feedback",
  "verdict",
  "run-ended",
]);

function addLive(transcript: Transcript, event: LiveEvent): Transcript {
  switch (event.type) {
    case "text-delta":
      return say(transcript, event.text);
    case "retrying": {
      const { attempt, waitMs, why } = event;
      const text = `the call failed and goes out again in ${Math.ceil(waitMs / 1000)} s (repetition ${attempt})`;
      return addPart(unsay(transcript), notice(text, "warning", why));
    }
  }
}
