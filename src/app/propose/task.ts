import { chooseHoldOuts, redactSpec } from "../../plan/hold-outs.ts";
import type { Plan, Requirement } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import { formOf } from "../examples/form-of.ts";
import { exportedShapes } from "../exported-shapes.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import { weakRequirements } from "../saboteurs/weak-requirements.ts";
import { UserError } from "../user-error.ts";
import type { ProposalTask, TaskRequirement } from "./proposer.ts";
import { refuseErrors } from "./receive.ts";

/** More than that at once nobody would read. */
const mostRequirements = 12;

/**
 * What a proposer is told of a spec: its text as an agent may see it, what of it is unbound or weak, and what its
 * subjects export. Nothing is run.
 *
 * @param path - of the spec, as typed.
 * @throws UserError as `readProject` does, when there is no such spec, and when it has errors.
 */
export async function proposalTask(world: World, path: string): Promise<ProposalTask> {
  const project = await readProject(world, [path]);
  const [found] = project.specs;
  if (found === undefined) throw new UserError(2, `there is no spec ${path}`);
  const { spec, plan } = found;
  refuseErrors(found);
  const heldOut = chooseHoldOuts(plan, (id) => project.lock.examples.get(id)?.held === true);
  return {
    spec: plan.spec,
    text: redactSpec(spec.text, plan, heldOut),
    requirements: await requirementsOf(spec, plan, project),
    signatures: await signaturesOf(world, plan),
  };
}

/** Those without an example first, then weak ones, then those with the fewest examples. */
async function requirementsOf(
  spec: Spec,
  plan: Plan,
  { lock }: Project,
): Promise<readonly TaskRequirement[]> {
  const weak = new Map((await weakRequirements(plan, lock)).map(({ id, warning }) => [id, warning.message]));
  const isUnbound = ({ examples }: Requirement): boolean =>
    examples.some(({ body }) => body.is === "unbound");
  const rank = (requirement: Requirement): number =>
    (isUnbound(requirement) ? 0 : weak.has(requirement.id) ? 1000 : 2000) + requirement.examples.length;
  return plan.requirements
    .filter(({ manual, examples }) => manual === null && examples.length > 0)
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, mostRequirements)
    .map((requirement) => ({
      id: requirement.id,
      title: requirement.title,
      line: requirement.place.line,
      lacks: [
        ...requirement.examples.flatMap(({ body, place }) =>
          body.is === "unbound" ? [`line ${place.line}: ${body.why}`] : [],
        ),
        ...[weak.get(requirement.id)].filter((why) => why !== undefined),
      ],
      form: formWords(spec, plan, requirement),
    }));
}

function formWords(spec: Spec, plan: Plan, requirement: Requirement): string {
  const isOpenScenario = requirement.examples.some(
    ({ kind, body }) => kind === "scenario" && body.is === "unbound",
  );
  if (isOpenScenario)
    return "a scenario whose every Then is a sentence in code spans, in place of the one that binds nothing";
  const form = formOf(spec, plan, requirement.id);
  if (form === null) return "a sentence `CALL` returns `VALUE`., or a scenario";
  switch (form.into.form) {
    case "row":
      return `rows for the table that ends on line ${form.into.line}, with its columns, no header`;
    case "table":
      return `a table for \`${form.call}\`: a column for each parameter, and \`returns\``;
    case "sentence":
      return `a list of sentences like: - \`${form.call}\` returns \`VALUE\`.`;
  }
}

async function signaturesOf({ disk }: World, { subjects, helpers = [] }: Plan): Promise<readonly string[]> {
  const ofSubjects = subjects.map(async ({ path, exports, uses }) => {
    const text = await disk.read(path);
    return text === null
      ? uses.map(({ local, params }) => `${local}(${params.join(", ")}), to be written in ${path}`)
      : exportWords(text, path, exports, " of");
  });
  const ofHelpers = helpers.map(async ({ path, exports }) =>
    exportWords((await disk.read(path)) ?? "", path, exports, ", a helper in"),
  );
  const lists = await Promise.all([...ofSubjects, ...ofHelpers]);
  return lists.flat().slice(0, 60);
}

/** Each export as it is called, and behind `where` the module. */
function exportWords(
  text: string,
  path: string,
  exports: readonly string[] | null,
  where: " of" | ", a helper in",
): string[] {
  const shapes = exportedShapes(text, path);
  return (exports ?? [...shapes.keys()]).map((name) => {
    const shape = shapes.get(name);
    const params = shape === undefined || shape.is === "value" ? null : shape.params.join(", ");
    const isAsync = shape?.is === "function" && shape.isAsync ? "async " : "";
    const isClass = shape?.is === "class" ? "new " : "";
    const called = `${isAsync}${isClass}${name}${params === null ? "" : `(${params})`}`;
    return `${called}${where} ${path}`;
  });
}
