import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/app/config.ts";
import { parseMarkdown } from "../../src/spec/markdown.ts";
import { matchesLines } from "../../src/verdict/console.ts";
import { bin as built } from "../support/bin.ts";
import { makeProject, writeFiles } from "../support/project.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/reports.md"), "utf8");
const nodes = parseMarkdown(page).children;

test("each console session of docs/reports.md does what it says", { timeout: 300_000 }, () => {
  const bin = makeProject({
    greenbar: `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
  });
  chmodSync(join(bin, "greenbar"), 0o755);
  const project = makeProject({});
  const run = (command: string) =>
    spawnSync("/bin/sh", ["-c", `exec 2>&1\n${command}`], {
      cwd: project,
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: project, LANG: "C.UTF-8" },
    });
  let file = "";
  let sessions = 0;
  for (const node of nodes) {
    const [, word, rest = ""] =
      node.type === "html" ? (/^<!-- (file|run): (.*) -->$/.exec(node.value) ?? []) : [];
    if (word === "file") file = rest;
    if (word === "run") expect(run(rest).stdout).toBe("");
    if (node.type !== "code") continue;
    if (file !== "") writeFiles(project, { [file]: `${node.value}\n` });
    file = "";
    if (node.lang !== "console") continue;
    for (const session of node.value.split(/^\$ /m).slice(1)) {
      const [command = "", ...lines] = session.trimEnd().split("\n");
      const status = Number(/^\[(\d+)\]$/.exec(lines.at(-1) ?? "")?.[1] ?? 0);
      const output = lines
        .slice(0, status === 0 ? undefined : -1)
        .map((line) => (line === "..." ? null : line));
      const ended = run(command);
      const printed =
        ended.stdout.trimEnd() === ""
          ? []
          : ended.stdout
              .trimEnd()
              .split("\n")
              .map((line) => line.trimEnd());
      const isAsWritten = matchesLines(output, printed) && ended.status === status;
      expect(isAsWritten ? "" : `$ ${command}\n${ended.stdout}[${ended.status}]`).toBe("");
      sessions += 1;
    }
  }
  expect(sessions).toBe(6);
});

test("the matcher of VS Code reads our lines", () => {
  const code = nodes.find((node) => node.type === "code" && node.lang === "json");
  const tasks = JSON.parse(code?.type === "code" ? code.value : "") as {
    tasks: { problemMatcher: { pattern: { regexp: string } } }[];
  };
  const regexp = tasks.tasks[0]?.problemMatcher.pattern.regexp ?? "";
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(`"regexp": ${JSON.stringify(regexp)},`);
  const pattern = new RegExp(regexp);
  expect(pattern.exec("specs/a.md:7:3: note: x [y] z [row-too-short]")?.slice(1)).toStrictEqual([
    "specs/a.md",
    "7",
    "3",
    "note",
    "x [y] z",
    "row-too-short",
  ]);
});

test("the configuration shown is one", () => {
  expect(readConfig({ specs: "specs", lint: { "two-behaviours": "error" } })).toHaveProperty("config");
});
