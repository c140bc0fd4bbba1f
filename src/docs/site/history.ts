import type { Lock, LockEntry } from "../../verdict/lock.ts";
import type { Receipt } from "../../verdict/receipt.ts";

/** One commit that changed the lock or a receipt, with all of them as they then stood. */
export interface Moment {
  /** The commit's short name. */
  readonly commit: string;
  /** `2026-11-22`, as the author's clock had it. */
  readonly date: string;
  /** First line of its message. */
  readonly summary: string;
  /** By the spec's path; those that could not be read are left out. */
  readonly receipts: ReadonlyMap<string, Receipt>;
  /** Null when there was none, or it could not be read. */
  readonly lock: Lock | null;
}

/** What the commits say of a project, oldest first. */
export interface History {
  readonly points: readonly HistoryPoint[];
  readonly ofSpec: ReadonlyMap<string, readonly SpecMoment[]>;
  readonly ofExample: ReadonlyMap<string, readonly ExampleMoment[]>;
}

export type HistoryPoint = CommitName & {
  /** Examples that receipts called green. */
  readonly green: number;
  /** Examples that had been seen red, and no receipt called green. */
  readonly red: number;
};

export interface CommitName {
  readonly commit: string;
  readonly date: string;
  readonly summary: string;
}

/** The receipt of a spec, as a commit changed it; null: it went. */
export type SpecMoment = CommitName & {
  readonly receipt: { readonly passed: number; readonly examples: number; readonly agent: string } | null;
};

export type ExampleMoment = CommitName & { readonly what: ExampleEvent };
export type ExampleEvent = "seen red" | "has held" | "text changed" | "test changed" | "gone";

/** What a page needs of it. */
export interface SpecHistory {
  readonly moments: readonly SpecMoment[];
  readonly ofExample: ReadonlyMap<string, readonly ExampleMoment[]>;
}

/** Folds commits, oldest first, into what each said that was new. */
export function readHistory(moments: readonly Moment[]): History {
  const ofSpec = new Map<string, SpecMoment[]>();
  const ofExample = new Map<string, ExampleMoment[]>();
  const points: HistoryPoint[] = [];
  let receipts: Moment["receipts"] = new Map();
  let entries: ReadonlyMap<string, LockEntry> = new Map();
  for (const moment of moments) {
    const name = { commit: moment.commit, date: moment.date, summary: moment.summary };
    for (const [spec, receipt] of changed(receipts, moment.receipts, isSameReceipt)) {
      const { passed, examples, agent } = receipt?.claims ?? { passed: 0, examples: 0, agent: "" };
      add(ofSpec, spec, { ...name, receipt: receipt === null ? null : { passed, examples, agent } });
    }
    const now = moment.lock?.examples ?? new Map<string, LockEntry>();
    for (const [id, entry] of changed(entries, now, isSameEntry)) {
      for (const what of eventsOf(entries.get(id) ?? null, entry)) add(ofExample, id, { ...name, what });
    }
    receipts = moment.receipts;
    entries = now;
    const green = [...receipts.values()].reduce((sum, { claims }) => sum + claims.passed, 0);
    points.push({ ...name, green, red: Math.max(0, entries.size - green) });
  }
  return { points, ofSpec, ofExample };
}

/** What of a history one spec's page shows. */
export function historyOfSpec(history: History, spec: string, examples: readonly string[]): SpecHistory {
  return {
    moments: history.ofSpec.get(spec) ?? [],
    ofExample: new Map(examples.map((id) => [id, history.ofExample.get(id) ?? []])),
  };
}

/** Keys whose value is another one now; null where there is none any more. */
function* changed<Value>(
  before: ReadonlyMap<string, Value>,
  now: ReadonlyMap<string, Value>,
  isSame: (one: Value, other: Value) => boolean,
): Generator<readonly [string, Value | null]> {
  for (const [key, value] of now) {
    const was = before.get(key);
    if (was === undefined || !isSame(was, value)) yield [key, value];
  }
  for (const key of before.keys()) if (!now.has(key)) yield [key, null];
}

function isSameReceipt({ facts, claims }: Receipt, other: Receipt): boolean {
  return (
    facts.specText === other.facts.specText &&
    claims.passed === other.claims.passed &&
    claims.examples === other.claims.examples &&
    claims.agent === other.claims.agent
  );
}

function isSameEntry(one: LockEntry, other: LockEntry): boolean {
  return one.text === other.text && one.test === other.test && one.held === other.held;
}

function eventsOf(was: LockEntry | null, is: LockEntry | null): readonly ExampleEvent[] {
  if (is === null) return ["gone"];
  if (was === null) return is.held ? ["seen red", "has held"] : ["seen red"];
  const events: ExampleEvent[] = [];
  if (was.text !== is.text) events.push("text changed");
  else if (was.test !== is.test) events.push("test changed");
  if (is.held && !was.held) events.push("has held");
  return events;
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
