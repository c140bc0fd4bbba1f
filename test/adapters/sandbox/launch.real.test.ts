import { spawnSync } from "node:child_process";
import type { StdioOptions } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { launch } from "../../../src/adapters/sandbox/launch.ts";
import type { Command } from "../../../src/adapters/sandbox/launch.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const command = (script: string, more: Partial<Command> = {}): Command => ({
  argv: ["/bin/sh", "-c", script],
  cwd: "/",
  env: { PATH: "/usr/bin:/bin" },
  limits: { wallMs: 10_000, outputBytes: 10_000 },
  ...more,
});
const limits = (more: Partial<Command["limits"]>) => ({
  limits: { wallMs: 10_000, outputBytes: 10_000, ...more },
});

/** Two seconds when first asked, then a fifth of one. */
function onceLong(): () => number {
  let ms = 2000;
  return () => {
    const now = ms;
    ms = 200;
    return now;
  };
}

describe("how it ended", () => {
  const cases: readonly (readonly [string, Command, object])[] = [
    [
      "exit",
      command("echo out; echo err >&2; exit 3"),
      { how: "exit", code: 3, signal: null, stdout: "out\n", stderr: "err\n" },
    ],
    ["a signal", command("kill -TERM $$"), { how: "signal", code: null, signal: "SIGTERM" }],
    [
      "the wall clock",
      command("while :; do :; done", limits({ wallMs: 200 })),
      { how: "wall-clock", code: null },
    ],
    [
      "silence",
      command("echo a; sleep 5", limits({ idleMs: () => 200 })),
      { how: "idle", code: null, stdout: "a\n" },
    ],
    [
      "a part of a line counts as silence",
      command("while :; do printf .; sleep 0.05; done", limits({ idleMs: () => 300 })),
      { how: "idle" },
    ],
    [
      "lines keep it alive",
      command("for i in 1 2 3 4; do sleep 0.1; echo $i; done", limits({ idleMs: () => 300 })),
      { how: "exit", code: 0 },
    ],
    [
      "silence is measured anew after each line",
      command("sleep 0.4; echo a; sleep 5", limits({ idleMs: onceLong() })),
      { how: "idle", stdout: "a\n" },
    ],
    [
      "no such program",
      command("", { argv: ["/no/such/program"] }),
      { how: "not-started", code: null, stderr: expect.stringContaining("/no/such/program") },
    ],
    [
      "no such folder",
      command("", { cwd: "/no/such/folder" }),
      { how: "not-started", stderr: expect.stringContaining("/no/such/folder") },
    ],
    [
      "too many arguments",
      command("", { argv: ["/bin/true", "x".repeat(4_000_000)] }),
      { how: "not-started", code: null },
    ],
  ];
  test.each(cases)("%s", async (_name, given, ended) => {
    expect(await launch(given)).toMatchObject(ended);
  });

  test("aborted, before the start and after it", async () => {
    const before = await launch(command("sleep 5"), AbortSignal.abort());
    const after = await launch(command("sleep 5"), AbortSignal.timeout(100));
    expect([before.how, after.how]).toEqual(["aborted", "aborted"]);
    expect(after.durationMs).toBeLessThan(1500);
  });
});

test("the program gets the given environment and input, and nothing else of ours", async () => {
  process.env["GREENBAR_TEST_LEAK"] = "leak";
  const file = openSync("/etc/hostname", "r");
  try {
    const ended = await launch(
      command("env; cat; ls /proc/self/fd", { env: { A: "b c" }, input: "in\nput" }),
    );
    const lines = ended.stdout.split("\n").filter((line) => !/^(PWD|SHLVL|_|OLDPWD)=/.test(line));
    expect(lines.slice(0, 3)).toEqual(["A=b c", "in", "put0"]);
  } finally {
    closeSync(file);
    delete process.env["GREENBAR_TEST_LEAK"];
  }
});

test("a file that we inherited ourselves is not handed on", () => {
  const launcher = join(import.meta.dirname, "../../../src/adapters/sandbox/launch.ts");
  const script = `
    const { readFileSync } = await import("node:fs");
    const { launch } = await import(${JSON.stringify(launcher)});
    const argv = ["/bin/cat", "/proc/self/fd/99"];
    const ended = await launch({ argv, cwd: "/", env: {}, limits: { wallMs: 5000, outputBytes: 100 } });
    console.log(JSON.stringify([readFileSync(99, "utf8"), ended.stdout]));
  `;
  const file = openSync(join(temporaryFolder({ secret: "s3cret" }), "secret"), "r");
  // Node itself closes the first sixteen in a child, and no more.
  const between = Array.from({ length: 96 }, () => "ignore" as const);
  const stdio: StdioOptions = ["ignore", "pipe", "inherit", ...between, file];
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    stdio,
    encoding: "utf8",
  });
  closeSync(file);
  expect(JSON.parse(stdout)).toEqual(["s3cret", ""]);
});

test("a program need not read its input", async () => {
  const ended = await launch(command("exit 0", { input: "x".repeat(5_000_000) }));
  expect(ended).toMatchObject({ how: "exit", code: 0 });
});

test("output beyond the limit keeps its ends", async () => {
  const ended = await launch(
    command(
      "echo first; head -c 3000000 /dev/zero | tr '\\0' x; echo; echo last",
      limits({ outputBytes: 100 }),
    ),
  );
  expect(ended.truncated).toBe(true);
  expect(ended.stdout).toMatch(/^first\nx+\n\[… 29999\d\d bytes left out …\]\nx+\nlast\n$/);
});

test("lines come while it runs, all of them, whatever is kept", async () => {
  const lines: string[] = [];
  await launch(
    command("seq 1 5000; printf end", { ...limits({ outputBytes: 10 }), onLine: (line) => lines.push(line) }),
  );
  expect(lines.length).toBe(5001);
  expect([lines[0], lines[4999], lines[5000]]).toEqual(["1", "5000", "end"]);
});

test("an error in a callback of ours ends the program and is thrown", async () => {
  const broken = command("echo a; sleep 5", {
    onLine: () => {
      throw new Error("our bug");
    },
  });
  const start = performance.now();
  await expect(launch(broken)).rejects.toThrow("our bug");
  expect(performance.now() - start).toBeLessThan(1500);
});

test("what it left running in its group is dead when it settles, though it holds the pipes", async () => {
  const ended = await launch(command("sleep 60 & echo $!; sleep 60 >/dev/null 2>&1 & echo $!"));
  const pids = ended.stdout.trim().split("\n");
  expect(ended).toMatchObject({ how: "exit", code: 0 });
  expect(ended.durationMs).toBeLessThan(1500);
  expect(pids).toHaveLength(2);
  for (const pid of pids) expect(await isDead(pid)).toBe(true);
});

/** Gone, or a zombie that waits for whoever inherited it. */
async function isDead(pid: string): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if (!existsSync(`/proc/${pid}`)) return true;
    if (/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"))) return true;
    await delay(10);
  }
  return false;
}
