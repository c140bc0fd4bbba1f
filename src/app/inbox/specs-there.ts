import { posix } from "node:path";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";

/** A spec that a run can be about: as it is, or as a change will have it. */
export interface SpecThere {
  readonly spec: string;
  /** Null: as it is. */
  readonly change: string | null;
}

/** All that there are; those of a change need not be there yet themselves. */
export async function specsThere(
  { disk }: Pick<World, "disk">,
  { config, specs }: Pick<Project, "config" | "specs">,
): Promise<readonly SpecThere[]> {
  const changes = posix.join(posix.dirname(posix.normalize(config.specs)), "changes");
  const deltas = (await disk.list(changes, ".md")).flatMap((path): SpecThere[] => {
    const [change = "", folder, ...rest] = path.slice(changes.length + 1).split("/");
    const isDelta = folder === "specs" && rest.at(-1) === "spec.md";
    return isDelta ? [{ spec: posix.join(config.specs, ...rest), change }] : [];
  });
  return [...specs.map(({ plan }) => ({ spec: plan.spec, change: null })), ...deltas];
}
