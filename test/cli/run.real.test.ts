import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasStack, runCli, startCli } from "../support/cli.ts";
import type { MessagesServer, Script } from "../support/messages-server.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";
import { addSpec, countOf, create, ledgers, right, writes, wrong, wrongThenRight } from "../support/runs.ts";

const key = "test-key-4711";

/** A project with one spec, and a scripted model that its runs will ask. */
async function scene(script: Script) {
  const root = makeProject({ "specs/add.md": addSpec });
  const server = await startMessagesServer(script);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url };
  const run = (...args: string[]) => runCli(["run", ...args], { cwd: root, env });
  return { root, server, env, run, subject: () => readFileSync(join(root, "src/add.ts"), "utf8") };
}

/** Rows of the spec that no request shows; the first of a group is never held out. */
function heldOutRows({ requests }: MessagesServer): string[][] {
  const rows = addSpec
    .split("\n")
    .filter((line) => /^\| \d/.test(line))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .filter((cell) => cell !== ""),
    );
  const sent = requests.map(({ raw }) => raw).join("\n");
  return rows.filter((cells) => !cells.every((cell) => sent.includes(cell)));
}

function verdicts(root: string): string[] {
  return (ledgers(root)[0] ?? []).flatMap((event) => (event.type === "verdict" ? [event.outcome] : []));
}

describe("a wrong attempt, then a right one", () => {
  test("ends green: two verdicts, the tree written once, and nothing of a hold-out was sent", async () => {
    const { root, server, run, subject } = await scene([writes(wrong), writes(right)]);
    const ended = await run("--yes");
    expect(ended.code).toBe(0);
    expect(subject()).toBe(right);
    expect(verdicts(root)).toStrictEqual(["red", "green"]);
    expect(countOf(ledgers(root)[0], "applied")).toBe(1);
    const hidden = heldOutRows(server);
    expect(hidden).toHaveLength(1);
    for (const { raw } of server.requests) {
      for (const cell of hidden.flat()) expect(raw).not.toContain(cell);
      expect(raw).not.toContain(key);
    }
    const held = await runCli(["check"], { cwd: root });
    expect(held.code).toBe(0);
  });

  test.each(["told", "edit-intended", "edit-applied", "verdict", "run-ended"])(
    "killed at its first %s and started again: the same end, each edit once",
    async (type) => {
      const { root, env, run, subject } = await scene(wrongThenRight);
      const killed = startCli(["run", "--yes", "--json"], { cwd: root, env });
      await killed.saw(new RegExp(`"type":"${type}"`));
      killed.child.kill("SIGKILL");
      expect((await killed.ended).signal).toBe("SIGKILL");
      const ended = await run("--yes");
      expect(ended.code).toBe(0);
      expect(subject()).toBe(right);
      const [ledger, ...others] = ledgers(root);
      expect(others).toStrictEqual([]);
      expect(countOf(ledger, "edit-applied")).toBe(2);
      expect(countOf(ledger, "applied")).toBe(1);
      expect(verdicts(root).at(-1)).toBe("green");
    },
  );
});

describe("without a terminal and without --yes", () => {
  test("the tree stays, the command that applies is printed, and it works once", async () => {
    const { root, run, subject } = await scene([writes(right)]);
    const ended = await run();
    expect(ended.code).toBe(1);
    expect(subject()).toContain("not implemented");
    const id = /greenbar run --apply (\S+)/.exec(ended.stdout)?.[1] ?? "";

    const applied = await runCli(["run", "--apply", id], { cwd: root });
    expect(applied.code).toBe(0);
    expect(subject()).toBe(right);
    const again = await runCli(["run", "--apply", id], { cwd: root });
    expect(again.stderr).toMatch(/it was applied already/);
    expect(again.code).toBe(2);
  });

  test("a file that changed meanwhile is not written over", async () => {
    const { root, run, subject } = await scene([writes(right)]);
    const id = /greenbar run --apply (\S+)/.exec((await run()).stdout)?.[1] ?? "";
    writeFileSync(join(root, "src/add.ts"), "export const mine = 1;\n");
    const applied = await runCli(["run", "--apply", id, "--json"], { cwd: root });
    expect(applied.stderr).toMatch(/changed since the run began; nothing was written/);
    expect(JSON.parse(applied.stdout)).toMatchObject({ type: "error", exitCode: 4 });
    expect(applied.code).toBe(4);
    expect(subject()).toBe("export const mine = 1;\n");
  });
});

