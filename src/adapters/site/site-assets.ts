import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ProjectDisk } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { packageRoot } from "../package-root.ts";

const ours = ["site.css", "site.js"];
const own = ".greenbar/templates/docs";

/**
 * The styles and scripts of a site by name: ours, the user's own over them by file name, and the search library as a
 * page can load it from a disk.
 *
 * @throws UserError for a file of the user's that stands over nothing.
 */
export async function readSiteAssets(
  disk: Pick<ProjectDisk, "read" | "list">,
): Promise<ReadonlyMap<string, string>> {
  const folder = join(packageRoot(), "templates", "docs");
  const assets = new Map(
    await Promise.all(ours.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
  const paths = await Promise.all([".css", ".js"].map((ending) => disk.list(own, ending)));
  for (const path of paths.flat()) {
    const name = path.slice(own.length + 1);
    const text = await disk.read(path);
    if (!assets.has(name)) {
      throw new UserError(2, `${path} stands over no file of greenbar's`, {
        advice: [`It has: ${ours.join(", ")}.`],
      });
    }
    if (text !== null) assets.set(name, text);
  }
  return assets.set("minisearch.js", await readSearchLibrary());
}

async function readSearchLibrary(): Promise<string> {
  const main = createRequire(import.meta.url).resolve("minisearch");
  const text = await readFile(join(dirname(dirname(main)), "umd", "index.js"), "utf8");
  return `/* minisearch, MIT licence, by Luca Ongaro: https://github.com/lucaong/minisearch */\n${text.replace(/\n\/\/# sourceMappingURL=.*\s*$/u, "\n")}`;
}
