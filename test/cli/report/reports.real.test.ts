import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { runCli } from "../../support/cli.ts";
import { makeProject, writeFiles } from "../../support/project.ts";

const spec = (result: string) => `---
subject: ../src/greet.ts
---
# Greeting

<!-- status -->

## Greets

| \`name\` | \`greet(name)\` |
| --- | --- |
| Ada | Hello, Ada! |
| Bob | ${result} |
`;

const source = "export const greet = (name: string): string => `Hello, ${name}!`;\n";

function commit(root: string): void {
  const author = ["-c", "user.name=Ann", "-c", "user.email=a@example.org"];
  const env = { PATH: process.env["PATH"], HOME: root };
  for (const args of [
    ["init", "-q", "-b", "main"],
    ["add", "-A"],
    [...author, "commit", "-q", "-m", "one"],
  ]) {
    execFileSync("git", args, { cwd: root, env });
  }
}

describe("check --report", () => {
  test("one to standard output, one to a file, one to the job's summary; people read standard error", async () => {
    const root = makeProject({
      "specs/greet.md": spec("Howdy, Bob!"),
      "src/greet.ts": source,
      summary: "before\n",
    });
    const args = ["check", "--report", "github", "--report", "junit=out/junit.xml", "--report", "summary"];
    const { code, stdout, stderr } = await runCli(args, {
      cwd: root,
      // There no other line that is printed may be a command; these are meant.
      env: { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(root, "summary") },
    });
    expect(code).toBe(1);
    expect(stdout.split("\n").map((line) => line.replace(/::.*/s, (all) => all.slice(0, 8)))).toStrictEqual([
      "::error ",
      "::notice",
      "::error:",
      "",
    ]);
    expect(stdout).toContain(
      '::error file=specs/greet.md,line=13,title=fails%3A greet("Bob") → "Howdy%2C Bob!"::expected "Howdy, Bob!"%0Aactual   "Hello, Bob!"\n',
    );
    expect(stderr).toContain("Greets  fails, 0 of 2 hold");
    expect(readFileSync(join(root, "out/junit.xml"), "utf8")).toContain(
      '<testsuite name="specs/greet.md" tests="2" failures="1" errors="0" skipped="1">',
    );
    expect(readFileSync(join(root, "summary"), "utf8")).toMatch(/^before\n## ❌ greenbar: red\n/);
  });

  test("a spec that cannot be read is reported too; a wrong format is refused before anything is run", async () => {
    const root = makeProject({
      "specs/a.md": "---\nsubject: ../src/a.ts\n---\n# A\n\n## B\n\n| `x` | `f(x)` |\n| --- | --- |\n| 1 |\n",
      "src/a.ts": "export const f = 1;\n",
    });
    const broken = await runCli(["check", "--report", "problems"], { cwd: root });
    expect(broken.code).toBe(2);
    expect(broken.stdout).toMatch(/^specs\/a\.md:10:\d+: error: .* \[row-too-short\]\n$/);
    const wrong = await runCli(["check", "--report", "html=x"], { cwd: root });
    expect([wrong.code, wrong.stdout, existsSync(join(root, "x"))]).toStrictEqual([2, "", false]);
    expect(wrong.stderr).toContain("There are: github, summary, junit, sarif, markdown, badge, problems.");
  });
});

describe("diff", () => {
  test("old and new result; nothing is run, and nothing changes but the exit status that was asked for", async () => {
    const root = makeProject({ "specs/greet.md": spec("Hello, Bob!"), "src/greet.ts": source });
    commit(root);
    expect((await runCli(["diff", "--exit-code"], { cwd: root })).code).toBe(0);
    writeFiles(root, { "specs/greet.md": spec("Howdy, Bob!").replace("## Greets", "## Says hello") });
    const { code, stdout } = await runCli(["diff"], { cwd: root });
    expect(code).toBe(0);
    expect(stdout).toContain("~ Says hello  renamed, was: Greets");
    expect(stdout).toContain('was "Hello, Bob!"\n          is  "Howdy, Bob!"\n');
    const comment = await runCli(["diff", "HEAD", "--exit-code", "--report", "markdown"], { cwd: root });
    expect(comment.code).toBe(1);
    expect(comment.stdout).toContain('    - "Hello, Bob!"\n    + "Howdy, Bob!"\n');
    const json: unknown = JSON.parse((await runCli(["diff", "--json"], { cwd: root })).stdout);
    expect(json).toMatchObject({
      version: 1,
      changed: true,
      counts: { examples: { changed: 1 }, requirements: { renamed: 1 } },
    });
    expect((await runCli(["diff", "nope"], { cwd: root })).code).toBe(2);
  });
});

describe("status --write", () => {
  test("writes where the spec asks for it, once, and neither suite nor check take it for a change", async () => {
    const root = makeProject({ "specs/greet.md": spec("Hello, Bob!"), "src/greet.ts": source });
    expect((await runCli(["generate-tests"], { cwd: root })).code).toBe(0);
    const first = await runCli(["status", "--write"], { cwd: root });
    expect(first.stdout).toContain("wrote specs/greet.md");
    const text = readFileSync(join(root, "specs/greet.md"), "utf8");
    expect(text).toBe(
      spec("Hello, Bob!").replace(
        "<!-- status -->",
        "<!-- status --> unproven, 0 of 2 examples hold <!-- /status -->",
      ),
    );
    expect((await runCli(["status", "--write"], { cwd: root })).stdout).not.toContain("wrote");
    const { code, stdout } = await runCli(["check", "--strict"], { cwd: root });
    expect([code, stdout.includes("drifted")]).toStrictEqual([0, false]);
  });
});