describe("a run that stops", () => {
  test("at its budget goes on with a larger one, and --fresh begins anew", async () => {
    const { root, run, subject } = await scene([writes(wrong), writes(wrong), writes(right)]);
    const first = await run("--yes", "--max-turns", "1");
    expect(first.stdout).toMatch(/the budget of 1 turns is used up/);
    expect(first.code).toBe(1);
    expect((await run("--yes", "--fresh", "--max-turns", "1")).code).toBe(1);
    expect(ledgers(root)).toHaveLength(2);
    const second = await run("--yes", "--max-turns", "3");
    expect(second.stderr).toMatch(/going on with run/);
    expect(second.code).toBe(0);
    expect(subject()).toBe(right);
    expect(ledgers(root)).toHaveLength(2);
  });

  test.each<[string, Script, RegExp]>([
    ["a key that is refused", [{ status: 401 }], /the key was refused \(401\).*ANTHROPIC_API_KEY/],
    [
      "a wait that is too long",
      [{ status: 429, headers: { "retry-after": "600" } }],
      /too many requests for this key \(429\)/,
    ],
    [
      "HTML",
      [{ status: 200, body: "<html>login</html>", contentType: "text/html" }],
      /the answer is no event stream \(text\/html\).*ANTHROPIC_BASE_URL/,
    ],
    ["a model that is not there", [{ status: 404 }], /there is no model .*--model/],
  ])("%s: what and what to do, exit 4, and the tree untouched", async (_, script, says) => {
    const { run, subject } = await scene(script);
    const ended = await run("--yes");
    expect(ended.all).toMatch(says);
    expect(hasStack(ended.all)).toBe(false);
    expect(ended.all).not.toContain(key);
    expect(ended.code).toBe(4);
    expect(subject()).toContain("not implemented");
  });

  test("what may pass is tried again: 429, 529, a stream that is cut, a call cut off by max_tokens", async () => {
    const half = { calls: [create("src/add.ts", right)] };
    const { run, subject } = await scene([
      { status: 429, headers: { "retry-after": "0" } },
      { status: 529, headers: { "retry-after": "0" } },
      { ...half, endAfter: 500 },
      { ...half, stop: "max_tokens", cutInput: 30 },
      writes(right),
    ]);
    const ended = await run("--yes");
    expect(ended.code).toBe(0);
    expect(subject()).toBe(right);
  });

  test("a ledger that is damaged is told with its place, and --fresh goes around it", async () => {
    const { root, run } = await scene([writes(wrong), writes(right)]);
    await run("--yes", "--max-turns", "1");
    const [id = ""] = readdirSync(join(root, ".greenbar/runs"));
    appendFileSync(join(root, ".greenbar/runs", id, "ledger.jsonl"), "rubbish\n");
    const ended = await run("--yes");
    expect(ended.stderr).toMatch(/ledger\.jsonl is damaged at byte \d+ \(line \d+\)/);
    expect(ended.stderr).toMatch(/--fresh/);
    expect(ended.code).toBe(4);
    expect((await run("--yes", "--fresh")).code).toBe(0);
  });
});

