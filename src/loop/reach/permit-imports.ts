import { posix } from "node:path";
import { sourcesOf } from "../../plan/subject-paths.ts";
import { permitWrite } from "../permission.ts";
import type { Permission, WriteRules } from "../permission.ts";
import { nodeModule } from "./node-modules.ts";
import { readImports } from "./read-imports.ts";
import type { ModuleImport } from "./read-imports.ts";

/** What the project has to import, as it was when the run began. Paths are relative to its root. */
export interface ImportPlace {
  /** A file of the project as it is now, with what the agent wrote. */
  exists(path: string): Promise<boolean>;
  /** A file's text when the run began; null when it was not there. */
  original(path: string): Promise<string | null>;
  /** Of the nearest package.json at or above a file. */
  packageOf(path: string): Promise<PackageFacts>;
  /** Specifiers, none of them relative, that the project's own source imported when the run began. */
  used(): Promise<ReadonlySet<string>>;
  /** Paths that a specifier may stand for by the user's aliases; none when it is no alias. */
  aliased(specifier: string): readonly string[];
}

export interface PackageFacts {
  readonly name: string | null;
  /** `dependencies`, `peerDependencies` and `optionalDependencies`, sorted. */
  readonly dependencies: readonly string[];
  /** Of these, those that are not installed. */
  readonly missing: readonly string[];
  /** Keys of the package's own `imports`. */
  readonly imports: readonly string[];
}

/**
 * Whether everything that a file newly imports is the project's: a file in it, one of Node's modules, an alias, or a
 * dependency that it has. What the file imported when the run began stays as it is; types count for nothing.
 */
export async function permitImports(
  path: string,
  text: string,
  rules: WriteRules,
  place: ImportPlace,
): Promise<Permission> {
  const found = readImports(text, path);
  if (found.length === 0) return { is: "allow" };
  const before = readImports((await place.original(path)) ?? "", path).map(({ specifier }) => specifier);
  const refused: string[] = [];
  for (const each of unique(found)) {
    if (before.includes(each.specifier)) continue;
    const why = await refusal(each, { path, rules, place });
    if (why !== null) refused.push(`line ${each.line} ${words(each)}: ${why}`);
  }
  if (refused.length === 0) return { is: "allow" };
  const { dependencies } = await place.packageOf(path);
  return {
    is: "deny",
    rule: "new-import",
    reason: `\`${path}\` was not written: ${capped(refused, 5, "; ")}. ${has(dependencies)}`,
  };
}

interface At {
  readonly path: string;
  readonly rules: WriteRules;
  readonly place: ImportPlace;
}

/** Why a specifier is none of the project's; null when it is. */
async function refusal({ specifier, of }: ModuleImport, at: At): Promise<string | null> {
  if (specifier === null) return "a module's name has to be written out, so that it can be read";
  const asked = withoutQuery(specifier);
  if (misleading.test(specifier)) return "it holds characters that some loaders read in another way";
  if (/^\.\.?(\/|$)/.test(asked)) return ofFile(posix.join(posix.dirname(at.path), asked), of, at);
  if (of === "file")
    return /^\w+:|^\//.test(asked) ? "it is no path beside this file" : ofFile(beside(asked, at), of, at);
  if (nodeModule(asked) === "module") return null;
  // Whoever imports a thing already has it: an alias of a bundler, a dev dependency that is bundled.
  const used = await at.place.used();
  if (used.has(asked)) return null;
  if (nodeModule(asked) === "loader") return "it loads code by names that cannot be read";
  if (asked.split("/").includes("..")) return "it climbs with `..`";
  if (/^[a-z][a-z\d+.-]*:/i.test(asked)) return "an address is no dependency of the project";
  if (asked.startsWith("/")) return "it is an absolute path; write it relative to this file";
  if ([...used].some((other) => rootOf(other) === rootOf(asked))) return null;
  return ofPackage(asked, at);
}

