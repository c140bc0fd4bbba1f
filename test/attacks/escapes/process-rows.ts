import { spawn as spawnTerminal } from "@lydell/node-pty";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { killGroup } from "../../../src/adapters/sandbox/process-group.ts";
import type { Program } from "../../../src/verdict/sandbox.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import {
  bwrap,
  drop,
  escapeRow,
  node,
  placeFor,
  programIn,
  said,
  shellIn,
  swap,
  weakenedBubblewrap,
  withoutSandbox,
} from "./confine.ts";
import type { Place } from "./confine.ts";

const OWN_PROCESSES =
  "a namespace of processes, which ends with its first one (--unshare-pid): adapters/sandbox/bubblewrap-arguments.ts";

/** Reaches other processes, gains rights, or stays on. */
export const processRows: readonly AttackRow[] = [
  escapeRow({
    id: "kills-a-process-outside",
    mechanism: "a signal to a process outside",
    does: "Sends SIGKILL to a process of the user, whose number it was told.",
    must: "The process lives.",
    defence: OWN_PROCESSES,
    attack: async (place, bench) => {
      const child = spawn("sleep", ["60"], { stdio: "ignore" });
      await once(child, "spawn");
      bench.atEnd(() => void child.kill("SIGKILL"));
      return {
        program: shellIn(place, `kill -KILL ${child.pid} 2>&1`),
        outcome: async (ended) => {
          await delay(50);
          const held = child.exitCode === null && child.signalCode === null;
          return { held, saw: held ? `alive; it said: ${said(ended)}` : "dead" };
        },
      };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: machinesProcesses }),
  }),
  escapeRow({
    id: "stays-as-a-daemon",
    mechanism: "a daemon that outlives the run (double fork, setsid)",
    does: "Leaves a process in a session of its own, which ignores every polite signal and goes on writing.",
    must: "It is dead when the run has settled.",
    defence: OWN_PROCESSES,
    attack: (place, bench) => {
      const beat = join(place.copy, "beat");
      bench.atEnd(() => endDaemon(place));
      return { program: shellIn(place, DAEMON), outcome: () => goesOn(beat) };
    },
    weakened: (program) => withoutSandbox(program),
  }),
  {
    id: "outlives-greenbar",
    mechanism: "greenbar killed while its program runs",
    needs: "bubblewrap",
    does: "Runs on after greenbar itself was ended by SIGKILL, which nothing can prepare for.",
    must: "It is dead a second later.",
    defence:
      "the namespace ends with who started it (--die-with-parent): adapters/sandbox/bubblewrap-arguments.ts",
    withDefence: (bench) => afterKill(bench, placeFor(bench, "outlives-greenbar"), "sandboxed"),
    without: (bench) => afterKill(bench, placeFor(bench, "outlives-greenbar-without"), "recipe"),
  },
  {
    id: "writes-to-the-terminal",
    mechanism: "the controlling terminal (/dev/tty)",
    needs: "bubblewrap",
    does: "Writes a question of its own to the terminal in which greenbar runs, past all that cleans its output.",
    must: "There is no terminal.",
    defence: "a session of its own: adapters/sandbox/launch.ts (detached) and --new-session",
    withDefence: (bench) => atTerminal(placeFor(bench, "writes-to-the-terminal"), "sandboxed"),
    without: (bench) => atTerminal(placeFor(bench, "writes-to-the-terminal-without"), "spawned"),
  },
  escapeRow({
    id: "remounts-what-is-read-only",
    mechanism: "mount with capabilities (remount)",
    does: "Remounts its dependencies as writable, which the capabilities of a namespace allow.",
    must: "The mount is refused, nothing is written.",
    defence: "no capabilities (--cap-drop ALL): adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => {
      const deps = join(place.base, "deps");
      mkdirSync(deps);
      // By the call itself: the program mount asks for user 0 first. 0x1020: MS_REMOUNT | MS_BIND.
      const call = process.arch === "arm64" ? 40 : 165;
      const script = `my $d = "/tmp/deps"; syscall(${call}, 0, $d, 0, 0x1020, 0) == 0 or print "refused $!"; open(my $f, ">", "$d/file")`;
      const program = programIn(place, ["/usr/bin/perl", "-e", script]);
      return {
        program: { ...program, reads: [...program.reads, { host: deps, inside: "/tmp/deps" }] },
        outcome: (ended) => {
          const held = !existsSync(join(deps, "file"));
          return { held, saw: held ? `not written; it said: ${said(ended)}` : "written" };
        },
      };
    },
    // Capabilities of a second namespace of users, which each of the other two options makes, would be worth nothing.
    weakened: (program) =>
      weakenedBubblewrap(program, {
        options: (options) =>
          [
            swap(["--uid", "1000", "--gid", "1000"], ["--uid", "0", "--gid", "0"]),
            drop("--disable-userns"),
            swap(["--cap-drop", "ALL"], ["--cap-add", "ALL"]),
          ].reduce((changed, change) => change(changed), options),
      }),
  }),
  escapeRow({
    id: "makes-a-namespace-of-its-own",
    mechanism: "a user namespace within the sandbox",
    does: "Makes a user namespace, in which it holds every capability against the kernel.",
    must: "It cannot make one.",
    defence: "no more user namespaces (--disable-userns): adapters/sandbox/bubblewrap-arguments.ts",
    attack: (place) => ({
      program: shellIn(place, "unshare --user --map-root-user grep CapEff /proc/self/status 2>&1"),
      outcome: (ended) => ({
        held: !/[1-9a-f]\s*$/.test(ended.stdout.trim()) || ended.code !== 0,
        saw: said(ended),
      }),
    }),
    weakened: (program) => weakenedBubblewrap(program, { options: drop("--disable-userns") }),
  }),
  escapeRow({
    id: "becomes-root-by-a-setuid-program",
    mechanism: "a program with the setuid bit",
    does: "Starts passwd, which runs with root's rights whoever starts it, and looks at the rights it has.",
    must: "It has those of its caller.",
    defence: "no new privileges, and mounts without setuid: bubblewrap itself",
    attack: (place) => ({
      program: programIn(place, ["/usr/bin/perl", "-e", SETUID]),
      outcome: ({ stdout, stderr }) => {
        const [caller = "", effective] = stdout.split(" ");
        if (effective === undefined) throw new Error(`passwd was not seen running: ${stderr}`);
        return { held: effective === caller, saw: `started by ${caller}, runs as ${effective}` };
      },
    }),
    weakened: (program) => withoutSandbox(asNobody(program)),
  }),
];

