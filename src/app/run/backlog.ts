import type { HostMessage } from "./host.ts";

/**
 * What a run has said so far, for whoever joins later or reads slowly. Events stay; text and progress are kept only
 * as long as they say more than the events do, and within bounds. Each reader remembers how far it has read, so a
 * slow one costs nothing: it misses text, never an event.
 */
export interface Backlog {
  add(message: HostMessage): void;
  /** The first message behind number `after` (0 at the beginning); null when there is none yet. */
  next(after: number): Entry | null;
}

export interface Entry {
  readonly number: number;
  readonly message: HostMessage;
}

/** Most pieces of text, and their characters, that are kept. */
const mostPieces = 4_000;
const mostText = 256_000;
/** Most notices that are kept. */
const mostNotices = 200;

export function createBacklog(): Backlog {
  const lasting: Entry[] = [];
  let passing: Entry[] = [];
  let text = 0;
  let last = 0;
  const drop = (goes: (message: HostMessage) => boolean): void => {
    passing = passing.filter(({ message }) => !goes(message));
    text = passing.reduce((sum, { message }) => sum + sizeOf(message), 0);
  };
  return {
    add(message) {
      const replaced = replacedBy(message);
      if (replaced !== null) drop(replaced);
      const entry = { number: ++last, message };
      if (isLasting(message)) {
        lasting.push(entry);
        return;
      }
      passing.push(entry);
      text += sizeOf(message);
      if (message.is === "live" && (text > mostText || passing.length > mostPieces)) {
        // Half of it at once, so that one piece more does not cost a walk through all.
        const from = passing[Math.floor(passing.length / 2)]?.number ?? 0;
        passing = passing.filter((old) => old.message.is !== "live" || old.number >= from);
        text = passing.reduce((sum, old) => sum + sizeOf(old.message), 0);
      }
      const notices = passing.filter((old) => old.message.is === "notice");
      if (message.is === "notice" && notices.length > mostNotices) drop((old) => old === notices[0]?.message);
    },
    next(after) {
      const [one, other] = [firstBehind(lasting, after), firstBehind(passing, after)];
      if (one === null || other === null) return one ?? other;
      return one.number < other.number ? one : other;
    },
  };
}

function isLasting({ is }: HostMessage): boolean {
  return is === "event" || is === "ended";
}

function sizeOf(message: HostMessage): number {
  return message.is === "live" && message.event.type === "text-delta" ? message.event.text.length : 0;
}

/** Which earlier messages say nothing any more beside this one; null for none. */
function replacedBy(message: HostMessage): ((old: HostMessage) => boolean) | null {
  switch (message.is) {
    case "event":
      return replacedByEvent(message.event.type);
    case "progress":
    case "brief":
      return ({ is }) => is === message.is;
    case "paused":
    case "resumed":
      return ({ is }) => is === "paused" || is === "resumed";
    case "ended":
      return ({ is }) => is !== "notice";
    case "live":
    case "notice":
      return null;
  }
}

function replacedByEvent(type: string): ((old: HostMessage) => boolean) | null {
  // What a person says or grants changes nothing of what goes on meanwhile.
  if (type === "person-said" || type === "budgets-changed") return null;
  const isTurn = type === "turn-started" || type === "turn-ended";
  return ({ is }) => is === "progress" || is === "brief" || (isTurn && is === "live");
}

/** Entries are in the order of their numbers. */
function firstBehind(entries: readonly Entry[], after: number): Entry | null {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((entries[middle]?.number ?? 0) > after) to = middle;
    else from = middle + 1;
  }
  return entries[from] ?? null;
}
