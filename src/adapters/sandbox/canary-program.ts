/** What the canary program is told, as JSON in its one argument. */
export interface CanaryTask {
  /** Absolute path inside the workspace where it must write `nonce`: the proof that it ran at all. */
  readonly control: string;
  readonly nonce: string;
  /** Absolute paths that it must fail to write. */
  readonly outside: readonly string[];
  /** Files that hold the secret, which it must fail to find there and in any process's environment. */
  readonly secretFiles: readonly string[];
  readonly secret: string;
  /** Names of environment variables that it may see. */
  readonly allowedNames: readonly string[];
  /** A TCP port on the host's 127.0.0.1, and a socket's path, that it must fail to reach. */
  readonly port: number;
  readonly sockets: readonly string[];
  /** A process of ours that it must neither see nor end. */
  readonly victim: number;
  /** A folder that it may read, and must fail to make writable. */
  readonly guarded: string;
}

/** What it saw, as JSON on its last line of output. Lists name what it could do and should not. */
export interface CanaryReport {
  /** Settings of the whole machine that it could have written. */
  readonly wrote: readonly string[];
  readonly secrets: readonly string[];
  readonly foreignNames: readonly string[];
  readonly connected: readonly string[];
  readonly reached: readonly string[];
  readonly remounted: readonly string[];
  /** Links of /proc/self/ns, where the platform has them: "pid" → "pid:[4026531836]". */
  readonly namespaces: Readonly<Record<string, string>>;
  /** Lines of /proc/self/status that speak of privileges, where the platform has them: "CapEff" → "000…". */
  readonly capabilities: Readonly<Record<string, string>>;
  /** What is mounted where, where the platform says so (/proc/self/mountinfo). */
  readonly mounts: readonly CanaryMount[];
}

export interface CanaryMount {
  readonly place: string;
  readonly readOnly: boolean;
  /** Of the file system: "ext4", "tmpfs". */
  readonly type: string;
}

/**
 * The canary: a CommonJS script for `node -e` that tries what code in the sandbox must not be able to do, and
 * says how far it came. It is a text, not a module, so that it runs where nothing of ours can be read. Every
 * refusal is what it hopes for, so it counts only what works.
 */
export const CANARY_PROGRAM = String.raw`
const fs = require("node:fs"), net = require("node:net"), { spawnSync } = require("node:child_process");
const task = JSON.parse(process.argv[1]);
const report = { wrote: [], secrets: [], foreignNames: [], connected: [], reached: [], remounted: [], namespaces: {}, capabilities: {}, mounts: [] };
const works = (attempt) => { try { return attempt() ?? true; } catch { return false; } };

fs.writeFileSync(task.control, task.nonce);

// Some of these it may seem to write, in a folder that dies with the sandbox; only the host knows.
for (const path of task.outside) works(() => fs.writeFileSync(path, task.nonce));
// Opened, never written: a machine-wide setting must not be touched even where the sandbox fails.
for (const path of ["/proc/sys/kernel/core_pattern", "/proc/sys/vm/swappiness", "/proc/sysrq-trigger"])
  if (works(() => fs.closeSync(fs.openSync(path, "r+")))) report.wrote.push(path);

for (const path of task.secretFiles) if (works(() => fs.readFileSync(path, "utf8").includes(task.secret))) report.secrets.push(path);
const names = new Set(Object.keys(process.env));
for (const pid of works(() => fs.readdirSync("/proc")) || []) {
  if (!/^\d+$/.test(pid)) continue;
  const text = works(() => fs.readFileSync("/proc/" + pid + "/environ", "utf8"));
  if (typeof text !== "string") continue;
  if (text.includes(task.secret)) report.secrets.push("environment of process " + pid);
  for (const entry of text.split("\0")) if (entry.includes("=")) names.add(entry.slice(0, entry.indexOf("=")));
}
report.foreignNames = [...names].filter((name) => !task.allowedNames.includes(name));

if (works(() => process.kill(task.victim, "SIGKILL"))) report.reached.push("a signal to process " + task.victim);
if (works(() => fs.statSync("/proc/" + task.victim))) report.reached.push("/proc/" + task.victim);
if (works(() => fs.closeSync(fs.openSync("/proc/" + task.victim + "/mem", "r")))) report.reached.push("the memory of process " + task.victim);
for (const name of ["pid", "net", "mnt", "ipc", "uts", "user"]) {
  const link = works(() => fs.readlinkSync("/proc/self/ns/" + name));
  if (typeof link === "string") report.namespaces[name] = link;
}
const status = works(() => fs.readFileSync("/proc/self/status", "utf8"));
if (typeof status === "string") for (const [, name, value] of status.matchAll(/^(Cap\w+|NoNewPrivs|Seccomp\w*):\s*(\S+)/gm)) report.capabilities[name] = value;

const mounted = works(() => fs.readFileSync("/proc/self/mountinfo", "utf8"));
if (typeof mounted === "string") for (const line of mounted.trim().split("\n")) {
  const [own, system] = line.split(" - ");
  const [, , , , place, options] = own.split(" ");
  report.mounts.push({ place, readOnly: options.split(",").includes("ro"), type: system.split(" ")[0] });
}

const inside = task.guarded + "/remounted";
const writesInside = (how) => { if (works(() => fs.writeFileSync(inside, task.nonce))) report.remounted.push(how); };
writesInside("as it is");
const run = (how, file, ...args) => { if (spawnSync(file, args, { stdio: "ignore", timeout: 2000 }).status === 0) writesInside(how); };
run("mount -o remount,rw,bind", "mount", "-o", "remount,rw,bind", task.guarded);
run("mount -o remount,rw", "mount", "-o", "remount,rw", task.guarded);
run("umount", "umount", task.guarded);
run("chmod", "chmod", "u+w", task.guarded);
if (spawnSync("unshare", ["-Urm", "true"], { stdio: "ignore", timeout: 2000 }).status === 0) report.remounted.push("a user namespace of its own");

const targets = [{ host: "127.0.0.1", port: task.port }, ...task.sockets.map((path) => ({ path }))];
Promise.all(targets.map((target) => new Promise((resolve) => {
  const socket = net.connect(target);
  const end = (ok) => { socket.destroy(); if (ok) report.connected.push(JSON.stringify(target)); resolve(); };
  socket.setTimeout(1000, () => end(false)).once("connect", () => end(true)).once("error", () => end(false));
}))).then(() => console.log("\n" + JSON.stringify(report)));
`;
