import type { Code } from "mdast";
import { readFenceText } from "./fence-text.ts";
import type { Reading } from "./reading.ts";
import type { ConsoleBlock, ConsoleCommand } from "./spec.ts";

/**
 * Reads a `console` fence: each line that begins with `$ ` is a command, what follows is its output. Null when
 * there is no command. Whether the program is one of the project's own is known later.
 */
export function readConsole(node: Code, reading: Reading): ConsoleBlock | null {
  const fence = readFenceText(node, reading);
  if (fence === null) return null;
  const commands: ConsoleCommand[] = [];
  let current: { start: number; end: number; command: string; lines: string[] } | null = null;
  const close = (): void => {
    if (current === null) return;
    const { start, end, command, lines } = current;
    const { output, status } = readOutput(lines);
    const [program = ""] = command.split(" ");
    commands.push({ place: fence.placeBetween(start, end), command, program, output, status });
  };
  let start = 0;
  for (const line of fence.text.split("\n")) {
    if (line.startsWith(prompt) && line.slice(prompt.length).trim() !== "") {
      close();
      const command = line.slice(prompt.length).trim();
      current = { start, end: start + line.length, command, lines: [] };
    } else current?.lines.push(line);
    start += line.length + 1;
  }
  close();
  if (commands.length === 0) return null;
  const place = reading.placeOf(node);
  return { kind: "console", place, text: reading.sourceOf(node), pinnedId: null, commands };
}

const prompt = "$ ";

/** The last line `[n]` is the exit status, `...` stands for any lines. */
function readOutput(lines: readonly string[]): Pick<ConsoleCommand, "output" | "status"> {
  const last = (lines.at(-1) ?? "").trim();
  const inner = last.startsWith("[") && last.endsWith("]") ? last.slice(1, -1) : "";
  const status = inner !== "" && String(Number(inner)) === inner ? Number(inner) : Number.NaN;
  const isStatus = Number.isInteger(status) && status >= 0 && status <= 255;
  return {
    output: (isStatus ? lines.slice(0, -1) : lines).map((line) => (line.trim() === "..." ? null : line)),
    status: isStatus ? status : 0,
  };
}
