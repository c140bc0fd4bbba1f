import { priceOf } from "../../loop/prices.ts";
import { chooseSpecs } from "../../app/choose-specs.ts";
import type { World } from "../../app/ports.ts";
import { candidateTask, mostCandidates } from "../../app/propose/candidate-task.ts";
import { keepCandidates, keptCandidates } from "../../app/propose/kept-candidates.ts";
import { readTheConfig } from "../../app/read-project.ts";
import type { Candidate } from "../../app/refine/rivals.ts";
import { UserError } from "../../app/user-error.ts";
import type { CommandContext } from "../command.ts";
import { count } from "../print/words.ts";
import { budgetsOf } from "../run/budgets.ts";
import { openAsked } from "./make-proposer.ts";

/**
 * The programs that `--candidates N` asks a model for: what they do differently becomes questions, like any other.
 * Without the option those that were asked for before, so that a question is still the same when it is answered.
 *
 * @throws UserError as the task and the model do, and for a number that is none.
 */
export async function askCandidates(
  { screen, options, signal }: CommandContext,
  world: World,
  spec: string,
): Promise<readonly Candidate[]> {
  if (options["candidates"] === undefined) {
    const { specs } = await readTheConfig(world.disk);
    const [path = spec] = await chooseSpecs(world.disk, specs, [spec]);
    return keptCandidates(world.disk, path);
  }
  const wanted = Number(options["candidates"]);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > mostCandidates) {
    throw new UserError(2, `--candidates takes a number from 1 to ${mostCandidates}`, {
      advice: ["greenbar refine slugify --candidates 3"],
    });
  }
  const task = await candidateTask(world, spec, signal);
  const config = await readTheConfig(world.disk);
  const budgets = budgetsOf(options, config);
  const model = typeof options["model"] === "string" ? options["model"] : null;
  const asked = await openAsked(config, { option: "--candidates", model, budgets, signal });
  const { proposeCandidates } = await import("../../adapters/anthropic/propose-candidates.ts");
  screen.progress(`asking ${asked.name} for ${count(wanted, "program")}…`);
  const found = await proposeCandidates(
    { model: asked, templates: await world.templates(), price: priceOf(asked.name, config.prices) },
    task,
    wanted,
    budgets,
    {
      signal,
      onRetry: ({ why, waitMs }) => screen.err(`${why} Asking again in ${Math.round(waitMs / 1000)} s.`),
    },
  );
  screen.clearProgress();
  await keepCandidates(world.disk, task.spec, found);
  if (found.length < wanted) screen.err(`${count(found.length, "program")} of ${wanted} could be read.`);
  return found;
}
