import type { Files } from "../../loop/files.ts";
import { shownText } from "../../plan/shown-text.ts";
import type { ProjectDisk } from "../ports.ts";

/**
 * Whether a spec still reads as it did when a run began, by the copy that the run worked in. A run that worked in
 * the project itself has no such copy: then nothing says otherwise.
 *
 * @param copy - the files of the run's workspace.
 */
export async function isAsThen(disk: ProjectDisk, copy: Files, spec: string): Promise<boolean> {
  const [now, then] = await Promise.all([disk.read(spec), copy.read(spec)]);
  return then.is !== "file" || (now !== null && isSameButHidden(shownText(now), then.text));
}

/** The copy has the lines that the page shows, but for hold-outs: these are comments there, with blank lines where they were longer. */
function isSameButHidden(now: string, then: string): boolean {
  const [lines, copied] = [now.split("\n"), then.split("\n")];
  if (lines.length !== copied.length) return false;
  let isHidden = false;
  return copied.every((line, at) => {
    isHidden =
      line.includes("<!-- prose -->") || line.includes("<!-- -->") || (isHidden && line.trim() === "");
    return isHidden || line === lines[at];
  });
}
