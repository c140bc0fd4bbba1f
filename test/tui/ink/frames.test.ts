import { describe, expect, test } from "vitest";
import { textOf } from "../shared.ts";
import { row } from "../../../src/tui/paint/span.ts";
import { createFrames } from "../../../src/tui/ink/frames.ts";
import type { FramesSettings } from "../../../src/tui/ink/frames.ts";

type Event = { readonly urgent: boolean; readonly add: number; readonly wants?: string };

/** Frames of a number, with a clock of their own: what waits runs when the test says so. */
function counting(over: Partial<FramesSettings<number, Event, string>> = {}) {
  const waiting: { readonly ms: number; readonly callback: () => void }[] = [];
  const performed: string[] = [];
  const bugs: unknown[] = [];
  let paints = 0;
  const frames = createFrames<number, Event, string>({
    first: { model: 0, effects: [] },
    update: (model, event) => ({
      model: model + event.add,
      effects: event.wants === undefined ? [] : [event.wants],
    }),
    paint: (model) => [row(`${model} after ${paints++}`)],
    perform: (effect) => void performed.push(effect),
    isUrgent: ({ urgent }) => urgent,
    interval: 80,
    after: (ms, callback) => {
      const entry = { ms, callback };
      waiting.push(entry);
      return () => void (waiting.includes(entry) && waiting.splice(waiting.indexOf(entry), 1));
    },
    onBug: (error) => void bugs.push(error),
    ...over,
  });
  return { frames, waiting, performed, bugs, paints: () => paints };
}

describe("frames", () => {
  test("a key paints at once", () => {
    const { frames, paints } = counting();
    frames.dispatch({ urgent: true, add: 1 });
    expect([textOf(frames.frame()), paints()]).toStrictEqual(["1 after 1", 2]);
  });

  test("a stream of events is painted once an interval, with all that came", () => {
    const { frames, waiting, paints } = counting();
    for (let at = 0; at < 50; at += 1) frames.dispatch({ urgent: false, add: 1 });
    expect([paints(), waiting.map(({ ms }) => ms)]).toStrictEqual([1, [80]]);
    waiting.shift()?.callback();
    expect([textOf(frames.frame()), paints()]).toStrictEqual(["50 after 1", 2]);
  });

  test("a key in the stream shows what came before it too, and the stream's own paint is then not needed", () => {
    const { frames, waiting, paints } = counting();
    frames.dispatch({ urgent: false, add: 5 });
    frames.dispatch({ urgent: true, add: 1 });
    expect([textOf(frames.frame()), waiting, paints()]).toStrictEqual(["6 after 1", [], 2]);
  });

  test("what changes nothing paints nothing", () => {
    const { frames, waiting, paints } = counting();
    frames.dispatch({ urgent: true, add: 0 });
    frames.dispatch({ urgent: false, add: 0 });
    expect([paints(), waiting]).toStrictEqual([1, []]);
  });

  test("effects are done, after the paint of what they belong to", () => {
    const { frames, performed } = counting();
    frames.dispatch({ urgent: true, add: 1, wants: "look" });
    expect(performed).toStrictEqual(["look"]);
  });

  test.each([
    ["a view", { paint: (model: number) => (model > 0 ? fail() : [row("0")]) }],
    ["an update", { update: () => fail() }],
  ])("%s that throws is told once; then nothing is painted any more", (_what, over) => {
    const { frames, bugs } = counting(over);
    frames.dispatch({ urgent: true, add: 1 });
    frames.dispatch({ urgent: true, add: 1 });
    expect(bugs).toStrictEqual([new Error("broken")]);
  });

  test("the next key is prepared for in a quiet moment, and a key in between puts it off", () => {
    const prepared: number[] = [];
    const { frames, waiting } = counting({ prepare: (model) => void prepared.push(model) });
    frames.dispatch({ urgent: true, add: 1 });
    frames.dispatch({ urgent: true, add: 1 });
    expect([prepared, waiting.map(({ ms }) => ms)]).toStrictEqual([[], [10]]);
    waiting.shift()?.callback();
    expect(prepared).toStrictEqual([2]);
  });

  test("the first effects are done when it begins, not before", () => {
    const { frames, performed } = counting({ first: { model: 0, effects: ["ask"] } });
    expect(performed).toStrictEqual([]);
    frames.begin();
    expect(performed).toStrictEqual(["ask"]);
  });

  test("listeners hear of each paint until they leave", () => {
    const { frames } = counting();
    let heard = 0;
    const leave = frames.subscribe(() => (heard += 1));
    frames.dispatch({ urgent: true, add: 1 });
    leave();
    frames.dispatch({ urgent: true, add: 1 });
    expect(heard).toBe(1);
  });
});

function fail(): never {
  throw new Error("broken");
}
