import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, join, relative, sep } from "node:path";
import type { Workspace } from "../../verdict/workspace.ts";
import { configSays } from "./vitest-config.ts";
import { moduleNeeds } from "./module-needs.ts";

export type Loader =
  | { readonly by: "node" }
  /** `config`: the settings file for Vite, relative to the root; null when there is none. */
  | { readonly by: "vite"; readonly config: string | null; readonly why: string }
  | { readonly by: "vitest"; readonly why: string };

/**
 * Who loads the subjects: Node itself where that gives what the suite gets (a project whose Vitest settings do
 * not touch how a module loads, and subjects whose whole import graph Node runs as it is written), the project's
 * own Vite where all that is missing is its transforms and its resolving, else the project's own Vitest. Decided
 * on text alone; in doubt it is Vitest, which is only slower. What Vite resolves is not known here: its word is
 * held against `viteProblem` when it has spoken.
 */
export function chooseLoader(workspace: Workspace, subjects: readonly string[]): Loader {
  const config = configSays((path) => readText(join(workspace.dir, path)));
  if (config.is === "vitest") return { by: "vitest", why: config.why };
  const problems: Problem[] = config.aliases === null ? [{ for: "node", why: "has aliases" }] : [];
  const seen = new Set<string>();
  const queue = subjects.map((path) => join(workspace.dir, path));
  let hasPackages = false;
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { imports, problem } = visit(path, workspace);
    if (problem !== null) problems.push(problem);
    for (const specifier of imports) {
      const why = `${relative(workspace.dir, path)} imports ${specifier}`;
      if (isAliased(specifier, config.aliases ?? [])) problems.push({ for: "node", why });
      else if (/^\.\.?\//.test(specifier)) queue.push(join(dirname(path), specifier));
      else if (!isForeign(specifier, workspace)) {
        problems.push({ for: isInstalled(specifier, workspace) ? "vite" : "node", why });
      } else hasPackages ||= !isBuiltin(specifier);
    }
  }
  const [first] = problems;
  if (first === undefined) return { by: "node" };
  const worst = problems.find((problem) => problem.for === "vite");
  if (worst !== undefined) return { by: "vitest", why: worst.why };
  // A package that Vite leaves to Node is given to its importers in a way that is Vitest's own.
  if (hasPackages) return { by: "vitest", why: first.why };
  return { by: "vite", config: config.file, why: first.why };
}

/** Something that Node (`node`), or not even Vite (`vite`), would do as Vitest does it. */
interface Problem {
  readonly for: "node" | "vite";
  readonly why: string;
}

/** What a module imports, and what about it is not for Node. */
function visit(path: string, workspace: Workspace): { imports: readonly string[]; problem: Problem | null } {
  const shown = relative(workspace.dir, path);
  const problem = (to: Problem["for"], why: string) => ({
    imports: [],
    problem: { for: to, why: `${shown} ${why}` },
  });
  if (shown.startsWith("..")) return problem("vite", "is outside the project");
  const text = readText(path);
  if (text === null) return problem("node", "is not there as it is written");
  const extension = extname(path);
  if (extension === ".json") return problem("node", "is no plain module");
  if (!viteExtensions.has(extension)) return problem("vite", "is no plain module");
  const isTypeScript = [".ts", ".mts"].includes(extension);
  const needs = moduleNeeds(path, text, isTypeScript && hasOldClassFields(workspace.dir));
  const why = extension.endsWith("x") ? "is no plain module" : needs.node;
  if (why === null) return { imports: needs.imports, problem: null };
  return {
    imports: needs.vite === null ? needs.imports : [],
    problem: { for: needs.vite === null ? "node" : "vite", why: `${shown} ${why}` },
  };
}

const viteExtensions = new Set([".ts", ".mts", ".tsx", ".js", ".mjs", ".jsx"]);

/**
 * Why a module that Vite has resolved and transformed would be another one under Vitest; null when it would not.
 *
 * @param shown - the module's path from the root.
 * @param text - the module as it is written.
 */
export function viteProblem(shown: string, text: string | null): string | null {
  if (shown.startsWith("..") || shown.split(sep).includes("node_modules")) return `${shown} is a package's`;
  if (text === null) return `${shown} is no file`;
  if (extname(shown) === ".json") return null;
  if (!viteExtensions.has(extname(shown))) return `${shown} is no plain module`;
  const { vite } = moduleNeeds(shown, text, false);
  return vite === null ? null : `${shown} ${vite}`;
}

/** Whether an alias replaces a specifier, or the beginning of it, as Vite matches it. */
function isAliased(specifier: string, aliases: readonly string[]): boolean {
  return aliases.some(
    (alias) => specifier === alias || specifier.startsWith(alias.endsWith("/") ? alias : `${alias}/`),
  );
}

/** True for a builtin of Node and for an installed package that Vitest too leaves to Node. */
function isForeign(specifier: string, workspace: Workspace): boolean {
  if (isBuiltin(specifier)) return true;
  if (specifier === "vitest" || specifier.startsWith("vitest/")) return false;
  const folder = packageFolder(specifier, workspace);
  // A linked package of the same monorepo is source, which Vitest transforms.
  return folder !== undefined && realpathSync(folder).split(sep).includes("node_modules");
}

function isInstalled(specifier: string, workspace: Workspace): boolean {
  return packageFolder(specifier, workspace) !== undefined;
}

function packageFolder(specifier: string, workspace: Workspace): string | undefined {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "";
  if (name === "" || name.startsWith("#") || name.startsWith(".") || /^[a-z]+:/.test(specifier))
    return undefined;
  return workspace.dependencies.map((modules) => join(modules, name)).find((path) => existsSync(path));
}

/** Whether a tsconfig could ask for class fields that are assigned rather than defined, as Node never does. */
function hasOldClassFields(root: string): boolean {
  const text = readText(join(root, "tsconfig.json"));
  return (
    text !== null &&
    /"(?:useDefineForClassFields|extends|target)"\s*:\s*(?!"es(?:202[2-9]|next)")/i.test(text)
  );
}

/** The text of a file; null when it is none. */
export function readText(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : null;
}
