import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { canMount, diskSweep } from "./disk-sweep.ts";
import type { DiskSwept } from "./rig/disk-child.ts";

const together =
  "several files at once or none, beside their places first: `adapters/disk/write-together.ts`";

export const diskRows: readonly AttackRow[] = [
  {
    id: "each-file-call-fails",
    mechanism: "a file-system call that fails once",
    does: "Lets one call of a run to the file system fail with EIO, ENOSPC or EACCES, and then the next: each that changes something, and one in twelve of those that only read (the bench has all).",
    must: "No hang, no half-written file, an exit status of the contract, and green when it is started again.",
    defence: together,
    withDefence: async (bench) => told(await diskSweep(bench, { mode: "calls", everyRead: 12 })),
    // The last calls of a run write its result.
    without: async (bench) =>
      told(await diskSweep(bench, { mode: "calls", everyRead: 1_000, from: 0.98, isPlain: true })),
  },
  {
    id: "disk-fills",
    mechanism: "a disk without room",
    does: "Runs on a file system with room for no page, for one more, and so on, until a run comes to its end.",
    must: "No hang, no half-written file, exit 4, and green once there is room.",
    defence: together,
    withDefence: (bench) => filled(bench, false),
    without: (bench) => filled(bench, true),
  },
];

async function filled(bench: AttackBench, isPlain: boolean): Promise<Outcome> {
  if (canMount(bench)) return told(await diskSweep(bench, { mode: "fill", isPlain }), "tmpfs of 2 MB, ");
  return { held: isPlain, saw: "no file system can be mounted here (unshare --map-root-user --mount)" };
}

function told({ points, calls, hangs, halfWritten, other }: DiskSwept, where = ""): Outcome {
  const held = hangs.length + halfWritten.length + other.length === 0;
  const counts = `${hangs.length} hangs, ${halfWritten.length} half-written`;
  const [worst] = [...hangs, ...halfWritten, ...other];
  return {
    held,
    saw: `${where}${points} of ${calls} points: ${counts}${worst === undefined ? "" : `, ${other.length} other: ${worst}`}`,
  };
}
