import picomatch from "picomatch";
import { compile } from "../plan/compile.ts";
import { readModuleFacts } from "../plan/module-facts.ts";
import type { ModuleFacts, Plan } from "../plan/plan.ts";
import { modulesToRead } from "../plan/subject-paths.ts";
import type { Diagnostic, Spec } from "../spec/spec.ts";
import type { Suite, SuiteSettings } from "../suite/suite.ts";
import { extensionFor } from "../suite/tsconfig-extension.ts";
import type { Claimed } from "../verdict/drift/claim-entries.ts";
import type { Lock } from "../verdict/lock.ts";
import { readLock } from "../verdict/lock.ts";
import type { Config } from "./config.ts";
import { readConfig } from "./config.ts";
import type { ProjectDisk, World } from "./ports.ts";
import { chooseSpecs } from "./choose-specs.ts";
import { withoutCompanions } from "./companions.ts";
import { claimLock } from "./drift/claim-lock.ts";
import { rememberedExports } from "./drift/remembered-exports.ts";
import type { ReadText } from "./read-spec.ts";
import { readHelpers } from "./read-helpers.ts";
import { readSpec } from "./read-spec.ts";
import { shadowedSubjects } from "./shadowed-subjects.ts";
import { UserError } from "./user-error.ts";

/** Everything that can be said of a project without running any of its code. */
export interface Project {
  readonly root: string;
  readonly config: Config;
  readonly bins: ReadonlyMap<string, string>;
  readonly settings: SuiteSettings;
  /** The project, or a folder above it, has a configuration for ESLint. */
  readonly usesEslint: boolean;
  /** The specs that were asked for, in the order of their paths. */
  readonly specs: readonly ReadSpec[];
  /** Its entries under the ids that their examples have today. */
  readonly lock: Lock;
  /** How the entries of the lock on disk came to be claimed. */
  readonly claimed: Claimed;
  /** Of all of these specs. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReadSpec extends ReadText {
  readonly plan: Plan;
  readonly suite: Suite;
}

export const lockPath = ".greenbar/lock.json";

/**
 * Reads configuration, package, specs and lock, and compiles the specs.
 *
 * @param wanted - specs as typed by the person; none means all.
 * @throws UserError when the configuration, package.json or lock cannot be read, or a wanted spec is not there.
 */
export async function readProject(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  wanted: readonly string[],
): Promise<Project> {
  const { disk } = world;
  const [config, packageJson, compilerOptions, lock, templates] = await Promise.all([
    readTheConfig(disk),
    readPackageJson(disk),
    disk.compilerOptions(),
    readTheLock(disk),
    readTemplates(world),
  ]);
  const settings: SuiteSettings = {
    testsFolder: config.tests,
    specsFolder: config.specs,
    importExtension: extensionFor(compilerOptions),
    templates,
  };
  const paths = await chooseSpecs(disk, config.specs, wanted);
  const found = await Promise.all(
    paths.map(async (path) => readSpec(world.pipeline, (await disk.read(path)) ?? "", path, config)),
  );
  const read = withoutCompanions(found, wanted);
  const specs = read.map(({ spec }) => spec);
  const named = {
    packageName: packageJson.name,
    defaultSubjects: await defaultSubjects(disk, config.subjects),
  };
  const modules = await readModules(disk, specs, named);
  const imports = await readHelpers(disk, specs, { ...named, modules }, packageJson.dependencies);
  const around = {
    ...named,
    bins: [...packageJson.bins.keys()],
    modules,
    specsFolder: config.specs,
    ...(imports.length > 0 && { imports }),
  };
  const asTheyAre = world.pipeline.compile(specs, around);
  const remembered = rememberedExports(specs, asTheyAre, lock, around, compile);
  const plans = remembered === null ? asTheyAre : world.pipeline.compile(specs, { ...around, remembered });
  const shadowed = await Promise.all(
    plans.map((plan, at) => shadowedSubjects(disk, specs[at] as Spec, plan, settings.importExtension)),
  );
  const compiled = plans.map((plan, index) => ({
    ...(read[index] as ReadText),
    plan,
    suite: world.pipeline.render(plan, settings),
  }));
  const claimed = await claimLock(lock, compiled, config.specs, async () =>
    wanted.length === 0 ? compiled : (await readProject(world, [])).specs,
  );
  return {
    root: disk.root,
    config,
    bins: packageJson.bins,
    settings,
    usesEslint: await usesEslint(disk),
    specs: compiled,
    lock: claimed.lock,
    claimed,
    diagnostics: plans.flatMap((plan, at) => [...plan.diagnostics, ...(shadowed[at] ?? [])]),
  };
}

/** The project without the specs that are drafts, and their paths. Drafts are read only when they are named. */
export function withoutDrafts(project: Project): {
  readonly project: Project;
  readonly drafts: readonly string[];
} {
  const isDraft = ({ plan }: ReadSpec) => plan.draft;
  const specs = project.specs.filter((spec) => !isDraft(spec));
  const paths = new Set(specs.map(({ plan }) => plan.spec));
  return {
    project: { ...project, specs, diagnostics: project.diagnostics.filter(({ file }) => paths.has(file)) },
    drafts: project.specs.filter(isDraft).map(({ plan }) => plan.spec),
  };
}

/** True when a diagnostic stands in the way of going on. */
export function hasErrors(project: Project): boolean {
  return project.diagnostics.some(({ severity }) => severity === "error");
}

/** The configuration, defaults put in. */
export async function readTheConfig(disk: ProjectDisk): Promise<Config> {
  const found = await disk.config();
  const read = readConfig(found?.value);
  if ("config" in read) return read.config;
  throw new UserError(2, `${found?.path ?? "greenbar.config.ts"} is not as expected`, {
    advice: read.problems,
  });
}

interface PackageJson {
  readonly name: string | null;
  readonly bins: ReadonlyMap<string, string>;
  /** Names of all packages that it depends on, for whatever. */
  readonly dependencies: ReadonlySet<string>;
}

async function readPackageJson(disk: ProjectDisk): Promise<PackageJson> {
  const text = await disk.read("package.json");
  if (text === null) return { name: null, bins: new Map(), dependencies: new Set() };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(2, `package.json is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (typeof json !== "object" || json === null) {
    throw new UserError(2, "package.json holds no object", {
      advice: ['Expected: { "name": "…" } at least.'],
    });
  }
  const { name, bin } = json as { name?: unknown; bin?: unknown };
  const plainName = typeof name === "string" ? name : null;
  const dependencies = dependenciesOf(json);
  if (typeof bin === "string" && plainName !== null) {
    return { name: plainName, bins: new Map([[plainName.replace(/^@[^/]*\//, ""), bin]]), dependencies };
  }
  const bins = typeof bin === "object" && bin !== null ? Object.entries(bin) : [];
  return {
    name: plainName,
    bins: new Map(bins.filter((entry): entry is [string, string] => typeof entry[1] === "string")),
    dependencies,
  };
}

function dependenciesOf(json: object): ReadonlySet<string> {
  const lists = Object.entries(json).filter(([key]) => /^(?:dev|peer|optional)?dependencies$/i.test(key));
  return new Set(
    lists.flatMap(([, list]) => (typeof list === "object" && list !== null ? Object.keys(list) : [])),
  );
}

async function readTheLock(disk: ProjectDisk): Promise<Lock> {
  const read = readLock(await disk.read(lockPath));
  if ("lock" in read) return read.lock;
  throw new UserError(2, `${lockPath}:${read.line} cannot be read: ${read.problem}`, {
    advice: [
      "Settle the merge, taking either side where they differ, then run `greenbar generate-tests`: it proves the suite",
      "red again and writes the file anew. Deleted, it is made again too, but what held before is forgotten.",
    ],
  });
}

async function usesEslint(disk: ProjectDisk): Promise<boolean> {
  const names = [
    ...["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `eslint.config.${ending}`),
    ...["", ".js", ".cjs", ".json", ".yml", ".yaml"].map((ending) => `.eslintrc${ending}`),
  ];
  const folders = disk.root.split("/").map((_, level) => "../".repeat(level));
  const kinds = await Promise.all(
    folders.flatMap((folder) => names.map((name) => disk.kindOf(folder + name))),
  );
  return kinds.includes("file");
}

/** The user's own templates stand over ours, by file name. */
async function readTemplates({ disk, templates }: Pick<World, "disk" | "templates">) {
  const own = await disk.list(".greenbar/templates", ".hbs");
  const texts = await Promise.all(
    own.map(async (path) => [templateName(path), await disk.read(path)] as const),
  );
  const sources = new Map(await templates());
  for (const [name, text] of texts) {
    if (!sources.has(name)) {
      throw new UserError(2, `.greenbar/templates/${name}.hbs stands for no template of greenbar's`, {
        advice: [`It has: ${[...sources.keys()].toSorted().join(", ")}.`],
      });
    }
    if (text !== null) sources.set(name, text);
  }
  return sources;
}

