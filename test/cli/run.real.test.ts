import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { runCli, startCli } from "../support/cli.ts";
import type { MessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";
import { addSpec, countOf, create, ledgers, right, writes, wrong, wrongThenRight } from "../support/runs.ts";
import { key, scene } from "../support/scripted-run.ts";

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

  // Each point of a run is killed in the attacks' table.
  test("killed at its first edit-applied and started again: the same end, each edit once", async () => {
    const { root, env, run, subject } = await scene(wrongThenRight);
    const killed = startCli(["run", "--yes", "--json"], { cwd: root, env });
    await killed.saw(/"type":"edit-applied"/);
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
  });
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
