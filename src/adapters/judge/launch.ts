import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Program } from "../../verdict/sandbox.ts";

/** Keys to be asked in this order, by a process of their own; its lines begin with the nonce. */
export interface Batch {
  readonly nonce: string;
  readonly order: readonly number[];
}

/** The program that answers a batch, in a fresh process. */
export type BatchProgram = (batch: Batch) => Omit<Program, "limits" | "onLine">;

/** A batch's program, ready to be started as often as it takes, and what removes its files. */
export interface Launch {
  readonly program: BatchProgram;
  /** Milliseconds that it may take, beyond what one example may, before it is asked the first one. */
  readonly loadMs: number;
  dispose(): Promise<void>;
}

/** A name for files in a workspace's root that the code in it cannot know beforehand. */
export function secretName(): string {
  return `greenbar-${randomBytes(9).toString("hex")}`;
}

/** Writes files into a folder; returns what removes them, and whatever else is named, again. */
export async function putFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  alsoRemove: readonly string[] = [],
): Promise<() => Promise<void>> {
  const names = Object.keys(files);
  await Promise.all(names.map((name) => writeFile(join(folder, name), files[name] ?? "")));
  return async () => {
    await Promise.all(
      [...names, ...alsoRemove].map((name) => rm(join(folder, name), { force: true, recursive: true })),
    );
  };
}
