import { createHash } from "node:crypto";
import * as z from "zod";
import { UserError } from "../user-error.ts";
import type { SiteChange, SiteFolder } from "./ports.ts";

/** Names the files that greenbar wrote to a folder: nothing else there is ever touched. */
export const manifestPath = ".greenbar-site.json";

/** What publishing changes in a folder. */
export interface SitePlan {
  readonly changes: readonly SiteChange[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Files that are as they should be already. */
  readonly unchanged: number;
  /** Ours of an earlier time that somebody changed since: left where they are. */
  readonly kept: readonly string[];
}

/**
 * Works out what a folder needs to hold a site. Written are our files; removed are those of an earlier run that are
 * ours to the letter and no longer wanted.
 *
 * @param isOwn - the folder is greenbar's own: it then tells git to ignore what is in it.
 * @throws UserError when the folder holds anything and is no site of ours, or a file that is not ours stands where one
 * of the site's has to.
 */
export async function planSite(
  folder: SiteFolder,
  files: ReadonlyMap<string, string>,
  { isOwn }: { readonly isOwn: boolean },
): Promise<SitePlan> {
  const names = await folder.list();
  const manifest = names?.includes(manifestPath) === true ? await folder.read(manifestPath) : null;
  if (manifest === null && names !== null && names.length > 0) throw notOurs(folder);
  const before = manifest === null ? new Map<string, string>() : readManifest(manifest, folder);
  const wanted = new Map(files);
  if (isOwn) wanted.set(".gitignore", "*\n");
  const after = [...wanted].map(([path, text]) => [path, hashOf(text)] as const);
  wanted.set(manifestPath, printManifest(after));

  const changes: SiteChange[] = [];
  const strange: string[] = [];
  for (const [path, text] of wanted) {
    const found = await folder.read(path);
    if (found === text) continue;
    if (found !== null && !before.has(path) && path !== manifestPath) strange.push(path);
    else changes.push({ path, before: found, after: text });
  }
  if (strange.length > 0) {
    throw new UserError(
      2,
      `${folder.path} holds files that greenbar did not write where the site's have to be`,
      {
        advice: [
          ...strange.slice(0, 5),
          "Move them, or name another folder with --out. Nothing was written.",
        ],
      },
    );
  }
  const written = changes.map(({ path }) => path).filter((path) => path !== manifestPath);
  const removed: string[] = [];
  const kept: string[] = [];
  for (const [path, hash] of before) {
    if (wanted.has(path)) continue;
    const found = await folder.read(path);
    if (found === null) continue;
    if (hashOf(found) !== hash) kept.push(path);
    else {
      removed.push(path);
      changes.push({ path, before: found, after: null });
    }
  }
  return { changes, written, removed, kept, unchanged: files.size + (isOwn ? 1 : 0) - written.length };
}

function notOurs({ path }: SiteFolder): UserError {
  return new UserError(2, `${path} is not empty, and no site that greenbar wrote`, {
    advice: ["Name an empty folder, or one that is not there yet: greenbar docs --out site"],
  });
}

/** A path of a manifest leads to a file below its folder, whoever wrote it. */
const plainPath = z
  .string()
  .min(1)
  .refine(
    (path) =>
      !path.includes("\\") && path.split("/").every((step) => step !== "" && step !== "." && step !== ".."),
  );
const manifestSchema = z.object({
  version: z.literal(1),
  files: z.record(plainPath, z.string()),
});

function readManifest(text: string, { path }: SiteFolder): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(manifestSchema.parse(JSON.parse(text)).files));
  } catch (error) {
    throw new UserError(2, `${path}/${manifestPath} cannot be read`, {
      advice: ["It says which files are greenbar's. Empty the folder, or name another one with --out."],
      cause: error,
    });
  }
}

function printManifest(files: readonly (readonly [string, string])[]): string {
  const lines = files
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, hash]) => `    ${JSON.stringify(path)}: "${hash}"`);
  return `{\n  "version": 1,\n  "files": {\n${lines.join(",\n")}\n  }\n}\n`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
