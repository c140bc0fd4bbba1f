import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectFrame } from "../../support/terminal/frame.ts";
import { doubleSpec, gone, leave, mask, openTui, patience, slow, walk } from "./open.ts";

test(
  "a spec is given an example, generated, run by the offline agent, accepted, checked, and broken again",
  { timeout: slow },
  async () => {
    const { terminal, root } = await openTui({ "specs/double.md": doubleSpec });
    const read = (path: string) => readFileSync(join(root, path), "utf8");
    const margin = (sign: string, text: string) =>
      terminal.waitFor(
        (screen) => screen.split("\n").some((row) => row.startsWith(`${sign} ${text}`)),
        patience,
      );
    await terminal.waitFor("no tests yet", patience);
    await expectFrame(terminal, "specs", { mask });
    expect([terminal.alternate(), terminal.title()]).toStrictEqual([true, "greenbar · sample"]);

    await walk(terminal, [
      ["enter", "Doubles a number"],
      ["j", "Doubles a number"],
      ["enter", "never seen red"],
    ]);
    await expectFrame(terminal, "spec", { mask });

    // An example in place: a row of the table, laid out as the table is, and nothing else of the file touched.
    await walk(terminal, [
      ["enter", "not checked yet"],
      ["a", "One more example of"],
    ]);
    terminal.send("7");
    terminal.press("tab");
    terminal.press("tab");
    terminal.send("14");
    await terminal.waitFor("| 7   | 14          |", patience);
    await expectFrame(terminal, "add-example", { mask });
    await walk(terminal, [["ctrl+s", "u takes it back"]]);
    expect(read("specs/double.md")).toBe(
      doubleSpec.replace("| 5   | 10          |\n", "| 5   | 10          |\n| 7   | 14          |\n"),
    );
    await walk(terminal, [["u", "taken back"]]);
    expect(read("specs/double.md")).toBe(doubleSpec);

    await walk(terminal, [["g", "3 examples become tests"]]);
    await expectFrame(terminal, "generate", { mask });
    await walk(terminal, [["enter", "3 not implemented"]]);
    await expectFrame(terminal, "red", { mask });

    await walk(terminal, [
      ["r", "a brief, then your own edit"],
      ["right", "finds small functions"],
    ]);
    await expectFrame(terminal, "start-run", { mask });
    await walk(terminal, [["enter", "▶ 1 running"]]);
    await terminal.waitFor("waits for your answer", patience);
    await terminal.waitFor("inbox 1", patience);
    await expectFrame(terminal, "run-green", { mask });
    expect(terminal.title()).toBe("(1) greenbar · run");
    expect(read("src/double.ts")).toContain("not implemented");
    await walk(terminal, [
      ["a", "y writes it"],
      ["space", "0 of 1 file"],
      ["y", "no file is marked"],
      ["space", "1 file to be written"],
    ]);
    await expectFrame(terminal, "accept", { mask });
    await walk(terminal, [["y", "written into the project"]]);
    expect(read("src/double.ts")).toContain("return n + n;");

    // What was written is checked at once, and the margin says so.
    await walk(terminal, [["escape", "behind it"]]);
    await terminal.waitFor("checked: green", patience);
    await margin("✓", "1   │ 2");
    await expectFrame(terminal, "spec-green", { mask });

    writeFileSync(
      join(root, "src/double.ts"),
      "export function double(n: number): number {\n  return n === 5 ? 11 : n + n;\n}\n",
    );
    await terminal.waitFor("changed since the check", patience);
    await walk(terminal, [["c", "checked: red"]]);
    await margin("✗", "5   │ 10");
    await walk(terminal, [["home", "Double"]]);
    terminal.press("n");
    await walk(terminal, [["enter", "expected │ 10"]]);
    await terminal.waitFor("actual   │ 11", patience);
    await expectFrame(terminal, "spec-red", { mask });
    await walk(terminal, [["n", "This is the only one."]]);

    await walk(terminal, [["?", "Keys of this screen"]]);
    await expectFrame(terminal, "keys", { mask });
    terminal.press("escape");
    await gone(terminal, "Keys of this screen");
    await leave(terminal);
  },
);
