import { existsSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectRun } from "../../../src/adapters/run-host/connect-run.ts";
import type { RunConnection } from "../../../src/adapters/run-host/connect-run.ts";
import { serveRun } from "../../../src/adapters/run-host/serve-run.ts";
import { makeSocketPath } from "../../../src/adapters/run-host/socket-path.ts";
import type { HostMessage, RunControl } from "../../../src/app/run/host.ts";

const told = (text: string): HostMessage => ({ is: "event", event: { type: "told", text } });
const ended: HostMessage = { is: "ended", exitCode: 0, error: null };

async function serve() {
  const served = await serveRun(tmpdir());
  onTestFinished(() => served.close());
  return served;
}

async function joinAt(socket: string): Promise<RunConnection> {
  const link = await connectRun("r1", socket);
  if (link === null) throw new Error("nobody answered");
  onTestFinished(() => link.close());
  return link;
}

/** What a link hears, and a promise of its being as much as wanted. */
function hear(link: RunConnection) {
  const heard: HostMessage[] = [];
  const waiting = new Set<() => void>();
  const stop = link.listen((message) => {
    heard.push(message);
    for (const look of waiting) look();
  });
  const count = (wanted: number) =>
    new Promise<HostMessage[]>((done) => {
      const look = () => {
        if (heard.length >= wanted) done(heard);
      };
      waiting.add(look);
      look();
    });
  return { heard, count, stop };
}

test("only this user can reach the socket, and its path is short enough", async () => {
  const { socket } = await serve();
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
  expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(103);
});

test("where the temporary folder's name is too long, the socket lies in another", () => {
  const place = makeSocketPath(join(tmpdir(), "x".repeat(100)));
  onTestFinished(() => place.remove());
  expect(Buffer.byteLength(place.path)).toBeLessThanOrEqual(103);
});

test("whoever joins hears what was said, then what is said; many do, each from the beginning", async () => {
  const served = await serve();
  served.say(told("a"));
  const first = hear(await joinAt(served.socket));
  expect(await first.count(1)).toStrictEqual([told("a")]);
  served.say(told("b"));
  const second = hear(await joinAt(served.socket));
  served.say(told("c"));
  const all = [told("a"), told("b"), told("c")];
  expect(await first.count(3)).toStrictEqual(all);
  expect(await second.count(3)).toStrictEqual(all);
  expect(served.listeners()).toBe(2);
});

test("one link can be listened to twice, and no more once it was ended", async () => {
  const served = await serve();
  const link = await joinAt(served.socket);
  served.say(told("a"));
  const first = hear(link);
  await first.count(1);
  const second = hear(link);
  expect(await second.count(1)).toStrictEqual([told("a")]);
  first.stop();
  served.say(told("b"));
  await second.count(2);
  expect(first.heard).toHaveLength(1);
});

describe("controls", () => {
  test("are taken in order, those that came too early as well, and answered to the one who sent them", async () => {
    const served = await serve();
    const [one, other] = [await joinAt(served.socket), await joinAt(served.socket)];
    const steered: RunControl[] = [];
    const early = one.ask({ control: "pause" });
    const late = one.ask({ control: "message", text: "x" });
    served.steerBy(async (control) => {
      steered.push(control);
      return control.control === "message" ? "not now" : null;
    });
    expect(await early).toBeNull();
    expect(await late).toBe("not now");
    expect(steered).toStrictEqual([{ control: "pause" }, { control: "message", text: "x" }]);
    const heard = hear(one);
    one.send({ control: "message", text: "y" });
    expect(await heard.count(1)).toStrictEqual([{ is: "notice", text: "not now" }]);
    expect(hear(other).heard).toStrictEqual([]);
  });

  test("that are none are answered, and nothing else happens", async () => {
    const served = await serve();
    const steered: RunControl[] = [];
    served.steerBy(async (control) => (steered.push(control), null));
    const socket = connect(served.socket);
    onTestFinished(() => void socket.destroy());
    const lines = await new Promise<string[]>((done) => {
      let text = "";
      socket.setEncoding("utf8").on("data", (more: string) => {
        text += more;
        const all = text.split("\n");
        if (all.length > 3) done(all.slice(0, -1));
      });
      socket.write(`rubbish\n${"x".repeat(200_000)}\n{"control":"pause","n":5}\n`);
    });
    const answers = lines.map((line) => JSON.parse(line) as { n: number; problem: string | null });
    expect(answers.map(({ problem }) => problem === null)).toStrictEqual([false, false, true]);
    expect(answers[2]?.n).toBe(5);
    expect(steered).toStrictEqual([{ control: "pause" }]);
  });

  test("that a run fails on are answered with why", async () => {
    const served = await serve();
    served.steerBy(() => Promise.reject(new Error("the disk is full")));
    expect(await (await joinAt(served.socket)).ask({ control: "stop" })).toBe("the disk is full");
  });
});

