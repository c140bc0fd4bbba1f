import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Code, RootContent } from "mdast";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/spec/markdown.ts";
import { matchesLines } from "../../src/verdict/console.ts";
import { bin as built } from "../support/bin.ts";
import { makeProject, writeFiles } from "../support/project.ts";

const root = resolve(import.meta.dirname, "../..");
const nodes = parseMarkdown(readFileSync(join(root, "README.md"), "utf8")).children;

// Lines of `sh` fences are not run here: each says where it is.
const runElsewhere = new Map([
  ["npm ci && npm start", ".ci/run installs; test/cli/demo.real.test.ts runs the demo"],
  ["npm cit", ".ci/run"],
  ["npm pack", "test/e2e"],
  ["npm install --save-dev ../greenbar/greenbar-0.1.0.tgz", "test/e2e"],
]);

test("each console session of the README does what it says", { timeout: 300_000 }, () => {
  const bin = makeProject({
    greenbar: `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
  });
  chmodSync(join(bin, "greenbar"), 0o755);
  let project = "";
  let sessions = 0;
  for (const [at, node] of nodes.entries()) {
    for (const wanted of commentsBefore(at)) {
      if (wanted.startsWith("project:")) project = makeProject({});
      if (wanted.startsWith("file:") && node.type === "code") {
        writeFiles(project, { [wanted.slice("file:".length).trim()]: `${node.value}\n` });
      }
    }
    if (node.type !== "code" || node.lang !== "console") continue;
    for (const { command, output, status } of commandsOf(node)) {
      const ended = spawnSync("/bin/sh", ["-c", `exec 2>&1\n${command}`], {
        cwd: project,
        encoding: "utf8",
        env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: project, LANG: "C.UTF-8" },
      });
      const lines =
        ended.stdout.trimEnd() === ""
          ? []
          : ended.stdout
              .trimEnd()
              .split("\n")
              .map((line) => line.trimEnd());
      const isAsWritten = matchesLines(output, lines) && ended.status === status;
      expect(isAsWritten ? "" : `$ ${command}\n${ended.stdout}[${ended.status}]`).toBe("");
      sessions += 1;
    }
  }
  expect(sessions).toBeGreaterThan(8);
});

test("each line of a shell fence is run somewhere", () => {
  const lines = nodes.flatMap((node) =>
    node.type === "code" && node.lang === "sh" ? node.value.split("\n") : [],
  );
  expect(lines.toSorted()).toStrictEqual([...runElsewhere.keys()].toSorted());
});

test("every command of --help has a line in the README, and no other", async () => {
  const { commands } = await import("../../src/cli/commands.ts");
  const text = readFileSync(join(root, "README.md"), "utf8");
  const table = text.slice(text.indexOf("## Every command"), text.indexOf("Each has `--help`"));
  const named = [...table.matchAll(/^\| `([a-z-]+)/gm)].map((match) => match[1]);
  expect(named).toStrictEqual(commands.map(({ name }) => name));
});

/** Comments that stand right before a block: `project: NAME`, `file: PATH`. */
function commentsBefore(at: number): string[] {
  const found: string[] = [];
  for (let before = at - 1; isComment(nodes[before]); before -= 1) {
    const node = nodes[before];
    if (node?.type !== "html") break;
    found.unshift(...[...node.value.matchAll(/<!--\s*(.*?)\s*-->/g)].map((match) => match[1] ?? ""));
  }
  return nodes[at]?.type === "code" ? found : [];
}

function isComment(node: RootContent | undefined): boolean {
  return node?.type === "html";
}

function commandsOf({ value }: Code) {
  const commands: { command: string; output: (string | null)[]; status: number }[] = [];
  for (const line of value.split("\n")) {
    const last = commands.at(-1);
    const status = /^\[(\d+)\]$/.exec(line)?.[1];
    if (line.startsWith("$ ")) commands.push({ command: line.slice(2), output: [], status: 0 });
    else if (last !== undefined && status !== undefined) last.status = Number(status);
    else last?.output.push(line === "..." ? null : line.trimEnd());
  }
  return commands;
}
