import { join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeProject } from "../../support/project.ts";
import { openTerminal } from "../../support/terminal/terminal.ts";
import { doubleSpec, expectRestored, openTui, patience, slow } from "./open.ts";

describe("the terminal is as it was", { timeout: slow }, () => {
  test.each([
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("after %s", async (signal, code) => {
    const { terminal } = await openTui({ "specs/double.md": doubleSpec });
    await terminal.waitFor("no tests yet", patience);
    expect([terminal.alternate(), terminal.cursor().isVisible]).toStrictEqual([true, false]);
    process.kill(terminal.pid, signal);
    expect(await terminal.exit).toStrictEqual({ code, signal: null });
    expectRestored(terminal);
    expect(terminal.screen()).toBe("");
  });

  test("after a bug in a view, with what happened, and exit 4", async () => {
    const terminal = await openTerminal({
      command: process.execPath,
      args: [join(import.meta.dirname, "programs/throws.ts")],
      cwd: makeProject({ "specs/double.md": doubleSpec }),
    });
    onTestFinished(() => terminal.close());
    await terminal.waitFor("no tests yet", patience);
    terminal.press("/");
    expect(await terminal.exit).toStrictEqual({ code: 4, signal: null });
    expectRestored(terminal);
    const shown = terminal.screen();
    expect(shown).toMatch(/^error .*a bug in a view$/m);
    expect(shown).toMatch(/its ledger is below\s+\S*\.greenbar\/runs/);
    expect(shown).toMatch(/^TypeError: a bug in a view\n +at /m);
    expect(shown).not.toContain("no tests yet");
  });
});
