import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { TemplateSources } from "../suite/suite.ts";
import { packageRoot } from "./package-root.ts";

/** Every template of the package, by its path below `templates` without the ending: `suite`, `prompts/system`. */
export async function readTemplates(): Promise<TemplateSources> {
  const folder = join(packageRoot(), "templates");
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".hbs"));
  const texts = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).split(sep).join("/").slice(0, -".hbs".length);
      return [name, await readFile(path, "utf8")] as const;
    }),
  );
  return new Map(texts.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
