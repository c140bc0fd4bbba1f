import { posix } from "node:path";
import type { Mount } from "../../verdict/sandbox.ts";

export interface OrderedMount extends Mount {
  readonly writable: boolean;
}

export type MountOrder =
  | { readonly ok: true; readonly mounts: readonly OrderedMount[] }
  | { readonly ok: false; readonly problem: string };

/** Places of the system's own: a mount below them is fine, a mount in their stead would hide them. */
const TAKEN = new Set(["/", "/bin", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sbin", "/usr"]);

/**
 * The order in which a workspace and the folders to read are mounted: what lies higher first, so that a
 * folder below another (`node_modules` in the workspace) is not covered by it. A mount that would hide the
 * system, or two in one place, is a problem, said in a sentence. Doubles are dropped.
 */
export function mountOrder(workspace: Mount, reads: readonly Mount[]): MountOrder {
  const byPlace = new Map<string, OrderedMount>();
  for (const mount of [
    { ...workspace, writable: true },
    ...reads.map((read) => ({ ...read, writable: false })),
  ]) {
    const inside = posix.normalize(mount.inside).replace(/(.)\/$/, "$1");
    if (!posix.isAbsolute(inside) || !posix.isAbsolute(mount.host)) {
      return {
        ok: false,
        problem: `A mount needs absolute paths, such as /home/ada/project; got ${mount.host} at ${mount.inside}.`,
      };
    }
    if (TAKEN.has(inside) || inside.startsWith("/proc/") || inside.startsWith("/dev/")) {
      return {
        ok: false,
        problem: `${mount.host} cannot be mounted at ${inside}: the sandbox has its own there.`,
      };
    }
    const other = byPlace.get(inside);
    if (other !== undefined && (other.host !== mount.host || other.writable)) {
      return { ok: false, problem: `${other.host} and ${mount.host} cannot both be mounted at ${inside}.` };
    }
    byPlace.set(inside, { host: mount.host, inside, writable: mount.writable });
  }
  return { ok: true, mounts: [...byPlace.values()].sort((a, b) => depth(a.inside) - depth(b.inside)) };
}

function depth(path: string): number {
  return path.split("/").length;
}
