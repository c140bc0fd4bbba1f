import { posix } from "node:path";
import { nodeModule } from "../loop/reach/node-modules.ts";
import { readModuleImports } from "../plan/module-imports.ts";
import type { ImportedModule, ModuleImports, Surroundings } from "../plan/plan.ts";
import { namedModules, sourcesOf } from "../plan/subject-paths.ts";
import type { Spec } from "../spec/spec.ts";
import type { ProjectDisk } from "./ports.ts";

/** Most files that are read for what the helpers of a project import. */
const mostFiles = 500;

/**
 * What the helpers of these specs import, and what the modules that they load import, as far as the subjects of their
 * specs: a stub stands in for those. Without helpers nothing is read.
 *
 * @param dependencies - packages that the project names; what comes from them is none of its own code.
 */
export async function readHelpers(
  disk: ProjectDisk,
  specs: readonly Spec[],
  around: Pick<Surroundings, "packageName" | "defaultSubjects" | "modules">,
  dependencies: ReadonlySet<string>,
): Promise<readonly ModuleImports[]> {
  const read = new Map<string, ModuleImports>();
  for (const spec of specs) {
    if (spec.frontMatter.helpers === undefined) continue;
    const { modules, helpers } = namedModules(spec, around);
    const seen = new Set(modules.map(({ path }) => path));
    const queue = helpers.map(({ path }) => path);
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path) || !scripts.test(path)) continue;
      seen.add(path);
      const known = read.get(path);
      if (known === undefined && read.size >= mostFiles) continue;
      const imports = known ?? (await importsOf(disk, path, around.packageName, dependencies));
      if (imports === null) continue;
      read.set(path, imports);
      queue.push(...imports.from.map(({ module }) => module));
    }
  }
  return [...read.values()];
}

const scripts = /\.[cm]?[jt]sx?$/;

/** Null when the file is not there. */
async function importsOf(
  disk: ProjectDisk,
  path: string,
  packageName: string | null,
  dependencies: ReadonlySet<string>,
): Promise<ModuleImports | null> {
  const source = (await disk.kindOf(path)) === "file" ? await disk.read(path) : null;
  if (source === null) return null;
  const { requests, open } = readModuleImports(source, path);
  const from: ImportedModule[] = [];
  let isOpen = open;
  for (const { specifier, takes } of requests) {
    if (/^\.\.?(?:\/|$)/.test(specifier)) {
      const module = await fileAt(disk, posix.normalize(posix.join(posix.dirname(path), specifier)));
      if (module !== null) from.push({ module, takes });
    } else if (isOwn(specifier, packageName)) {
      from.push({ module: specifier, takes });
      isOpen = true;
    } else if (nodeModule(specifier) === "none" && !dependencies.has(packageOf(specifier))) isOpen = true;
  }
  return { path, from, open: isOpen };
}

/** The file that a path stands for; as it is where there is none yet; null when it leaves the project. */
async function fileAt(disk: ProjectDisk, path: string): Promise<string | null> {
  if (path === ".." || path.startsWith("../")) return null;
  for (const candidate of [path, ...sourcesOf(path)])
    if ((await disk.kindOf(candidate)) === "file") return candidate;
  return path;
}

function isOwn(specifier: string, packageName: string | null): boolean {
  return packageName !== null && (specifier === packageName || specifier.startsWith(`${packageName}/`));
}

function packageOf(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]*/.exec(specifier)?.[0] ?? specifier;
}
