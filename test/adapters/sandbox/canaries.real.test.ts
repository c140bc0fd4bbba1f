import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createBubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { runCanaries } from "../../../src/adapters/sandbox/canaries.ts";
import type { CanaryOutcome } from "../../../src/adapters/sandbox/canaries.ts";
import { launch } from "../../../src/adapters/sandbox/launch.ts";
import { createNoSandbox } from "../../../src/adapters/sandbox/no-sandbox.ts";
import type { SandboxProof } from "../../../src/verdict/sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { bwrap, NEEDS_BWRAP } from "./real-bubblewrap.ts";

const prove = async (program: string | undefined): Promise<SandboxProof> => {
  const tmp = temporaryFolder();
  const proof = await createBubblewrap({ bwrap: program, node: process.execPath, tmp }).prove();
  expect(readdirSync(tmp), "nothing stays behind").toEqual([]);
  return proof;
};
const script = (text: string): string => {
  const path = join(temporaryFolder(), "bwrap");
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
};
const escaped = (proof: Pick<SandboxProof, "canaries">) =>
  proof.canaries.filter(({ stopped }) => !stopped).map(({ name }) => name);

const REST = 'while [ "$1" != "--" ]; do shift; done; shift;';

describe.skipIf(bwrap === undefined)(`real bubblewrap (${NEEDS_BWRAP})`, () => {
  test("holds", async () => {
    const proof = await prove(bwrap);
    expect(proof.canaries.map(({ name, stopped }) => `${name} ${stopped}`)).toEqual([
      "write-outside true",
      "read-secret true",
      "connect-out true",
      "reach-parent true",
      "remount true",
    ]);
    expect(proof.holds).toBe(true);
  });

  const sound =
    "--unshare-all --unshare-user --cap-drop ALL --disable-userns --uid 1000 --ro-bind / / --dev /dev --proc /proc --ro-bind /proc/sys /proc/sys";
  // Each shows the host's files, so the planted secret is found as well.
  const holes: readonly (readonly [string, string, readonly string[]])[] = [
    ["shows every file", sound, []],
    ["shares the network", sound.replace("--unshare-all", "--unshare-all --share-net"), ["connect-out"]],
    [
      "shares the processes",
      "--unshare-user --unshare-net --unshare-ipc --cap-drop ALL --disable-userns --uid 1000 --ro-bind / / --dev /dev",
      ["reach-parent"],
    ],
    ["lets write everywhere", sound.replace("--ro-bind / /", "--bind / /"), ["write-outside", "remount"]],
    ["leaves user namespaces", sound.replace("--disable-userns ", ""), ["remount"]],
  ];
  test.each(holes)("one that %s is caught", async (_name, options, names) => {
    expect(escaped(await holed(options))).toEqual(expect.arrayContaining(["read-secret", ...names]));
  });

  test.runIf(process.getuid?.() === 0)(
    "started by root, one that keeps its capabilities is caught",
    async () => {
      expect(escaped(await holed(sound.replace("--cap-drop ALL ", "")))).toContain("remount");
    },
  );

  test.runIf(process.getuid?.() === 0)(
    "started by root, one that leaves the machine's settings open is caught",
    async () => {
      expect(escaped(await holed(sound.replace(" --ro-bind /proc/sys /proc/sys", "")))).toContain(
        "write-outside",
      );
    },
  );
});

/** bubblewrap behind a wrapper that changes the options on their way (as `sed -z` does, one option a line). */
const wrapped = (change: string): string =>
  script(`sed -z '${change}' <&3 >"$0.options"; exec 3<"$0.options"; exec ${bwrap ?? ""} "$@"`);

