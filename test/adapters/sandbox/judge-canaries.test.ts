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
  capabilities: { CapEff: "0000000000000000", CapBnd: "0000000000000000", NoNewPrivs: "1" },
};
const outside: Outside = {
  written: [],
  connections: 0,
  victimAlive: true,
  guardedWritten: false,
  namespaces: { pid: "pid:[1]", net: "net:[1]", mnt: "mnt:[1]", ipc: "ipc:[1]", user: "user:[1]" },
};

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
    ["capabilities to come by", { capabilities: { CapEff: "0", CapBnd: "000001ffffffffff" } }, {}, "remount"],
    ["setuid programs", { capabilities: { NoNewPrivs: "0" } }, {}, "remount"],
  ];
  test.each(cases)("%s", (_name, said, seen, canary) => {
    const escaped = judgeCanaries({ ...report, ...said }, { ...outside, ...seen }).filter(
      ({ stopped }) => !stopped,
    );
    expect(escaped.map(({ name }) => name)).toEqual([canary]);
  });
});

test("a platform without namespaces is not held to them", () => {
  const judged = judgeCanaries(
    { ...report, namespaces: {}, capabilities: {} },
    { ...outside, namespaces: {} },
  );
  expect(judged.every(({ stopped }) => stopped)).toBe(true);
});
