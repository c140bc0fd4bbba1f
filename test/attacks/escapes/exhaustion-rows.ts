import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { existsSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import type { Ended, Program } from "../../../src/verdict/sandbox.ts";
import type { AttackRow, Outcome } from "../row.ts";
import {
  drop,
  escapeRow,
  nodeIn,
  placeFor,
  programIn,
  provedSandbox,
  said,
  shellIn,
  weakenedBubblewrap,
} from "./confine.ts";
import type { Place } from "./confine.ts";

const MEBIBYTE = 1024 ** 2;
const WATCHED = "counted from outside ten times a second: adapters/sandbox/watch-usage.ts";

/** Takes all there is of something. */
export const exhaustionRows: readonly AttackRow[] = [
  escapeRow({
    id: "forks-without-end",
    mechanism: "processes without end (fork bomb)",
    does: "Starts 3,000 processes that wait, of the kind that a fork bomb starts by the hundred thousand.",
    must: "A second later it is dead, all of it.",
    defence: `ulimit -u (adapters/sandbox/limits.ts), and, since the kernel exempts root from it, ${WATCHED}`,
    attack: (place) => ({
      program: programIn(place, ["/usr/bin/perl", "-e", FORKS]),
      outcome: (ended) => {
        const held = !ended.stdout.includes("3000 processes");
        return { held, saw: held ? howEnded(ended) : said(ended) };
      },
    }),
    weakened: (program) => weakenedBubblewrap(program, { limited: false, usage: { tasks: Infinity } }),
  }),
  escapeRow({
    id: "takes-memory",
    mechanism: "memory of one process",
    does: "Takes 2 GiB of memory, where it is granted 200 MiB.",
    must: "It fails, or is ended.",
    defence: "ulimit -d: adapters/sandbox/limits.ts",
    attack: (place) => {
      const script = `const all = []; for (let n = 0; n < 20; n++) all.push(Buffer.alloc(100 * 2 ** 20)); console.log("2 GiB taken")`;
      return { program: granted(nodeIn(place, script)), outcome: notTaken };
    },
    weakened: (program) => weakenedBubblewrap(program, { limited: false }),
  }),
  escapeRow({
    id: "takes-shared-memory",
    mechanism: "memory that no limit of a process counts (shared pages)",
    does: "Takes 600 MiB of shared pages in four processes, where it is granted 200 MiB.",
    must: "It is ended.",
    defence: `what all processes hold together is ${WATCHED}`,
    attack: (place) => ({
      program: granted(programIn(place, ["/usr/bin/perl", "-e", sharedPages()])),
      outcome: notTaken,
    }),
    weakened: (program) => weakenedBubblewrap(program, { usage: { memoryBytes: Infinity } }),
  }),
  escapeRow({
    id: "fills-a-memory-disk",
    mechanism: "folders that live in memory (/dev/shm, /tmp)",
    does: "Writes 600 MiB into /dev/shm, which is memory.",
    must: "The folder is full before.",
    defence: "each such folder has a size (--size): adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => ({
      program: shellIn(place, "head -c 600M /dev/zero >/dev/shm/x && echo 600 MiB taken"),
      outcome: notTaken,
    }),
    weakened: (program) => weakenedBubblewrap(program, { options: drop("--size", String(512 * MEBIBYTE)) }),
  }),
  escapeRow({
    id: "writes-a-giant-file",
    mechanism: "one giant file",
    does: "Makes a file of 3 GiB in its copy.",
    must: "The file ends at the limit, and so does the program.",
    defence: "ulimit -f: adapters/sandbox/limits.ts",
    attack: (place) => {
      const file = join(place.copy, "giant");
      return {
        program: shellIn(place, "truncate -s 3G giant 2>&1; truncate -s 1K small; ls"),
        outcome: () => {
          const size = existsSync(file) ? statSync(file).size : 0;
          return { held: size <= 2 ** 31, saw: `${(size / 2 ** 30).toFixed(1)} GiB` };
        },
      };
    },
    weakened: (program) => weakenedBubblewrap(program, { limited: false }),
  }),
  escapeRow({
    id: "floods-from-the-sandbox",
    mechanism: "output without end",
    does: "Prints 30 MB as fast as it can, for greenbar to keep.",
    must: "What is kept is a few kilobytes, and says how much was left out.",
    defence: "head and tail are kept: adapters/sandbox/bounded-output.ts",
    attack: (place) => ({
      program: shellIn(place, "yes flood | head -c 30000000"),
      outcome: (ended) => {
        const held = ended.stdout.length < 25_000 && ended.truncated;
        return {
          held,
          saw: `${ended.stdout.length} characters kept${ended.truncated ? ", and it is said" : ""}`,
        };
      },
    }),
    weakened: (program) =>
      weakenedBubblewrap({ ...program, limits: { ...program.limits, outputBytes: Infinity } }, {}),
  }),
  {
    id: "never-ends",
    mechanism: "an infinite loop that no timer interrupts",
    needs: "bubblewrap",
    does: "Loops for ever, deaf to SIGTERM, SIGINT and SIGHUP.",
    must: "It is dead within a second of the time that it was given.",
    defence: "a wall clock, and SIGKILL to the namespace: adapters/sandbox/launch.ts",
    withDefence: async (bench) => {
      const sandbox = await provedSandbox(bench);
      const place = placeFor(bench, "never-ends");
      return loops(place, async (program) => {
        const ended = await sandbox.launch(program);
        return `${ended.how} after ${Math.round(ended.durationMs / 100) / 10} s`;
      });
    },
    without: (bench) => loops(placeFor(bench, "never-ends-without"), politely),
  },
];

