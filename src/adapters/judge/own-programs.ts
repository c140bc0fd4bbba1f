import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Mount, SandboxLevel } from "../../verdict/sandbox.ts";
import type { JudgeSetting } from "./judge-setting.ts";

/** Paths as the program in the sandbox sees them, and the mounts that make it so. */
export interface OwnPrograms {
  /** The child for which Node loads the subject, or Vite has transformed it. */
  readonly child: string;
  /** The program that transforms by the project's Vite. */
  readonly vite: string;
  /** The program that holds the project's Vitest. */
  readonly vitest: string;
  /** The module that answers from within that Vitest. */
  readonly answering: string;
  readonly reads: readonly Mount[];
}

/**
 * The judge's own programs: four files beside the bundled command line, or the sources. No more of greenbar is
 * shown to the subject. Where folders can be mounted they have a place of their own, since greenbar may be the
 * very project whose copy is judged, and its source must not cover that copy's.
 */
export function ownPrograms(level: SandboxLevel, { folder, manifest }: JudgeSetting["child"]): OwnPrograms {
  const { root, files, names } = existsSync(join(folder, bundled.child))
    ? { root: folder, files: Object.values(bundled), names: bundled }
    : { root: join(folder, "../.."), files: sourceParts, names: sources };
  const base = level === "bubblewrap" ? "/opt/greenbar/judge" : root;
  return {
    child: join(base, names.child),
    vite: join(base, names.vite),
    vitest: join(base, names.vitest),
    answering: join(base, names.answering),
    reads: [
      ...files.map((path) => ({ host: join(root, path), inside: join(base, path) })),
      { host: manifest, inside: level === "bubblewrap" ? "/opt/greenbar/package.json" : manifest },
    ],
  };
}

const bundled = {
  child: "judge-child.mjs",
  vite: "judge-vite.mjs",
  vitest: "judge-vitest.mjs",
  answering: "judge-answering.mjs",
} as const;

const sources = {
  child: "judge-child/main.ts",
  vite: "adapters/judge/vite-main.ts",
  vitest: "adapters/judge/vitest-main.ts",
  answering: "judge-child/vitest-job.ts",
} as const;

/** What the sources import of each other. */
const sourceParts = [
  "judge-child",
  "spec/value.ts",
  "adapters/error-code.ts",
  "adapters/judge",
  "adapters/vitest",
] as const;
