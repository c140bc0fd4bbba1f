import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

/** Major versions whose programming interface the child can drive. */
const supportedMajors = { oldest: 3, newest: 5 } as const;

export type VitestFound =
  | { readonly is: "found"; readonly version: string; readonly packageDir: string; readonly entry: string }
  | { readonly is: "absent" }
  /** `message` says which version is there and what to do. */
  | { readonly is: "unsupported"; readonly version: string; readonly message: string }
  | { readonly is: "unreadable"; readonly message: string };

/**
 * Finds the Vitest that code in `root` (absolute) would import, as Node resolves it: hoisted, linked into a pnpm
 * store, or in a folder above. `entry` is the absolute path of its `vitest/node`.
 */
export function findVitest(root: string): VitestFound {
  const manifestPath = manifestOf(root, "vitest");
  return manifestPath === null ? { is: "absent" } : readVitest(manifestPath);
}

/**
 * The Vitest that suites in `root` (absolute) are run with: the project's own, else greenbar's, whose package.json is
 * at `ownManifest`. One that cannot be read has the version `unknown`.
 */
export function vitestUsed(
  root: string,
  ownManifest: string,
): { readonly version: string; readonly from: "project" | "greenbar" } {
  const own = findVitest(root);
  const used = own.is === "absent" ? readVitest(ownManifest) : own;
  return {
    version: "version" in used ? used.version : "unknown",
    from: own.is === "absent" ? "greenbar" : "project",
  };
}

/** True when code in `folder` (absolute) can import fast-check. */
export function hasFastCheck(folder: string): boolean {
  return manifestOf(folder, "fast-check") !== null;
}

/** Reads the Vitest whose package.json this is. */
export function readVitest(manifestPath: string): VitestFound {
  const packageDir = dirname(manifestPath);
  let manifest: unknown;
  try {
    manifest = JSON.parse(readFileSync(manifestPath, "utf8"));
  } catch (error) {
    return { is: "unreadable", message: `vitest's package.json cannot be read: ${(error as Error).message}` };
  }
  const version = text(member(manifest, "version"));
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) return { is: "unreadable", message: "vitest's package.json has no version." };
  if (major < supportedMajors.oldest) return { is: "unsupported", version, message: tooOld(version) };
  if (major > supportedMajors.newest) return { is: "unsupported", version, message: tooNew(version) };
  const entry = member(member(manifest, "exports"), "./node");
  const file = text(entry) || text(member(entry, "default")) || text(member(entry, "import"));
  if (file === "")
    return { is: "unreadable", message: `vitest ${version} has no "./node" among its exports.` };
  return { is: "found", version, packageDir, entry: join(packageDir, file) };
}

function tooOld(version: string): string {
  return (
    `The project's Vitest is ${version}; greenbar needs ${supportedMajors.oldest} to ${supportedMajors.newest}. ` +
    `Upgrade it (npm install --save-dev vitest@latest), or remove it to use the one that comes with greenbar.`
  );
}

function tooNew(version: string): string {
  return (
    `The project's Vitest is ${version}, which is newer than this greenbar knows ` +
    `(${supportedMajors.oldest} to ${supportedMajors.newest}). Upgrade greenbar, or install ` +
    `vitest@${supportedMajors.newest}.`
  );
}

/**
 * The real path of a package's package.json, or null. Looked for on the disk, in the folders in which an import
 * looks, since a package's `exports` may hide the file and Node refuses one that is no JSON. `NODE_PATH` is not
 * among them: imports do not heed it, and the launchers that pnpm writes set it to greenbar's own packages.
 */
function manifestOf(folder: string, name: string): string | null {
  const path = foldersUpwards(folder)
    .map((place) => join(place, "node_modules", name, "package.json"))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? null : realpathSync(path);
}

function foldersUpwards(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUpwards(above)];
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
