import type { Site } from "../../docs/site/site.ts";
import { chooseChanged } from "../changed/choose-changed.ts";
import type { World } from "../ports.ts";
import { gatherSite } from "../publish/gather.ts";
import type { TreePipeline } from "../publish/tree-pipeline.ts";
import type { Project } from "../read-project.ts";
import { lockPath, readProject } from "../read-project.ts";

/** The project as it was found when something had changed. */
export interface Look {
  readonly project: Project;
  /** Its pages by what is known without running anything. */
  readonly site: Site;
  /** Specs that the change can affect. */
  readonly affected: readonly string[];
  /** Those of the changed paths that are about specs and code, not about how pages look. */
  readonly paths: readonly string[];
  /** Text of the lock, to be compared with at the next look. */
  readonly lock: string | null;
}

export interface LookWanted {
  /** Specs as typed by the person; none means all. */
  readonly specs: readonly string[];
  /** What changed since the last look; null: there was none. */
  readonly paths: readonly string[] | null;
  /** Text of the lock at the last look. */
  readonly lockBefore: string | null;
  /** Styles and scripts of the site. */
  readonly assets: () => Promise<ReadonlyMap<string, string>>;
}

/**
 * Reads the project, and works out what a change can affect. Nothing of it is run.
 *
 * @throws UserError as `readProject` does.
 */
export async function takeLook(
  world: World & { readonly pipeline: TreePipeline },
  { specs, paths, lockBefore, assets }: LookWanted,
): Promise<Look> {
  // The configuration is code that another process evaluates: once a look is enough.
  const config = world.disk.config();
  const disk = { ...world.disk, config: () => config };
  const lock = await disk.read(lockPath);
  const here = { ...world, disk };
  const project = await readProject(here, specs);
  const noCommits = { moments: () => Promise.resolve([]) };
  const { site } = await gatherSite(here, noCommits, {
    specs,
    isChecked: false,
    history: null,
    assets: await assets(),
  });
  const counting = (paths ?? []).filter((path) => !path.startsWith(".greenbar/templates/docs/"));
  const since = { since: "the last look", paths: counting, before: () => Promise.resolve(lockBefore) };
  const choose = chooseChanged(disk, { since: () => Promise.resolve(since) }, null, () => {});
  const run = paths === null ? project.specs : (await choose(project)).run;
  return { project, site, lock, paths: counting, affected: run.map(({ plan }) => plan.spec) };
}