/** Writes a hundred times a second; for a while only, should nobody be left to end it. */
const BEATS = "n=0; while [ $n -lt 3000 ]; do echo x >>beat; sleep 0.01; n=$((n+1)); done";

/** Sessions of its own twice over, and deaf to what can be ignored. */
const DAEMON = `setsid sh -c 'trap "" TERM INT HUP; (echo $$ >pid; ${BEATS}) &' >/dev/null 2>&1 </dev/null; sleep 0.3`;

/** Prints its own user, and as whom `passwd` runs. A pipe that is full keeps that waiting, whatever it has to say. */
const SETUID = String.raw`
  use Fcntl;
  pipe(my $in, my $out); fcntl($out, F_SETFL, O_NONBLOCK); 1 while syswrite($out, "x" x 4096); fcntl($out, F_SETFL, 0);
  my $pid = fork;
  if (!$pid) { open(STDIN, "<", "/dev/null"); open(STDOUT, ">&", $out); open(STDERR, ">&", $out); exec "/usr/bin/passwd" }
  for (1 .. 100) {
    select(undef, undef, undef, 0.02);
    open(my $f, "<", "/proc/$pid/status") or last; local $/; my $text = <$f>;
    if ($text =~ /^Name:\tpasswd$/m and $text =~ /^State:\tS/m and $text =~ /^Uid:\t\d+\t(\d+)/m) { print "$> $1"; last }
  }
  kill "KILL", $pid`;

/** The machine's processes, and its /proc, which a namespace that shares them may not mount anew. */
function machinesProcesses(options: readonly string[]): readonly string[] {
  const shared = drop("--unshare-pid")(options);
  const at = shared.indexOf("--proc");
  return [...shared.slice(0, at), "--ro-bind", "/proc", "/proc", ...shared.slice(at + 2)].filter(
    (_, index, all) => !isBelowProc(all, index),
  );
}

