import { posix } from "node:path";
import { dialects } from "../spec/dialects/dialects.ts";
import type { Spec } from "../spec/spec.ts";

/**
 * The specs without the files that another tool keeps beside them: a plan, a list of tasks, the deltas of a change.
 * One that names a subject, or that was asked for by its path, is a spec all the same.
 *
 * @param wanted - specs as typed by the person; none means all.
 */
export function withoutCompanions<Read extends { readonly spec: Spec }>(
  read: readonly Read[],
  wanted: readonly string[],
): readonly Read[] {
  const folders = new Map<string, readonly string[]>();
  for (const { spec } of read) {
    if (spec.isNamedByFolder) folders.set(posix.dirname(spec.file), dialects[spec.dialect].companions);
  }
  if (folders.size === 0) return read;
  const asked = new Set(wanted.map((name) => posix.normalize(name)));
  return read.filter(({ spec }) => {
    if (asked.has(spec.file) || spec.frontMatter.subjects.length > 0) return true;
    return !isCompanion(spec.file, folders) && !isInChange(spec.file, read);
  });
}

function isCompanion(file: string, folders: ReadonlyMap<string, readonly string[]>): boolean {
  for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) {
    const below = file.slice(folder.length + 1);
    const names = folders.get(folder) ?? [];
    if (names.some((name) => (name.endsWith("/") ? below.startsWith(name) : below === name))) return true;
  }
  return false;
}

/** What stands in `openspec/changes` says what specs will say, and is read with them by `--change`. */
function isInChange(file: string, read: readonly { readonly spec: Spec }[]): boolean {
  if (!/(?:^|\/)openspec\/changes\//u.test(file)) return false;
  return read.some(({ spec }) => spec.dialect === "openspec");
}
