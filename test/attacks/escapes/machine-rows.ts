import { execFileSync } from "node:child_process";
import type { AttackBench, AttackRow } from "../row.ts";
import { adding, drop, escapeRow, programIn, said, shellIn, swap, weakenedBubblewrap } from "./confine.ts";

const SECRET = "s3cret-that-was-planted";

/** Reads of what belongs to the machine as a whole, by way of its settings and its kernel. */
export const machineRows: readonly AttackRow[] = [
  escapeRow({
    id: "learns-who-works-here",
    mechanism: "the machine's own settings (/etc)",
    does: "Reads /etc/passwd and /etc/hosts for the names of people and machines.",
    must: "They name nobody.",
    defence: "files of ours stand in their place: adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => ({
      program: shellIn(place, "grep -c . /etc/passwd; cut -d: -f1 /etc/passwd | head -3 | tr '\\n' ' '"),
      outcome: (ended) => {
        const [count = ""] = ended.stdout.split("\n");
        return { held: count === "1", saw: `${count} accounts: ${ended.stdout.split("\n")[1]?.trim()}` };
      },
    }),
    weakened: (program) =>
      weakenedBubblewrap(program, {
        options: swap(["--ro-bind-data", "5", "/etc/passwd"], ["--ro-bind", "/etc/passwd", "/etc/passwd"]),
      }),
  }),
  escapeRow({
    id: "reads-the-machines-hardware",
    mechanism: "/sys",
    does: "Reads addresses of network cards and names of devices from /sys.",
    must: "There is no /sys.",
    defence: "nothing but /proc and a small /dev of its own: adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => ({
      program: shellIn(place, "ls /sys/class/net /sys/block 2>&1"),
      outcome: (ended) => ({ held: ended.code !== 0, saw: said(ended) }),
    }),
    weakened: (program) => weakenedBubblewrap(program, { options: adding("--ro-bind", "/sys", "/sys") }),
  }),
  escapeRow({
    id: "reads-shared-memory",
    mechanism: "shared memory of System V",
    does: "Reads a segment of shared memory that a process outside has made, by its number.",
    must: "There is no such segment.",
    defence: "a namespace for it of its own (--unshare-ipc): adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place, bench) => {
      const id = segment(bench);
      const script = `shmread(${id}, $text, 0, 64) ? print $text : print "refused $!\\n"`;
      return {
        program: programIn(place, ["/usr/bin/perl", "-e", script]),
        outcome: (ended) => {
          const held = !ended.stdout.includes(SECRET);
          return { held, saw: held ? `not read; it said: ${said(ended)}` : "read" };
        },
      };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: drop("--unshare-ipc") }),
  }),
  escapeRow({
    id: "reads-kernel-tables",
    mechanism: "the kernel's own tables in /proc",
    does: "Looks up in /proc/keys which keys the kernel keeps for the user.",
    must: "The table cannot be read.",
    defence: "/dev/null stands in the place of such files: adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place, bench) => {
      const name = keptKey(bench);
      return {
        program: shellIn(place, `grep -o ${name} /proc/keys 2>&1`),
        outcome: (ended) => ({ held: !ended.stdout.startsWith(name), saw: said(ended) }),
      };
    },
    weakened: (program) =>
      weakenedBubblewrap(program, { options: drop("--ro-bind", "/dev/null", "/proc/keys") }),
  }),
];

/** Names a key that the kernel keeps for us, until the table is done. */
function keptKey(bench: AttackBench): string {
  const name = `greenbar-attack-${Math.random().toString(36).slice(2)}`;
  const [add, control] = process.arch === "arm64" ? [217, 219] : [248, 250];
  // -4: the user's keyring. 3: KEYCTL_REVOKE.
  const key = perl(`my ($t, $n, $w) = ("user", "${name}", "word"); print syscall(${add}, $t, $n, $w, 4, -4)`);
  if (Number(key) <= 0) throw new Error("the kernel keeps no key for us here, so there is none to look up");
  bench.atEnd(() => void perl(`syscall(${control}, 3, ${key})`));
  return name;
}

function perl(script: string): string {
  return execFileSync("/usr/bin/perl", ["-e", script], { encoding: "utf8" });
}

/** A segment that holds the secret, until the table is done. */
function segment(bench: AttackBench): number {
  // 0, IPC_CREAT | 0600; shmctl's 0 is IPC_RMID.
  const id = Number(perl(`my $id = shmget(0, 64, 01600); shmwrite($id, "${SECRET}", 0, 64); print $id`));
  bench.atEnd(() => void perl(`shmctl(${id}, 0, 0)`));
  return id;
}
