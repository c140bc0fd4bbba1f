import { hashText } from "./hash.ts";

/** The port to the files of a workspace copy. Paths are relative to its root, forward slashes. */
export interface Files {
  /** Every regular file, sorted. Links and what lies behind them are left out. */
  list(): Promise<readonly string[]>;
  read(path: string): Promise<FileRead>;
  /**
   * Writes a whole file if it still is what `preHash` says (null: not there). Missing folders are made. Either
   * all of it is written or nothing.
   */
  write(path: string, text: string, preHash: string | null): Promise<FileWrite>;
}

export type FileRead =
  | { readonly is: "file"; readonly text: string; /** sha256, hex */ readonly hash: string }
  | { readonly is: "missing" }
  | { readonly is: "folder" }
  /** `isNoText`: it was looked at, and is no text that is read here; else it could not be looked at. */
  | { readonly is: "refused"; readonly why: string; readonly isNoText?: true };

export type FileWrite =
  | { readonly is: "written"; readonly hash: string }
  /** It is no longer what `preHash` says; nothing was written. */
  | { readonly is: "changed"; readonly hash: string | null }
  | { readonly is: "refused"; readonly why: string };

/** Hash over the paths and contents of the files that pass `include`: equal code, equal fingerprint. */
export async function fingerprint(files: Files, include: (path: string) => boolean): Promise<string> {
  const parts: string[] = [];
  for (const path of await files.list()) {
    if (!include(path)) continue;
    const read = await files.read(path);
    parts.push(JSON.stringify([path, read.is === "file" ? read.hash : read.is]));
  }
  return hashText(parts.join("\n"));
}
