import type { Answered, Request } from "../../app/engine/calls.ts";
import type { RunEvent } from "../../loop/events.ts";
import type { TuiEvent } from "../event.ts";
import type { Loaded, Pending, Shared, SpecVerdict } from "../model.ts";
import { runView } from "../transcript/run-view.ts";

export const emptyShared: Shared = {
  overview: { is: "loading" },
  opened: new Map(),
  verdicts: new Map(),
  inbox: null,
  runs: new Map(),
  liveRuns: new Set(),
  pending: [],
  now: 0,
};

/** What all screens know, after an event. Keys and sizes change nothing of it. */
export function updateShared(shared: Shared, event: TuiEvent): Shared {
  switch (event.type) {
    case "answered":
      return answered({ ...shared, now: event.now, pending: without(shared.pending, event.request) }, event);
    case "refused":
      return refused({ ...shared, pending: without(shared.pending, event.request) }, event);
    case "progress": {
      const { step, done, total } = event;
      const isIt = sameRequest(event.request);
      return {
        ...shared,
        pending: shared.pending.map((one) => (isIt(one) ? { ...one, step, done, total } : one)),
      };
    }
    case "run": {
      const before = shared.runs.get(event.run) ?? null;
      const view = runView(before, event.run, event.message, event.now);
      const liveRuns = new Set(shared.liveRuns);
      if (event.message.is === "ended") liveRuns.delete(event.run);
      else liveRuns.add(event.run);
      return { ...shared, now: event.now, runs: new Map(shared.runs).set(event.run, view), liveRuns };
    }
    case "run-linked":
      return { ...shared, liveRuns: new Set(shared.liveRuns).add(event.run) };
    case "disk":
      return {
        ...shared,
        verdicts: new Map([...shared.verdicts].map(([spec, verdict]) => [spec, { ...verdict, isOld: true }])),
      };
    case "tick":
      return { ...shared, now: event.now };
    case "key":
    case "paste":
    case "resized":
    case "seen":
    case "run-refused":
    case "edited":
      return shared;
  }
}

/** With what was just asked among what is pending; what is pending already is not asked twice, but once more then. */
export function withPending(
  shared: Shared,
  request: Request,
): { readonly shared: Shared; readonly isNew: boolean } {
  const isIt = sameRequest(request);
  if (shared.pending.some(isIt)) {
    const pending = shared.pending.map((one) => (isIt(one) ? { ...one, again: true } : one));
    return { shared: { ...shared, pending }, isNew: false };
  }
  const asked: Pending = { request, step: "", done: null, total: null, again: false };
  return { shared: { ...shared, pending: [...shared.pending, asked] }, isNew: true };
}

/** True when the same was asked again while it was pending. */
export function isAskedAgain({ pending }: Shared, request: Request): boolean {
  return pending.find(sameRequest(request))?.again === true;
}

function answered(shared: Shared, event: Answered): Shared {
  switch (event.do) {
    case "overview":
      return { ...shared, overview: there(event.answer) };
    case "open":
      return { ...shared, opened: new Map(shared.opened).set(event.request.spec, there(event.answer)) };
    case "inbox":
      return { ...shared, inbox: event.answer };
    case "check": {
      const { requirements, outcome } = event.answer;
      const verdicts = new Map(shared.verdicts);
      for (const [spec, own] of Map.groupBy(requirements, ({ spec }) => spec)) {
        const base = { requirements: own, hash: hashOf(shared, spec), isOld: false };
        verdicts.set(spec, { ...base, outcome: outcome === "red" ? ownOutcome(own) : outcome });
      }
      return { ...shared, verdicts };
    }
    case "apply": {
      // The lock and the receipt are written with them; nobody accepted these.
      const written = new Set(event.answer.changes.map(({ path }) => path));
      const proposed = shared.runs.get(event.request.run)?.state.proposal?.files ?? [];
      const files = proposed.map(({ path }) => path).filter((path) => written.has(path));
      return withDecision(shared, event.request.run, { type: "applied", files });
    }
    case "decline":
      return withDecision(shared, event.request.run, { type: "proposal-declined" });
    case "decide": {
      const item = shared.inbox?.find(({ id }) => id === event.request.item);
      if (item?.is !== "accept") return shared;
      const files = item.changes.map(({ path }) => path);
      if (event.request.decision === "accept")
        return withDecision(shared, item.run, { type: "applied", files });
      return event.request.decision === "decline"
        ? withDecision(shared, item.run, { type: "proposal-declined" })
        : shared;
    }
    default:
      return shared;
  }
}

/** Of several specs checked together some may be green although all of them are not. */
function ownOutcome(requirements: SpecVerdict["requirements"]): string {
  const isGreen = requirements.every(
    ({ status }) => status !== "fails" && status !== "unbound" && status !== "drifted",
  );
  return isGreen ? "green" : "red";
}

/** A run whose process is gone is decided all the same: its ledger says so, and so must what is shown of it. */
function withDecision(
  shared: Shared,
  run: string,
  event: Extract<RunEvent, { type: "applied" | "proposal-declined" }>,
): Shared {
  const before = shared.runs.get(run);
  if (before === undefined) return shared;
  const view = runView(before, run, { is: "event", event }, shared.now);
  return { ...shared, runs: new Map(shared.runs).set(run, view) };
}

function refused(
  shared: Shared,
  { request, message, advice }: Extract<TuiEvent, { type: "refused" }>,
): Shared {
  const failed = { is: "failed", message, advice } as const;
  if (request.do === "overview") return { ...shared, overview: failed };
  // A spec that was read once stays on the screen: what is wrong with the new text is said below.
  if (request.do === "open" && shared.opened.get(request.spec)?.is !== "there")
    return { ...shared, opened: new Map(shared.opened).set(request.spec, failed) };
  return shared;
}

/** Hash of the text that was checked: of the newest that was read. */
function hashOf({ overview, opened }: Shared, spec: string): string {
  const open = opened.get(spec);
  if (open?.is === "there") return open.value.summary.hash;
  if (overview.is !== "there") return "";
  return overview.value.specs.find((summary) => summary.spec === spec)?.hash ?? "";
}

function there<Value>(value: Value): Loaded<Value> {
  return { is: "there", value };
}

function without(pending: readonly Pending[], request: Request): readonly Pending[] {
  const isIt = sameRequest(request);
  return pending.filter((one) => !isIt(one));
}

function sameRequest(request: Request): (pending: Pending) => boolean {
  const key = JSON.stringify(request);
  return (pending) => JSON.stringify(pending.request) === key;
}
