import { existsSync, readFileSync } from "node:fs";
import { errorCode } from "../error-code.ts";
import type { MachineFacts } from "./classify-failure.ts";

/** Reads what this machine says of itself that bears on sandboxes. */
export function machineFacts(): MachineFacts {
  const kernel = read("/proc/version") ?? "";
  return {
    distributions: distributions(read("/etc/os-release") ?? ""),
    // Microsoft's kernels name themselves: WSL 1 in capitals, WSL 2 as microsoft-standard-WSL2.
    wsl: /WSL2|microsoft-standard/.test(kernel) ? 2 : kernel.includes("Microsoft") ? 1 : null,
    container:
      existsSync("/.dockerenv") ||
      existsSync("/run/.containerenv") ||
      inContainer(read("/proc/1/cgroup") ?? ""),
    unprivilegedUsernsClone: read("/proc/sys/kernel/unprivileged_userns_clone"),
    maxUserNamespaces: read("/proc/sys/user/max_user_namespaces"),
    apparmorRestricts: read("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
  };
}

function distributions(osRelease: string): readonly string[] {
  return [...osRelease.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, ids]) =>
    (ids ?? "").toLowerCase().split(" "),
  );
}

function inContainer(cgroup: string): boolean {
  return /docker|containerd|kubepods|lxc|podman/.test(cgroup);
}

/** A file's text without the space around it; null when it is not there or not for us. */
function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (["ENOENT", "EACCES", "EPERM"].includes(errorCode(error) ?? "")) return null;
    throw error;
  }
}
