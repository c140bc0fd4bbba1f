import { chooseHoldOuts } from "../../plan/hold-outs.ts";
import type { Example } from "../../plan/plan.ts";
import { testPlaces } from "../../suite/same-syntax.ts";
import { textHash } from "../../verdict/lock.ts";
import { formOf } from "../examples/form-of.ts";
import { besideFindings, findingsOf } from "../lint/findings-of.ts";
import type { World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { readStatus } from "../status.ts";
import { UserError } from "../user-error.ts";
import type { OpenedExample, OpenedSpec } from "./calls.ts";
import { summaryOf } from "./overview.ts";

/**
 * One spec with all that stands behind its lines; nothing is run.
 *
 * @throws UserError as `readProject` does.
 */
export async function openSpec(world: World, path: string): Promise<OpenedSpec> {
  const project = await readProject(world, [path]);
  const { specs, diagnostics } = await readStatus(world, [path]);
  const [read, status] = [project.specs[0], specs[0]];
  if (read === undefined || status === undefined) throw new UserError(2, `there is no spec ${path}`);
  const statuses = new Map(
    status.requirements.flatMap(({ examples }) => examples.map((example) => [example.id, example.status])),
  );
  const hasHeld = (id: string) => project.lock.examples.get(id)?.held === true;
  const heldOut = chooseHoldOuts(read.plan, hasHeld);
  const places = testPlaces(read.suite.text, read.suite.path);
  const findings = findingsOf(project);
  return {
    summary: await summaryOf(world, status, diagnostics),
    text: read.spec.text,
    diagnostics: [...besideFindings(project.diagnostics, findings), ...findings],
    subjects: read.plan.subjects.map(({ path, exists }) => ({ path, exists })),
    requirements: read.plan.requirements.map((requirement) => ({
      id: requirement.id,
      title: requirement.title,
      place: requirement.place,
      manual: requirement.manual,
      holdOuts: requirement.examples.filter(({ id }) => heldOut.has(id)).length,
      examples: requirement.examples.map((example) => ({
        ...openedExample(project, read, example, places),
        status: statuses.get(example.id) ?? "unproven",
      })),
      form: formOf(read.spec, read.plan, requirement.id),
    })),
  };
}

function openedExample(
  { lock }: Project,
  { suite }: ReadSpec,
  example: Example,
  places: ReturnType<typeof testPlaces>,
): Omit<OpenedExample, "status"> {
  const { id, kind, place, title } = example;
  const name = suite.tests.find((test) => test.example === id)?.name;
  const found = name === undefined ? undefined : places.get(JSON.stringify(name));
  const entry = lock.examples.get(id);
  return {
    id,
    kind,
    place,
    title,
    test: found === undefined ? null : { path: suite.path, ...found },
    red: entry !== undefined && entry.text === textHash(example) ? entry.red : null,
    hasHeld: entry?.held === true,
  };
}