/** True for the three words of a mount below /proc. */
function isBelowProc(options: readonly string[], index: number): boolean {
  return [0, 1, 2].some((step) => {
    const at = index - step;
    return (options[at] ?? "").startsWith("--ro-bind") && (options[at + 2] ?? "").startsWith("/proc/");
  });
}

async function goesOn(beat: string): Promise<Outcome> {
  if (!existsSync(beat)) throw new Error("the daemon did not start");
  const { size } = statSync(beat);
  await delay(300);
  const more = statSync(beat).size - size;
  return {
    held: more === 0,
    saw: more === 0 ? `dead, after ${size / 2} beats` : `${more / 2} beats since the end`,
  };
}

/** Only a daemon outside a sandbox has the number that it wrote. */
function endDaemon({ copy, base }: Place): void {
  if (!base.includes("-without") || !existsSync(join(copy, "pid"))) return;
  const leader = Number(readFileSync(join(copy, "pid"), "utf8"));
  spawnSync("pkill", ["-KILL", "-s", String(leader)]);
}

/** What greenbar is taken for: a Node that starts the program, and is killed when the program has begun. */
async function afterKill(bench: AttackBench, place: Place, how: "sandboxed" | "recipe"): Promise<Outcome> {
  const beat = join(place.copy, "beat");
  const program = shellIn(place, BEATS);
  const { copy } = place;
  const recipe = [
    "--unshare-all",
    "--ro-bind",
    "/",
    "/",
    "--bind",
    copy,
    copy,
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--chdir",
    copy,
  ];
  const greenbar = {
    sandboxed: launching(program),
    recipe: `const { spawn } = await import("node:child_process");
      const child = spawn(${JSON.stringify(bwrap())}, ${JSON.stringify([...recipe, "--", ...program.argv])}, { stdio: "ignore", detached: true });
      console.log(child.pid);
      await new Promise(() => setInterval(() => {}, 1000));`,
  } as const;
  const child = spawn(node(), ["--input-type=module", "-e", greenbar[how]], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let leader = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (leader += text));
  bench.atEnd(() => {
    if (leader.trim() !== "") killGroup(Number(leader));
  });
  const hasBegun = (): boolean => existsSync(beat) && (how === "sandboxed" || leader.endsWith("\n"));
  for (let waited = 0; !hasBegun() && waited < 10_000; waited += 20) await delay(20);
  child.kill("SIGKILL");
  await once(child, "exit");
  await delay(700);
  return goesOn(beat);
}

/** A program of Node that starts another in the product's sandbox, as greenbar does. */
function launching(program: Program): string {
  const source = JSON.stringify(join(import.meta.dirname, "../../../src/adapters/sandbox/bubblewrap.ts"));
  return `const { createBubblewrap } = await import(${source});
    const sandbox = createBubblewrap({ bwrap: ${JSON.stringify(bwrap())}, node: process.execPath, tmp: "/tmp" });
    await sandbox.launch(${JSON.stringify(program)});`;
}

async function atTerminal(place: Place, how: "sandboxed" | "spawned"): Promise<Outcome> {
  const program = shellIn(place, "echo 'Accept? [y/n]' >/dev/tty");
  const greenbar = {
    sandboxed: launching(program),
    spawned: `const { spawnSync } = await import("node:child_process");
      spawnSync("/bin/sh", ${JSON.stringify(program.argv.slice(1))}, { stdio: ["ignore", "pipe", "pipe"] });`,
  } as const;
  const terminal = spawnTerminal(node(), ["--input-type=module", "-e", greenbar[how]], {
    cols: 80,
    rows: 24,
  });
  let shown = "";
  terminal.onData((text) => (shown += text));
  const { promise, resolve } = Promise.withResolvers<void>();
  terminal.onExit(() => resolve());
  await promise;
  await delay(100);
  const held = !shown.includes("Accept?");
  return { held, saw: held ? "the terminal shows nothing" : `the terminal shows: ${shown.trim()}` };
}

/** By root, the program as a user who has no rights; else as it is. */
function asNobody(program: Program): Program {
  if (process.getuid?.() !== 0) return program;
  const argv = [
    "/usr/bin/setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    ...program.argv,
  ] as const;
  return { ...program, argv, workspace: { host: "/", inside: "/" } };
}
