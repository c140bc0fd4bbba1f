import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, extname, join, relative, sep } from "node:path";
import type { Workspace } from "../../verdict/workspace.ts";
import { configProblem } from "./vitest-config.ts";
import { moduleNeeds } from "./module-needs.ts";

export type Loader = { readonly by: "node" } | { readonly by: "vitest"; readonly why: string };

/**
 * Who loads the subjects: Node itself where that gives what the suite gets (a project whose Vitest settings do
 * not touch how a module loads, and subjects whose whole import graph Node runs as it is written), else the
 * project's own Vitest. Decided on text alone; in doubt it is Vitest, which is only slower.
 */
export function chooseLoader(workspace: Workspace, subjects: readonly string[]): Loader {
  const config = configProblem((path) => readText(join(workspace.dir, path)));
  if (config !== null) return { by: "vitest", why: config };
  const seen = new Set<string>();
  const queue = subjects.map((path) => join(workspace.dir, path));
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const found = visit(path, workspace);
    if (typeof found === "string") return { by: "vitest", why: found };
    queue.push(...found);
  }
  return { by: "node" };
}

/** The relative imports of a module, or why it is for Vitest. */
function visit(path: string, workspace: Workspace): readonly string[] | string {
  const shown = relative(workspace.dir, path);
  if (shown.startsWith("..")) return `${shown} is outside the project`;
  const text = readText(path);
  if (text === null) return `${shown} is not there as it is written`;
  const isTypeScript = [".ts", ".mts"].includes(extname(path));
  if (!isTypeScript && ![".js", ".mjs"].includes(extname(path))) return `${shown} is no plain module`;
  const needs = moduleNeeds(path, text, isTypeScript && hasOldClassFields(workspace.dir));
  if (needs.vitest !== null) return `${shown} ${needs.vitest}`;
  const next: string[] = [];
  for (const specifier of needs.imports) {
    if (specifier.startsWith("./") || specifier.startsWith("../")) next.push(join(dirname(path), specifier));
    else if (!isForeign(specifier, workspace)) return `${shown} imports ${specifier}`;
  }
  return next;
}

/** True for a builtin of Node and for an installed package that Vitest too leaves to Node. */
function isForeign(specifier: string, workspace: Workspace): boolean {
  if (isBuiltin(specifier)) return true;
  if (specifier === "vitest" || specifier.startsWith("vitest/")) return false;
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "";
  if (name.startsWith("#") || name.startsWith(".") || /^[a-z]+:/.test(specifier)) return false;
  const folder = workspace.dependencies
    .map((modules) => join(modules, name))
    .find((path) => existsSync(path));
  // A linked package of the same monorepo is source, which Vitest transforms.
  return folder !== undefined && realpathSync(folder).split(sep).includes("node_modules");
}

/** Whether a tsconfig could ask for class fields that are assigned rather than defined, as Node never does. */
function hasOldClassFields(root: string): boolean {
  const text = readText(join(root, "tsconfig.json"));
  return (
    text !== null &&
    /"(?:useDefineForClassFields|extends|target)"\s*:\s*(?!"es(?:202[2-9]|next)")/i.test(text)
  );
}

function readText(path: string): string | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, "utf8") : null;
}
