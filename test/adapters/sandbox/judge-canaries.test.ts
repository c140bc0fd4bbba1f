import { describe, expect, test } from "vitest";
import type { CanaryReport } from "../../../src/adapters/sandbox/canary-program.ts";
import { judgeCanaries } from "../../../src/adapters/sandbox/judge-canaries.ts";
import type { Outside } from "../../../src/adapters/sandbox/judge-canaries.ts";

const report: CanaryReport = {
  wrote: [],
  secrets: [],
  foreignNames: [],
  connected: [],
  reached: [],
  remounted: [],
  namespaces: { pid: "pid:[2]", net: "net:[2]", mnt: "mnt:[2]", ipc: "ipc:[2]", user: "user:[2]" },
  capabilities: {
    CapEff: "0000000000000000",
    CapBnd: "0000000000000000",
    NoNewPrivs: "1",
    Seccomp: "2",
    Seccomp_filters: "2",
  },
  mounts: [
    { place: "/", readOnly: true, type: "tmpfs" },
    { place: "/usr", readOnly: true, type: "ext4" },
    { place: "/usr/share", readOnly: true, type: "nfs" },
    { place: "/proc", readOnly: false, type: "proc" },
    { place: "/dev/null", readOnly: false, type: "devtmpfs" },
    { place: "/tmp", readOnly: false, type: "tmpfs" },
    { place: "/tmp/workspace", readOnly: false, type: "ext4" },
  ],
};
const outside: Outside = {
  written: [],
  connections: 0,
  victimAlive: true,
  guardedWritten: false,
  namespaces: {
    pid: "pid:[1]",
    net: "net:[1]",
    mnt: "mnt:[1]",
    ipc: "ipc:[1]",
    uts: "uts:[1]",
    user: "user:[1]",
  },
  filters: 1,
  places: ["/usr", "/proc", "/dev", "/tmp"],
  workspace: "/tmp/workspace",
};
const mounted = (place: string, readOnly: boolean, type = "ext4") => ({
  mounts: [...report.mounts, { place, readOnly, type }],
});

test("a sandbox that holds stops all five", () => {
  expect(judgeCanaries(report, outside).map(({ name, stopped }) => [name, stopped])).toEqual([
    ["write-outside", true],
    ["read-secret", true],
    ["connect-out", true],
    ["reach-parent", true],
    ["remount", true],
  ]);
});

describe("one hole is seen, by what was said or by what was seen outside", () => {
  const cases: readonly (readonly [string, Partial<CanaryReport>, Partial<Outside>, string])[] = [
    ["a file outside", {}, { written: ["/tmp/x"] }, "write-outside"],
    ["a setting of the machine", { wrote: ["/proc/sys/kernel/core_pattern"] }, {}, "write-outside"],
    ["the secret", { secrets: ["/tmp/secret"] }, {}, "read-secret"],
    ["the environment of the parent", { foreignNames: ["ANTHROPIC_API_KEY"] }, {}, "read-secret"],
    ["a connection that it denies", {}, { connections: 1 }, "connect-out"],
    ["a connection that we missed", { connected: ["127.0.0.1"] }, {}, "connect-out"],
    ["our network", { namespaces: { ...report.namespaces, net: "net:[1]" } }, {}, "connect-out"],
    ["a process of ours ended", {}, { victimAlive: false }, "reach-parent"],
    ["our processes", { namespaces: { ...report.namespaces, pid: "pid:[1]" } }, {}, "reach-parent"],
    ["a folder written", {}, { guardedWritten: true }, "remount"],
    ["a remount", { remounted: ["mount"] }, {}, "remount"],
    [
      "capabilities to come by",
      { capabilities: { ...report.capabilities, CapBnd: "000001ffffffffff" } },
      {},
      "remount",
    ],
    ["setuid programs", { capabilities: { ...report.capabilities, NoNewPrivs: "0" } }, {}, "remount"],
    ["our host name", { namespaces: { ...report.namespaces, uts: "uts:[1]" } }, {}, "reach-parent"],
    [
      "no filter but ours",
      { capabilities: { ...report.capabilities, Seccomp_filters: "1" } },
      {},
      "connect-out",
    ],
    ["a folder of the disk", mounted("/opt", true), {}, "read-secret"],
    ["one whose name begins like ours", mounted("/usrlocal", true), {}, "read-secret"],
    ["the disk itself as the root", mounted("/", true), {}, "read-secret"],
    ["the system, writable", mounted("/usr/local", false), {}, "write-outside"],
    ["a root that may be written", mounted("/", false, "tmpfs"), {}, "write-outside"],
  ];
  test.each(cases)("%s", (_name, said, seen, canary) => {
    const escaped = judgeCanaries({ ...report, ...said }, { ...outside, ...seen }).filter(
      ({ stopped }) => !stopped,
    );
    expect(escaped.map(({ name }) => name)).toEqual([canary]);
  });
});

test("a kernel that does not count filters must have one at least", () => {
  const judge = (mode: string) =>
    judgeCanaries({ ...report, capabilities: { Seccomp: mode } }, { ...outside, filters: 0 }).find(
      ({ name }) => name === "connect-out",
    )?.stopped;
  expect([judge("2"), judge("0")]).toEqual([true, false]);
});

test("a platform without namespaces, filters and mounts is not held to them", () => {
  const { written, connections, victimAlive, guardedWritten } = outside;
  const judged = judgeCanaries(
    { ...report, namespaces: {}, capabilities: {}, mounts: [] },
    { written, connections, victimAlive, guardedWritten, namespaces: {} },
  );
  expect(judged.every(({ stopped }) => stopped)).toBe(true);
});
