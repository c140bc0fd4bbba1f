import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { bwrap, NEEDS_BWRAP, sameInside, sandbox, shell } from "./real-bubblewrap.ts";

describe.skipIf(bwrap === undefined)(`bubblewrap (${NEEDS_BWRAP})`, () => {
  test("the workspace is written by the name it has inside, and the files are ours outside", async () => {
    const host = temporaryFolder({ "a.txt": "a" });
    const ended = await shell(host, "pwd; cat a.txt; echo b > b.txt; id -u");
    expect(ended).toMatchObject({ how: "exit", code: 0, stdout: "/srv/app\na1000\n" });
    expect(readFileSync(join(host, "b.txt"), "utf8")).toBe("b\n");
    expect(statSync(join(host, "b.txt")).uid).toBe(process.getuid?.());
  });

  test("the environment is the given one, for the program and for every process it can see", async () => {
    process.env["GREENBAR_TEST_KEY"] = "k3y";
    onTestFinished(() => {
      delete process.env["GREENBAR_TEST_KEY"];
    });
    const ended = await shell(temporaryFolder(), "env; cat /proc/[0-9]*/environ | tr '\\0' '\\n'", {
      env: { ONLY: "this one" },
    });
    const names = new Set(
      ended.stdout
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split("=")[0]),
    );
    expect([...names].filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name ?? ""))).toEqual([
      "ONLY",
    ]);
    expect(ended.stdout).not.toContain("k3y");
  });

  test("neither the options nor where the workspace lies can be read from the sandbox's first process", async () => {
    const host = temporaryFolder();
    const ended = await shell(host, "tr '\\0' ' ' < /proc/1/cmdline");
    expect(ended.stdout).toContain("bwrap");
    expect(ended.stdout).not.toContain(host);
  });

  describe("writes nothing outside the workspace", () => {
    const outside = [
      "/usr/x",
      "/bin/x",
      "/etc/x",
      "/x",
      "/srv/x",
      "/dev/x",
      "/proc/sys/vm/swappiness",
      "/srv/app/deps/x",
    ];
    test.each(outside)("%s", async (path) => {
      const deps = temporaryFolder({ "y.txt": "" });
      const ended = await shell(
        temporaryFolder(),
        `cat ${path} 2>/dev/null > v; cat v > ${path} && echo wrote`,
        {
          reads: [{ host: deps, inside: "/srv/app/deps" }],
        },
      );
      expect(ended.stdout).toBe("");
      expect(ended.stderr).toMatch(/Read-only file system|Permission denied/);
      expect(readdirSync(deps)).toEqual(["y.txt"]);
    });

    test("scratch folders are the sandbox's own, and are gone with it", async () => {
      const ended = await shell(
        temporaryFolder(),
        "for d in /tmp /var/tmp /root /home /dev/shm; do echo x > $d/x-$$ && ls $d; done",
      );
      expect(ended.stdout.match(/^x-\d+$/gm)).toHaveLength(5);
      expect(readdirSync("/tmp").filter((name) => name.startsWith("x-"))).toEqual([]);
    });
  });

  test("sees nobody's files: no home, no keys, no neighbours of the workspace", async () => {
    const base = temporaryFolder({ "workspace/a": "", secret: "s3cret" });
    const ended = await shell(
      join(base, "workspace"),
      `cat ${base}/secret /etc/shadow; ls /root /home /tmp; cat /etc/passwd`,
    );
    expect(ended.stdout).not.toContain("s3cret");
    expect(ended.stdout).toContain("user:x:1000:1000");
    expect(ended.stdout).not.toContain("root:x");
  });

  test("nothing that tools keep beside the packages: a suite's text with what is expected", async () => {
    const deps = temporaryFolder({
      "node_modules/.vitest-cache/0a1b": "expect(double(21)).toBe(42)",
      "node_modules/lib/index.js": "the library",
    });
    const reads = [{ host: join(deps, "node_modules"), inside: "/srv/app/node_modules" }];
    const ended = await shell(temporaryFolder(), "cat $(find /srv/app/node_modules -type f)", { reads });
    expect(ended.stdout).toBe("the library");
    expect(readdirSync(join(deps, "node_modules/.vitest-cache"))).toEqual(["0a1b"]);
  });

  test("a hard link out of a folder to read cannot be made, and one that is there is why copies refuse them", async () => {
    const base = temporaryFolder({ "workspace/a": "", "deps/lib.js": "good" });
    const reads = [{ host: join(base, "deps"), inside: "/srv/deps" }];
    const made = await shell(join(base, "workspace"), "ln /srv/deps/lib.js lib.js && echo linked", { reads });
    expect(made.stdout).toBe("");
    linkSync(join(base, "deps/lib.js"), join(base, "workspace/planted.js"));
    await shell(join(base, "workspace"), "echo bad > planted.js", { reads });
    expect(readFileSync(join(base, "deps/lib.js"), "utf8")).toBe("bad\n");
  });

  test("what is read-only cannot be remounted, covered or unmounted", async () => {
    const deps = temporaryFolder({ "lib.js": "good" });
    const attempts = [
      "mount -o remount,rw,bind /srv/deps",
      "mount -o remount,rw /",
      "mount -t tmpfs none /srv/deps",
      "umount /srv/deps",
      "unshare -Urm mount -o remount,rw,bind /srv/deps",
      "chmod 777 /srv/deps/lib.js",
      "echo bad > /srv/deps/lib.js",
    ];
    const script = attempts
      .map((attempt, index) => `${attempt} 2>/dev/null && echo worked-${index}`)
      .join("\n");
    const ended = await shell(temporaryFolder(), script, { reads: [{ host: deps, inside: "/srv/deps" }] });
    expect(ended.stdout).toBe("");
    expect(readFileSync(join(deps, "lib.js"), "utf8")).toBe("good");
  });

  test("no network: a listener on the host's loopback hears nothing", async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const attempt = `require("net").connect(${port}, "127.0.0.1").on("error", (e) => console.log(e.code)).on("connect", () => console.log("connected"))`;
    const ended = await shell(temporaryFolder(), "", {
      argv: [process.execPath, "-e", attempt],
      reads: [sameInside(process.execPath)],
    });
    expect(ended.stdout).toBe("ECONNREFUSED\n");
    expect(connections).toBe(0);
  });

  test("loopback inside works: servers of a test suite can be reached by it", async () => {
    const script = `const s = require("net").createServer((c) => c.end("hi")).listen(0, "localhost", () =>
      require("net").connect(s.address().port, "localhost").on("data", (d) => { console.log(String(d)); s.close(); }))`;
    const ended = await shell(temporaryFolder(), "", {
      argv: [process.execPath, "-e", script],
      reads: [sameInside(process.execPath)],
    });
    expect(ended).toMatchObject({ stdout: "hi\n", stderr: "" });
  });

  test("sees and reaches no process outside", async () => {
    const ended = await shell(
      temporaryFolder(),
      `ls /proc | grep -c '^[0-9]'; kill -0 ${process.pid} && echo reached`,
    );
    expect(Number(ended.stdout.trim())).toBeLessThan(8);
    expect(ended.stdout).not.toContain("reached");
  });

  describe("ends", () => {
    test("an infinite loop by the wall clock, within a second", async () => {
      const ended = await shell(temporaryFolder(), "while :; do :; done", {
        limits: { wallMs: 300, outputBytes: 100 },
      });
      expect(ended.how).toBe("wall-clock");
      expect(ended.durationMs).toBeLessThan(1300);
    });

    const beats =
      "(while :; do echo x >> beat; sleep 0.02; done) & setsid sh -c 'while :; do echo x >> beat; sleep 0.02; done' >/dev/null 2>&1 </dev/null & sleep 0.2";
    test.each([
      ["when the program ends", beats, { wallMs: 10_000, outputBytes: 100 }, "exit"],
      ["when its time is over", `${beats}; sleep 60`, { wallMs: 500, outputBytes: 100 }, "wall-clock"],
    ] as const)(
      "everything that was started, its own sessions too, %s",
      async (_name, script, limits, how) => {
        const host = temporaryFolder();
        const ended = await shell(host, script, { limits });
        expect(ended.how).toBe(how);
        const size = statSync(join(host, "beat")).size;
        expect(size).toBeGreaterThan(4);
        await delay(200);
        expect(statSync(join(host, "beat")).size).toBe(size);
      },
    );

    test("many processes at once", async () => {
      const script = "i=0; while [ $i -lt 200 ]; do sleep 60 & i=$((i+1)); done; wait";
      const ended = await shell(temporaryFolder(), script, { limits: { wallMs: 1000, outputBytes: 1000 } });
      expect(ended.how).toBe("wall-clock");
      expect(ended.durationMs).toBeLessThan(2000);
    });

    test("one that takes more memory than it may", async () => {
      const greedy = "const a = []; for (;;) a.push(Buffer.alloc(1e7, 1))";
      const ended = await shell(temporaryFolder(), "", {
        argv: [process.execPath, "-e", greedy],
        reads: [sameInside(process.execPath)],
        limits: { wallMs: 20_000, outputBytes: 10_000, memoryBytes: 200_000_000 },
      });
      expect(["exit", "signal"]).toContain(ended.how);
      expect(ended.code).not.toBe(0);
    });

    test("a program that a signal ended says so, and its exit is its own", async () => {
      const killed = await shell(temporaryFolder(), "kill -SEGV $$");
      expect(killed).toMatchObject({ how: "signal", signal: "SIGSEGV", code: null });
      expect(await shell(temporaryFolder(), "exit 7")).toMatchObject({ how: "exit", code: 7 });
    });
  });

  test("output is capped", async () => {
    const ended = await shell(temporaryFolder(), "yes | head -c 5000000", {
      limits: { wallMs: 10_000, outputBytes: 1000 },
    });
    expect(ended.truncated).toBe(true);
    expect(ended.stdout.length).toBeLessThan(1100);
  });

  describe("does not start, and says why", () => {
    const cases: readonly (readonly [string, Parameters<typeof shell>[2], string])[] = [
      ["a program that is not there", { argv: ["/no/such"] }, "no such program: /no/such"],
      ["a folder to read that is not there", { reads: [sameInside("/no/such")] }, "/no/such"],
      [
        "one that is not there below the workspace",
        { reads: [{ host: "/no/such", inside: "/srv/app/x" }] },
        "is not there",
      ],
      [
        "a mount in the system's place",
        { reads: [{ host: "/srv", inside: "/usr" }] },
        "the sandbox has its own there",
      ],
      ["a zero byte", { env: { A: "\0--bind\0/\0/host" } }, "zero byte"],
    ];
    test.each(cases)("%s", async (_name, more, problem) => {
      const ended = await shell(temporaryFolder(), "true", more);
      expect(ended).toMatchObject({
        how: "not-started",
        code: null,
        stderr: expect.stringContaining(problem),
      });
    });

    test("a link in the place of a file that is to be mounted", async () => {
      const base = temporaryFolder({ "workspace/a": "", "setup.ts": "", victim: "kept" });
      symlinkSync("../victim", join(base, "workspace/setup.ts"));
      const reads = [{ host: join(base, "setup.ts"), inside: "/srv/app/setup.ts" }];
      const ended = await shell(join(base, "workspace"), "true", { reads });
      expect(ended).toMatchObject({
        how: "not-started",
        stderr: expect.stringContaining("setup.ts is no file"),
      });
    });

    test("a link that an earlier run left where something is to be mounted", async () => {
      const base = temporaryFolder({ "workspace/a": "", "deps/lib.js": "", "victim/b": "" });
      symlinkSync("../victim", join(base, "workspace/node_modules"));
      const reads = [{ host: join(base, "deps"), inside: "/srv/app/node_modules" }];
      const ended = await shell(join(base, "workspace"), "true", { reads });
      expect(ended).toMatchObject({
        how: "not-started",
        stderr: expect.stringContaining("node_modules is no folder"),
      });
    });
  });

  test("a project may lie below a folder of the system, or be a home folder", async () => {
    for (const inside of ["/usr/src", "/root", "/tmp/a/b/c"]) {
      const host = temporaryFolder();
      const ended = await shell(host, "pwd; echo x > x", { workspace: { host, inside }, cwd: inside });
      expect(ended).toMatchObject({ stdout: `${inside}\n`, stderr: "", code: 0 });
      expect(readdirSync(host)).toEqual(["x"]);
    }
  });

  test("Node runs, and imports from dependencies at the project's own path", async () => {
    const project = temporaryFolder({
      "node_modules/greet/package.json": '{ "name": "greet", "type": "module", "exports": "./index.js" }',
      "node_modules/greet/index.js": 'export const greet = (name) => "hello " + name;',
      "main.ts":
        'import { greet } from "greet"; const name: string = "you"; console.log(greet(name), import.meta.filename);',
    });
    const copy = temporaryFolder({ "main.ts": readFileSync(join(project, "main.ts"), "utf8") });
    const ended = await sandbox.launch({
      argv: [process.execPath, "main.ts"],
      workspace: { host: copy, inside: project },
      cwd: project,
      reads: [sameInside(join(project, "node_modules")), sameInside(process.execPath)],
      env: {},
      limits: { wallMs: 10_000, outputBytes: 10_000 },
    });
    expect(ended).toMatchObject({ stdout: `hello you ${join(project, "main.ts")}\n`, stderr: "", code: 0 });
    writeFileSync(join(copy, "after"), "");
    expect(existsSync(join(project, "after"))).toBe(false);
  });
});
