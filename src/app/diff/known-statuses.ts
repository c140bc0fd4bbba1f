import { createHash } from "node:crypto";
import { withoutStatusWords } from "../../docs/report/status-mark.ts";
import { hashFile } from "../../suite/same-syntax.ts";
import type { ExampleVerdict } from "../../verdict/judge-verdict.ts";
import { readReceipt, receiptPath } from "../../verdict/receipt.ts";
import type { TestOutcome } from "../../verdict/report.ts";
import { requirementStatuses } from "../../verdict/status.ts";
import type { RequirementStatus, Status } from "../../verdict/statuses.ts";
import { readDrift } from "../drift/read-drift.ts";
import type { ProjectDisk, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";

/**
 * What is known of the requirements of a project without running anything: as lock, suite and receipts say.
 *
 * @param stands - whether the receipt of a spec stands, so that what it claims still counts.
 */
export async function knownStatuses(
  world: Pick<World, "disk">,
  project: Project,
  stands: (spec: ReadSpec) => Promise<boolean>,
): Promise<readonly RequirementStatus[]> {
  const { edits } = await readDrift(world, project, null);
  const all = await Promise.all(
    project.specs.map(async (spec) =>
      requirementStatuses(spec.plan, {
        ...((await stands(spec)) ? allPassed(spec) : { suite: null, judge: null }),
        lock: project.lock,
        tests: new Map(spec.suite.tests.map(({ example, hash }) => [example, hash])),
        edits,
      }),
    ),
  );
  return all.flat();
}

/** Statuses of requirements and of their examples, by id. */
export function statusesById(requirements: readonly RequirementStatus[]): ReadonlyMap<string, Status> {
  return new Map(
    requirements.flatMap(({ id, status, examples }) => [
      [id, status] as const,
      ...examples.map((example) => [example.id, example.status] as const),
    ]),
  );
}

/** What a receipt that stands says: its run saw every example of the spec hold. */
function allPassed({ plan }: ReadSpec): {
  readonly suite: ReadonlyMap<string, TestOutcome>;
  readonly judge: ReadonlyMap<string, ExampleVerdict>;
} {
  const ids = plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
  return {
    suite: new Map(ids.map((id) => [id, { is: "passed" }])),
    judge: new Map(ids.map((id) => [id, { example: id, status: "passed", reason: null, message: null }])),
  };
}

/**
 * Whether a spec's receipt, committed beside it, speaks of the spec, the suite and the subject as they are on this
 * disk. The tools that were used, and files that the subject does not import, do not count here.
 */
export async function receiptFits(
  disk: ProjectDisk,
  project: Project,
  { spec, plan, suite }: ReadSpec,
): Promise<boolean> {
  const text = await disk.read(receiptPath(plan.spec, project.config.specs));
  const read = text === null ? null : readReceipt(text);
  if (read === null || !("receipt" in read)) return false;
  const { facts, claims } = read.receipt;
  if (claims.passed !== claims.examples || facts.specText !== sha256(withoutStatusWords(spec.text)))
    return false;
  if (facts.suiteSyntax !== hashFile(suite.text, suite.path)) return false;
  for (const [path, hash] of facts.subject) {
    const source = await disk.read(path);
    if (source === null || sha256(source) !== hash) return false;
  }
  return true;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
