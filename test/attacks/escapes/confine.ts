import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  bubblewrapArguments,
  givenFiles,
  TELLS_OF_THE_MACHINE,
} from "../../../src/adapters/sandbox/bubblewrap-arguments.ts";
import { chooseSandbox, findOnPath } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import { dependencyCaches } from "../../../src/adapters/sandbox/dependency-caches.ts";
import { launch } from "../../../src/adapters/sandbox/launch.ts";
import { limitedArgv } from "../../../src/adapters/sandbox/limits.ts";
import { mountOrder } from "../../../src/adapters/sandbox/mount-order.ts";
import { FIRST_GIVEN_FD, startBubblewrap } from "../../../src/adapters/sandbox/start-bubblewrap.ts";
import { systemFolders } from "../../../src/adapters/sandbox/system-folders.ts";
import type { UsageLimits } from "../../../src/adapters/sandbox/watch-usage.ts";
import type { Ended, Program, Sandbox } from "../../../src/verdict/sandbox.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";

/** What the copy of the project is called inside. */
export const INSIDE = "/srv/app";

const SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

/** Where one attack takes place: a folder of the machine, and in it the copy that the attacker may write. */
export interface Place {
  readonly base: string;
  readonly copy: string;
}

export interface Attack {
  readonly program: Program;
  /** What came of it: looked at outside wherever that can be. */
  readonly outcome: (ended: Ended) => Outcome | Promise<Outcome>;
}

export interface Escape extends Omit<AttackRow, "needs" | "withDefence" | "without"> {
  /** Lays what the attacker is after; the same for both runs, each in a place of its own. */
  readonly attack: (place: Place, bench: AttackBench) => Attack | Promise<Attack>;
  /** Runs the same program with the named defence taken away. */
  readonly weakened: (program: Program, place: Place) => Promise<Ended>;
}

/** A row whose attacker is a program: in the sandbox as built for the product, and in one that lacks the defence. */
export function escapeRow({ attack, weakened, ...said }: Escape): AttackRow {
  return {
    ...said,
    needs: "bubblewrap",
    async withDefence(bench) {
      const sandbox = await provedSandbox(bench);
      const { program, outcome } = await attack(placeFor(bench, said.id), bench);
      return outcome(begun(await sandbox.launch(program)));
    },
    async without(bench) {
      const place = placeFor(bench, `${said.id}-without`);
      const { program, outcome } = await attack(place, bench);
      return outcome(begun(await weakened(program, place)));
    },
  };
}

/** An attack that never began was not stopped by anything. */
function begun(ended: Ended): Ended {
  if (ended.how === "not-started") throw new Error(`the attack did not start: ${ended.stderr.trim()}`);
  return ended;
}

/** The sandbox that the product would choose here. @throws Error when it does not prove itself. */
export function provedSandbox(bench: AttackBench): Promise<Sandbox> {
  return bench.share("escapes: the sandbox", async () => {
    const sandbox = chooseSandbox({
      platform: process.platform,
      path: process.env["PATH"] ?? "",
      node: node(),
      tmp: realpathSync(tmpdir()),
    });
    const proof = await sandbox.prove();
    if (!proof.holds) throw new Error(`${proof.message} Mend it: ${proof.mend}`);
    return sandbox;
  });
}

export function placeFor(bench: AttackBench, name: string): Place {
  const base = bench.folder(name);
  mkdirSync(join(base, "copy"));
  return { base, copy: join(base, "copy") };
}

export function node(): string {
  return realpathSync(process.execPath);
}

/** A program in the copy of `place`, with limits that an attack soon reaches. */
export function programIn(
  { copy }: Place,
  argv: readonly [string, ...string[]],
  more: Partial<Program> = {},
): Program {
  return {
    argv,
    workspace: { host: copy, inside: INSIDE },
    cwd: INSIDE,
    reads: [{ host: node(), inside: node() }],
    env: { PATH: SYSTEM_PATH },
    limits: { wallMs: 15_000, outputBytes: 20_000 },
    ...more,
  };
}

export function shellIn(place: Place, script: string, more: Partial<Program> = {}): Program {
  return programIn(place, ["/bin/sh", "-c", script], more);
}

/** A CommonJS script; whatever it throws is one line that begins with `refused`. */
export function nodeIn(place: Place, script: string, more: Partial<Program> = {}): Program {
  const caught = `process.on("uncaughtException", (e) => { console.log("refused " + (e.code ?? e.message)); process.exit(1); });`;
  return programIn(place, [node(), "-e", `${caught}\n${script}`], more);
}

export interface Weakening {
  /** Changes bubblewrap's options. */
  readonly options?: (options: readonly string[]) => readonly string[];
  /** False: no limits that a process carries (`ulimit`). */
  readonly limited?: boolean;
  /** Other limits of what is watched from outside. */
  readonly usage?: Partial<UsageLimits>;
  /** True: what tools keep beside the packages is shown. */
  readonly caches?: boolean;
}

/** The same sandbox, made of the same parts, without one of them. */
export function weakenedBubblewrap(program: Program, weakening: Weakening): Promise<Ended> {
  const order = mountOrder(program.workspace, program.reads);
  if (!order.ok) throw new Error(order.problem);
  const given = givenFiles(process.arch, FIRST_GIVEN_FD);
  const options = bubblewrapArguments(
    program,
    systemFolders(),
    order.mounts,
    given,
    weakening.caches === true ? [] : dependencyCaches(order.mounts),
    TELLS_OF_THE_MACHINE.filter((path) => existsSync(path)),
  );
  return startBubblewrap({
    ...program,
    bwrap: bwrap(),
    options: weakening.options?.(options) ?? options,
    given,
    argv: weakening.limited === false ? program.argv : limitedArgv(program),
    usage: { tasks: 2048, memoryBytes: 8 * 1024 ** 3, ...weakening.usage },
  });
}

/** The program as it is, started in place: its paths inside are the machine's. */
export function withoutSandbox(program: Program, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return launch({
    argv: program.argv,
    cwd: program.workspace.host,
    env: { ...program.env, ...env },
    limits: program.limits,
  });
}

export function bwrap(): string {
  const path = findOnPath("bwrap", process.env["PATH"] ?? "");
  if (path === undefined) throw new Error("bwrap is not on PATH; expected bubblewrap 0.8 or newer");
  return path;
}

/** The options without these, which stand there in this order. @throws Error when they do not: the row would prove nothing. */
export function drop(...words: readonly string[]): (options: readonly string[]) => readonly string[] {
  return swap(words, []);
}

/** The options with `words` replaced. @throws Error when they are not there. */
export function swap(
  words: readonly string[],
  others: readonly string[],
): (options: readonly string[]) => readonly string[] {
  return (options) => {
    const at = options.findIndex((_, index) => words.every((word, step) => options[index + step] === word));
    if (at === -1) throw new Error(`bubblewrap is not given ${words.join(" ")}`);
    return [...options.slice(0, at), ...others, ...options.slice(at + words.length)];
  };
}

/** The options with more of them, before the sandbox's root becomes read-only. */
export function adding(...words: readonly string[]): (options: readonly string[]) => readonly string[] {
  return swap(["--remount-ro", "/dev"], [...words, "--remount-ro", "/dev"]);
}

/** What the program said, in a few words. */
export function said(ended: Ended): string {
  const text = (ended.stdout.trim() || ended.stderr.trim() || ended.how).replaceAll(/\s+/g, " ");
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}
