import { posix } from "node:path";
import type { SuiteSettings } from "./suite.ts";

type ImportExtension = SuiteSettings["importExtension"];

/** Endings of modules, and what each is when its file is imported as compiled JavaScript. */
const compiled: Readonly<Record<string, string>> = {
  ".ts": ".js",
  ".tsx": ".js",
  ".mts": ".mjs",
  ".cts": ".cjs",
};

const moduleEnding = /\.(?:[cm]?[jt]sx?|json|vue|svelte)$/u;

/** Endings in the order in which Vite tries them for an import without one (`resolve.extensions`). */
const triedWithoutEnding = [".mjs", ".js", ".mts", ".ts", ".jsx", ".tsx", ".json"];

/**
 * How the suite imports a subject.
 *
 * @param suite - path of the importing file, relative to the root.
 * @param subject - path of the module relative to the root, or a package's own name, which stays as it is.
 */
export function importPath(suite: string, subject: string, extension: ImportExtension): string {
  if (!moduleEnding.test(subject)) return subject;
  const relative = posix.relative(posix.dirname(suite), withEnding(subject, extension));
  return relative.startsWith("../") ? relative : `./${relative}`;
}

/**
 * The file beside the subject that would be loaded in its place, or null: with `.js` written for `slugify.ts`
 * that is a `slugify.js` which somebody built in place; without an ending, whichever Vite tries first.
 *
 * @param files - paths that exist, relative to the root; those of the subject's folder are enough.
 */
export function shadowedBy(
  subject: string,
  files: ReadonlySet<string> | readonly string[],
  extension: ImportExtension,
): string | null {
  const exists = new Set(files);
  const written = withEnding(subject, extension);
  if (written === subject || !moduleEnding.test(subject)) return null;
  if (exists.has(written)) return written;
  if (moduleEnding.test(written)) return null;
  for (const ending of triedWithoutEnding) {
    const candidate = written + ending;
    if (candidate === subject) return null;
    if (exists.has(candidate)) return candidate;
  }
  return null;
}

function withEnding(subject: string, extension: ImportExtension): string {
  const ending = posix.extname(subject);
  const output = compiled[ending];
  if (extension === "ts" || output === undefined) return subject;
  const stem = subject.slice(0, -ending.length);
  // A bundler leaves out `.ts` and `.tsx` only: `.mts` is found as `.mjs`, never without an ending.
  return extension === "none" && output === ".js" ? stem : stem + output;
}
