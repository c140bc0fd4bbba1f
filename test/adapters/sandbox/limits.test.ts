import { describe, expect, test } from "vitest";
import { limitedArgv, memoryLimit, startFailure } from "../../../src/adapters/sandbox/limits.ts";

const GIBIBYTE = 1024 ** 3;

describe("how much memory a program may use", () => {
  const cases: readonly (readonly [string, number | undefined, number, number])[] = [
    ["what it was given", GIBIBYTE, 64 * GIBIBYTE, GIBIBYTE],
    ["half of a large machine", undefined, 64 * GIBIBYTE, 32 * GIBIBYTE],
    ["four gibibytes of a small one", undefined, 2 * GIBIBYTE, 4 * GIBIBYTE],
  ];
  test.each(cases)("%s", (_name, given, machine, limit) => {
    expect(memoryLimit(given === undefined ? {} : { memoryBytes: given }, machine)).toBe(limit);
  });
});

describe("the shell in front of a program", () => {
  const [shell, flag, script, name, ...argv] = limitedArgv({
    argv: ["/usr/bin/node", "a b", "$x"],
    limits: { wallMs: 1, outputBytes: 1, memoryBytes: GIBIBYTE },
  });

  test("gets the program as words, never as text of the script", () => {
    expect([shell, flag, name, ...argv]).toEqual(["/bin/sh", "-c", "sh", "/usr/bin/node", "a b", "$x"]);
    expect(script?.endsWith('exec "$@"')).toBe(true);
  });

  // One GiB beside what Node reserves, another, in KiB; one GiB in units of 512 bytes.
  test.each([
    "ulimit -c 0",
    "ulimit -f 2097152 ",
    "ulimit -u 2048 ",
    "ulimit -d 2097152 ",
    ">/proc/self/oom_score_adj",
  ])("sets %s", (line) => {
    expect(script).toContain(line);
  });

  test("sets no limit of memory where none is given", () => {
    const [, , free] = limitedArgv({ argv: ["/bin/true"], limits: { wallMs: 1, outputBytes: 1 } });
    expect(free).not.toContain("ulimit -d");
  });
});

test.each([
  [127, "sandbox: no such program: /x\n", true],
  [127, "sh: 1: y: not found\n", false],
  [1, "sandbox: no such program: /x\n", false],
])("exit %i and %j: it did not start is %s", (code, stderr, did) => {
  expect(startFailure({ code, stderr })).toBe(did);
});
