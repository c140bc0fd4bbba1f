import { proposalWaits } from "../../loop/state.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import { worldAtRun } from "../run/world-at-run.ts";
import { acceptMatter } from "./accept-matter.ts";
import type { DamagedRun, EarlierRun } from "./earlier-runs.ts";
import { earlierRuns } from "./earlier-runs.ts";
import type { Marks } from "./marks.ts";
import type { Matter } from "./matter.ts";
import { matterOf } from "./matter.ts";
import { specsThere } from "./specs-there.ts";
import { stoppedMatter } from "./stopped-matters.ts";

/** What earlier runs ask of a person, with the run that each comes from. */
export async function runMatters(
  world: World,
  project: Project,
  marks: Marks,
): Promise<{ readonly matters: readonly Matter[]; readonly runs: readonly EarlierRun[] }> {
  const { runs, damaged } = await earlierRuns(world.runs, await specsThere(world, project));
  const matters: Matter[] = [];
  for (const run of runs) {
    // A reopened run that waits anyway was decided and, in the ledger, proposed once more.
    const isReopened = marks.reopened.includes(run.id) && run.state.decided !== null;
    const matter =
      proposalWaits(run.state) || isReopened
        ? await acceptMatter(world, run, isReopened)
        : await stoppedIn(world, project, run);
    if (matter !== null) matters.push(matter);
  }
  return { matters: [...matters, ...damaged.map(damagedMatter)], runs };
}

/** A run of a change is read as it read its specs. */
async function stoppedIn(world: World, project: Project, run: EarlierRun): Promise<Matter | null> {
  const { specs, change } = run.started;
  if (change === undefined) return stoppedMatter(world, project, run);
  const changed = await worldAtRun(world, change);
  const kinds = await Promise.all(specs.map((spec) => changed.disk.kindOf(spec)));
  const there = specs.filter((_, at) => kinds[at] === "file");
  return stoppedMatter(changed, await readProject(changed, there), run);
}

function damagedMatter({ id, message, advice }: DamagedRun): Matter {
  const title = `The ledger of run ${id} cannot be read`;
  return matterOf(
    { is: "damaged-run", spec: "", at: null, title, run: id, message, advice },
    { of: [id], same: message },
  );
}