test("a write outside the subject's folder is denied and counted, and the run goes on", async () => {
  const paths = ["specs/add.md", "package.json", "test/specs/add.test.ts", ".greenbar/lock.json"];
  const { root, run, subject } = await scene([
    { calls: [...paths, "../escaped.ts", "/etc/escaped"].map((path) => create(path, "x")) },
    writes(right),
  ]);
  const ended = await run("--yes");
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/6 writes denied, beyond what an agent may write or import/);
  expect(countOf(ledgers(root)[0], "edit-denied")).toBe(6);
  expect(subject()).toBe(right);
  expect(readFileSync(join(root, "specs/add.md"), "utf8")).toBe(addSpec);
  expect(existsSync(join(root, "../escaped.ts"))).toBe(false);
});

test("a new import that is not the project's is denied, told and counted, and the run goes on", async () => {
  const { root, server, run, subject } = await scene([
    writes(`import "left-pad";\n${right}`),
    writes(`export const load = (name: string) => import(name);\n${right}`),
    writes(`import { sep } from "node:path";\nexport { sep };\n${right}`),
  ]);
  const ended = await run("--yes");
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/2 writes denied, beyond what an agent may write or import/);
  expect(server.requests[1]?.raw).toContain(
    "line 1 imports `left-pad`: that is no dependency of the project",
  );
  expect(countOf(ledgers(root)[0], "edit-denied")).toBe(2);
  expect(subject()).toContain("node:path");
});

test("--json is one event a line", async () => {
  const { run } = await scene([writes(right)]);
  const ended = await run("--yes", "--json");
  const types = ended.stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect(types[0]).toBe("run-started");
  expect(types.at(-1)).toBe("applied");
});

describe.skipIf(process.platform !== "linux")("without bubblewrap (Linux)", () => {
  /** A PATH with what a run needs, and no sandbox. */
  function path(): string {
    const folder = makeProject({});
    for (const program of ["git", "sh"]) {
      const found = execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
      symlinkSync(found, join(folder, program));
    }
    return folder;
  }

  test("no code of a model is run: exit 3 and the line that mends it", async () => {
    const { root, server, env } = await scene([writes(right)]);
    const ended = await runCli(["run", "--yes"], { cwd: root, env: { ...env, PATH: path() } });
    expect(ended.stderr).toMatch(/bubblewrap \(bwrap\) is not installed/);
    expect(ended.stderr).toMatch(/apt install bubblewrap/);
    expect(ended.stderr).toMatch(/--unsandboxed/);
    expect(ended.code).toBe(3);
    expect(server.requests).toStrictEqual([]);
    expect(existsSync(join(root, "src"))).toBe(false);
  });

  test("--unsandboxed is possible, and stamped", async () => {
    const { root, env } = await scene([writes(right)]);
    const options = { cwd: root, env: { ...env, PATH: path() } };
    const ended = await runCli(["run", "--yes", "--unsandboxed"], options);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/Not sandboxed/);
    expect(ledgers(root)[0]?.[0]).toMatchObject({ type: "run-started", sandbox: "none" });
  });
});

describe("agents without a model", () => {
  test("handoff prints its brief and waits for nobody; an edit makes it green", async () => {
    const root = makeProject({ "specs/add.md": addSpec });
    const ended = await runCli(["run"], { cwd: root });
    expect(ended.stdout).toMatch(/# Adds[^]*Make these examples hold by changing src\/add\.ts/);
    expect(ended.code).toBe(1);
    const brief = await runCli(["run", "--brief"], { cwd: root });
    expect(brief.stdout.trim()).toMatch(/^# Adds\n[^]*is the judge\.$/);

    writeFileSync(join(root, "src/add.ts"), right);
    const green = await runCli(["run"], { cwd: root });
    expect(green.stdout).toMatch(/there were no hold-outs/);
    expect(green.code).toBe(0);
  });

  test("offline ends green on a small spec", async () => {
    const root = makeProject({ "specs/add.md": addSpec });
    const ended = await runCli(["run", "--agent", "offline", "--yes"], { cwd: root });
    expect(ended.code).toBe(0);
    expect((await runCli(["check", "--strict"], { cwd: root })).code).toBe(0);
  });
});
