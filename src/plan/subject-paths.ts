import { posix } from "node:path";
import type { Diagnostic, Import, Place, Spec } from "../spec/spec.ts";
import type { ModuleFacts, Surroundings } from "./plan.ts";
import { planDiagnostic } from "./rules.ts";

/** A module that a spec names. */
export interface NamedModule {
  /** Relative to the root, forward slashes; for the package's own name: that name. */
  readonly path: string;
  readonly by: "front-matter" | "import" | "configuration";
  /** Where the spec says so; null when the configuration does. */
  readonly place: Place | null;
}

/** An import of the spec with the module that it leads to; null for another package's. */
export interface BoundImport {
  readonly import: Import;
  readonly path: string | null;
  readonly isHelper: boolean;
}

/** A module that a spec names under `helpers`. */
export interface NamedHelper {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  /** As the spec has it. */
  readonly written: string;
  readonly place: Place;
}

export interface NamedModules {
  readonly modules: readonly NamedModule[];
  readonly helpers: readonly NamedHelper[];
  readonly imports: readonly BoundImport[];
  readonly diagnostics: readonly Diagnostic[];
}

type Named = Pick<Surroundings, "packageName" | "defaultSubjects" | "modules">;

/**
 * The modules that a spec names, each once: by its front matter, by imports in its fences, and, when it has no
 * front matter, by the configuration. A path that leaves the root is an error and names nothing. A helper is no
 * subject, also where an import names it.
 */
export function namedModules(spec: Spec, around: Named): NamedModules {
  const folder = posix.dirname(spec.file);
  const diagnostics: Diagnostic[] = [];
  const modules = new Map<string, NamedModule>();
  for (const { path: written, place } of spec.frontMatter.subjects) {
    const path = written === around.packageName ? written : insideRoot(folder, written);
    if (path === null) diagnostics.push(outside(spec.file, written, place));
    else add(modules, { path: settle(path, around.modules, modules), by: "front-matter", place });
  }
  const helpers = namedHelpers(spec, around, modules, diagnostics);
  const imports = spec.imports.map((each): BoundImport => {
    if (!isOwn(each.from, around.packageName)) return { import: each, path: null, isHelper: false };
    const path = isRelative(each.from) ? insideRoot(folder, each.from) : each.from;
    if (path === null) {
      diagnostics.push(outside(spec.file, each.from, each.place));
      return { import: each, path: null, isHelper: false };
    }
    const helper = [path, ...sourcesOf(path)].find((one) => helpers.some((other) => other.path === one));
    if (helper !== undefined) return { import: each, path: helper, isHelper: true };
    const settled = settle(path, around.modules, modules);
    // One that is not there at all is yet to be written: in TypeScript, unless the spec says otherwise.
    const isNew = settled === path && isRelative(each.from) && posix.extname(path) === "";
    const named = isNew ? `${path}.ts` : settled;
    add(modules, { path: named, by: "import", place: each.place });
    return { import: each, path: named, isHelper: false };
  });
  if (spec.frontMatter.subjects.length === 0) {
    for (const path of around.defaultSubjects) {
      if (helpers.some((helper) => helper.path === path)) continue;
      add(modules, { path, by: "configuration", place: null });
    }
  }
  return { modules: [...modules.values()], helpers, imports, diagnostics };
}

function namedHelpers(
  spec: Spec,
  around: Named,
  subjects: ReadonlyMap<string, NamedModule>,
  diagnostics: Diagnostic[],
): readonly NamedHelper[] {
  const helpers = new Map<string, NamedHelper>();
  for (const { path: written, place } of spec.frontMatter.helpers ?? []) {
    const inside = insideRoot(posix.dirname(spec.file), written);
    const path = inside === null ? null : settle(inside, around.modules, new Map());
    if (path === null) {
      const message = `The path \`${written}\` leaves the project.`;
      diagnostics.push(planDiagnostic("helper-outside", spec.file, place, message));
    } else if (subjects.has(path)) {
      const message = `${path} is the spec's subject, which a stub stands in for, so it cannot be a helper too.`;
      diagnostics.push(planDiagnostic("helper-is-subject", spec.file, place, message));
    } else if (!helpers.has(path)) helpers.set(path, { path, written, place });
  }
  return [...helpers.values()];
}

/**
 * Paths that must be looked up before a spec is compiled, relative to the root: those that it names, and what
 * an import written for the compiled file (`x.js`, `x`) may stand for.
 */
export function modulesToRead(spec: Spec, around: Omit<Named, "modules">): string[] {
  const folder = posix.dirname(spec.file);
  const written = [
    ...spec.frontMatter.subjects.map(({ path }) => path).filter((path) => path !== around.packageName),
    ...(spec.frontMatter.helpers ?? []).map(({ path }) => path),
    ...spec.imports.map(({ from }) => from).filter((from) => isRelative(from)),
  ].flatMap((path) => insideRoot(folder, path) ?? []);
  const { modules, helpers } = namedModules(spec, { ...around, modules: new Map() });
  const named = [...modules, ...helpers].map(({ path }) => path);
  return [...new Set([...named, ...written.flatMap(sourcesOf)])];
}

function isRelative(from: string): boolean {
  return from.startsWith("./") || from.startsWith("../") || from === "." || from === "..";
}

function isOwn(from: string, packageName: string | null): boolean {
  if (isRelative(from)) return true;
  return packageName !== null && (from === packageName || from.startsWith(`${packageName}/`));
}

function insideRoot(folder: string, written: string): string | null {
  if (posix.isAbsolute(written)) return null;
  const path = posix.normalize(posix.join(folder, written));
  return path === "." || path === ".." || path.startsWith("../") ? null : path;
}

function outside(file: string, written: string, place: Place): Diagnostic {
  return planDiagnostic("subject-outside", file, place, `The path \`${written}\` leaves the project.`);
}

function add(modules: Map<string, NamedModule>, named: NamedModule): void {
  if (!modules.has(named.path)) modules.set(named.path, named);
}

/** The file that a path stands for: itself when it is there or named already, else its source, else itself. */
function settle(
  path: string,
  facts: ReadonlyMap<string, ModuleFacts>,
  named: ReadonlyMap<string, NamedModule>,
): string {
  const isThere = (candidate: string) => (facts.get(candidate)?.state ?? "missing") !== "missing";
  if (isThere(path) || named.has(path)) return path;
  const sources = sourcesOf(path);
  return sources.find(isThere) ?? sources.find((candidate) => named.has(candidate)) ?? path;
}

/** TypeScript's own rule: `x.js` may be written for `x.ts`; a bundler takes `x` for any of them. */
const sourceExtensions: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};
const bareExtensions = [".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", "/index.ts", "/index.js"];

/** The files that a path without ending, or with that of a compiled file, may stand for, likeliest first. */
export function sourcesOf(path: string): string[] {
  const extension = posix.extname(path);
  const sources = sourceExtensions[extension];
  if (sources !== undefined) return sources.map((other) => path.slice(0, -extension.length) + other);
  return extension === "" ? bareExtensions.map((other) => path + other) : [];
}
