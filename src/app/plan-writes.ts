import type { Lock } from "../verdict/lock.ts";
import { hashFile, sameSyntax } from "../suite/same-syntax.ts";
import { renderStub } from "../suite/render-stub.ts";
import type { ReadSpec } from "./read-project.ts";
import type { SuiteSettings } from "../suite/suite.ts";

/** One file that generate-tests would write, and why. */
export interface PlannedWrite {
  readonly path: string;
  readonly what: "suite" | "stub";
  readonly spec: string;
  readonly before: string | null;
  readonly after: string;
  readonly state:
    | "new"
    /** As it would be written, or only laid out otherwise: left alone. */
    | "same"
    | "changed"
    /** Someone changed it by hand since it was generated: written only by force. */
    | "edited";
}

/**
 * What would be written for these specs. Existing code is never in it: a stub is planned only where there is no
 * file at all.
 *
 * @param onDisk - text of each path that exists, of those that could be written.
 * @param options - `usesEslint`: a stub tells the linter what is meant in it.
 */
export function planWrites(
  specs: readonly ReadSpec[],
  onDisk: ReadonlyMap<string, string>,
  lock: Lock,
  settings: SuiteSettings,
  { usesEslint = false }: { readonly usesEslint?: boolean } = {},
): PlannedWrite[] {
  const suites = specs.filter(hasTests).map(({ plan, suite }): PlannedWrite => {
    const before = onDisk.get(suite.path) ?? null;
    const base = { path: suite.path, what: "suite", spec: plan.spec, before, after: suite.text } as const;
    if (before === null) return { ...base, state: "new" };
    if (before === suite.text || sameSyntax(before, suite.text, suite.path))
      return { ...base, state: "same" };
    const asGenerated = lock.suites.get(suite.path) === hashFile(before, suite.path);
    return { ...base, state: asGenerated ? "changed" : "edited" };
  });
  const stubs = stubsWanted(specs).map(([path, { spec, subject }]): PlannedWrite => ({
    path,
    what: "stub",
    spec,
    before: null,
    after: renderStub(subject, languageOf(path), settings.templates, { usesEslint }),
    state: "new",
  }));
  return [...suites, ...stubs];
}

/** Paths whose text `planWrites` must be given. */
export function writablePaths(specs: readonly ReadSpec[]): string[] {
  return specs.filter(hasTests).map(({ suite }) => suite.path);
}

/** A spec of which nothing can be run yet has no suite: to Vitest a file without tests is a failure. */
function hasTests({ suite }: ReadSpec): boolean {
  return suite.tests.length > 0;
}

/** Missing subjects, each once, with what all specs use of it. */
function stubsWanted(specs: readonly ReadSpec[]) {
  const missing = specs.flatMap(({ plan }) =>
    plan.subjects
      .filter(({ exists, uses }) => !exists && uses.length > 0)
      .map((subject) => ({ spec: plan.spec, subject })),
  );
  return [...Map.groupBy(missing, ({ subject }) => subject.path)].flatMap(([path, wanted]) => {
    const first = wanted[0];
    if (first === undefined) return [];
    const uses = new Map(wanted.flatMap(({ subject }) => subject.uses).map((use) => [use.exported, use]));
    return [[path, { spec: first.spec, subject: { ...first.subject, uses: [...uses.values()] } }] as const];
  });
}

function languageOf(path: string): "ts" | "js" {
  return /\.[cm]?jsx?$/.test(path) ? "js" : "ts";
}
