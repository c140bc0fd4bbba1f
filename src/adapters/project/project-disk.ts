import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { getTsconfig } from "get-tsconfig";
import type { CompilerOptions, FileChange, ProjectDisk } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { evaluateConfig } from "./evaluate-config.ts";
import { writeTogether } from "../disk/write-together.ts";

const configNames = ["greenbar.config.ts", "greenbar.config.mjs", "greenbar.config.js"];

/** The files of the project at `root`, on disk. */
export function createProjectDisk(root: string): ProjectDisk {
  return {
    root,
    read: (path) => readText(join(root, path), path),
    kindOf: async (path) => {
      const found = await stat(join(root, path)).catch(absent);
      return found === null ? null : found.isDirectory() ? "folder" : "file";
    },
    list: async (folder, suffix) => {
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(
        absent,
      );
      return (entries ?? [])
        .filter((entry) => entry.isFile() && entry.name.endsWith(suffix))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"))
        .filter((path) => !path.split("/").includes("node_modules"))
        .toSorted();
    },
    config: async () => {
      for (const path of configNames) {
        const found = await stat(join(root, path)).catch(absent);
        if (found !== null) return { path, value: await evaluateConfig(join(root, path)) };
      }
      return null;
    },
    compilerOptions: async () => compilerOptionsOf(root),
    write: (changes) => write(root, changes),
  };
}

async function readText(path: string, shown: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    if (code === "EISDIR") {
      throw new UserError(2, `${shown} is a folder; a file was expected`, { cause: error });
    }
    throw new UserError(code === "EACCES" ? 2 : 4, `${shown} cannot be read: ${message}`, {
      cause: error,
      ...(code === "EACCES" && {
        advice: [`Give yourself the right to read it, for example: chmod u+r ${shown}`],
      }),
    });
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw new UserError(4, `the disk says: ${error.message}`, { cause: error });
}

function compilerOptionsOf(root: string): CompilerOptions | null {
  try {
    const found = getTsconfig(root);
    return found === null || found === undefined ? null : (found.config.compilerOptions ?? {});
  } catch (error) {
    throw new UserError(2, `tsconfig.json cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

async function write(root: string, changes: readonly FileChange[]): Promise<void> {
  const result = await writeTogether(
    root,
    changes.map(({ path, before, after }) => ({
      path,
      expected: before === null ? null : createHash("sha256").update(before).digest("hex"),
      content: after,
    })),
  );
  switch (result.kind) {
    case "written":
      return;
    case "differs":
      throw new UserError(
        4,
        "nothing was written: files changed while greenbar worked, or are no plain files",
        {
          advice: [...result.paths, "Run the command again."],
        },
      );
    case "failed":
      throw new UserError(4, `${result.path} could not be written: ${result.message}`, {
        advice:
          result.notRestored.length === 0
            ? ["Nothing was changed."]
            : result.notRestored.map((path) => `${path} could not be put back: look at it with git diff`),
      });
  }
}
