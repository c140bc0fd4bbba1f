import { randomUUID } from "node:crypto";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import type { Canary, Mount, Sandbox, SandboxLevel } from "../../verdict/sandbox.ts";
import { ownPlaces } from "./bubblewrap-arguments.ts";
import { CANARY_PROGRAM } from "./canary-program.ts";
import type { CanaryReport, CanaryTask } from "./canary-program.ts";
import { judgeCanaries } from "./judge-canaries.ts";
import { seccompFilter } from "./seccomp-filter.ts";

export interface CanaryRun {
  readonly launch: Sandbox["launch"];
  readonly level: SandboxLevel;
  /** Absolute path of the Node that runs the canary program. */
  readonly node: string;
  /** Folder of the host for the temporary files; they are gone afterwards. */
  readonly tmp: string;
}

export type CanaryOutcome =
  | { readonly ran: true; readonly canaries: readonly Canary[] }
  /** The program never came to write its proof: nothing is known of the sandbox. */
  | { readonly ran: false; readonly stderr: string; readonly canaries: readonly Canary[] };

/** The environment of the canary program, and what bubblewrap and the shell in front of it add. */
const GIVEN = { PATH: "/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin" };
const ADDED = ["PWD", "OLDPWD", "SHLVL", "_", "__CF_USER_TEXT_ENCODING"];

/**
 * Plants secrets, a folder to read, listeners and a process on the host, lets the canary program attack them
 * from inside, and looks from outside at what became of them.
 */
export async function runCanaries(run: CanaryRun, signal?: AbortSignal): Promise<CanaryOutcome> {
  const base = await realpath(await mkdtemp(join(run.tmp, "greenbar-canary-")));
  const folder = (name: string): Promise<string> => mkdir(join(base, name)).then(() => join(base, name));
  const [workspace, guarded, hidden] = (await Promise.all(
    ["workspace", "guarded", "hidden"].map(folder),
  )) as [string, string, string];
  const secret = randomUUID();
  const nonce = randomUUID();
  const secretFile = join(hidden, "secret");
  await writeFile(secretFile, secret);

  const listeners = await Promise.all([
    listen({ host: "127.0.0.1", port: 0 }),
    listen({ path: join(hidden, "s") }),
  ]);
  const abstract = process.platform === "linux" ? [await listen({ path: `\0greenbar-${nonce}` })] : [];
  const all = [...listeners, ...abstract];
  const victim = spawn("sleep", ["60"], {
    env: { PATH: process.env["PATH"], CANARY: secret },
    stdio: "ignore",
  });
  try {
    await once(victim, "spawn");
    const task: CanaryTask = {
      control: join(workspace, "control"),
      nonce,
      outside: [join(hidden, "written"), join(base, "written"), join(guarded, "written")],
      secretFiles: [secretFile],
      secret,
      allowedNames: [...Object.keys(GIVEN), ...ADDED],
      port: (listeners[0].server.address() as AddressInfo).port,
      sockets: [join(hidden, "s"), ...(abstract.length > 0 ? [`\0greenbar-${nonce}`] : [])],
      victim: victim.pid ?? 0,
      guarded,
    };
    const ended = await run.launch(
      {
        argv: [run.node, "-e", CANARY_PROGRAM, JSON.stringify(task)],
        workspace: inPlace(workspace),
        cwd: workspace,
        reads: [inPlace(guarded), inPlace(run.node)],
        env: GIVEN,
        limits: { wallMs: 20_000, outputBytes: 1 << 16 },
      },
      signal,
    );

    const report = readReport(ended.stdout);
    const controlled = existsSync(task.control) && readFileSync(task.control, "utf8") === nonce;
    if (report === undefined || !controlled) return { ran: false, stderr: ended.stderr, canaries: [] };
    const canaries = judgeCanaries(report, {
      written: task.outside.filter((path) => existsSync(path)),
      connections: all.reduce((sum, { connections }) => sum + connections(), 0),
      victimAlive: victim.exitCode === null && victim.signalCode === null,
      guardedWritten: existsSync(join(guarded, "remounted")),
      namespaces: ownNamespaces(),
      ...(seccompFilter(process.arch) === undefined ? {} : ownFilters()),
      ...(run.level === "bubblewrap"
        ? { places: [...ownPlaces(), workspace, guarded, run.node], workspace }
        : {}),
    });
    return { ran: true, canaries };
  } finally {
    await end(victim);
    for (const { server } of all) server.close();
    await rm(base, { recursive: true, force: true });
  }
}

function inPlace(path: string): Mount {
  return { host: path, inside: path };
}

async function listen(where: { host: string; port: number } | { path: string }) {
  let count = 0;
  const server: Server = createServer((socket) => {
    count++;
    socket.destroy();
  });
  server.listen(where);
  await once(server, "listening");
  return { server, connections: () => count };
}

async function end(victim: ChildProcess): Promise<void> {
  if (victim.pid === undefined || victim.exitCode !== null || victim.signalCode !== null) return;
  victim.kill("SIGKILL");
  await once(victim, "exit");
}

/** The report stands on the last line; undefined when the program did not come so far. */
function readReport(stdout: string): CanaryReport | undefined {
  const line = stdout.trimEnd().split("\n").at(-1) ?? "";
  return line.startsWith("{") ? (JSON.parse(line) as CanaryReport) : undefined;
}

function ownNamespaces(): Readonly<Record<string, string>> {
  if (process.platform !== "linux") return {};
  const names = ["pid", "net", "mnt", "ipc", "uts", "user"];
  return Object.fromEntries(names.map((name) => [name, readlinkSync(`/proc/self/ns/${name}`)]));
}

/** Kernels before 5.9 do not count them: there it must do that there is one. */
function ownFilters(): { readonly filters?: number } {
  if (process.platform !== "linux") return {};
  const count = /^Seccomp_filters:\s*(\d+)$/m.exec(readFileSync("/proc/self/status", "utf8"));
  return { filters: Number(count?.[1] ?? 0) };
}
