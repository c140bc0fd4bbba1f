import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { parseMarkdown } from "../../src/spec/markdown.ts";
import { matchesLines } from "../../src/verdict/console.ts";
import { bin as built } from "../support/bin.ts";
import { makeProject } from "../support/project.ts";

const root = resolve(import.meta.dirname, "../..");

const openspec = `# titles Specification

## Requirements
### Requirement: Joins words
The system SHALL join words.

#### Scenario: two words
- **WHEN** a title has two words
- **THEN** a hyphen joins them

### Requirement: Trims
The system SHALL trim [NEEDS CLARIFICATION: what?].
`;

const add = `---
subject: ../src/add.ts
---
# Add

## Adds

- \`add(1, 2)\` is \`3\`.
- \`add(2, 5)\` is \`7\`.
`;

const files = { "specs/add.md": add, "src/add.ts": "export const add = (a: number, b: number) => a + b;\n" };
const owing = `${add}\n## Subtracts\n\nIt MUST subtract.\n\n## Multiplies\n\nIt MUST multiply.\n`;
const commit = "git -c user.name=a -c user.email=a@example.com commit -q -m all";

/** Pages with the project in which their consoles run, and what was done there before. */
const pages: readonly (readonly [page: string, files: Readonly<Record<string, string>>, before: string])[] = [
  ["moving-in.md", { "openspec/specs/titles/spec.md": openspec }, "true"],
  [
    "baseline.md",
    { ...files, "specs/add.md": owing },
    "greenbar generate-tests; greenbar check --write-baseline",
  ],
  [
    "changed.md",
    {
      ...files,
      "specs/sub.md": add.replaceAll("add", "sub").replace("3", "-1").replace("7", "-3"),
      "src/sub.ts": "export const sub = (a: number, b: number) => a - b;\n",
    },
    `git init -q && git add . && ${commit} && echo '// more' >> src/add.ts`,
  ],
];

test.each(pages)("the consoles of docs/%s do what they say", { timeout: 240_000 }, (page, given, before) => {
  const bin = makeProject({
    greenbar: `#!/bin/sh\nexec '${process.execPath}' '${built}' "$@"\n`,
  });
  chmodSync(join(bin, "greenbar"), 0o755);
  const project = makeProject(given);
  const shell = (command: string) =>
    spawnSync("/bin/sh", ["-c", `exec 2>&1\n${command}`], {
      cwd: project,
      encoding: "utf8",
      env: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, HOME: project, LANG: "C.UTF-8" },
    });
  shell(before);
  const text = readFileSync(join(root, "docs", page), "utf8");
  const consoles = parseMarkdown(text).children.flatMap((node) =>
    node.type === "code" && node.lang === "console" ? [node.value.split("\n")] : [],
  );
  expect(consoles.length).toBeGreaterThan(0);
  for (const [command = "", ...output] of consoles) {
    const { stdout, status } = shell(command.replace(/^\$ /, ""));
    const wanted = output.map((line) => (line === "..." ? null : line.trimEnd()));
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.trimEnd());
    expect(matchesLines(wanted, lines) && status === 0 ? "" : stdout).toBe("");
  }
});
