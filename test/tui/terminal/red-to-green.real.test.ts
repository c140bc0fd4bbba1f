import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectFrame } from "../../support/terminal/frame.ts";
import { doubleSpec, mask, openTui, walk } from "./open.ts";

const ms = 30_000;

test("a spec is given an example, generated, run by the offline agent, accepted, checked, and broken again", async () => {
  const { terminal, root } = await openTui({ "specs/double.md": doubleSpec });
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  await terminal.waitFor("no tests yet", { ms });
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
  await terminal.waitFor("| 7   | 14          |", { ms });
  await expectFrame(terminal, "add-example", { mask });
  await walk(terminal, [["ctrl+s", "u takes it back"]]);
  expect(read("specs/double.md")).toBe(
    doubleSpec.replace("| 5   | 10          |\n", "| 5   | 10          |\n| 7   | 14          |\n"),
  );
  await walk(terminal, [["u", "taken back"]]);
  expect(read("specs/double.md")).toBe(doubleSpec);

  await walk(terminal, [
    ["g", "4 examples become tests"],
    ["enter", "3 not implemented"],
  ]);
  await expectFrame(terminal, "red", { mask });

  await walk(terminal, [
    ["r", "who writes the code"],
    ["right", "finds small functions"],
    ["enter", "▶ 1 running"],
  ]);
  await terminal.waitFor("waits for your answer", { ms });
  expect(read("src/double.ts")).toContain("not implemented");
  await walk(terminal, [["a", "y writes them"]]);
  await expectFrame(terminal, "accept", { mask });
  await walk(terminal, [["y", "written into the project"]]);
  expect(read("src/double.ts")).toContain("return n + n;");
}, 180_000);
