import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { writeTogether } from "../../../src/adapters/disk/write-together.ts";
import { inTurns } from "../../../src/app/in-turns.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { after, before, changes } from "./rig/changes.ts";
import { put } from "./rig/put.ts";

export const applyRows: readonly AttackRow[] = [
  {
    id: "killed-while-files-are-written",
    mechanism: "kill -9 between two calls of one write",
    does: "Kills the process that writes two files and takes a third away at each of its calls to the file system; then the same is written again.",
    must: "Every file is whole, old or new, at every stop; the second write finishes the first, and nothing is left beside the files.",
    defence:
      "staged beside their places, synced, renamed; what a dead process staged is known by its name: `adapters/disk/staged-name.ts`",
    withDefence: (bench) => killedWrites(bench, false),
    without: (bench) => killedWrites(bench, true),
  },
  {
    id: "changed-while-files-are-written",
    mechanism: "a file that somebody saves while it is being replaced",
    does: "Saves a file of the project after greenbar has read it and before it puts its own in the place.",
    must: "Nothing is written, and the person's file stays.",
    defence:
      "compare and swap by hash, looked at once more when all is staged: `adapters/disk/write-together.ts`",
    withDefence: (bench) => savedMeanwhile(bench, false),
    without: (bench) => savedMeanwhile(bench, true),
  },
];

async function killedWrites(bench: AttackBench, isPlain: boolean): Promise<Outcome> {
  const calls = await writeAndDie(bench, 0, isPlain);
  const points = Array.from({ length: calls.died === "exit" ? calls.count : 0 }, (_, index) => index + 1);
  const found = await inTurns(points, 2, async (at) => (await writeAndDie(bench, at, isPlain)).problems);
  const problems = found.flat();
  return {
    held: problems.length === 0 && points.length > 0,
    saw:
      problems.length === 0
        ? `${points.length} calls, whole files at each, nothing left behind`
        : `${problems.length} wrong at ${points.length} calls: ${problems[0]}`,
  };
}

async function writeAndDie(bench: AttackBench, at: number, isPlain: boolean) {
  const root = bench.folder("write");
  for (const [path, text] of Object.entries(before)) put(root, path, text);
  const child = join(import.meta.dirname, "rig/write-child.ts");
  const words = [child, root, String(at), isPlain ? "plain" : "together"];
  const env = {
    PATH: process.env["PATH"],
    NODE_COMPILE_CACHE: await bench.share("cache of writers", () => Promise.resolve(bench.folder("cache"))),
  };
  const started = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  started.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
  const signal = await new Promise<string | null>((done) => started.on("close", (_code, by) => done(by)));
  const problems: string[] = [];
  for (const [path, now] of Object.entries(filesOf(root))) {
    if (path.endsWith(".tmp")) continue;
    if (now !== before[path] && now !== after[path])
      problems.push(`call ${at}: ${path} has ${now.length} bytes`);
  }
  const again = await writeTogether(root, changes);
  if (again.kind !== "written") problems.push(`call ${at}: the second write says ${again.kind}`);
  if (JSON.stringify(filesOf(root)) !== JSON.stringify(after))
    problems.push(`call ${at}: ${Object.keys(filesOf(root)).join(", ")}`);
  return { count: Number(text), died: signal ?? "exit", problems };
}

function filesOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).toSorted();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

const mine = "what I wrote just now\n";

async function savedMeanwhile(bench: AttackBench, isPlain: boolean): Promise<Outcome> {
  const root = bench.folder("saved");
  put(root, "a.ts", "a");
  const save = () => writeFileSync(join(root, "a.ts"), mine);
  const expected = createHash("sha256").update("a").digest("hex");
  const change = { path: "a.ts", expected, content: "A".repeat(2_000_000) };
  let kind = "written";
  if (isPlain) {
    const isAsExpected = readFileSync(join(root, "a.ts"), "utf8") === "a";
    save();
    if (isAsExpected) writeFileSync(join(root, "a.ts"), change.content);
  } else {
    // The first file is read before anything is staged: what is staged shows that the moment has come.
    const timer = setInterval(() => {
      if (readdirSync(root).some((name) => name.endsWith(".tmp"))) save();
    }, 0);
    ({ kind } = await writeTogether(root, [change], rename));
    clearInterval(timer);
  }
  const isMine = readFileSync(join(root, "a.ts"), "utf8") === mine;
  return {
    held: isMine && kind === "differs",
    saw: `${kind}, the person's file ${isMine ? "stays" : "is gone"}`,
  };
}
