import { capped, tellLimits } from "../failure-text.ts";
import type { ToolOutcome } from "./tool.ts";

/** Most entries of a folder that are listed. */
const mostEntries = 200;

/** A file with line numbers, whole or `[first, last]` (counted from 1; -1 for the end). */
export function viewFile(path: string, text: string, range: readonly [number, number] | null): ToolOutcome {
  const lines = text.split("\n");
  const [first, given] = range ?? [1, -1];
  const last = given === -1 ? lines.length : given;
  if (first < 1 || last < first || first > lines.length) {
    return {
      is: "error",
      text: `\`view_range\` [${first}, ${given}] does not fit \`${path}\`, which has ${lines.length} lines. Example: [1, ${Math.min(lines.length, 50)}].`,
    };
  }
  return { is: "text", text: capped(numbered(lines, first, last), tellLimits.file) };
}

/** Files and folders below a folder, two levels deep. */
export function viewFolder(path: string, files: readonly string[]): ToolOutcome {
  const prefix = path === "" ? "" : `${path}/`;
  const entries = new Set<string>();
  for (const file of files) {
    if (!file.startsWith(prefix)) continue;
    const parts = file.slice(prefix.length).split("/");
    if (parts.length > 1) entries.add(`${prefix}${parts[0]}/`);
    if (parts.length > 2) entries.add(`${prefix}${parts[0]}/${parts[1]}/`);
    else entries.add(file);
  }
  if (entries.size === 0) return { is: "text", text: `\`${path || "."}\` holds no files.` };
  const shown = [...entries].sort().slice(0, mostEntries);
  const more = entries.size - shown.length;
  return { is: "text", text: [...shown, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n") };
}

/** Lines `first` to `last` with their numbers, as `cat -n` writes them. */
export function numbered(lines: readonly string[], first: number, last: number): string {
  return lines
    .slice(first - 1, last)
    .map((line, index) => `${String(first + index).padStart(6)}\t${line}`)
    .join("\n");
}
