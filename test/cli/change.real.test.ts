import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";
import { until } from "../support/processes.ts";
import { writes } from "../support/runs.ts";

const main = `---
subject: ../../../src/titles.ts
---
# titles Specification

## Purpose
Titles become slugs.

## Requirements

### Requirement: Joins words
The system SHALL join words.

#### Scenario: two words
- **WHEN** \`slugify("a b")\` is called
- **THEN** the result SHALL be \`"a-b"\`
`;

const delta = `## ADDED Requirements

### Requirement: Trims
The system SHALL trim.

#### Scenario: blanks around
- **WHEN** \`slugify(" a ")\` is called
- **THEN** the result SHALL be \`"a"\`
`;

const joins = 'export function slugify(title: string): string {\n  return title.replaceAll(" ", "-");\n}\n';
const trims = joins.replace("title.replaceAll", "title.trim().replaceAll");

test("a change of OpenSpec is red before, is worked on, and is green after; its main spec stays", async () => {
  const spec = "openspec/specs/titles/spec.md";
  const root = makeProject({
    "greenbar.config.ts": 'export default { specs: "openspec/specs" };\n',
    "src/titles.ts": joins,
    [spec]: main,
    "openspec/changes/trim/specs/titles/spec.md": delta,
    "openspec/changes/trim/proposal.md": "# trim\n",
  });
  const server = await startMessagesServer([writes(trims, "src/titles.ts")]);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
  const cli = (...args: string[]) => runCli(args, { cwd: root, env });

  const without = await cli("check", "--json");
  expect(JSON.parse(without.stdout)).toMatchObject({
    outcome: "green",
    requirements: [{ id: "titles/joins-words" }],
  });
  const before = await cli("check", "--change", "trim", "--json");
  expect(before.code).toBe(1);
  expect(JSON.parse(before.stdout)).toMatchObject({
    outcome: "red",
    requirements: [
      { id: "titles/joins-words", spec, line: 11, status: "unproven" },
      {
        id: "titles/trims",
        spec: "openspec/changes/trim/specs/titles/spec.md",
        line: 3,
        status: "fails",
        examples: [{ line: 6, kind: "scenario" }],
      },
    ],
  });

  const ran = await cli("run", "--change", "trim", "--yes");
  expect(ran.stdout).toMatch(/green/);
  expect(ran.code).toBe(0);
  expect(readFileSync(join(root, "src/titles.ts"), "utf8")).toBe(trims);
  expect(readFileSync(join(root, spec), "utf8")).toBe(main);
  const after = await cli("check", "--change", "trim", "--json");
  expect(JSON.parse(after.stdout)).toMatchObject({ outcome: "green", summary: { fails: 0 } });
  expect(after.code).toBe(0);
}, 300_000);

test("a change's green run that was not accepted waits in the inbox, and is applied by its name", async () => {
  const spec = "openspec/specs/titles/spec.md";
  const root = makeProject({
    "greenbar.config.ts": 'export default { specs: "openspec/specs" };\n',
    "src/titles.ts": joins,
    [spec]: main,
    "openspec/changes/trim/specs/titles/spec.md": delta,
  });
  const server = await startMessagesServer([writes(trims, "src/titles.ts")]);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
  const cli = (...args: string[]) => runCli(args, { cwd: root, env, timeout: 120_000 });
  const ran = await cli("run", "--change", "trim");
  expect([ran.code, readFileSync(join(root, "src/titles.ts"), "utf8")]).toStrictEqual([1, joins]);
  const inbox = await cli("inbox");
  expect(inbox.stdout).toContain("A green result waits to be written: src/titles.ts (change trim)");
  const id = readdirSync(join(root, ".greenbar/runs")).find((name) => /^\d/.test(name)) ?? "";
  expect(await cli("run", "--apply", id)).toMatchObject({ code: 0 });
  expect(readFileSync(join(root, "src/titles.ts"), "utf8")).toBe(trims);
  expect(readFileSync(join(root, spec), "utf8")).toBe(main);
  const lock = readFileSync(join(root, ".greenbar/lock.json"), "utf8").split("\n");
  expect(lock.find((line) => line.includes("titles/trims"))).toContain('"held":true');
}, 300_000);

test("a change is worked on in the background, and its main spec stays", { timeout: 240_000 }, async () => {
  const spec = "openspec/specs/titles/spec.md";
  const root = makeProject({
    "greenbar.config.ts": 'export default { specs: "openspec/specs" };\n',
    "src/titles.ts": joins,
    [spec]: main,
    "openspec/changes/trim/specs/titles/spec.md": delta,
    "openspec/changes/trim/proposal.md": "# trim\n",
  });
  const server = await startMessagesServer([writes(trims, "src/titles.ts")]);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
  const cli = (...args: string[]) => runCli(args, { cwd: root, env, timeout: 120_000 });
  const begun = await cli("run", "--change", "trim", "--background", "--yes");
  expect(begun).toMatchObject({ code: 0, stdout: expect.stringContaining("goes on in the background") });
  await cli("run", "--join");
  await until(() => !existsSync(join(root, ".greenbar/runs/lock")), 120_000, "the run ends");
  expect(readFileSync(join(root, "src/titles.ts"), "utf8")).toBe(trims);
  expect(readFileSync(join(root, spec), "utf8")).toBe(main);
});

test("a change that OpenSpec would refuse is not run, and says where", async () => {
  const root = makeProject({
    "greenbar.config.ts": 'export default { specs: "openspec/specs" };\n',
    "openspec/specs/titles/spec.md": main,
    "openspec/changes/odd/specs/titles/spec.md":
      "## MODIFIED Requirements\n\n### Requirement: Gone\nIt SHALL.\n",
  });
  const { code, stderr } = await runCli(["check", "--change", "odd"], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toContain("openspec/changes/odd/specs/titles/spec.md:3:1");
  expect(stderr).toContain('MODIFIED "Gone" is not in the main spec');
}, 120_000);