/** Stays itself until all are there, or no more can be made. */
const FORKS = `my $n = 1; while ($n < 3000) { my $pid = fork; if (!defined $pid) { print "no more than $n\\n"; exit } if (!$pid) { sleep 60; exit } $n++ }
  sleep 1; print "$n processes\\n"; kill "KILL", -$$; `;

function granted(program: Program): Program {
  return { ...program, limits: { ...program.limits, memoryBytes: 200 * MEBIBYTE } };
}

/** Four processes with 150 MiB each of pages that they could share: mmap's MAP_SHARED | MAP_ANONYMOUS, then filled by read. */
function sharedPages(): string {
  const [mmap, read] = process.arch === "arm64" ? [222, 63] : [9, 0];
  return `use strict; my $size = 150 << 20; my @all;
    for (1 .. 4) {
      my $pid = fork; if ($pid) { push @all, $pid; next }
      my $at = syscall(${mmap}, 0, $size, 3, 0x21, -1, 0); open(my $zero, "<", "/dev/zero");
      my $got = syscall(${read}, fileno($zero), $at, $size); print $got == $size ? "page\\n" : "refused $!\\n"; sleep 1; exit;
    }
    $| = 1; sleep 1; waitpid($_, 0) for @all; print "600 MiB taken\\n"`;
}

function notTaken(ended: Ended): Outcome {
  const held = !ended.stdout.includes("taken");
  return { held, saw: held ? howEnded(ended) : said(ended) };
}

function howEnded(ended: Ended): string {
  const line = ended.stderr
    .trim()
    .split("\n")
    .findLast((text) => /sandbox|memory|space|refused/i.test(text));
  return `${ended.signal ?? `exit ${ended.code}`}${line === undefined ? "" : `: ${line.trim().slice(0, 90)}`}`;
}

async function loops(place: Place, run: (program: Program) => Promise<string>): Promise<Outcome> {
  const script = `trap "" TERM INT HUP; while :; do echo x >>beat; done`;
  const how = await run(shellIn(place, script, { limits: { wallMs: 700, outputBytes: 1000 } }));
  const beat = join(place.copy, "beat");
  const { size } = statSync(beat);
  await delay(200);
  const held = statSync(beat).size === size;
  return { held, saw: held ? `dead: ${how}` : `it goes on: ${how}` };
}

/** What `timeout` does by default. */
async function politely(program: Program): Promise<string> {
  const [file, ...args] = program.argv;
  const child = spawn(file, args, { cwd: program.workspace.host, stdio: "ignore" });
  await once(child, "spawn");
  await delay(program.limits.wallMs);
  child.kill("SIGTERM");
  setTimeout(() => child.kill("SIGKILL"), 1000);
  await delay(300);
  return "SIGTERM after 0.7 s";
}
