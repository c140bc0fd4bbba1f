import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../../support/cli.ts";
import { makeProject } from "../../support/project.ts";
import { expectFrame } from "../../support/terminal/frame.ts";
import { leave, mask, openAt, openTui, patience, slow, walk } from "./open.ts";

test(
  "an empty project: an example to red, then a spec of one's own, changed under the screen",
  { timeout: slow },
  async () => {
    const { terminal, root } = await openTui({});
    await terminal.waitFor("has no spec yet", patience);
    await expectFrame(terminal, "welcome", { mask });
    await walk(terminal, [["x", "A pelican on a bicycle"]]);
    expect(readFileSync(join(root, "specs/pelican.md"), "utf8")).not.toContain("draft");
    await terminal.waitFor("wrote specs/pelican.md", patience);
    await walk(terminal, [["j", "behind it"]]);
    await expectFrame(terminal, "pelican", { mask });
    await walk(terminal, [
      ["g", "examples become tests"],
      ["enter", /(\d+) of \1 red/],
    ]);
    await expectFrame(terminal, "pelican-red", { mask });
    expect(existsSync(join(root, "test/specs/pelican.test.ts"))).toBe(true);

    await walk(terminal, [
      ["enter", "behind it"],
      ["escape", "/ filter"],
      ["n", "such as slugify"],
    ]);
    terminal.send("words/count");
    await walk(terminal, [["enter", "wrote specs/words/count.md"]]);
    const path = join(root, "specs/words/count.md");
    await terminal.waitFor("# ", patience);
    await expectFrame(terminal, "new-spec", { mask });
    writeFileSync(path, readFileSync(path, "utf8").replace(/^# .*$/m, "# Counting anew"));
    await terminal.waitFor("# Counting anew", patience);
    await walk(terminal, [["escape", /Counting anew +specs\/words\/count\.md/]]);
    await leave(terminal);
  },
);

test(
  "where there is no terminal, or a CI, there is a word and the commands, exit 0",
  { timeout: slow },
  async () => {
    const root = makeProject({});
    const piped = await runCli([], { cwd: root });
    expect([piped.code, piped.stderr]).toStrictEqual([0, expect.stringContaining("needs a terminal")]);
    expect(piped.stdout).toContain("generate-tests");

    const terminal = await openAt(root, { env: { CI: "1" }, rows: 60 });
    expect(await terminal.exit).toStrictEqual({ code: 0, signal: null });
    expect(terminal.screen()).toContain("needs a terminal, and CI unset");
    expect(terminal.screen()).toContain("generate-tests");
    expect(terminal.raw().text).not.toContain("\u001b[?1049h");
  },
);

test("the demo opens on the pelican", { timeout: slow }, async () => {
  const root = makeProject({});
  const terminal = await openAt(root, { args: ["demo"], env: { TMPDIR: root } });
  await terminal.waitFor("A spec, not true yet.", patience);
  await terminal.waitFor("A pelican on a bicycle", patience);
  expect(terminal.title()).toBe("greenbar · specs/pelican.md");
  await leave(terminal);
  expect(terminal.screen()).toMatch(/The project is in \S+greenbar-demo-/);
});
