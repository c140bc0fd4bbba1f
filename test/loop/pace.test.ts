import { expect, test } from "vitest";
import { createPace } from "../../src/loop/pace.ts";

function scene() {
  const told: string[] = [];
  const pace = createPace({ onHeld: () => told.push("held"), onReleased: () => told.push("released") });
  return { pace, told };
}

/** What a promise has settled with by now; "waits" when it has not. */
async function soon<Value>(promise: Promise<Value>): Promise<Value | "waits"> {
  await Promise.resolve();
  return Promise.race([promise, new Promise<"waits">((done) => setImmediate(() => done("waits")))]);
}

test("a step begins at once while nobody asked for anything", async () => {
  const { pace, told } = scene();
  expect(await soon(pace.next())).toBe(true);
  expect(told).toStrictEqual([]);
});

test("a pause holds the next step, not the one before, until it is resumed", async () => {
  const { pace, told } = scene();
  pace.pause();
  expect(told).toStrictEqual([]);
  const next = pace.next();
  expect(await soon(next)).toBe("waits");
  expect(told).toStrictEqual(["held"]);
  pace.resume();
  expect(await next).toBe(true);
  expect(told).toStrictEqual(["held", "released"]);
});

test("a pause that was taken back before a step came holds nothing and tells nothing", async () => {
  const { pace, told } = scene();
  pace.pause();
  pace.resume();
  expect(await soon(pace.next())).toBe(true);
  expect(told).toStrictEqual([]);
});

test("resumed and paused again at once: still held, and told once", async () => {
  const { pace, told } = scene();
  pace.pause();
  const next = pace.next();
  pace.resume();
  pace.pause();
  expect(await soon(next)).toBe("waits");
  expect(told).toStrictEqual(["held"]);
  pace.resume();
  expect(await next).toBe(true);
});

test("a stop ends a pause, and no step begins any more", async () => {
  const { pace, told } = scene();
  pace.pause();
  const next = pace.next();
  pace.stop();
  expect(await next).toBe(false);
  expect(pace.stopping.aborted).toBe(true);
  expect(told).toStrictEqual(["held", "released"]);
  pace.pause();
  expect(pace.isPaused()).toBe(false);
  expect(await soon(pace.next())).toBe(false);
});
