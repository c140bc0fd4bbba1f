import picomatch from "picomatch";
import type { Git } from "./git.ts";
import { walk } from "./walk.ts";

export interface Listing {
  /** Relative to the root, forward slashes, sorted by code unit, none twice. May name what is no file. */
  readonly paths: readonly string[];
  /** What the person should know of how the list came about. */
  readonly notes: readonly string[];
}

/**
 * The files that make up the project at `root`: what git tracks or neither tracks nor ignores, plus those
 * that `copy` (globs, or folders and files by name) wants all the same. Without git, or where the whole folder
 * is ignored by a repository around it, everything but `node_modules`. Never `.git`, never our own runs.
 */
export async function listFiles(root: string, git: Git, copy: readonly string[]): Promise<Listing> {
  const listed = (await git.files(root)) ?? { paths: [] };
  const byGit = "paths" in listed ? listed.paths.filter(belongs) : [];
  const notes =
    "problem" in listed ? [`git could not list ${root}: ${listed.problem}. Every file was taken.`] : [];
  const everything = byGit.length === 0;
  if (!everything && copy.length === 0) return { paths: sorted(byGit), notes };

  const isWanted = (path: string): boolean => belongs(path) && !isNamed(path, "node_modules");
  const walked = (await walk(root, isWanted)).filter(isWanted);
  const wants = copy.map(wanting);
  const wanted = everything ? walked : walked.filter((path) => wants.some((isMeant) => isMeant(path)));
  return { paths: sorted([...byGit, ...wanted]), notes };
}

/** Neither part of a repository's own folder nor of our runs, which hold copies of the project. */
function belongs(path: string): boolean {
  if (path === ".greenbar/runs" || path.startsWith(".greenbar/runs/")) return false;
  return !path.split("/").includes(".git");
}

function isNamed(path: string, name: string): boolean {
  return path === name || path.endsWith(`/${name}`);
}

function wanting(pattern: string): (path: string) => boolean {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  const matches = picomatch(plain, { nonegate: true });
  return (path) => path === plain || path.startsWith(`${plain}/`) || matches(path);
}

function sorted(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort();
}
