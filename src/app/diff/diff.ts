import type { Behaviour } from "../../docs/behaviour/behaviour.ts";
import { behaviourOf } from "../../docs/behaviour/behaviour.ts";
import type { BehaviourChanges } from "../../docs/behaviour/changes.ts";
import { compareBehaviour } from "../../docs/behaviour/compare.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Status } from "../../verdict/statuses.ts";
import { check } from "../check.ts";
import { createPipeline } from "../pipeline.ts";
import type { Progress, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject, readTheConfig } from "../read-project.ts";
import { statusesWithoutRun } from "./statuses-without-run.ts";
import { UserError } from "../user-error.ts";
import { diskAtRevision } from "./disk-at-revision.ts";
import { knownStatuses, receiptFits, statusesById } from "./known-statuses.ts";
import type { Revisions } from "./revisions.ts";

export interface Diffed {
  readonly against: Against;
  readonly changes: BehaviourChanges;
  /** Of the specs as they are now. */
  readonly diagnostics: readonly Diagnostic[];
  /** Specs that could not be read at that commit: all that is in them counts as new. */
  readonly unreadable: readonly string[];
  /** Statuses of now are those of a check that was just made. */
  readonly isChecked: boolean;
}

/** What the specs are compared with. */
export interface Against {
  readonly commit: string;
  /** `main~2`, `where this branch left main`: how it was chosen, in words. */
  readonly name: string;
}

/**
 * What is another behaviour now than at a commit: which requirements and examples came, went, say something else or
 * stand elsewhere. Only specs are compared; no code is run, unless `isChecked` asks for what holds now.
 *
 * @param options - `ref`: anything that git understands; null means where this branch left the default one, else HEAD.
 * @throws UserError when there is no such commit, and as `readProject` and `check` do.
 */
export async function diffBehaviour(
  world: World,
  revisions: Revisions,
  options: {
    readonly ref: string | null;
    readonly isChecked: boolean;
    readonly progress?: Progress;
    readonly signal?: AbortSignal;
  },
): Promise<Diffed> {
  const { isChecked } = options;
  const against = await chooseCommit(revisions, options.ref);
  const { specs: folder } = await readTheConfig(world.disk);
  const disk = diskAtRevision(world.disk, await revisions.tree(against.commit));
  const hadSpecs = (await disk.list(folder, ".md")).length > 0;
  const hasSpecs = !hadSpecs || (await world.disk.list(folder, ".md")).length > 0;
  const now = hasSpecs ? await readProject(world, []) : null;
  const base = { against, diagnostics: now?.diagnostics ?? [], isChecked };
  if (base.diagnostics.some(({ severity }) => severity === "error")) {
    return { ...base, changes: compareBehaviour(nothing, nothing), unreadable: [] };
  }
  const old = hadSpecs
    ? await readProject({ disk, templates: () => world.templates(), pipeline: createPipeline() }, [])
    : null;
  const before = old === null ? nothing : behaviourAt(old, await statusesAt(disk, old));
  const after = now === null ? nothing : behaviourAt(now, await statusesNow(world, now, options));
  return { ...base, changes: compareBehaviour(before, after), unreadable: old === null ? [] : brokenIn(old) };
}

const nothing: Behaviour = { requirements: [] };

async function chooseCommit(revisions: Revisions, ref: string | null): Promise<Against> {
  if (ref !== null) {
    const commit = await revisions.commit(ref);
    if (commit !== null) return { commit, name: ref };
    throw new UserError(2, `there is no commit ${ref}`, {
      advice: [
        "Expected: what git understands, such as main, HEAD~3 or a hash; and a repository.",
        "A clone that was made without history (`fetch-depth: 1`) has no other commits: fetch them first.",
      ],
    });
  }
  const point = await revisions.branchPoint();
  if (point !== null) return { commit: point.commit, name: `where this branch left ${point.branch}` };
  const head = await revisions.commit("HEAD");
  if (head !== null) return { commit: head, name: "HEAD" };
  throw new UserError(2, "there is no commit to compare with", {
    advice: ["`greenbar diff` needs a git repository with at least one commit."],
  });
}

async function statusesAt(disk: World["disk"], project: Project): Promise<ReadonlyMap<string, Status>> {
  return statusesById(await knownStatuses({ disk }, project, (spec) => receiptFits(disk, project, spec)));
}

async function statusesNow(
  world: World,
  project: Project,
  { isChecked, progress, signal }: Parameters<typeof diffBehaviour>[2],
): Promise<ReadonlyMap<string, Status>> {
  if (isChecked) {
    const checked = await check(world, {
      specs: [],
      ...(progress !== undefined && { progress }),
      ...(signal !== undefined && { signal }),
    });
    return statusesById(checked.requirements);
  }
  return statusesById(await statusesWithoutRun(world, project));
}

function behaviourAt(project: Project, statuses: ReadonlyMap<string, Status>): Behaviour {
  const broken = new Set(brokenIn(project));
  const plans = project.specs.map(({ plan }) => plan).filter(({ spec }) => !broken.has(spec));
  return behaviourOf(plans, (id) => statuses.get(id) ?? null);
}

function brokenIn({ diagnostics }: Project): readonly string[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return [...new Set(errors.map(({ file }) => file))];
}
