import { describe, expect, test } from "vitest";
import { classifyFailure } from "../../../src/adapters/sandbox/classify-failure.ts";
import type { MachineFacts } from "../../../src/adapters/sandbox/classify-failure.ts";

const plain: MachineFacts = {
  distributions: ["debian"],
  wsl: null,
  container: false,
  unprivilegedUsernsClone: null,
  maxUserNamespaces: "31000",
  apparmorRestricts: null,
};

/** What bubblewrap 0.8 and newer print, by its source and its users' reports. */
const NO_PERMISSION =
  "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.";
const UID_MAP = "bwrap: setting up uid map: Permission denied";
const LOOPBACK = "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted";
const PROC = "bwrap: Can't mount proc on /newroot/proc: Operation not permitted";

interface Case {
  readonly name: string;
  readonly found?: boolean;
  readonly stderr?: string;
  readonly facts?: Partial<MachineFacts>;
  readonly why: string;
  readonly mend: string;
}

const cases: readonly Case[] = [
  { name: "absent on Debian", found: false, why: "not-installed", mend: "sudo apt install bubblewrap" },
  {
    name: "absent on Fedora",
    found: false,
    facts: { distributions: ["fedora"] },
    why: "not-installed",
    mend: "sudo dnf install bubblewrap",
  },
  {
    name: "absent on a cousin of Ubuntu",
    found: false,
    facts: { distributions: ["mint", "ubuntu"] },
    why: "not-installed",
    mend: "sudo apt install bubblewrap",
  },
  {
    name: "absent on something unknown",
    found: false,
    facts: { distributions: [] },
    why: "not-installed",
    mend: "Install the package bubblewrap.",
  },
  { name: "too old", stderr: "bwrap: Unknown option --disable-userns", why: "not-installed", mend: "0.8" },
  { name: "WSL 1", found: false, facts: { wsl: 1 }, why: "wsl", mend: "wsl --set-version" },
  {
    name: "WSL 2 with a kernel that refuses",
    stderr: NO_PERMISSION,
    facts: { wsl: 2 },
    why: "wsl",
    mend: "wsl --update",
  },
  {
    name: "Debian's switch",
    stderr: NO_PERMISSION,
    facts: { unprivilegedUsernsClone: "0" },
    why: "user-namespaces",
    mend: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
  },
  {
    name: "no user namespaces left",
    stderr: "bwrap: Creating new namespace failed: No space left on device",
    facts: { maxUserNamespaces: "0" },
    why: "user-namespaces",
    mend: "sudo sysctl -w user.max_user_namespaces=15000",
  },
  {
    name: "the kernel refuses and gives no reason",
    stderr: NO_PERMISSION,
    why: "user-namespaces",
    mend: "sudo sysctl",
  },
  {
    name: "AppArmor, first form",
    stderr: UID_MAP,
    facts: { apparmorRestricts: "1" },
    why: "apparmor",
    mend: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
  },
  {
    name: "AppArmor, second form",
    stderr: LOOPBACK,
    facts: { apparmorRestricts: "1" },
    why: "apparmor",
    mend: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
  },
  {
    name: "AppArmor there, but off",
    stderr: NO_PERMISSION,
    facts: { apparmorRestricts: "0" },
    why: "user-namespaces",
    mend: "sudo sysctl",
  },
  { name: "a container", stderr: PROC, facts: { container: true }, why: "container", mend: "--security-opt" },
  {
    name: "a container on a host with AppArmor",
    stderr: NO_PERMISSION,
    facts: { container: true, apparmorRestricts: "1" },
    why: "container",
    mend: "--security-opt",
  },
  {
    name: "something else",
    stderr: "bwrap: execvp /opt/node: Exec format error",
    why: "canary",
    mend: "bwrap --ro-bind",
  },
  {
    name: "silence, in a container",
    stderr: "",
    facts: { container: true },
    why: "canary",
    mend: "bwrap --ro-bind",
  },
];

describe("why the sandbox did not start, and what mends it", () => {
  test.each(cases)("$name", ({ found = true, stderr = "", facts = {}, why, mend }) => {
    const failure = classifyFailure({ found, stderr, facts: { ...plain, ...facts } });
    expect(failure.why).toBe(why);
    expect(failure.mend).toContain(mend);
    expect(failure.message).toMatch(/^[A-Zb].*\.$/);
  });
});
