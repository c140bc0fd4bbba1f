import { compileAll } from "../../plan/compile-all.ts";
import type { Surroundings } from "../../plan/plan.ts";
import { parseSpec } from "../../spec/parse.ts";
import type { Spec } from "../../spec/spec.ts";
import type { World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { Read } from "./problems-with.ts";

/** A spec of the project as it stands, and a way to read it with another text among the same surroundings. */
export interface Rereadable {
  readonly read: Read;
  readonly reread: (text: string) => Read;
}

/**
 * Reads a spec, and whatever says how it is to be read, from disk.
 *
 * @param path - of the spec, relative to the root.
 * @throws UserError when the project cannot be read, or has no such spec.
 */
export async function readForAdding(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  path: string,
): Promise<Rereadable> {
  const seen: { specs: readonly Spec[]; around: Surroundings | null } = { specs: [], around: null };
  const pipeline: World["pipeline"] = {
    ...world.pipeline,
    compile(specs, around) {
      Object.assign(seen, { specs, around });
      return world.pipeline.compile(specs, around);
    },
  };
  const project = await readProject({ ...world, pipeline }, []);
  const found = project.specs.find(({ spec }) => spec.file === path);
  const { around } = seen;
  if (found === undefined || around === null) {
    throw new UserError(2, `there is no spec ${path}`, {
      advice: ["It may have been moved or deleted since it was shown."],
    });
  }
  const subjects = new Set(found.plan.subjects.map((subject) => subject.path));
  // Only a spec of the same subject can contradict this one, so the others need not be compiled again.
  const beside = project.specs.flatMap(({ spec, plan }) =>
    spec !== found.spec && plan.subjects.some((subject) => subjects.has(subject.path)) ? [spec] : [],
  );
  const compileWith = (spec: Spec): Read => {
    const [plan] = compileAll([spec, ...beside], around);
    return { spec, plan: plan ?? found.plan };
  };
  return {
    read: { spec: found.spec, plan: found.plan },
    reread: (text) => compileWith(parseSpec(text, path, found.as)),
  };
}
