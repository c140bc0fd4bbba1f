import { createHash } from "node:crypto";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { logLine, openAppendLog, readAppendLog } from "../../../src/adapters/disk/append-log.ts";
import type { LogEvent, OpenedLog } from "../../../src/adapters/disk/append-log.ts";
import { temporaryFolder } from "../temporary-folder.ts";

test("a line is the event with its number, its bytes and the first eight digits of its sha256", () => {
  const sum = createHash("sha256").update('{"kind":"began"}').digest("hex").slice(0, 8);
  expect(logLine(7, { kind: "began" })).toBe(`{"n":7,"len":16,"sum":"${sum}","event":{"kind":"began"}}\n`);
});

test("what was appended is there when the log is opened again, in order", async () => {
  const path = join(temporaryFolder(), "runs/1/ledger.jsonl");
  const { log } = opened(await openAppendLog(path));
  await Promise.all([
    log.append([{ at: 1 }, { at: 2, text: "line\nbreak \u2028 ünï" }]),
    log.append([{ at: 3 }]),
  ]);
  await log.close();
  const again = opened(await openAppendLog(path));
  expect(again.events).toEqual([{ at: 1 }, { at: 2, text: "line\nbreak \u2028 ünï" }, { at: 3 }]);
  expect(again.notices).toEqual([]);
  await again.log.append([{ at: 4 }]);
  await again.log.close();
  expect(readFileSync(path, "utf8").split("\n")[3]).toMatch(/^\{"n":4,/);
});

describe("a kill in the middle of a write costs the last line at most", () => {
  const whole = logLine(1, { at: 1 }) + logLine(2, { at: 2 });
  const last = logLine(3, { text: "a longer event" });
  test.each([1, 10, 30, last.length - 2, last.length - 1])("%i bytes of it were written", async (bytes) => {
    const path = join(temporaryFolder(), "ledger.jsonl");
    writeFileSync(path, whole + last.slice(0, bytes));
    const { events, notices, log } = opened(await openAppendLog(path));
    expect(events).toEqual([{ at: 1 }, { at: 2 }]);
    expect(notices).toEqual([`${path}: its last line was unfinished (${bytes} bytes); it was dropped.`]);
    await log.append([{ at: 3 }]);
    await log.close();
    expect(readFileSync(path, "utf8")).toBe(whole + logLine(3, { at: 3 }));
  });
});

describe("damage is refused, with its place, and nothing is changed", () => {
  const first = logLine(1, { text: "ä" });
  const bytes = Buffer.byteLength(first);
  const cases: readonly (readonly [string, string, number])[] = [
    ["no line of ours", `${first}hello\n${logLine(2, {})}`, bytes],
    ["an empty line", `${first}\n${logLine(2, {})}`, bytes],
    ["a letter changed", `${logLine(1, { a: "x" }).replace('"x"', '"y"')}${logLine(2, {})}`, 0],
    ["a line break lost", logLine(1, { text: "ä" }).replace("\n", "x") + logLine(2, {}), 0],
    ["the last line break changed", `${first}${logLine(2, {}).replace("\n", "J")}`, bytes],
    ["an event shorter than it says", `${first}{"n":2,"len":3,"sum":"${"0".repeat(8)}","event":{}}\n`, bytes],
    ["a line lost", `${first}${logLine(3, {})}`, bytes],
    ["a whole last line that is wrong", `${first}{"n":2}\n`, bytes],
    ["an event that is no object", `${first}${logLine(2, [1] as unknown as LogEvent)}`, bytes],
  ];
  test.each(cases)("%s", async (_name, text, offset) => {
    const path = join(temporaryFolder(), "ledger.jsonl");
    writeFileSync(path, text);
    const result = await openAppendLog(path);
    expect(result).toMatchObject({
      ok: false,
      offset,
      message: expect.stringContaining(`at byte ${offset} `),
    });
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

test("an event with keys that JSON.parse treats in its own way comes back whole", async () => {
  const path = join(temporaryFolder(), "ledger.jsonl");
  const event = JSON.parse('{"__proto__":1,"b":1,"2":2,"a":1e21}') as LogEvent;
  appendFileSync(path, logLine(1, event));
  const { events, log } = opened(await openAppendLog(path));
  await log.close();
  expect(JSON.stringify(events[0])).toBe(JSON.stringify(event));
});

function opened(result: OpenedLog): Extract<OpenedLog, { ok: true }> {
  if (!result.ok) throw new Error(result.message);
  return result;
}

test("a ledger of a version that wrote no lengths is read, and written on", async () => {
  const path = join(temporaryFolder(), "ledger.jsonl");
  appendFileSync(path, logLine(1, { a: 1 }).replace(/"len":\d+,/, ""));
  const { events, log } = opened(await openAppendLog(path));
  await log.append([{ b: 2 }]);
  await log.close();
  expect(events).toStrictEqual([{ a: 1 }]);
  expect(await readAppendLog(path)).toStrictEqual({ ok: true, events: [{ a: 1 }, { b: 2 }] });
});
