import { expect, test } from "vitest";
import { editorCommand } from "../../../src/cli/tui/editor.ts";

test.each([
  ["vim", "vim", ["+12", "specs/a.md"]],
  ["/usr/bin/nvim -u NONE", "/usr/bin/nvim", ["-u", "NONE", "+12", "specs/a.md"]],
  ["code --new-window", "code", ["--new-window", "--wait", "--goto", "specs/a.md:12"]],
  ["hx", "hx", ["specs/a.md:12"]],
  ["'/opt/My Editor/ed' --block", "/opt/My Editor/ed", ["--block", "specs/a.md"]],
  ["unheard-of", "unheard-of", ["specs/a.md"]],
])("%s is told the line in its own way", (command, program, args) => {
  expect(editorCommand(command, "specs/a.md", 12)).toStrictEqual({ program, args });
});
