import { lstatSync, mkdirSync, symlinkSync } from "node:fs";
import fsp from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type * as vitestNode from "vitest/node";
import type { Reporter, TestProject, TestSpecification, Vitest } from "vitest/node";
import { findVitest, hasFastCheck, readVitest } from "./find-vitest.ts";
import type { ChildInput } from "./child-input.ts";

type VitestNode = typeof vitestNode;

type Loaded =
  | {
      readonly ok: true;
      readonly node: VitestNode;
      readonly version: string;
      readonly from: "project" | "greenbar";
    }
  | { readonly ok: false; readonly message: string };

/** Loads the project's own Vitest, or greenbar's when it has none. */
export async function loadVitest(input: ChildInput): Promise<Loaded> {
  const own = findVitest(input.root);
  const found = own.is === "absent" ? readVitest(input.ownVitest) : own;
  if (found.is === "absent")
    return { ok: false, message: "There is no Vitest, neither the project's nor greenbar's." };
  if (found.is !== "found") return { ok: false, message: found.message };
  const node = (await import(pathToFileURL(found.entry).href)) as VitestNode;
  return { ok: true, node, version: found.version, from: own.is === "absent" ? "greenbar" : "project" };
}

/**
 * A Vitest on the project's own configuration, plugins and environment, that neither watches, nor listens on a
 * port, nor writes anything but into `temp`. Throws what the configuration throws.
 */
export async function openVitest(node: VitestNode, input: ChildInput, reporter: Reporter): Promise<Vitest> {
  // Typed as what it is for Vitest 5; older versions read the same names.
  const options: Record<string, unknown> = {
    root: input.root,
    watch: false,
    run: true,
    ui: false,
    open: false,
    api: false,
    reporters: [reporter],
    outputFile: undefined,
    coverage: { enabled: false },
    typecheck: { enabled: false },
    retry: 0,
    bail: 0,
    update: false,
    passWithNoTests: true,
    // From Vitest 5 on; it would keep the text of each test where the code under test could read it.
    fsModuleCache: false,
    expect: { requireAssertions: true },
  };
  return node.createVitest("test", options, {
    cacheDir: join(input.temp, "cache"),
    clearScreen: false,
    // Where tests run as in a browser (jsdom), Vite would else refuse what lies outside of the root: our own setup file.
    server: { watch: null, hmr: false, fs: { strict: false } },
  });
}

/**
 * Settings that Vitest takes from a project's own configuration whatever the caller says; so they are set when
 * the configuration is resolved, before a worker is given it.
 */
export function overrideProjects(vitest: Vitest, setupFile: string): void {
  vitest.resetGlobalTestNamePattern();
  for (const project of new Set([vitest.getRootProject(), ...vitest.projects])) {
    const { config } = project;
    config.retry = 0;
    config.bail = 0;
    delete config.testNamePattern;
    config.typecheck.enabled = false;
    config.expect = { ...config.expect, requireAssertions: true };
    config.setupFiles = [setupFile, ...config.setupFiles];
  }
}

/** Where each suite runs: in the project whose own globs match it, else in one that it is nearest to. */
export function specify(
  vitest: Vitest,
  root: string,
  files: readonly string[],
): readonly TestSpecification[] {
  return files.map((file) => {
    const path = join(root, file);
    const usable = vitest.projects.filter((project) => !project.config.browser.enabled);
    const project = usable.find((candidate) => candidate.matchesTestGlob(path)) ?? nearest(usable, path);
    return project === undefined
      ? vitest.getRootProject().createSpecification(path, undefined, "forks")
      : project.createSpecification(path);
  });
}

/** Names of the projects whose own globs match the file: those in which the project's own run has it. */
export function matchingProjects(vitest: Vitest, root: string, file: string): readonly string[] {
  const path = join(root, file);
  return vitest.projects.filter((project) => project.matchesTestGlob(path, () => "")).map(({ name }) => name);
}

/** The one whose folder is deepest among those that hold the file; else the first. */
function nearest(projects: readonly TestProject[], path: string): TestProject | undefined {
  const depth = (project: TestProject): number =>
    path.startsWith(`${project.config.root}/`) ? project.config.root.length : 0;
  return projects.reduce<TestProject | undefined>(
    (best, project) => (best === undefined || depth(project) > depth(best) ? project : best),
    undefined,
  );
}

/**
 * Vite writes a bundled configuration into `node_modules/.vite-temp`, and beside the configuration when that is
 * refused; but it knows a refusal only as EACCES, and dependencies that are mounted read-only say EROFS.
 */
export function refuseConfigInDependencies(): void {
  const { mkdir } = fsp;
  const refusing = (path: Parameters<typeof mkdir>[0], ...rest: unknown[]): unknown =>
    String(path).endsWith(`${sep}.vite-temp`)
      ? Promise.reject(Object.assign(new Error(`read-only: ${String(path)}`), { code: "EACCES" }))
      : Reflect.apply(mkdir, fsp, [path, ...rest]);
  Object.assign(fsp, { mkdir: refusing });
}

/**
 * Makes greenbar's own fast-check resolvable from suites that have none: a link in a `node_modules` beside the
 * suite is found by every resolver, in every Vitest project and environment, and by nothing outside that folder.
 */
export function lendFastCheck(input: ChildInput): void {
  for (const folder of new Set(input.files.map((file) => dirname(join(input.root, file))))) {
    if (hasFastCheck(folder)) continue;
    const link = join(folder, "node_modules", "fast-check");
    mkdirSync(dirname(link), { recursive: true });
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(input.ownFastCheck, link);
  }
}
