import type { SandboxProof } from "../../verdict/sandbox.ts";

/** What is known of a machine on which the sandbox did not start; null where the machine does not say. */
export interface MachineFacts {
  /** ID and ID_LIKE of /etc/os-release, lower case. */
  readonly distributions: readonly string[];
  readonly wsl: 1 | 2 | null;
  readonly container: boolean;
  /** kernel.unprivileged_userns_clone (Debian's kernels): "0" forbids. */
  readonly unprivilegedUsernsClone: string | null;
  /** user.max_user_namespaces: "0" forbids. */
  readonly maxUserNamespaces: string | null;
  /** kernel.apparmor_restrict_unprivileged_userns (Ubuntu 23.10 and newer): "1" forbids. */
  readonly apparmorRestricts: string | null;
}

export interface FailedStart {
  /** Whether there is a bwrap on PATH. */
  readonly found: boolean;
  readonly stderr: string;
  readonly facts: MachineFacts;
}

type Failure = Pick<Extract<SandboxProof, { holds: false }>, "why" | "message" | "mend">;

/**
 * Why bubblewrap did not start, and the line that mends it. What the machine says of itself comes before what
 * bubblewrap says, since its messages name only the call that failed.
 */
export function classifyFailure(start: FailedStart): Failure {
  return rules.find(({ applies }) => applies(start))?.say(start) ?? unknown(start);
}

interface Rule {
  readonly applies: (start: FailedStart) => boolean;
  readonly say: (start: FailedStart) => Failure;
}

/** Messages of bubblewrap when the kernel, or what watches over it, refuses namespaces or mounts. */
const REFUSED =
  /new namespace|uid map|gid map|RTM_NEW|mount|pivot_root|sethostname|slave|Operation not permitted|Permission denied/i;

const rules: readonly Rule[] = [
  {
    applies: ({ facts }) => facts.wsl === 1,
    say: () => ({
      why: "wsl",
      message: "WSL 1 has no Linux kernel, so it has no namespaces to build a sandbox from.",
      mend: "wsl --set-version <distribution> 2   (in PowerShell; wsl -l -v lists the distributions)",
    }),
  },
  {
    applies: ({ found }) => !found,
    say: ({ facts }) => ({
      why: "not-installed",
      message: "bubblewrap (bwrap) is not installed, or not on PATH.",
      mend: installLine(facts.distributions),
    }),
  },
  {
    applies: ({ stderr }) => /Unknown option/i.test(stderr),
    say: ({ stderr }) => ({
      why: "not-installed",
      message: `The bubblewrap on this machine is older than 0.8 (${firstLine(stderr)}).`,
      mend: "Install bubblewrap 0.8 or newer (Debian 12, Ubuntu 24.04, Fedora 38 have it); bwrap --version shows yours.",
    }),
  },
  {
    applies: ({ facts }) => facts.maxUserNamespaces === "0",
    say: () => ({
      why: "user-namespaces",
      message: "The kernel allows no user namespaces (user.max_user_namespaces is 0).",
      mend: "sudo sysctl -w user.max_user_namespaces=15000",
    }),
  },
  {
    applies: ({ facts }) => facts.unprivilegedUsernsClone === "0",
    say: () => ({
      why: "user-namespaces",
      message: "The kernel allows user namespaces to root only (kernel.unprivileged_userns_clone is 0).",
      mend: "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    }),
  },
  {
    // Inside a container the host's AppArmor switch shows too, but the container's own profile is what refuses.
    applies: ({ facts, stderr }) => facts.container && REFUSED.test(stderr),
    say: ({ stderr }) => ({
      why: "container",
      message: `This container may not make namespaces or mounts (${firstLine(stderr)}).`,
      mend: "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined …",
    }),
  },
  {
    applies: ({ facts, stderr }) => facts.apparmorRestricts === "1" && REFUSED.test(stderr),
    say: ({ stderr }) => ({
      why: "apparmor",
      message: `AppArmor keeps bubblewrap from making user namespaces (${firstLine(stderr)}).`,
      mend: "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    }),
  },
  {
    applies: ({ facts, stderr }) => facts.wsl === 2 && REFUSED.test(stderr),
    say: ({ stderr }) => ({
      why: "wsl",
      message: `The kernel of this WSL refuses namespaces (${firstLine(stderr)}).`,
      mend: "wsl --update   (in PowerShell, then wsl --shutdown)",
    }),
  },
  {
    applies: ({ stderr }) => /new namespace|uid map|gid map|RTM_NEW/i.test(stderr),
    say: ({ stderr }) => ({
      why: "user-namespaces",
      message: `The kernel refuses user namespaces (${firstLine(stderr)}).`,
      mend: "sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000",
    }),
  },
];

/** The canary program did not come to its end, and nothing known explains it. */
function unknown({ stderr }: FailedStart): Failure {
  const said = stderr.trim() === "" ? "it said nothing" : firstLine(stderr);
  return {
    why: "canary",
    message: `The sandbox started no program that could prove it (${said}).`,
    mend: "bwrap --ro-bind / / --unshare-all true   (should say nothing; what it says is what to mend)",
  };
}

function installLine(distributions: readonly string[]): string {
  const [, line] = INSTALL.find(([id]) => distributions.includes(id)) ?? [
    "",
    "Install the package bubblewrap.",
  ];
  return line;
}

const INSTALL: readonly (readonly [string, string])[] = [
  ["debian", "sudo apt install bubblewrap"],
  ["ubuntu", "sudo apt install bubblewrap"],
  ["fedora", "sudo dnf install bubblewrap"],
  ["rhel", "sudo dnf install bubblewrap"],
  ["arch", "sudo pacman -S bubblewrap"],
  ["alpine", "sudo apk add bubblewrap"],
  ["suse", "sudo zypper install bubblewrap"],
  ["opensuse", "sudo zypper install bubblewrap"],
  ["nixos", "nix-shell -p bubblewrap"],
];

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
