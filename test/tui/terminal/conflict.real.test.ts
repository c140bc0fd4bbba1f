import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeProject, writeFiles } from "../../support/project.ts";
import { addSpec } from "../../support/runs.ts";
import { expectFrame } from "../../support/terminal/frame.ts";
import { endRunOf, gone, leave, mask, openAt, openModel, patience, slow, walk } from "./open.ts";

const reason = "Line 10 says that 1 and 2 make 3; line 11 cannot be had with the same addition.";

// Says its arguments, waits until it is let go, and changes the line that it was opened at.
const editor = `#!/bin/sh
line=\${1#+}
printf 'EDITOR at %s\\n' "$line"
while [ ! -e go ]; do sleep 0.05; done
sed -i "\${line}s/110144/110145/" "$2"
`;

test(
  "a conflict stops the run and explains itself; it waits, is put off, and is settled in the editor",
  { timeout: slow },
  async () => {
    const { env } = await openModel(() => ({
      text: "These lines exclude each other.",
      calls: [{ tool: "report_conflict", input: { lines: [11, 10], reason } }],
    }));
    const root = makeProject({ "specs/add.md": addSpec, "bin/vim": editor });
    chmodSync(join(root, "bin/vim"), 0o755);
    endRunOf(root);
    const terminal = await openAt(root, { env: { ...env, EDITOR: "bin/vim" } });
    await terminal.waitFor("no tests yet", patience);
    await walk(terminal, [
      ["r", "a model writes the code"],
      ["enter", "The agent reports a conflict"],
    ]);
    await terminal.waitFor("inbox 1", patience);
    await expectFrame(terminal, "conflict", { mask });

    await walk(terminal, [["i", "a conflict"]]);
    await expectFrame(terminal, "inbox-conflict", { mask });
    await walk(terminal, [["l", "a conflict  put off"]]);
    await terminal.waitFor("inbox 0", patience);
    expect(terminal.title()).toBe("greenbar · inbox");
    await walk(terminal, [["l", "inbox 1"]]);
    expect(terminal.title()).toBe("(1) greenbar · inbox");
    await gone(terminal, "conflict  put off");

    // The editor has the screen alone until it ends; then the screen comes back, with what it changed.
    terminal.press("e");
    await terminal.waitFor("EDITOR at 11", patience);
    writeFiles(root, { "specs/other.md": "# Other\n\n[NEEDS CLARIFICATION: which one?]\n" });
    expect(await terminal.quiet(1_500)).not.toContain("inbox");
    writeFiles(root, { go: "" });
    // The conflict is settled, and what came up meanwhile is there.
    await terminal.waitFor("1 of 1  a question", patience);
    await expectFrame(terminal, "inbox-question", { mask });
    expect(readFileSync(join(root, "specs/add.md"), "utf8")).toBe(addSpec.replace("110144", "110145"));
    await walk(terminal, [
      ["escape", "The agent reports a conflict"],
      ["escape", "/ filter"],
      ["enter", "110145"],
    ]);
    await leave(terminal);
  },
);
