import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { parseMarkdown } from "../../src/spec/markdown.ts";
import { bin as built } from "../support/bin.ts";
import { runCli, startCli } from "../support/cli.ts";
import { descendants, isAlive, until } from "../support/processes.ts";
import { makeProject, writeFiles } from "../support/project.ts";

const root = resolve(import.meta.dirname, "../..");
const nodes = parseMarkdown(readFileSync(join(root, "docs/watch.md"), "utf8")).children;

/** What stands in docs/watch.md: files, what is done to them, and what the watch then says. */
const steps = nodes.flatMap((node, at) => {
  const before = nodes[at - 1];
  const comment = before?.type === "html" ? /^<!--\s*(\w+): (.*?)\s*-->$/su.exec(before.value) : null;
  if (node.type !== "code" || comment === null) return [];
  return [{ is: comment[1] ?? "", about: comment[2] ?? "", text: node.value }];
});

test(
  "docs/watch.md: it says what the page says, and Ctrl-C leaves nothing behind",
  { timeout: 300_000 },
  async () => {
    const bin = makeProject({
      greenbar: `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
    });
    chmodSync(join(bin, "greenbar"), 0o755);
    const project = makeProject({});
    const left = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-left-")));
    onTestFinished(() => rmSync(left, { recursive: true, force: true }));
    const shell = (command: string) =>
      execFileSync("/bin/sh", ["-c", command], {
        cwd: project,
        stdio: "pipe",
        env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: project },
      });
    let watch: ReturnType<typeof startCli> | null = null;
    let wanted = "";
    let sessions = 0;
    for (const { is, about, text } of steps) {
      if (is === "file") {
        writeFiles(project, { [about]: `${text}\n` });
        continue;
      }
      shell(about);
      watch ??= startCli(["watch"], { cwd: project, env: { TMPDIR: left }, timeout: 120_000 });
      wanted += text.replace("$ greenbar watch\n", "").split("\n").map(asPattern).join("\\n") + "\\n";
      await watch.saw(new RegExp(`^${wanted}`, "u"));
      sessions += 1;
    }
    expect(sessions).toBe(4);
    if (watch === null) throw new Error("docs/watch.md starts no watch");
    const children = descendants(watch.child.pid ?? 0);
    watch.child.kill("SIGINT");
    const { code, stdout } = await watch.ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(new RegExp(`^${wanted}$`, "u"));
    await until(() => !children.some(({ pid }) => isAlive(pid)), 5_000, "every child is gone");
    expect(readdirSync(left)).toStrictEqual([]);
  },
);

test(
  "SIGTERM in the middle of a check ends it too; a port that is taken is said before",
  { timeout: 120_000 },
  async () => {
    const project = makeProject({
      "specs/add.md": "---\nsubject: ../src/add.js\n---\n# Add\n\n## Adds\n\n- `add(1, 2)` is `3`.\n",
      "src/add.js": "export const add = (a, b) => { for (;;); };\n",
    });
    const taken = createServer();
    const port = await new Promise<number>((done) =>
      taken.listen(0, "127.0.0.1", () => done((taken.address() as AddressInfo).port)),
    );
    onTestFinished(() => void taken.close());
    const refused = await runCli(["watch", "--port", String(port)], { cwd: project });
    expect(refused.code).toBe(4);
    expect(refused.stderr).toContain(`port ${port} is taken`);
    expect(refused.stdout).toBe("");

    const watch = startCli(["watch", "--no-site"], { cwd: project, timeout: 90_000 });
    await until(() => descendants(watch.child.pid ?? 0).length > 0, 60_000, "a check has begun");
    const children = descendants(watch.child.pid ?? 0);
    watch.child.kill("SIGTERM");
    expect((await watch.ended).code).toBe(143);
    await until(() => !children.some(({ pid }) => isAlive(pid)), 5_000, "every child is gone");
  },
);

function asPattern(line: string): string {
  return line.split("...").map(escaped).join("[^\\n]*");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}
