import { applyEdits } from "../../plan/lint/apply-edits.ts";
import type { Finding } from "../../plan/lint/finding.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { FileChange, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import { editedDisk } from "./edited-disk.ts";
import { besideFindings, findingsOf } from "./findings-of.ts";

export interface Linted {
  /** Paths of the specs that were looked at, drafts too. */
  readonly specs: readonly string[];
  /** What is left once the fixes are made, in the order of the specs and of their text. */
  readonly findings: readonly Finding[];
  /** Of reading the specs: an error means that a spec could not be read as it was meant. */
  readonly diagnostics: readonly Diagnostic[];
  /** What was mended, or would be. Places are those before. */
  readonly fixed: readonly Finding[];
  /** The files that were changed, or would be. */
  readonly changes: readonly FileChange[];
}

/**
 * Looks at specs for what they leave open. Nothing is run, and no model is asked.
 *
 * @param options - `fix`: what is certain is mended, in all files or in none; `dryRun`: only in what comes back.
 * @throws UserError as `readProject` does, and when a spec changed meanwhile: then nothing was written.
 */
export async function lintProject(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  options: { readonly specs: readonly string[]; readonly fix: boolean; readonly dryRun: boolean },
): Promise<Linted> {
  const before = await readProject(world, options.specs);
  const { project, findings, fixed } = options.fix
    ? await mended(world, options.specs, before)
    : { project: before, findings: findingsOf(before), fixed: [] };
  const texts = new Map(before.specs.map(({ spec }) => [spec.file, spec.text]));
  const changes = project.specs.flatMap(({ spec }): FileChange[] => {
    const text = texts.get(spec.file);
    return text === undefined || text === spec.text
      ? []
      : [{ path: spec.file, before: text, after: spec.text }];
  });
  if (changes.length > 0 && !options.dryRun) await world.disk.write(changes);
  return {
    specs: project.specs.map(({ spec }) => spec.file),
    findings,
    diagnostics: besideFindings(project.diagnostics, findings),
    fixed,
    changes,
  };
}

interface Mended {
  readonly project: Project;
  readonly findings: readonly Finding[];
  readonly fixed: readonly Finding[];
}

/** One fix may bare another: it goes on until none is left, so that a second call finds nothing to do. */
async function mended(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  wanted: readonly string[],
  first: Project,
): Promise<Mended> {
  const texts = new Map<string, string>();
  const fixed: Finding[] = [];
  let project = first;
  for (;;) {
    const findings = findingsOf(project);
    const chosen = fixable(findings, project);
    if (chosen.length === 0) return { project, findings, fixed };
    fixed.push(...chosen);
    for (const { spec } of project.specs) {
      const edits = chosen.filter(({ file }) => file === spec.file).flatMap(({ fix }) => fix ?? []);
      if (edits.length > 0) texts.set(spec.file, applyEdits(spec.text, edits));
    }
    project = await readProject({ ...world, disk: editedDisk(world.disk, texts) }, wanted);
  }
}

/** Those whose fix is certain and touches no other's. Of a spec that could not be read nothing is. */
function fixable(findings: readonly Finding[], { diagnostics }: Project): Finding[] {
  const unread = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file));
  const ends = new Map<string, number>();
  return findings.filter(({ file, fix }) => {
    if (fix === undefined || unread.has(file)) return false;
    const start = Math.min(...fix.map(({ place }) => place.offset));
    if (start < (ends.get(file) ?? 0)) return false;
    ends.set(file, Math.max(...fix.map(({ place }) => place.endOffset)));
    return true;
  });
}