/** Without what a bundler reads behind `?`; a `#` at the beginning is a name of the package's own `imports`. */
export function withoutQuery(specifier: string): string {
  return specifier.replace(/(?<!^)[?#].*$/s, "");
}

/** In a URL, which is what Node makes of a specifier, `\` is a slash, `%2e` a dot, and a tab is not there. */
// oxlint-disable-next-line no-control-regex
const misleading = /[\u0000-\u001f\\]|%(2e|2f|5c)/i;

async function ofFile(target: string, of: ModuleImport["of"], { rules, place }: At): Promise<string | null> {
  if (target === ".." || target.startsWith("../")) return "it lies outside the project";
  const parts = target.split("/");
  if (parts.includes("node_modules")) return "a dependency is imported by its name";
  const guard = rules.guarded.find((folder) => target === folder || target.startsWith(`${folder}/`));
  if (guard !== undefined && !rules.subjects.includes(target)) return `\`${guard}\` holds specs or tests`;
  const plain = target.replace(/\/$/, "") || ".";
  const candidates = [
    plain,
    ...sourcesOf(plain),
    `${plain}.json`,
    `${plain}/index.tsx`,
    `${plain}/index.mjs`,
  ];
  for (const candidate of candidates) if (await place.exists(candidate)) return null;
  // What is yet to be written may be imported already; a folder of assets is no module.
  const isToCome = candidates.some((candidate) => permitWrite(candidate, rules).is === "allow");
  return isToCome || of === "file" ? null : `there is no \`${plain}\``;
}

async function ofPackage(specifier: string, at: At): Promise<string | null> {
  const { name, dependencies, missing, imports } = await at.place.packageOf(at.path);
  const wanted = packageName(specifier);
  if (specifier.startsWith("#") && imports.some((key) => matches(key, specifier))) return null;
  for (const target of at.place.aliased(specifier)) {
    for (const file of [target, ...sourcesOf(target), `${target}.json`])
      if (await at.place.exists(file)) return ofFile(file, "module", at);
  }
  if (wanted === name) return null;
  if (missing.includes(wanted)) return `\`${wanted}\` is a dependency, but it is not installed`;
  return dependencies.includes(wanted) ? null : "that is no dependency of the project";
}

function beside(asked: string, { path }: At): string {
  return posix.join(posix.dirname(path), asked);
}

/** `lodash/fp` → `lodash`, `@scope/name/x` → `@scope/name`. */
function packageName(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** What specifiers have in common that lead to the same place: a package's name, or an alias such as `@` or `~`. */
function rootOf(specifier: string): string {
  return /^[@~#]\//.test(specifier) ? specifier.slice(0, 1) : packageName(specifier);
}

/** A key of `imports` in package.json: a name, or a pattern with one `*`. */
function matches(key: string, specifier: string): boolean {
  const [head = "", tail] = key.split("*");
  if (tail === undefined) return key === specifier;
  return (
    specifier.length >= head.length + tail.length && specifier.startsWith(head) && specifier.endsWith(tail)
  );
}

function unique(imports: readonly ModuleImport[]): readonly ModuleImport[] {
  const seen = new Map<string | null, ModuleImport>();
  for (const each of imports) if (!seen.has(each.specifier)) seen.set(each.specifier, each);
  return [...seen.values()];
}

function words({ specifier, of }: ModuleImport): string {
  if (specifier === null) return "imports a module whose name is worked out";
  return `${of === "file" ? "names the file" : "imports"} \`${specifier.slice(0, 100)}\``;
}

function has(dependencies: readonly string[]): string {
  const own = "a file of the project, or a module of Node";
  if (dependencies.length === 0) return `The project has no dependencies: import ${own}.`;
  return `Import ${own}, or one of its dependencies: ${capped(dependencies, 30, ", ")}.`;
}

function capped(texts: readonly string[], most: number, between: string): string {
  const more = texts.length - most;
  return [...texts.slice(0, most), ...(more > 0 ? [`${more} more`] : [])].join(between);
}
