import { join } from "node:path";
import type { Row } from "./measure.ts";
import { ratioRow, runProgram, sideBySide } from "./measure.ts";

/** `greenbar --version` as built, whole process, against the least that Node can do. */
export async function startUp(root: string): Promise<Row[]> {
  const built = join(root, "dist/greenbar.mjs");
  const times = await sideBySide(
    15,
    () => runProgram(process.execPath, [built, "--version"]),
    () => runProgram(process.execPath, ["-e", "0"]),
  );
  return [ratioRow("`greenbar --version`, built, against `node -e 0`", times, 2)];
}
