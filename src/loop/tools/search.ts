import { z } from "zod";
import { readPath } from "../paths.ts";
import type { Tool, ToolOutcome } from "./tool.ts";

const schema = z.object({
  query: z.string().min(1),
  path: z.string().optional(),
});

/** Most matches that are shown, and characters of a line. */
const limits = { matches: 60, line: 200 } as const;

/** Looks for plain text. No patterns: one from outside could keep our own process busy for ever. */
export const search: Tool<z.infer<typeof schema>> = {
  name: "search",
  description:
    "Finds lines that contain `query`, as plain text without regard to case, in the files of the project, or " +
    "below `path`. Also finds file names. Gives `path:line: text`.",
  schema,
  trained: null,
  async run({ query, path }, { files, roots, signal }): Promise<ToolOutcome> {
    const reading = readPath(path ?? ".", roots);
    if (reading.is === "refused") return { is: "error", text: reading.why };
    const below = reading.path;
    const wanted = query.toLowerCase();
    const found: string[] = [];
    let total = 0;
    const add = (line: string) => {
      total++;
      if (found.length < limits.matches) found.push(line);
    };
    for (const file of await files.list()) {
      if (signal.aborted) break;
      if (below !== "" && file !== below && !file.startsWith(`${below}/`)) continue;
      if (file.toLowerCase().includes(wanted)) add(file);
      const read = await files.read(file);
      if (read.is !== "file" || !read.text.toLowerCase().includes(wanted)) continue;
      for (const [index, line] of read.text.split("\n").entries()) {
        if (line.toLowerCase().includes(wanted))
          add(`${file}:${index + 1}: ${line.trim().slice(0, limits.line)}`);
      }
    }
    if (total === 0)
      return {
        is: "text",
        text: `Nothing contains ${JSON.stringify(query)}${below === "" ? "" : ` below \`${below}\``}.`,
      };
    const more = total - found.length;
    return { is: "text", text: [...found, ...(more > 0 ? [`… and ${more} more`] : [])].join("\n") };
  },
};
