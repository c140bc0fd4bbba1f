/**
 * Runs on a disk that fails, many of them one after the other in this process, whose file system is not that of the
 * table: told by one JSON argument (`DiskOrder`), it prints one JSON line (`DiskSwept`).
 */
import { cpSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { promises } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import type { World } from "../../../../src/app/ports.ts";
import { within } from "../kill-sweep.ts";
import type { FaultyDisk } from "./faulty-disk.ts";
import { installFaultyDisk } from "./faulty-disk.ts";
import { runOnce } from "./one-run.ts";
import type { RanOnce } from "./one-run.ts";
import { editsOf, ledgersOf, stateOf, treeOf } from "./scene.ts";

export interface DiskOrder {
  /** `calls`: each call fails once. `fill`: a disk with room for so many pages, and ever more of them. */
  readonly mode: "calls" | "fill";
  /** Folder on the disk that fails. */
  readonly base: string;
  /** The project to begin with. */
  readonly red: string;
  readonly url: string;
  /** One in so many of the calls that only read. */
  readonly everyRead: number;
  /** Only calls, or pages, from this share of all on; 0 for each. */
  readonly from: number;
  /** The result is written one file after the other, in place. */
  readonly isPlain: boolean;
}

export interface DiskSwept {
  readonly points: number;
  readonly calls: number;
  readonly hangs: readonly string[];
  readonly halfWritten: readonly string[];
  /** Anything else that is not as it must: an exit status out of the contract, a run that cannot be resumed. */
  readonly other: readonly string[];
}

const order = JSON.parse(process.argv[2] ?? "{}") as DiskOrder;
const hangs: string[] = [];
const halfWritten: string[] = [];
const other: string[] = [];

function fresh(): string {
  const root = mkdtempSync(join(order.base, "project-"));
  cpSync(order.red, root, { recursive: true });
  return root;
}

function plainly(world: World): World {
  const write: World["disk"]["write"] = async (changes) => {
    for (const { path, after } of changes) {
      await promises.mkdir(dirname(join(world.disk.root, path)), { recursive: true });
      await promises.writeFile(join(world.disk.root, path), after ?? "");
    }
  };
  return { ...world, disk: { ...world.disk, write } };
}

function start(root: string): Promise<RanOnce | null> {
  const tmp = mkdtempSync(join(order.base, "tmp-"));
  const change = order.isPlain ? { change: plainly } : {};
  return within(30_000, runOnce({ root, url: order.url, tmp, ...change }));
}

/** What came of one failure: the project whole, the exit status of the contract, and green when it is started again. */
async function look(
  root: string,
  ran: RanOnce | null,
  before: Readonly<Record<string, string>>,
  what: string,
) {
  if (ran === null) {
    hangs.push(what);
    return;
  }
  const state = stateOf(root, before);
  if (state === "neither") halfWritten.push(what);
  if (ran.isBug) other.push(`${what}: a bug: ${ran.why.slice(0, 300)}`);
  if (![0, 1, 2, 4].includes(ran.exitCode)) other.push(`${what}: exit ${ran.exitCode}`);
  if (ran.exitCode === 0 && state !== "after") other.push(`${what}: exit 0, and the project is ${state}`);
  // As the end of its process would have done.
  rmSync(join(root, ".greenbar/runs/lock"), { force: true });
  if (ran.exitCode === 0) return;
  const again = await start(root);
  if (again === null) hangs.push(`${what}, started again`);
  else if (again.exitCode !== 0 || stateOf(root, before) !== "after") {
    other.push(`${what}: started again it ends ${again.exitCode}: ${again.why.slice(0, 200)}`);
  }
  const edits = Object.values(editsOf(ledgersOf(root).flat()));
  if (edits.some((times) => times !== 1)) other.push(`${what}: an edit was made twice`);
}

async function failCalls(disk: FaultyDisk): Promise<{ points: number; calls: number }> {
  // What is loaded and proved once is done by then.
  await start(fresh());
  disk.arm(0, "EIO");
  await start(fresh());
  const calls = disk.calls();
  const writes = new Set(disk.writes());
  const codes = ["EIO", "ENOSPC", "EACCES"] as const;
  const all = Array.from({ length: calls }, (_, index) => index + 1);
  const points = all.filter(
    (at) => at > order.from * calls && (writes.has(at) || at % order.everyRead === 0),
  );
  for (const at of points) {
    const root = fresh();
    const before = treeOf(root);
    const code = codes[at % codes.length] ?? "EIO";
    disk.arm(at, code);
    const ran = await start(root);
    const what = `call ${at} of ${calls} (${disk.failed() ?? "not reached"}, ${code})`;
    disk.arm(0, "EIO");
    await look(root, ran, before, what);
    clear();
  }
  return { points: points.length, calls };
}

async function fillDisk(): Promise<{ points: number; calls: number }> {
  const ballast = join(order.base, "ballast");
  await start(fresh());
  clear();
  const before = treeOf(order.red);
  let points = 0;
  for (let pages = Math.floor(order.from); points < 200; pages++, points++) {
    const root = fresh();
    const { bsize, bavail } = statfsSync(order.base);
    writeFileSync(ballast, Buffer.alloc(Math.max(0, (bavail - pages) * bsize)));
    const ran = await start(root);
    rmSync(ballast);
    await look(root, ran, before, `${pages} pages left`);
    clear();
    if (ran?.exitCode === 0 || other.length + halfWritten.length > 20) break;
  }
  return { points, calls: points };
}

function clear(): void {
  for (const name of readdirSync(order.base)) {
    if (/^(project|tmp)-/.test(name)) rmSync(join(order.base, name), { recursive: true, force: true });
  }
}

const counted =
  order.mode === "calls" ? await failCalls(await installFaultyDisk(order.base)) : await fillDisk();
process.stdout.write(`${JSON.stringify({ ...counted, hangs, halfWritten, other } satisfies DiskSwept)}\n`);
process.exit(0);
