import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { runCli } from "../support/cli.ts";
import { makeProject } from "../support/project.ts";
import { addSpec } from "../support/runs.ts";

// Each test starts many processes, one after the other.
vi.setConfig({ testTimeout: 180_000 });

/** A project, and its command line: what it prints and how it ends. */
function scene(files: Readonly<Record<string, string>>) {
  const root = makeProject(files);
  const file = (path: string) => readFileSync(join(root, path), "utf8");
  return { root, file, greenbar: (...args: string[]) => runCli(args, { cwd: root }) };
}

describe("a green run that nobody accepted", () => {
  test("waits in the inbox and in the status, is shown, put off, and accepted once", async () => {
    const { file, greenbar } = scene({ "specs/add.md": addSpec });
    expect((await greenbar("run", "--agent", "offline")).code).toBe(1);
    expect(file("src/add.ts")).toContain("not implemented");

    const listed = await greenbar("inbox");
    expect(listed.stdout).toMatch(/^1 {2}A green result waits to be written: src\/add\.ts$/m);
    expect(listed.code).toBe(1);
    const id = /greenbar inbox (\S+) accept/.exec(listed.stdout)?.[1] ?? "";
    const status = await greenbar("status");
    expect(status.stdout.trimEnd().split("\n").at(-1)).toBe("1 decision waits: greenbar inbox");
    expect(JSON.parse((await greenbar("status", "--json")).stdout)).toMatchObject({ inbox: 1 });

    const shown = await greenbar("inbox", "1");
    expect(shown.stdout).toMatch(/^ {2}│ src\/add\.ts {2}changed$/m);
    expect(shown.stdout).toMatch(/^ {2}│ \+ .*return/m);

    expect((await greenbar("inbox", id, "later")).code).toBe(0);
    const later = await greenbar("inbox");
    expect(later.stdout).toMatch(/put off/);
    expect(later.code).toBe(0);
    expect((await greenbar("status")).stdout).not.toMatch(/greenbar inbox/);

    const accepted = await greenbar("inbox", id, "accept", "--json");
    expect(JSON.parse(accepted.stdout)).toMatchObject({
      version: 1,
      item: id,
      decision: "accept",
      changes: [
        "src/add.ts",
        ".greenbar/lock.json",
        ".greenbar/receipts/add.json",
        ".greenbar/runs/inbox.json",
      ],
      next: null,
    });
    expect(accepted.code).toBe(0);
    expect(file("src/add.ts")).toContain("return");
    expect((await greenbar("check")).code).toBe(0);

    const again = await greenbar("inbox", id, "accept");
    expect(again.stderr).toMatch(new RegExp(`nothing that waits is called ${id}`));
    expect(again.code).toBe(2);
    expect((await greenbar("inbox")).stdout).toBe("Nothing waits for you.\n");
  });

  test("that was declined does not come back", async () => {
    const { file, greenbar } = scene({ "specs/add.md": addSpec });
    await greenbar("run", "--agent", "offline");
    expect((await greenbar("inbox", "1", "decline")).stdout).toBe("Declined; nothing was written.\n");
    expect(file("src/add.ts")).toContain("not implemented");
    const empty = await greenbar("inbox", "--json");
    expect(JSON.parse(empty.stdout)).toMatchObject({ version: 1, waiting: 0, items: [] });
    expect(empty.code).toBe(0);
  });
});

test("a hand-off that waits shows its brief, and says how to go on", async () => {
  const { greenbar } = scene({ "specs/add.md": addSpec });
  await greenbar("run", "--agent", "handoff");
  const shown = await greenbar("inbox", "1");
  expect(shown.stdout).toMatch(/│ # Adds\n[^]*│ Make these examples hold by changing src\/add\.ts/);
  expect(shown.stdout).toMatch(/^greenbar run specs\/add\.md --agent handoff {2}go on/m);
});

test("a suite that was changed by hand is written again from its spec", async () => {
  const { root, file, greenbar } = scene({ "specs/add.md": addSpec });
  await greenbar("generate-tests");
  const suite = "test/specs/add.test.ts";
  const generated = file(suite);
  writeFileSync(join(root, suite), generated.replace("toBe(3)", "toBe(4)"));
  const shown = await greenbar("inbox", "1");
  expect(shown.stdout).toMatch(/1 test was changed by hand/);
  expect(shown.stdout).toMatch(/^ {2}│ - .*toBe\(3\)/m);
  const again = await greenbar("inbox", "1", "regenerate");
  expect(again.stdout).toBe("Written from the spec again: 6 of 6 seen red.\n");
  expect(file(suite)).toBe(generated);
});

describe("what cannot be decided", () => {
  const asking = { "specs/a.md": "# A\n\n## Open questions\n\n- Who pays?\n" };

  test.each([
    ["an item that there is not", ["2"], /nothing that waits is called 2/, /1 question-[0-9a-f]{6}/],
    [
      "an answer that there is not",
      ["1", "acept"],
      /"acept" is no answer to question-/,
      /greenbar inbox question-\w+ later/,
    ],
    ["an answer that only a screen can give", ["1", "open-spec"], /"open-spec" is no answer/, /dismiss/],
  ])("%s: exit 2, and what there is", async (_, args, says, offers) => {
    const { greenbar } = scene(asking);
    const ended = await greenbar("inbox", ...args);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).toMatch(offers);
    expect(ended.code).toBe(2);
  });

  test("without a spec nothing waits", async () => {
    const ended = await scene({}).greenbar("inbox");
    expect(ended.stdout).toBe("Nothing waits for you.\n");
    expect(ended.code).toBe(0);
  });
});
