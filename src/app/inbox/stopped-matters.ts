import type { RunEvent } from "../../loop/events.ts";
import { describeBrief } from "../../loop/handoff-agent.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { isAsThen } from "./as-then.ts";
import type { EarlierRun } from "./earlier-runs.ts";
import type { DoubtedExample } from "./inbox.ts";
import type { Matter } from "./matter.ts";
import { matterOf, quote } from "./matter.ts";

/** What a run that stopped before it was green asks of a person; null when it asks nothing. */
export async function stoppedMatter(world: World, project: Project, run: EarlierRun): Promise<Matter | null> {
  const { outcome, paused } = run.state;
  if (outcome === null) return paused?.why === "waiting" ? handOff(project, run) : null;
  switch (outcome) {
    case "ambiguous":
      return conflict(world, project, run);
    case "compromised":
      return doubted(world, project, run, "compromised");
    case "flaky":
      return doubted(world, project, run, "flaky");
    case "budget":
      return budget(run);
    case "green":
    case "red":
    case "infra":
      return null;
  }
}

/** The brief as the hand-off gave it, made again from what failed last; the pause's own words when it cannot be. */
function handOff(project: Project, { id, started, state }: EarlierRun): Matter {
  const found = requirementOf(project, state.requirement);
  const message = state.paused?.message ?? "";
  const of = [id, state.requirement ?? ""];
  if (found === null) {
    const title = "A hand-off waits for your edit";
    const spec = started.specs[0] ?? "";
    return matterOf(
      { is: "hand-off", spec, at: null, title, run: id, brief: message },
      { of, same: message },
    );
  }
  const { plan, requirement, text } = found;
  const { place, title } = requirement;
  const failures = state.feedback?.failures ?? [];
  const brief = describeBrief({
    requirement: { id: requirement.id, title, spec: plan.spec, line: place.line, endLine: place.endLine },
    specText: text,
    plan,
    subjects: plan.subjects.map(({ path }) => path),
    writable: project.config.write ?? [],
    failing: failures.filter((failure) => failure.requirement === requirement.id),
    problems: state.feedback?.problems ?? [],
    heldOut: [],
    notes: [],
  });
  return matterOf(
    {
      is: "hand-off",
      spec: plan.spec,
      at: place.line,
      title: `A hand-off waits for your edit: ${title}`,
      run: id,
      brief,
    },
    { of, same: brief },
  );
}

async function conflict(world: World, project: Project, run: EarlierRun): Promise<Matter | null> {
  const { id, started, state } = run;
  const reported = lastOf(run.events, "conflict-reported");
  const requirement = reported?.requirement ?? state.requirement;
  const found = requirementOf(project, requirement);
  const spec = found?.plan.spec ?? started.specs[0] ?? "";
  if (!(await isAsThen(world.disk, copyOf(world, id), spec))) return null;
  const text = found?.text ?? project.specs.find(({ plan }) => plan.spec === spec)?.spec.text ?? "";
  const lines = reported?.lines ?? [];
  const reason = reported?.reason ?? state.why;
  const where = lines.length === 0 ? "" : `: ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
  return matterOf(
    {
      is: "conflict",
      spec,
      at: lines[0] ?? found?.requirement.place.line ?? null,
      title: `The agent reports that the spec contradicts itself${where}`,
      run: id,
      lines,
      reason,
      quoted: quote(text, lines, 1),
    },
    { of: [id], same: [lines, reason] },
  );
}

async function doubted(
  world: World,
  project: Project,
  { id, started, state }: EarlierRun,
  is: "compromised" | "flaky",
): Promise<Matter | null> {
  const files = copyOf(world, id);
  const same = await Promise.all(started.specs.map((spec) => isAsThen(world.disk, files, spec)));
  if (same.includes(false)) return null;
  const ids =
    is === "compromised"
      ? (state.verdict?.compromised ?? [])
      : (state.verdict?.failures ?? []).map(({ example }) => example);
  const examples = ids.map((example) => exampleOf(project, example));
  const many = examples.length === 1 ? "1 example passes" : `${examples.length} examples pass`;
  const title =
    is === "compromised"
      ? `${many} in the suite and not before the judge`
      : "The same code was judged twice, with two results";
  const first = examples[0];
  return matterOf(
    {
      is,
      spec: first?.spec ?? started.specs[0] ?? "",
      at: first?.line ?? null,
      title,
      run: id,
      why: state.why,
      examples,
    },
    { of: [id], same: ids },
  );
}

function budget({ id, started, state, events }: EarlierRun): Matter {
  const exhausted = lastOf(events, "budget-exhausted");
  const which = exhausted?.which ?? "turns";
  const message = exhausted?.message ?? state.why;
  return matterOf(
    {
      is: "budget",
      spec: started.specs[0] ?? "",
      at: null,
      title: `A run used up its budget of ${words[which]}`,
      run: id,
      which,
      message,
      counts: state.feedback?.counts ?? null,
    },
    { of: [id], same: message },
  );
}

const words = { turns: "turns", tokens: "tokens", cost: "money", minutes: "minutes" } as const;

function copyOf(world: World, id: string) {
  return world.workspaceFiles(world.runs.workspaceDir(id));
}

function requirementOf({ specs }: Project, id: string | null) {
  for (const { plan, spec } of specs) {
    const requirement = plan.requirements.find((one) => one.id === id);
    if (requirement !== undefined) return { plan, requirement, text: spec.text };
  }
  return null;
}

function exampleOf({ specs }: Project, id: string): DoubtedExample {
  for (const { plan } of specs) {
    const example = plan.requirements.flatMap(({ examples }) => examples).find((one) => one.id === id);
    if (example !== undefined) {
      return { id, title: example.title, spec: plan.spec, line: example.place.line };
    }
  }
  return { id, title: id, spec: "", line: null };
}

function lastOf<Type extends RunEvent["type"]>(
  events: readonly RunEvent[],
  type: Type,
): Extract<RunEvent, { type: Type }> | undefined {
  return events.findLast((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
}
