import { posix } from "node:path";
import type { Plan } from "../plan/plan.ts";
import { planDiagnostic } from "../plan/rules.ts";
import type { Diagnostic, Place, Spec } from "../spec/spec.ts";
import { shadowedBy } from "../suite/import-path.ts";
import type { SuiteSettings } from "../suite/suite.ts";
import type { ProjectDisk } from "./ports.ts";

/**
 * A warning for each subject and each helper of a spec beside which lies a file that a suite's import would load in its place:
 * a `slugify.js` that somebody built in place, mostly.
 */
export async function shadowedSubjects(
  disk: ProjectDisk,
  spec: Spec,
  plan: Plan,
  extension: SuiteSettings["importExtension"],
): Promise<readonly Diagnostic[]> {
  const found = await Promise.all(
    [...plan.subjects, ...(plan.helpers ?? [])].map(async ({ path }): Promise<Diagnostic[]> => {
      const shadow = shadowedBy(path, await siblings(disk, path), extension);
      if (shadow === null) return [];
      const message = `The suite's import of ${path} loads ${shadow}, which lies beside it.`;
      return [planDiagnostic("subject-shadowed", spec.file, placeOf(spec, path), message)];
    }),
  );
  return found.flat();
}

const endings = [".mjs", ".js", ".cjs", ".mts", ".ts", ".jsx", ".tsx", ".json"];

async function siblings(disk: ProjectDisk, path: string): Promise<readonly string[]> {
  const stem = path.slice(0, path.length - posix.extname(path).length);
  const candidates = endings.map((ending) => stem + ending).filter((candidate) => candidate !== path);
  const kinds = await Promise.all(candidates.map((candidate) => disk.kindOf(candidate)));
  return candidates.filter((_, at) => kinds[at] === "file");
}

/** Where the spec names the subject; its first line when an import or the configuration does. */
function placeOf(spec: Spec, path: string): Place {
  const folder = posix.dirname(spec.file);
  const { subjects, helpers = [] } = spec.frontMatter;
  const named = [...subjects, ...helpers].find((subject) => posix.join(folder, subject.path) === path);
  return named?.place ?? { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };
}
