import { createHash } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode } from "../error-code.ts";
import { syncFolder } from "./atomic-write.ts";
import { escapeHidden } from "../../verdict/escape-hidden.ts";

/** Any JSON object. */
export type LogEvent = Readonly<Record<string, unknown>>;

export interface AppendLog {
  /** Writes events in one go, in the order of the calls; settles when they are on the disk. */
  append(events: readonly LogEvent[]): Promise<void>;
  /** Settles when all that was appended is written and the file is closed. */
  close(): Promise<void>;
}

export type OpenedLog =
  | {
      readonly ok: true;
      readonly log: AppendLog;
      /** The events that stand in the file. */
      readonly events: readonly LogEvent[];
      /** What was mended, in sentences for the person. */
      readonly notices: readonly string[];
    }
  /** A line other than an unfinished last one is damaged: nothing was changed. `offset` in bytes. */
  | { readonly ok: false; readonly offset: number; readonly message: string };

/**
 * Opens an append-only log (JSON Lines), making it and its folder when there is none. Each line is
 * `{"n":1,"len":12,"sum":"…","event":{…}}`: numbered from 1, `len` the bytes of the event's JSON, `sum` the first
 * eight hex digits of its sha256. A last line that is shorter than it says is what a kill in the middle of a write
 * leaves; it is cut off, and a notice says so. The log has one writer at a time.
 */
export async function openAppendLog(path: string): Promise<OpenedLog> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "a+");
  try {
    const bytes = await file.readFile();
    if (bytes.length === 0) await syncFolder(dirname(path));
    const read = readLog(bytes);
    if ("damage" in read) {
      await file.close();
      return damaged(path, read);
    }
    const torn = bytes.length - read.end;
    if (torn > 0) await file.truncate(read.end);
    const notices =
      torn === 0 ? [] : [`${path}: its last line was unfinished (${torn} bytes); it was dropped.`];
    return { ok: true, log: appendTo(file, read.events.length), events: read.events, notices };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * The events of a log that another process may be writing: nothing is changed, and a last line without its line break
 * is one that is being written. A log that is not there is an empty one.
 */
export async function readAppendLog(
  path: string,
): Promise<{ readonly ok: true; readonly events: readonly LogEvent[] } | Extract<OpenedLog, { ok: false }>> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const read = readLog(bytes);
  return "damage" in read ? damaged(path, read) : { ok: true, events: read.events };
}

function damaged(
  path: string,
  { offset, events, damage }: Extract<ReadLog, { damage: string }>,
): Extract<OpenedLog, { ok: false }> {
  const message = `${path} is damaged at byte ${offset} (line ${events.length + 1}): ${damage}. Move the file away to begin anew.`;
  return { ok: false, offset, message };
}

/** One event as a line of the log, line break included. `n` counts from 1. */
export function logLine(n: number, event: LogEvent): string {
  const json = escapeHidden(JSON.stringify(event));
  return `{"n":${n},"len":${Buffer.byteLength(json)},"sum":"${sumOf(json)}","event":${json}}\n`;
}

type ReadLog =
  /** `end`: bytes up to and with the last line break. */
  | { readonly events: readonly LogEvent[]; readonly end: number }
  | { readonly events: readonly LogEvent[]; readonly offset: number; readonly damage: string };

/** The events of a log's bytes, up to the first line that is not as it was written. */
function readLog(bytes: Buffer): ReadLog {
  const events: LogEvent[] = [];
  let offset = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, offset)) {
    const line = readLine(bytes.toString("utf8", offset, end), events.length + 1);
    if ("damage" in line) return { events, offset, damage: line.damage };
    events.push(line.event);
    offset = end + 1;
  }
  const damage = damageOfTail(bytes.toString("utf8", offset));
  return damage === null ? { events, end: offset } : { events, offset, damage };
}

/**
 * What is wrong with the text behind the last line break; null for what a kill leaves: a line of which the end is
 * missing. One that is as long as it says it is was whole, and something else took its line break.
 */
function damageOfTail(tail: string): string | null {
  const length = lineHead.exec(tail)?.groups;
  if (length?.["len"] === undefined) return null;
  const whole = Number(length["len"]) + Buffer.byteLength(length["head"] ?? "") + "}".length;
  return Buffer.byteLength(tail) > whole ? "its line break is something else" : null;
}

/** Ledgers of earlier versions have no `len`; their checksums say as much, but for a lost last line break. */
const lineHead =
  /^(?<head>\{"n":(?<number>\d+),(?:"len":(?<len>\d+),)?"sum":"(?<sum>[0-9a-f]{8})","event":)(?=\{)/;

function readLine(line: string, n: number): { readonly event: LogEvent } | { readonly damage: string } {
  const { head, number, len, sum } = lineHead.exec(line)?.groups ?? {};
  const json = line.slice(head?.length, -1);
  if (head === undefined || !line.endsWith("}}")) {
    return { damage: 'it is no line of the form {"n":1,"len":12,"sum":"…","event":{…}}' };
  }
  if (len !== undefined && Buffer.byteLength(json) !== Number(len)) {
    return { damage: `its event has ${Buffer.byteLength(json)} bytes, and it says ${len}` };
  }
  if (sumOf(json) !== sum) return { damage: `its checksum is ${sumOf(json)}, and it says ${sum}` };
  if (Number(number) !== n) return { damage: `its number is ${number} where ${n} was expected` };
  return { event: JSON.parse(json) as LogEvent };
}

function appendTo(file: FileHandle, count: number): AppendLog {
  let written = count;
  let last: Promise<void> = Promise.resolve();
  return {
    append(events) {
      const text = events.map((event, index) => logLine(written + 1 + index, event)).join("");
      written += events.length;
      last = writeAfter(last, file, text);
      return last;
    },
    async close() {
      await last.finally(() => file.close());
    },
  };
}

/** A write that failed may have left a part of a line, so nothing is written after it: its failure is passed on. */
async function writeAfter(previous: Promise<void>, file: FileHandle, text: string): Promise<void> {
  await previous;
  await file.appendFile(text);
  await file.datasync();
}

function sumOf(json: string): string {
  return createHash("sha256").update(json).digest("hex").slice(0, 8);
}
