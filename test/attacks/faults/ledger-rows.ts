import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { logLine, openAppendLog, readAppendLog } from "../../../src/adapters/disk/append-log.ts";
import type { LogEvent } from "../../../src/adapters/disk/append-log.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { runOnce } from "./rig/one-run.ts";
import { redProject, threeEdits } from "./rig/scene.ts";

const defence = "number, length and checksum of each record: `adapters/disk/append-log.ts`";

export const ledgerRows: readonly AttackRow[] = [
  {
    id: "ledger-cut-at-each-byte",
    mechanism: "a write of the ledger that was cut",
    does: "Cuts the ledger of a run at every byte of its last record.",
    must: "What stood before it is read, the torn record is dropped with a notice, and the ledger goes on.",
    defence,
    withDefence: async (bench) => {
      const { lines, path, bytes } = await wholeLedger(bench);
      const last = Buffer.byteLength(lines.at(-1) ?? "");
      const problems: string[] = [];
      for (let cut = 1; cut < last; cut++) {
        writeFileSync(path, bytes.subarray(0, bytes.length - last + cut));
        const opened = await openAppendLog(path);
        if (!opened.ok) {
          problems.push(`refused at ${cut}`);
          continue;
        }
        if (opened.events.length !== lines.length - 1)
          problems.push(`${opened.events.length} events at ${cut}`);
        if (!/was unfinished \(\d+ bytes\); it was dropped/.test(opened.notices.join()))
          problems.push(`no notice at ${cut}`);
        await opened.log.append([{ type: "again" }]);
        await opened.log.close();
        const again = await readAppendLog(path);
        if (!again.ok || again.events.length !== lines.length) problems.push(`it did not go on at ${cut}`);
      }
      return said(problems, `${last - 1} cuts: dropped with a notice, and gone on`);
    },
    without: async (bench) => {
      const { lines, bytes } = await wholeLedger(bench);
      const last = Buffer.byteLength(lines.at(-1) ?? "");
      const cuts = Array.from({ length: last - 1 }, (_, index) => bytes.length - last + index + 1);
      const unread = cuts.filter((cut) => plainlyRead(bytes.subarray(0, cut)) === null);
      return said(
        unread.length === 0
          ? []
          : [`plain JSON lines cannot be read at ${unread.length} of ${last - 1} cuts`],
        "read",
      );
    },
  },
  {
    id: "ledger-byte-flipped",
    mechanism: "a byte of the ledger that is another",
    does: "Flips one bit of the ledger, in every record at every eleventh byte, at its end, and in its line break.",
    must: "Each is refused with the record's offset, and the file is left as it is.",
    defence,
    withDefence: async (bench) => {
      const { path, bytes, flips } = await flipsOf(bench);
      const problems: string[] = [];
      for (const { at, offset } of flips) {
        const flipped = flip(bytes, at);
        writeFileSync(path, flipped);
        const read = await readAppendLog(path);
        if (read.ok) problems.push(`byte ${at} went unnoticed`);
        else if (read.offset !== offset)
          problems.push(`byte ${at} is told at ${read.offset} instead of ${offset}`);
      }
      const first = flips[0]?.at ?? 0;
      writeFileSync(path, flip(bytes, first));
      if ((await openAppendLog(path)).ok || !readFileSync(path).equals(flip(bytes, first)))
        problems.push("the file was changed");
      return said(problems, `${flips.length} flips, each refused with its offset`);
    },
    without: async (bench) => {
      const { bytes, flips } = await flipsOf(bench);
      const unnoticed = flips.filter(({ at }) => plainlyRead(flip(bytes, at)) !== null).length;
      return said(
        unnoticed === 0 ? [] : [`${unnoticed} of ${flips.length} flips read as if nothing were`],
        "noticed",
      );
    },
  },
  {
    id: "ledger-lines-moved",
    mechanism: "records of the ledger that are lost, repeated or in another order",
    does: "Takes each line of the ledger out, writes it twice, and changes it with the next.",
    must: "Each is refused with its offset.",
    defence,
    withDefence: async (bench) => {
      const { lines, path } = await wholeLedger(bench);
      const problems: string[] = [];
      const moved = movedLines(lines);
      for (const { what, text } of moved) {
        writeFileSync(path, text);
        if ((await readAppendLog(path)).ok) problems.push(`${what} went unnoticed`);
      }
      return said(problems, `${moved.length} moves, each refused`);
    },
    without: async (bench) => {
      const { lines } = await wholeLedger(bench);
      const moved = movedLines(lines);
      // Every line is whole in itself: only its number says where it belongs.
      const unnoticed = moved.filter(({ text }) => plainlyRead(Buffer.from(text)) !== null).length;
      return said(
        unnoticed === 0 ? [] : [`${unnoticed} of ${moved.length} moves read as if nothing were`],
        "noticed",
      );
    },
  },
];

interface WholeLedger {
  readonly bytes: Buffer;
  /** With their line breaks. */
  readonly lines: readonly string[];
  /** A place for a changed one. */
  readonly path: string;
}

async function wholeLedger(bench: AttackBench): Promise<WholeLedger> {
  const bytes = await bench.share("a whole ledger", async () => {
    const server = await startMessagesServer(threeEdits);
    try {
      const root = await redProject(bench, "whole");
      await runOnce({ root, url: server.url, tmp: bench.folder("tmp") });
      const runs = join(root, ".greenbar/runs");
      const id = readdirSync(runs).find((name) => name !== "lock") ?? "";
      return readFileSync(join(runs, id, "ledger.jsonl"));
    } finally {
      await server.close();
    }
  });
  const folder = bench.folder("ledger");
  mkdirSync(folder, { recursive: true });
  const lines = bytes
    .toString("utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => `${line}\n`);
  const [first = ""] = lines;
  if (first !== logLine(1, (JSON.parse(first) as { event: LogEvent }).event))
    throw new Error("a line is no line of ours");
  return { bytes, lines, path: join(folder, "ledger.jsonl") };
}

async function flipsOf(bench: AttackBench) {
  const ledger = await wholeLedger(bench);
  let offset = 0;
  const flips = ledger.lines.flatMap((line) => {
    const start = offset;
    const size = Buffer.byteLength(line);
    offset += size;
    const places = Array.from({ length: size }, (_, index) => index).filter(
      (index) => index % 11 === 3 || index >= size - 2,
    );
    return places.map((index) => ({ at: start + index, offset: start }));
  });
  return { ...ledger, flips };
}

/** The lowest bit of a byte is the other one: a letter stays a letter, a digit a digit. */
function flip(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
  return flipped;
}

function movedLines(lines: readonly string[]): readonly { readonly what: string; readonly text: string }[] {
  return lines.slice(0, -1).flatMap((line, index) => {
    const next = lines[index + 1] ?? "";
    const [before, after] = [lines.slice(0, index).join(""), lines.slice(index + 2).join("")];
    return [
      { what: `line ${index + 1} lost`, text: before + next + after },
      { what: `line ${index + 1} twice`, text: before + line + line + next + after },
      { what: `lines ${index + 1} and ${index + 2} changed about`, text: before + next + line + after },
    ];
  });
}

/** As JSON lines are commonly read; null where that throws. */
function plainlyRead(bytes: Buffer): readonly unknown[] | null {
  try {
    return bytes
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => (JSON.parse(line) as { event: unknown }).event);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function said(problems: readonly string[], well: string): Outcome {
  const held = problems.length === 0;
  return { held, saw: held ? well : problems.slice(0, 2).join("; ") };
}