test("one who does not read holds up nobody, costs no memory, and misses no event when it reads again", async () => {
  const served = await serve();
  const slow = connect(served.socket);
  onTestFinished(() => void slow.destroy());
  await new Promise((done) => slow.once("connect", done));
  slow.pause();
  const quick = hear(await joinAt(served.socket));
  const big = "x".repeat(20_000);
  const before = process.memoryUsage().external;
  for (let at = 0; at < 500; at++) {
    served.say(told(`${at} ${big}`));
    for (let piece = 0; piece < 20; piece++)
      served.say({ is: "live", event: { type: "text-delta", text: big } });
  }
  const events = () => quick.heard.filter(({ is }) => is === "event").length;
  await expect.poll(events, { timeout: 20_000 }).toBe(500);
  // 210 MB were said.
  expect(process.memoryUsage().external - before).toBeLessThan(60_000_000);
  let text = "";
  const read = new Promise<void>((done) => {
    slow.setEncoding("utf8").on("data", (more: string) => {
      text += more;
      if (text.endsWith("}\n") && text.slice(-200).includes('"ended"')) done();
    });
  });
  served.say(ended);
  slow.resume();
  await read;
  const seen = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as HostMessage]));
  const heard = seen.flatMap((message) =>
    message.is === "event" && message.event.type === "told" ? [Number.parseInt(message.event.text)] : [],
  );
  expect(heard).toStrictEqual(Array.from({ length: 500 }, (_, at) => at));
});

describe("the end", () => {
  test("is heard by all, then nothing is left", async () => {
    const served = await serve();
    const link = hear(await joinAt(served.socket));
    served.say(told("a"));
    served.say(ended);
    await served.close();
    expect(await link.count(2)).toStrictEqual([told("a"), ended]);
    expect(existsSync(dirname(served.socket))).toBe(false);
  });

  test("is not waited for by one who does not read", async () => {
    const served = await serve();
    const slow = connect(served.socket);
    onTestFinished(() => void slow.destroy());
    await new Promise((done) => slow.once("connect", done));
    slow.pause();
    for (let at = 0; at < 500; at++) served.say(told("x".repeat(20_000)));
    served.say(ended);
    const since = performance.now();
    await served.close();
    expect(performance.now() - since).toBeLessThan(6_000);
  });

  test("of a process that is gone without a word is told as one, and what is asked of it is answered", async () => {
    const place = makeSocketPath(tmpdir());
    const server = createServer((socket) => socket.once("data", () => socket.destroy()));
    await new Promise<void>((done) => server.listen(place.path, done));
    onTestFinished(() => {
      server.close();
      place.remove();
    });
    const link = await joinAt(place.path);
    const heard = hear(link);
    expect(await link.ask({ control: "pause" })).toMatch(/process is gone/);
    expect(await heard.count(1)).toMatchObject([
      { is: "ended", exitCode: 4, error: expect.stringMatching(/gone/) as string },
    ]);
    expect(await link.ask({ control: "pause" })).toMatch(/process is gone/);
  });

  test("was before one came: nobody answers", async () => {
    expect(await connectRun("r1", join(tmpdir(), "greenbar-nobody", "run"))).toBeNull();
  });
});
