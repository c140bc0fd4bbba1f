import type { Program } from "../../verdict/sandbox.ts";

/**
 * The policy of the Linux sandbox as a profile in the language of macOS's `sandbox-exec` (SBPL): everything is
 * denied but to read the system and `reads`, to write the workspace, and to start programs among these.
 * What is `covered` is neither read nor written.
 * Paths must be real (no link in them): macOS compares them after following links. A later rule wins.
 */
export function sandboxProfile(
  { workspace, reads }: Pick<Program, "workspace" | "reads">,
  covered: readonly string[],
): string {
  const readable = [...SYSTEM, ...reads.map(({ host }) => host)];
  return [
    "(version 1)",
    "(deny default)",
    "(allow process-exec process-fork)",
    "(allow signal (target same-sandbox))",
    "(allow process-info* (target same-sandbox))",
    "(allow sysctl-read)",
    '(allow mach-lookup (global-name "com.apple.system.opendirectoryd.libinfo"))',
    "(allow file-read-metadata)",
    "(allow file-read*",
    '  (literal "/")',
    ...readable.map((path) => `  (subpath ${quoted(path)})`),
    ")",
    `(allow file-read* file-write* (subpath ${quoted(workspace.host)}))`,
    '(allow file-write-data (literal "/dev/null") (literal "/dev/zero"))',
    ...reads
      .filter(({ host }) => host.startsWith(`${workspace.host}/`))
      .map(({ host }) => `(deny file-write* (subpath ${quoted(host)}))`),
    ...covered.map((path) => `(deny file-read* file-write* (subpath ${quoted(path)}))`),
    "(deny network*)",
    "",
  ].join("\n");
}

const SYSTEM = [
  "/usr/lib",
  "/usr/share",
  "/usr/bin",
  "/usr/sbin",
  "/usr/libexec",
  "/bin",
  "/sbin",
  "/System",
  "/Library/Apple",
  "/private/var/db/timezone",
  "/private/var/db/dyld",
  "/private/etc/localtime",
  "/dev/null",
  "/dev/zero",
  "/dev/random",
  "/dev/urandom",
];

function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
