import type { Program } from "../../verdict/sandbox.ts";
import type { OrderedMount } from "./mount-order.ts";
import { seccompFilter } from "./seccomp-filter.ts";
import { systemFolders } from "./system-folders.ts";
import type { SystemEntry } from "./system-folders.ts";

/** What bubblewrap takes from a pipe, and the option that says so. */
export interface GivenFile {
  readonly content: Buffer;
  readonly option: readonly string[];
}

/** In the place of the host's own: these name nobody, and resolve nothing but the loopback. */
const SETTINGS: readonly (readonly [path: string, text: string])[] = [
  ["/etc/passwd", "user:x:1000:1000::/tmp:/bin/sh\n"],
  ["/etc/group", "user:x:1000:\n"],
  ["/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"],
  ["/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n"],
];

/** The files that go through pipes, the first through descriptor `first`; `arch` as in `process.arch`. */
export function givenFiles(arch: string, first: number): readonly GivenFile[] {
  const settings = SETTINGS.map(([path, text], index) => ({
    content: Buffer.from(text),
    option: ["--ro-bind-data", String(first + index), path],
  }));
  const filter = seccompFilter(arch);
  if (filter === undefined) return settings;
  return [...settings, { content: filter, option: ["--seccomp", String(first + settings.length)] }];
}

const CONFINED = words(
  "--unshare-user --unshare-net --unshare-pid --unshare-ipc --unshare-uts --unshare-cgroup-try " +
    "--uid 1000 --gid 1000 --cap-drop ALL --disable-userns --die-with-parent --new-session --hostname sandbox",
);

/** Folders that live in memory and die with the sandbox, and the bytes that a program may fill of each. */
const SCRATCH = ["/dev/shm", "/tmp", "/var/tmp", "/root", "/home"];
const SCRATCH_BYTES = 512 * 1024 * 1024;

/**
 * Parts of /proc that act on the whole machine and that their owner may write whatever capabilities he has
 * dropped. Started by root, the program is that owner: `kernel.core_pattern` alone is a way out.
 */
const MACHINE_WIDE = words(
  "/proc/sys /proc/sysrq-trigger /proc/irq /proc/bus /proc/fs /proc/acpi /proc/mtrr /proc/pressure /proc/driver " +
    "/proc/dynamic_debug /proc/scsi /proc/asound",
);

/** Parts of /proc that tell of the whole machine: keys of the user who started us, the kernel's own memory. */
export const TELLS_OF_THE_MACHINE = words(
  "/proc/keys /proc/kcore /proc/timer_list /proc/slabinfo /proc/vmallocinfo /proc/pagetypeinfo /proc/sched_debug",
);

/**
 * The options that make the sandbox, in the order in which bubblewrap carries them out. What is `covered` lies inside
 * the mounts, and is empty; of `TELLS_OF_THE_MACHINE`, what this machine has is `blank`.
 */
export function bubblewrapArguments(
  program: Pick<Program, "cwd" | "env">,
  system: readonly SystemEntry[],
  mounts: readonly OrderedMount[],
  given: readonly GivenFile[],
  covered: readonly string[],
  blank: readonly string[],
): readonly string[] {
  return [
    ...CONFINED,
    ...system.flatMap(systemEntry),
    ...given.flatMap(({ option }) => option),
    ...words("--proc /proc"),
    ...MACHINE_WIDE.flatMap((path) => ["--ro-bind-try", path, path]),
    ...blank.flatMap((path) => ["--ro-bind", "/dev/null", path]),
    ...words("--dev /dev"),
    ...SCRATCH.flatMap((path) => ["--size", String(SCRATCH_BYTES), "--tmpfs", path]),
    ...mounts.flatMap(({ host, inside, writable }) => [writable ? "--bind" : "--ro-bind", host, inside]),
    ...covered.flatMap((path) => ["--size", String(SCRATCH_BYTES), "--tmpfs", path]),
    // Only now: until here bubblewrap had to make the places to mount on.
    ...words("--remount-ro /dev --remount-ro /"),
    "--chdir",
    program.cwd,
    ...Object.entries(program.env).flatMap(([name, value]) => ["--setenv", name, value]),
  ];
}

/** Where the sandbox has something of its own or of the system, whatever is mounted beside. */
export function ownPlaces(): readonly string[] {
  const system = systemFolders().map(({ path }) => path);
  return [...system, ...SETTINGS.map(([path]) => path), ...SCRATCH, "/proc", "/dev"];
}

function systemEntry({ path, found }: SystemEntry): readonly string[] {
  return found.kind === "link" ? ["--symlink", found.target, path] : ["--ro-bind", path, path];
}

function words(text: string): readonly string[] {
  return text.split(" ");
}
