import type { RawEvent } from "../../verdict/raw-events.ts";

/** Characters of a run's output that are kept, half from its start and half from its end. */
const outputLimit = 64 * 1024;

/** Events kept of one run: far more than any suite has tests. */
const eventLimit = 100_000;

/**
 * Sorts the lines of a child's standard output: those that begin with the nonce are events, the rest is what
 * the run printed.
 */
export function createEventLines(nonce: string, onEvent: (event: RawEvent) => void) {
  let events: RawEvent[] = [];
  let head = "";
  let tail = "";
  let dropped = 0;
  let isBlank = false;

  const print = (line: string): void => {
    if (head.length + line.length < outputLimit / 2) {
      head += `${line}\n`;
      return;
    }
    tail += `${line}\n`;
    const surplus = tail.length - outputLimit / 2;
    if (surplus <= 0) return;
    dropped += surplus;
    tail = tail.slice(surplus);
  };

  return {
    nonce,
    add: (line: string): void => {
      if (line.startsWith(nonce)) {
        // The child begins an event on a line of its own, whatever was printed before: that line end is not output.
        isBlank = false;
        const event = parseEvent(line.slice(nonce.length));
        if (event === null || events.length >= eventLimit) return;
        events.push(event);
        onEvent(event);
        return;
      }
      if (isBlank) print("");
      isBlank = line === "";
      if (!isBlank) print(line);
    },
    events: (): readonly RawEvent[] => events,
    /** Before the next run of a warm child: only what it said of itself stays. */
    forget(): void {
      events = events.filter((event) => event.is === "loaded" || event.is === "started");
      head = "";
      tail = "";
      dropped = 0;
    },
    output: (): string =>
      dropped === 0 ? head + tail : `${head}[… ${dropped} characters left out …]\n${tail}`,
  };
}

/** Null for a line that begins as ours and is none: one that was cut off when the child was killed. */
function parseEvent(text: string): RawEvent | null {
  try {
    return JSON.parse(text) as RawEvent;
  } catch {
    return null;
  }
}
