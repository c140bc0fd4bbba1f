import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasStack, runCli, startCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { descendants, isAlive, until } from "../support/processes.ts";
import { makeProject } from "../support/project.ts";
import { addSpec, countOf, ledgers, right, writes } from "../support/runs.ts";

/** A folder for temporary files of its own, so that what is left in it is seen. */
function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-left-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const endless = "export function add(): number {\n  for (;;);\n}\n";

describe.skipIf(process.platform !== "linux")(
  "interrupted (processes are looked at in /proc, on Linux)",
  () => {
    test.each([
      ["check", ["check"], "SIGINT", 130],
      ["check", ["check", "--json"], "SIGTERM", 143],
      ["generate-tests", ["generate-tests"], "SIGINT", 130],
    ] as const)("%s %j by %s: children die at once, nothing is left", async (_, args, signal, code) => {
      const root = makeProject({ "specs/add.md": addSpec, "src/add.ts": endless });
      const left = temporary();
      const { child, ended } = startCli(args, { cwd: root, env: { TMPDIR: left } });
      const pid = child.pid ?? 0;
      const runsCode = () =>
        descendants(pid).some(({ command }) => command.includes("/vitest/") || command.includes("child"));
      await until(runsCode, 30_000, "Vitest is started");
      const children = descendants(pid);
      const since = performance.now();
      child.kill(signal);
      const end = await ended;
      expect(performance.now() - since).toBeLessThan(3_000);
      expect(end.code).toBe(code);
      expect(end.stderr).toMatch(/stopped/);
      expect(hasStack(end.all)).toBe(false);
      if (args.includes("--json" as never)) expect(JSON.parse(end.stdout)).toMatchObject({ version: 1 });
      await until(() => !children.some((one) => isAlive(one.pid)), 1_000, "every child is gone");
      expect(readdirSync(left)).toStrictEqual([]);
      expect(existsSync(join(root, "test"))).toBe(false);
    });

    test("run while the model is silent: resumable, and goes on to green", async () => {
      const root = makeProject({ "specs/add.md": addSpec });
      const server = await startMessagesServer((_request, index) =>
        index === 0 ? { silent: true } : writes(right),
      );
      onTestFinished(() => server.close());
      const env = { ANTHROPIC_API_KEY: "test", ANTHROPIC_BASE_URL: server.url };
      const { child, ended } = startCli(["run", "--yes"], { cwd: root, env });
      await until(() => server.requests.length === 1, 60_000, "the model is asked");
      const children = descendants(child.pid ?? 0);
      child.kill("SIGINT");
      const end = await ended;
      expect(end.code).toBe(130);
      expect(end.stdout).toMatch(/goes on from here/);
      await until(() => !children.some((one) => isAlive(one.pid)), 1_000, "every child is gone");
      expect(countOf(ledgers(root)[0], "paused")).toBe(1);

      const again = await runCli(["run", "--yes"], { cwd: root, env });
      expect(again.stderr).toMatch(/going on with run/);
      expect(again.code).toBe(0);
      expect(ledgers(root)).toHaveLength(1);
      expect(readFileSync(join(root, "src/add.ts"), "utf8")).toBe(right);
    });
  },
);
