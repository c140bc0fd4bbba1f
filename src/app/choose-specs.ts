import type { ProjectDisk } from "./ports.ts";
import { UserError } from "./user-error.ts";

/**
 * The specs that are meant: all of the project's, or those that were named, sorted.
 *
 * @param wanted - a path of a spec or of a folder of specs, relative to the root, or a bare name (`slugify`).
 * @throws UserError for a name that leads to no spec.
 */
export async function chooseSpecs(
  disk: ProjectDisk,
  folder: string,
  wanted: readonly string[],
): Promise<readonly string[]> {
  const all = await disk.list(folder, ".md");
  if (wanted.length === 0) {
    if (all.length > 0) return all;
    if ((await disk.kindOf(folder)) === "file") {
      throw new UserError(2, `${folder} is a file; a folder of specs was expected`, {
        advice: [`Move it away, or say where the specs are: \`specs: "…"\` in greenbar.config.ts.`],
      });
    }
    throw new UserError(2, `there is no spec in ${folder}/`, {
      advice: ["`greenbar new NAME` writes a first one; `greenbar init` sets a project up."],
    });
  }
  const chosen = wanted.map((name) => matching(all, folder, name));
  const at = chosen.findIndex((paths) => paths.length === 0);
  if (at === -1) return [...new Set(chosen.flat())].toSorted();
  throw await notThere(disk, folder, all, wanted[at] ?? "");
}

function matching(all: readonly string[], folder: string, name: string): readonly string[] {
  const plain = name.replace(/^\.\//, "").replace(/\/$/, "");
  const asSpec = [plain, `${plain}.md`, `${folder}/${plain}`, `${folder}/${plain}.md`];
  const exact = all.filter((path) => asSpec.includes(path));
  if (exact.length > 0) return exact;
  return plain === "." || plain === ""
    ? all
    : all.filter((path) => path.startsWith(`${plain}/`) || path.startsWith(`${folder}/${plain}/`));
}

async function notThere(
  disk: ProjectDisk,
  folder: string,
  all: readonly string[],
  name: string,
): Promise<UserError> {
  const kind = name === "" || name.startsWith("..") ? null : await disk.kindOf(name);
  if (kind === "folder") {
    return new UserError(2, `${name} is a folder with no spec in it`, {
      advice: [`A spec is a Markdown file below ${folder}/.`],
    });
  }
  if (kind === "file") {
    return new UserError(2, `${name} is not below ${folder}/, where the specs are`, {
      advice: [`Move it there, or say \`specs: "…"\` in greenbar.config.ts.`],
    });
  }
  const advice =
    all.length === 0 ? `There is no spec in ${folder}/ yet.` : `There are: ${all.slice(0, 8).join(", ")}.`;
  return new UserError(2, `there is no spec ${name}`, {
    advice: [advice, `\`greenbar new ${name.replace(/^.*\//, "").replace(/\.md$/, "")}\` would make it.`],
  });
}
