import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/spec/markdown.ts";
import { matchesLines } from "../../src/verdict/console.ts";
import { bin as built } from "../support/bin.ts";
import { makeProject, writeFiles } from "../support/project.ts";

const root = resolve(import.meta.dirname, "../..");
const nodes = parseMarkdown(readFileSync(join(root, "docs/why.md"), "utf8")).children;

test("each console session of docs/why.md does what it says", { timeout: 300_000 }, () => {
  const bin = makeProject({
    greenbar: `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
  });
  chmodSync(join(bin, "greenbar"), 0o755);
  const project = makeProject({});
  const env = { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: project, LANG: "C.UTF-8" };
  let sessions = 0;
  for (const [at, node] of nodes.entries()) {
    const before = nodes[at - 1];
    const file = before?.type === "html" ? /<!--\s*file:\s*(.*?)\s*-->/.exec(before.value)?.[1] : undefined;
    if (node.type !== "code") continue;
    if (file !== undefined) writeFiles(project, { [file]: `${node.value}\n` });
    if (node.lang !== "console") continue;
    for (const session of node.value.split(/^\$ /m).slice(1)) {
      const [command = "", ...expected] = session.trimEnd().split("\n");
      const ended = spawnSync("/bin/sh", ["-c", `exec 2>&1\n${command}`], {
        cwd: project,
        encoding: "utf8",
        env,
      });
      const lines = ended.stdout.trimEnd().split("\n");
      const pattern = expected.map((line) => (line === "..." ? null : line.trimEnd()));
      const isAsWritten =
        ended.status === 0 &&
        matchesLines(
          pattern,
          lines.map((line) => line.trimEnd()),
        );
      expect(isAsWritten ? "" : `$ ${command}\n${ended.stdout}[${ended.status}]`).toBe("");
      sessions += 1;
    }
  }
  expect(sessions).toBe(5);
});
