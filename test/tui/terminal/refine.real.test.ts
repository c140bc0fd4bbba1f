import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leave, openTui, patience, slow, walk } from "./open.ts";

const spec = `---
subject: ../src/double.ts
---
# Double

## Doubles a number

| \`n\` | \`double(n)\` |
| --- | ----------- |
| 0   | 0           |
| 2   | 4           |
`;

test("a question is answered, which writes an example; u takes it back", { timeout: slow }, async () => {
  const { terminal, root } = await openTui({
    "specs/double.md": spec,
    "src/double.ts": "export function double(n: number): number {\n  return n * 2;\n}\n",
  });
  const written = () => readFileSync(join(root, "specs/double.md"), "utf8");
  await terminal.waitFor("no tests yet", patience);
  await walk(terminal, [
    ["enter", "f refine"],
    ["f", "Looking for the next question"],
    // It is ended when one leaves, and begun anew.
    ["escape", "f refine"],
    ["f", "programs do what every example says, and differ here:"],
  ]);
  const asked = terminal.screen();
  const call = /│ double\((.+)\)/.exec(asked)?.[1] ?? "";
  // The code as it is says what the right answer is.
  expect(asked).toContain(`› 1  │ ${Number(call) * 2}`);
  expect(asked).toMatch(/1 {2}│ \S+ +as the code does now/);
  await walk(terminal, [["1", "line 12 says so now; u takes it back"]]);
  expect(written().startsWith(spec)).toBe(true);
  const cells = written().slice(spec.length).split("|");
  expect(cells.map((cell) => cell.trim())).toStrictEqual(["", call, `${Number(call) * 2}`, ""]);
  await terminal.waitFor("Nothing is left to ask", patience);
  await walk(terminal, [["u", `double(${call})`]]);
  expect(written()).toBe(spec);
  // What is typed is read as a cell of the spec is.
  await walk(terminal, [["e", "as the spec writes it"]]);
  terminal.send("[1");
  await walk(terminal, [
    ["enter", "✗"],
    ["escape", "What should come out?"],
    ["escape", "f refine"],
  ]);
  expect(written()).toBe(spec);
  await leave(terminal);
});