function templateName(path: string): string {
  return path.slice(".greenbar/templates/".length, -".hbs".length);
}

/** Facts of every module that the specs name, and of those that these export from. */
async function readModules(
  disk: ProjectDisk,
  specs: readonly Spec[],
  around: { readonly packageName: string | null; readonly defaultSubjects: readonly string[] },
): Promise<ReadonlyMap<string, ModuleFacts>> {
  const paths = new Set(specs.flatMap((spec) => modulesToRead(spec, around)));
  const texts = new Map<string, string | null>();
  const facts = await Promise.all(
    [...paths].map(async (path) => [path, await readFacts(disk, path, texts)] as const),
  );
  return new Map(facts);
}

/**
 * The reader of exports is pure: whatever it asks for that has not been read yet is read, and it is asked
 * again, until it has all it wants.
 */
export async function readFacts(
  disk: ProjectDisk,
  path: string,
  texts: Map<string, string | null>,
): Promise<ModuleFacts> {
  const source = await disk.read(path);
  if (source === null) return { state: "missing" };
  for (;;) {
    const wanted = new Set<string>();
    const facts = readModuleFacts(source, path, (from) => {
      if (!texts.has(from)) wanted.add(from);
      return texts.get(from) ?? null;
    });
    if (wanted.size === 0) return facts;
    await Promise.all([...wanted].map(async (from) => texts.set(from, await disk.read(from))));
  }
}

async function defaultSubjects(disk: ProjectDisk, globs: readonly string[]): Promise<readonly string[]> {
  if (globs.length === 0) return [];
  const matches = picomatch([...globs]);
  const lists = await Promise.all([...moduleSuffixes].map((suffix) => disk.list(".", suffix)));
  return lists
    .flat()
    .filter((path) => matches(path))
    .toSorted();
}

const moduleSuffixes = [".ts", ".tsx", ".mts", ".js", ".jsx", ".mjs"];