describe.skipIf(bwrap === undefined)(`a wrapper that takes one defence away (${NEEDS_BWRAP})`, () => {
  const isRoot = process.getuid?.() === 0;
  const cases: readonly (readonly [string, string, string])[] = [
    ["the network", "/^--unshare-net$/d", "connect-out"],
    ["the filter of system calls", "/^--seccomp$/,+1d", "connect-out"],
    ["processes", "s/^--unshare-pid$/--unshare-ipc/; s/^--proc$/--ro-bind\\x00\\/proc/", "reach-parent"],
    ["interprocess communication", "/^--unshare-ipc$/d", "reach-parent"],
    ["the host name", "/^--unshare-uts$/d; /^--hostname$/,+1d", "reach-parent"],
    ["nested user namespaces", "/^--disable-userns$/d", "remount"],
    [
      "all that is on disk, to read",
      "1s/^/--ro-bind\\x00\\/\\x00\\/\\x00/; /^--symlink$/,+2d",
      "read-secret",
    ],
    ["one more folder, to read", "1s/^/--ro-bind\\x00\\/sys\\x00\\/sys\\x00/", "read-secret"],
    ["the system, to write", "0,/^--ro-bind$/s/^--ro-bind$/--bind/", "write-outside"],
    ["a root that may be written", "/^--remount-ro$/,+1d", "write-outside"],
    ...(isRoot
      ? ([
          ["capabilities", "/^--cap-drop$/,+1d; /^--disable-userns$/d", "remount"],
          ["the machine's settings", "/^--ro-bind-try$/,+2d", "write-outside"],
        ] as const)
      : []),
  ];
  test.each(cases)("%s", async (_name, change, canary) => {
    const proof = await prove(wrapped(change));
    expect(proof).toMatchObject({ holds: false, why: "canary", message: expect.stringContaining(canary) });
    expect(escaped(proof)).toContain(canary);
  });

  test("one that changes nothing passes", async () => {
    expect(await prove(wrapped(""))).toMatchObject({ holds: true });
  });
});

const holed = async (options: string): Promise<CanaryOutcome> => {
  const outcome = await runCanaries({
    level: "bubblewrap",
    node: process.execPath,
    tmp: temporaryFolder(),
    launch: ({ argv, workspace, limits }) => {
      const place = ["--bind", workspace.host, workspace.inside, "--chdir", workspace.inside];
      return launch({
        argv: [bwrap ?? "", ...options.split(" "), ...place, "--", ...argv],
        cwd: "/",
        env: {},
        limits,
      });
    },
  });
  expect(outcome, JSON.stringify(outcome)).toMatchObject({ ran: true });
  return outcome;
};

describe("no sandbox at all is caught", () => {
  test("a bwrap that only starts what stands behind its options", async () => {
    const proof = await prove(script(`${REST} exec "$@"`));
    expect(proof).toMatchObject({
      holds: false,
      why: "canary",
      mend: expect.stringContaining("bwrap --version"),
    });
    expect(escaped(proof)).toEqual([
      "write-outside",
      "read-secret",
      "connect-out",
      "reach-parent",
      "remount",
    ]);
  });

  test("the canaries say the same of a run in place", async () => {
    const sandbox = createNoSandbox();
    const outcome = await runCanaries({
      launch: (program, signal) => sandbox.launch(program, signal),
      level: "none",
      node: process.execPath,
      tmp: temporaryFolder(),
    });
    expect(outcome.ran).toBe(true);
    expect(escaped(outcome)).toHaveLength(5);
  });
});

describe("a bwrap that does not start the canary proves nothing", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["does nothing", "exit 0", "it said nothing"],
    ["fails", "echo 'bwrap: execvp: odd' >&2; exit 1", "odd"],
    ["says what a canary would, but never ran it", `echo '{"wrote":[],"secrets":[]}'`, "it said nothing"],
  ];
  test.each(cases)("one that %s", async (_name, text, message) => {
    const proof = await prove(script(text));
    expect(proof).toMatchObject({ holds: false, canaries: [], message: expect.stringContaining(message) });
  });

  test("one that is too old", async () => {
    const proof = await prove(script("echo 'bwrap: Unknown option --disable-userns' >&2; exit 1"));
    expect(proof).toMatchObject({
      holds: false,
      why: "not-installed",
      message: expect.stringContaining("0.8"),
    });
  });

  test("one that is not there", async () => {
    expect(await prove(undefined)).toMatchObject({ holds: false, why: "not-installed", canaries: [] });
  });
});
