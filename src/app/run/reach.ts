import { posix } from "node:path";
import { executedFiles } from "../../loop/reach/executed-files.ts";
import type { Files } from "../../loop/files.ts";
import { writeRules } from "../../loop/permission.ts";
import type { Permission, WriteRules } from "../../loop/permission.ts";
import { isProgram } from "../../loop/reach/never-written.ts";
import { permitImports, withoutQuery } from "../../loop/reach/permit-imports.ts";
import type { ImportPlace, PackageFacts } from "../../loop/reach/permit-imports.ts";
import { readImports } from "../../loop/reach/read-imports.ts";
import type { Snapshot } from "../../verdict/workspace.ts";
import type { CompilerOptions, ProjectDisk } from "../ports.ts";
import type { Project } from "../read-project.ts";

/** What an agent may write in a project, and import there. */
export interface Reach {
  readonly rules: WriteRules;
  /** Whether a file of a copy may newly import what its text imports. */
  imports(files: Files): (path: string, text: string) => Promise<Permission>;
}

/** Reads an agent's reach out of the project as it is when the run begins. */
export async function readReach(
  disk: ProjectDisk,
  { specs, config }: Pick<Project, "specs" | "config">,
  snapshot: Pick<Snapshot, "files">,
): Promise<Reach> {
  const paths = snapshot.files.filter(({ link }) => link === undefined).map(({ path }) => path);
  const subjects = specs.flatMap(({ plan }) => plan.subjects.map(({ path }) => path));
  const helpers = specs.flatMap(({ plan }) => (plan.helpers ?? []).map(({ path }) => path));
  const rules = {
    ...writeRules({
      helpers,
      subjects,
      write: config.write ?? [],
      specsFolder: config.specs,
      testsFolder: config.tests,
    }),
    executed: await executedFiles(paths, (path) => disk.read(path)),
  };
  const facts = rememberEach((folder: string) => readPackage(disk, folder));
  const used = remember(() => importedBy(disk, paths.filter(isOwnSource(rules))));
  const options = await disk.compilerOptions();
  // Without one of its own the paths of a tsconfig above are relative to a place that is not known here.
  const ownOptions = (await disk.kindOf("tsconfig.json")) === "file" ? options : null;
  return {
    rules,
    imports: (files) => async (path, text) => {
      const list = remember(async () => new Set(await files.list()));
      const place: ImportPlace = {
        exists: async (file) => (await list()).has(file) || (await disk.kindOf(file)) === "file",
        original: (file) => disk.read(file),
        packageOf: (file) => facts(posix.dirname(file)),
        used,
        aliased: (specifier) => aliasedBy(ownOptions, specifier),
      };
      return permitImports(path, text, rules, place);
    },
  };
}

/** The program as the person wrote it: what it imports, an agent's code may import too. */
function isOwnSource({ guarded }: WriteRules): (path: string) => boolean {
  return (path) =>
    isProgram(path) && !guarded.some((guard) => path === guard || path.startsWith(`${guard}/`));
}

/** Most files that are read for what they import. */
const mostSources = 5_000;

async function importedBy(disk: ProjectDisk, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const specifiers = new Set<string>();
  for (const path of paths.filter((each) => code.test(each)).slice(0, mostSources)) {
    for (const { specifier } of readImports((await disk.read(path)) ?? "", path)) {
      if (specifier !== null && !specifier.startsWith(".")) specifiers.add(withoutQuery(specifier));
    }
  }
  return specifiers;
}

const code = /\.([cm]?[jt]s|[jt]sx|vue|svelte)$/;

/** Of the package.json in a folder, or the nearest above it. */
async function readPackage(disk: ProjectDisk, folder: string): Promise<PackageFacts> {
  const at = folder === "." ? "" : `${folder}/`;
  const text = await disk.read(`${at}package.json`);
  if (text === null) {
    return at === ""
      ? { name: null, dependencies: [], missing: [], imports: [] }
      : readPackage(disk, posix.dirname(folder));
  }
  const json = parse(text);
  const dependencies = [...new Set(dependencyFields.flatMap((field) => keysOf(json[field])))].toSorted();
  // With Yarn's Plug'n'Play there is no folder to look into.
  const isUnpacked = (await disk.kindOf(".pnp.cjs")) === null;
  const missing: string[] = [];
  for (const name of isUnpacked ? dependencies : [])
    if (!(await isInstalled(disk, at, name))) missing.push(name);
  const name = json["name"];
  return {
    name: typeof name === "string" ? name : null,
    dependencies,
    missing,
    imports: keysOf(json["imports"]),
  };
}

const dependencyFields = ["dependencies", "peerDependencies", "optionalDependencies"];

/** A package in a folder that is no project of its own may be broken; then it gives nothing to import. */
function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null ? (json as Record<string, unknown>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** In a `node_modules` of the folder or of one above it, those above the project among them. */
async function isInstalled(disk: ProjectDisk, at: string, name: string): Promise<boolean> {
  const inside = at.split("/").filter((part) => part !== "").length;
  const above = disk.root.split("/").filter((part) => part !== "").length;
  for (let up = 0; up <= inside + above; up++) {
    const place = posix.join(at, "../".repeat(up), "node_modules", name);
    if ((await disk.kindOf(place)) === "folder") return true;
  }
  return false;
}

/** Where the tsconfig's `paths` and `baseUrl` lead; relative to the root. */
function aliasedBy(options: CompilerOptions | null, specifier: string): readonly string[] {
  const base = options?.baseUrl ?? ".";
  const targets = Object.entries(options?.paths ?? {}).flatMap(([pattern, places]) => {
    const star = starOf(pattern, specifier);
    return star === null
      ? []
      : places.map((place) =>
          posix.join(
            base,
            place.replace("*", () => star),
          ),
        );
  });
  return options?.baseUrl === undefined ? targets : [...targets, posix.join(base, specifier)];
}

/** What the `*` of a pattern stands for in a specifier; null when it does not match. */
function starOf(pattern: string, specifier: string): string | null {
  const [head = "", tail] = pattern.split("*");
  if (tail === undefined) return pattern === specifier ? "" : null;
  const fits =
    specifier.length >= pattern.length - 1 && specifier.startsWith(head) && specifier.endsWith(tail);
  return fits ? specifier.slice(head.length, specifier.length - tail.length) : null;
}

function remember<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}

function rememberEach<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}
