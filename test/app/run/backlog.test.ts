import { describe, expect, test } from "vitest";
import { createBacklog } from "../../../src/app/run/backlog.ts";
import type { HostMessage } from "../../../src/app/run/host.ts";

const text = (piece: string): HostMessage => ({ is: "live", event: { type: "text-delta", text: piece } });
const turn = (type: "turn-started" | "told"): HostMessage => ({
  is: "event",
  event: type === "told" ? { type, text: "x" } : { type, turn: 1 },
});
const spoken: HostMessage = { is: "event", event: { type: "person-said", text: "x" } };
const progress = (step: string): HostMessage => ({ is: "progress", step, done: null, total: null });
const notice = (said: string): HostMessage => ({ is: "notice", text: said });
const brief: HostMessage = { is: "brief", text: "b" };
const paused: HostMessage = { is: "paused" };
const resumed: HostMessage = { is: "resumed" };
const ended: HostMessage = { is: "ended", exitCode: 0, error: null };

/** What a reader who comes late is told. */
function late(messages: readonly HostMessage[]): HostMessage[] {
  const backlog = createBacklog();
  for (const message of messages) backlog.add(message);
  const read: HostMessage[] = [];
  for (let entry = backlog.next(0); entry !== null; entry = backlog.next(entry.number))
    read.push(entry.message);
  return read;
}

describe("whoever comes late is told", () => {
  test.each<[string, HostMessage[], HostMessage[]]>([
    ["nothing of nothing", [], []],
    ["events in their order", [turn("told"), turn("turn-started")], [turn("told"), turn("turn-started")]],
    [
      "text since the last turn only",
      [text("a"), turn("turn-started"), text("b")],
      [turn("turn-started"), text("b")],
    ],
    ["text among events as it came", [turn("told"), text("a"), spoken], [turn("told"), text("a"), spoken]],
    ["the last progress", [progress("a"), progress("b")], [progress("b")]],
    ["no progress of what an event has ended", [progress("a"), turn("told")], [turn("told")]],
    ["a brief that is still waited for", [turn("told"), brief, spoken], [turn("told"), brief, spoken]],
    ["no brief that was taken up", [brief, turn("told")], [turn("told")]],
    ["whether it is paused now", [paused, resumed, paused], [paused]],
    ["every notice", [notice("a"), notice("b")], [notice("a"), notice("b")]],
    [
      "how it ended",
      [turn("told"), progress("a"), paused, notice("n"), ended],
      [turn("told"), notice("n"), ended],
    ],
  ])("%s", (_, said, expected) => {
    expect(late(said)).toStrictEqual(expected);
  });

  test("the newest text, within bounds, and every event", () => {
    const pieces = Array.from({ length: 20_000 }, (_, at) => text(`${at} ${"x".repeat(50)}`));
    const read = late([turn("turn-started"), ...pieces, spoken]);
    const kept = read.flatMap((message) =>
      message.is === "live" && message.event.type === "text-delta" ? [message.event.text] : [],
    );
    expect(kept.join("").length).toBeLessThanOrEqual(256_000);
    expect(kept.length).toBeGreaterThan(1_000);
    expect(kept.at(-1)).toMatch(/^19999 /);
    expect(read[0]).toStrictEqual(turn("turn-started"));
    expect(read.at(-1)).toStrictEqual(spoken);
  });

  test("the newest notices, within bounds", () => {
    const read = late(Array.from({ length: 500 }, (_, at) => notice(String(at))));
    expect(read).toHaveLength(200);
    expect(read.at(-1)).toStrictEqual(notice("499"));
  });
});

test("a reader goes on where it was, and misses no event for having been slow", () => {
  const backlog = createBacklog();
  backlog.add(turn("told"));
  const first = backlog.next(0);
  expect(backlog.next(first?.number ?? 0)).toBeNull();
  for (const message of [text("a"), turn("turn-started"), text("b")]) backlog.add(message);
  const second = backlog.next(first?.number ?? 0);
  expect(second?.message).toStrictEqual(turn("turn-started"));
  expect(backlog.next(second?.number ?? 0)?.message).toStrictEqual(text("b"));
});
