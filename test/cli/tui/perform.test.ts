import { expect, test } from "vitest";
import type { RunLink } from "../../../src/app/run/host.ts";
import { createPerform } from "../../../src/cli/tui/perform.ts";
import type { Performer } from "../../../src/cli/tui/perform.ts";
import type { TuiEvent } from "../../../src/tui/event.ts";

const nothing = () => {
  throw new Error("not asked for here");
};

/** A world whose one run is joined when the test lets it be. */
function scene() {
  const joined = Promise.withResolvers<RunLink>();
  const closed: string[] = [];
  const link: RunLink = { run: "r1", send: nothing, listen: () => () => {}, close: () => closed.push("r1") };
  const world: Performer = {
    engine: { ask: nothing },
    runs: { start: nothing, join: () => joined.promise, live: () => Promise.resolve(["r1"]) },
    edit: nothing,
    copy: nothing,
    quit: nothing,
    now: () => 0,
  };
  const events: TuiEvent[] = [];
  const { perform, close } = createPerform(world);
  perform({ do: "join-run", run: "r1" }, (event) => events.push(event));
  const join = async () => {
    joined.resolve(link);
    await new Promise((done) => setImmediate(done));
  };
  return { join, close, closed, events };
}

test("a run that was joined is let go at the end: else nothing would ever end", async () => {
  const { join, close, closed, events } = scene();
  await join();
  expect(events).toStrictEqual([{ type: "run-linked", run: "r1", specs: [] }]);
  close();
  expect(closed).toStrictEqual(["r1"]);
});

test("a run that is joined after the end is let go at once, and nothing is told of it", async () => {
  const { join, close, closed, events } = scene();
  close();
  await join();
  expect([closed, events]).toStrictEqual([["r1"], []]);
});
