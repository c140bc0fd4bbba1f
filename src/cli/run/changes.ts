import { createTwoFilesPatch } from "diff";
import type { FileChange } from "../../app/ports.ts";
import { confirm } from "../ask.ts";
import type { Screen } from "../screen.ts";

/** Shows the difference and asks. Without a terminal and without `yes` nothing is written. */
export async function acceptChanges(
  screen: Screen,
  changes: readonly FileChange[],
  { yes, signal }: { readonly yes: boolean; readonly signal: AbortSignal },
): Promise<boolean> {
  screen.clearProgress();
  if (!screen.isJson) printChanges(screen, changes);
  return yes || (screen.canAsk && (await confirm("Write it?", true, signal)));
}

/** Each change as a patch. */
export function printChanges(screen: Screen, changes: readonly FileChange[]): void {
  for (const { path, before, after } of changes) {
    screen.out("");
    screen.out(
      paintPatch(screen, createTwoFilesPatch(path, path, before ?? "", after ?? "", "before", "after")),
    );
  }
}

function paintPatch(screen: Screen, patch: string): string {
  return patch
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("=====") && !line.startsWith("Index: "))
    .map((line) => {
      if (line.startsWith("+")) return screen.paint("green", line);
      return line.startsWith("-") ? screen.paint("red", line) : line;
    })
    .join("\n");
}
