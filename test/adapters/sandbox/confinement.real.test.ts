import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { ListenOptions } from "node:net";
import { join } from "node:path";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Program } from "../../../src/verdict/sandbox.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { bwrap, NEEDS_BWRAP, sameInside, sandbox, shell } from "./real-bubblewrap.ts";

const node = (script: string, more: Partial<Program> = {}) =>
  shell(temporaryFolder(), "", {
    argv: [process.execPath, "-e", script],
    reads: [sameInside(process.execPath)],
    ...more,
  });
const perl = (script: string, more: Partial<Program> = {}) =>
  shell(temporaryFolder(), "", { argv: ["/usr/bin/perl", "-e", script], ...more });
const MEBIBYTE = 1024 ** 2;

describe.skipIf(bwrap === undefined)(`what the sandbox promises (${NEEDS_BWRAP})`, () => {
  test("no capabilities, and no way to any, for every process that is there", async () => {
    const { stdout } = await shell(
      temporaryFolder(),
      "grep -hE '^(Cap|NoNewPrivs|Seccomp:)' /proc/[0-9]*/status",
    );
    const lines = new Set(
      stdout
        .trim()
        .split("\n")
        .map((line) => line.replaceAll(/\s+/g, " ")),
    );
    const sets = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map(
      (name) => `${name}: 0000000000000000`,
    );
    expect([...lines]).toEqual([...sets, "NoNewPrivs: 1", "Seccomp: 2"]);
  });

  test.each(["-U", "-Ur", "-Urm", "-Un", "-Up --fork", "-m", "-n"])(
    "no namespace by unshare %s",
    async (flags) => {
      const ended = await shell(temporaryFolder(), `unshare ${flags} true && echo made`);
      expect(ended).toMatchObject({ stdout: "", code: 1 });
    },
  );

  describe("no network", () => {
    const places: readonly (readonly [string, () => ListenOptions])[] = [
      ["IPv4 loopback", () => ({ host: "127.0.0.1", port: 0 })],
      ["IPv6 loopback", () => ({ host: "::1", port: 0 })],
      ["a Unix socket", () => ({ path: join(temporaryFolder(), "s") })],
      ["an abstract Unix socket", () => ({ path: `\0greenbar-test-${randomUUID()}` })],
    ];
    test.each(places)("%s", async (_name, where) => {
      let connections = 0;
      const server = createServer((socket) => void socket.destroy(connections++ as never));
      server.listen(where());
      await Promise.race([
        once(server, "listening"),
        once(server, "error").then(([error]) => Promise.reject(error as Error)),
      ]);
      onTestFinished(() => void server.close());
      const address = server.address();
      const target =
        typeof address === "object" ? { host: address?.address, port: address?.port } : { path: address };
      const ended = await node(
        `require("net").connect(${JSON.stringify(target)}).on("error", (e) => console.log(e.code)).on("connect", () => console.log("connected"))`,
      );
      expect(ended.stdout).toMatch(/^(ECONNREFUSED|ENOENT)\n$/);
      expect(connections).toBe(0);
    });

    test("netlink tells of one interface, the sandbox's own loopback", async () => {
      const ended = await node("console.log(Object.keys(require('os').networkInterfaces()).join())");
      expect(ended).toMatchObject({ stdout: "lo\n", stderr: "" });
    });

    // The numbers of the families: vsock, packet, bluetooth, crypto. The last two may not be in a kernel at all.
    test.each([40, 17, 31, 38])("no socket of family %i", async (family) => {
      const ended = await perl(`socket(my $s, ${family}, 1, 0) and print "made"`);
      expect(ended.stdout).toBe("");
    });
  });

  test("no descriptors but input, output and errors, and what leads to nothing", async () => {
    const ended = await shell(temporaryFolder(), "ls -l /proc/self/fd");
    const others = ended.stdout
      .trim()
      .split("\n")
      .filter((line) => !/^total| [012] -> socket:| -> \/dev\/null$| -> \/proc\/\d+\/fd$/.test(line));
    expect(others).toEqual([]);
  });

  test("what acts on the machine, and is for its owner to write, is read-only for root too", async () => {
    const ended = await shell(
      temporaryFolder(),
      "find /proc -maxdepth 3 -not -path '/proc/[0-9]*' -not -path '/proc/self*' -not -path '/proc/thread-self*' -writable -not -type l 2>/dev/null | while read f; do (: >>$f) 2>/dev/null && echo $f; done",
    );
    expect(ended.stdout).toBe("");
  });

  describe("limits", () => {
    test("a file", async () => {
      const host = temporaryFolder();
      await shell(host, "truncate -s 5G giant");
      expect(statSync(join(host, "giant")).size).toBe(0);
    });

    test("processes, by whomever the sandbox was started", async () => {
      const ended = await perl(
        'my $n = 0; while ($n < 2500) { my $pid = fork; last if !defined $pid; if (!$pid) { sleep 20; exit } $n++ } sleep 2; print $n; kill "KILL", -$$',
      );
      expect(ended.stdout).not.toContain("2500");
      expect(ended.durationMs).toBeLessThan(9000);
    });

    test("memory of one process, given or not", async () => {
      const greedy =
        "const all = []; for (let n = 0; n < 12; n++) all.push(Buffer.alloc(1e8)); console.log('taken')";
      const granted = (memoryBytes: number) => ({
        limits: { wallMs: 20_000, outputBytes: 10_000, memoryBytes },
      });
      expect((await node(greedy, granted(100 * MEBIBYTE))).stdout).toBe("");
      const limit = await shell(temporaryFolder(), "ulimit -d");
      expect(Number(limit.stdout)).toBeGreaterThanOrEqual((5 * 1024 ** 3) / 1024);
    });

    test("memory of all processes together, pages that they share too", async () => {
      const ended = await shell(
        temporaryFolder(),
        "head -c 150M /dev/zero | tail -c 140M & head -c 150M /dev/zero | tail -c 140M & wait",
        {
          limits: { wallMs: 20_000, outputBytes: 1000, memoryBytes: 200 * MEBIBYTE },
        },
      );
      expect(ended).toMatchObject({ how: "signal", signal: "SIGKILL" });
      expect(ended.stderr).toContain("more than 200 MiB of memory");
    });

    test("a machine that runs out of memory ends the sandbox first", async () => {
      const ended = await shell(temporaryFolder(), "cat /proc/self/oom_score_adj");
      expect(ended.stdout).toBe("1000\n");
    });
  });

  describe("all is dead within a second of the end", () => {
    const stubborn = [
      "setsid sh -c 'setsid sleep 60 & exit' </dev/null >/dev/null 2>&1",
      "(trap '' TERM INT HUP QUIT; sleep 60; sleep 60) &",
      "sleep 60 & kill -STOP $!",
      "(kill -STOP $(exec sh -c 'echo $PPID'); sleep 60) &",
      "sh -c 'while :; do :; done' &",
    ].join("\n");
    const ends: readonly (readonly [string, string, number, () => AbortSignal | undefined])[] = [
      ["of the program", "sleep 0.3; exit 0", 20_000, () => undefined],
      ["of its time", "sleep 60", 400, () => undefined],
      ["by a stop from outside", "sleep 60", 20_000, () => AbortSignal.timeout(600)],
      ["of itself, stopped", "kill -STOP $$", 400, () => undefined],
    ];
    test.each(ends)("%s", async (_name, script, wallMs, signal) => {
      const mark = `MARK=${randomUUID()}`;
      const [name = "", value = ""] = mark.split("=");
      const running = sandbox.launch(
        {
          argv: ["/bin/sh", "-c", `${stubborn}\n${script}`],
          workspace: { host: temporaryFolder(), inside: "/srv/app" },
          cwd: "/srv/app",
          reads: [],
          env: { PATH: "/usr/bin:/bin", [name]: value },
          limits: { wallMs, outputBytes: 1000 },
        },
        signal(),
      );
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(marked(mark).length, "they were there").toBeGreaterThan(4);
      const ended = await running;
      expect(marked(mark)).toEqual([]);
      expect(ended.durationMs).toBeLessThan(600 + 1000);
    });
  });
});

/** Processes of the machine whose environment holds a word, those aside that are dead and wait to be counted. */
function marked(word: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, "latin1").includes(word);
    } catch {
      // Gone, or not ours to look at.
      return false;
    }
  });
}
