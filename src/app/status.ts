import type { Diagnostic } from "../spec/spec.ts";
import type { Drift } from "../verdict/drift/drift.ts";
import { sameSyntax } from "../suite/same-syntax.ts";
import type { RequirementStatus } from "../verdict/statuses.ts";
import { requirementStatuses } from "../verdict/status.ts";
import type { SpecQuestion } from "./inbox/spec-questions.ts";
import { specQuestions } from "./inbox/spec-questions.ts";
import { readDrift } from "./drift/read-drift.ts";
import type { World } from "./ports.ts";
import { hasErrors, readProject } from "./read-project.ts";
import { weakRequirements } from "./saboteurs/weak-requirements.ts";

export interface SpecStatus {
  readonly spec: string;
  readonly title: string | null;
  readonly isDraft: boolean;
  readonly requirements: readonly RequirementStatus[];
  readonly examples: number;
  /** Examples with red evidence for their text and test of today. */
  readonly provenRed: number;
  /** Examples that have held once, on this machine or another, as the lock says. */
  readonly haveHeld: number;
  /** Ids of the requirements that are weak as soon as they hold. */
  readonly weak: readonly string[];
  readonly suite: "current" | "missing" | "changed";
  /** What it asks of a person. */
  readonly questions: readonly SpecQuestion[];
}

/**
 * What is known of each spec without running any code: what is unbound, drifted, manual, and what has red
 * evidence. Whether it holds today only `check` can say.
 *
 * @throws UserError as `readProject` does.
 */
export async function readStatus(
  world: World,
  wanted: readonly string[],
): Promise<{
  readonly specs: readonly SpecStatus[];
  /** What specs, suites, subjects and lock do not say alike; none while a spec cannot be read. */
  readonly drift: readonly Drift[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const project = await readProject(world, wanted);
  const { drift, edits } = await readDrift(world, project, wanted.length === 0 ? project.specs : null);
  const specs = await Promise.all(
    project.specs.map(async ({ spec, plan, suite }): Promise<SpecStatus> => {
      const disk = await world.disk.read(suite.path);
      const isCurrent = disk === null || sameSyntax(disk, suite.text, suite.path);
      const requirements = requirementStatuses(plan, {
        suite: null,
        judge: null,
        lock: project.lock,
        tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
        edits,
      });
      const examples = requirements.flatMap((requirement) => requirement.examples);
      const locked = examples.filter(
        ({ id, status }) => project.lock.examples.has(id) && status !== "drifted",
      );
      return {
        spec: plan.spec,
        title: plan.title,
        isDraft: plan.draft,
        requirements,
        examples: examples.length,
        provenRed: locked.length,
        weak: (await weakRequirements(plan, project.lock)).map(({ id }) => id),
        haveHeld: locked.filter(({ id }) => project.lock.examples.get(id)?.held === true).length,
        suite: disk === null ? "missing" : isCurrent ? "current" : "changed",
        questions: specQuestions(spec),
      };
    }),
  );
  return { specs, drift: hasErrors(project) ? [] : drift, diagnostics: project.diagnostics };
}
