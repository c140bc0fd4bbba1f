import { lstatSync, readlinkSync } from "node:fs";

/** What stands at a path of the host: something to bind, a link to make again, or nothing. */
export type Found = { readonly kind: "entry" } | { readonly kind: "link"; readonly target: string };

export interface SystemEntry {
  readonly path: string;
  readonly found: Found;
}

const FOLDERS = [
  "/usr",
  "/bin",
  "/sbin",
  "/lib",
  "/lib32",
  "/lib64",
  "/libx32",
  "/nix/store",
  "/run/current-system",
];

/** What programs need of `/etc`: the dynamic linker's, the time zone, alternatives. Nothing that names people. */
const SETTINGS = [
  "/etc/ld.so.cache",
  "/etc/ld.so.conf",
  "/etc/ld.so.conf.d",
  "/etc/alternatives",
  "/etc/localtime",
  "/etc/timezone",
  "/etc/os-release",
  "/etc/ssl/openssl.cnf",
  "/etc/pki/tls/openssl.cnf",
  "/etc/crypto-policies",
];

/** The parts of this machine's system that every sandboxed program sees, read-only; those that exist. */
export function systemFolders(look: (path: string) => Found | undefined = lookAt): readonly SystemEntry[] {
  return [...FOLDERS, ...SETTINGS].flatMap((path) => {
    const found = look(path);
    return found === undefined ? [] : [{ path, found }];
  });
}

function lookAt(path: string): Found | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return stat.isSymbolicLink() ? { kind: "link", target: readlinkSync(path) } : { kind: "entry" };
}
