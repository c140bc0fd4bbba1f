import Handlebars from "handlebars";
import { tellLimits } from "../../loop/failure-text.ts";
import { asData } from "../../loop/prompts.ts";
import { chooseHoldOuts, redactSpec } from "../../plan/hold-outs.ts";
import type { TemplateSources } from "../../suite/suite.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { refuseErrors } from "./receive.ts";

/** What a model is told that writes programs to be compared: none of the code that is there, and no hold-out. */
export interface CandidateTask {
  /** Path of the spec. */
  readonly spec: string;
  /** Path of the module that each would be. */
  readonly subject: string;
  /** The spec's text as an agent may see it. */
  readonly text: string;
  /** What the spec uses of the module: `slugify(title)`. */
  readonly exports: readonly string[];
}

/** The most programs that are asked for at once. */
export const mostCandidates = 8;

/**
 * The task for a spec of one subject. Programs of a model run only in a sandbox that has proved itself.
 *
 * @throws UserError when there is no sandbox (exit code 3, with what mends it), no such spec, or not one subject.
 */
export async function candidateTask(world: World, path: string, signal: AbortSignal): Promise<CandidateTask> {
  const project = await readProject(world, [path]);
  const [found] = project.specs;
  if (found === undefined) throw new UserError(2, `there is no spec ${path}`);
  refuseErrors(found);
  const { spec, plan } = found;
  const used = plan.subjects.filter(({ uses }) => uses.length > 0);
  const [subject, surplus] = used;
  if (subject === undefined || surplus !== undefined) {
    throw new UserError(2, `--candidates needs a spec of one subject; ${plan.spec} uses ${used.length}`);
  }
  const proof = await world.sandbox.prove(signal);
  if (!proof.holds) {
    throw new UserError(3, `no sandbox, so no program of a model is run: ${proof.message}`, {
      advice: [`Mend it: ${proof.mend}`],
    });
  }
  if (project.config.unsandboxed) {
    throw new UserError(
      3,
      "programs of a model are compared in a sandbox only, and the configuration goes without",
      {
        advice: ["Leave out `unsandboxed: true` in greenbar.config.ts, or --candidates."],
      },
    );
  }
  const heldOut = chooseHoldOuts(plan, (id) => project.lock.examples.get(id)?.held === true);
  return {
    spec: plan.spec,
    subject: subject.path,
    text: redactSpec(spec.text, plan, heldOut),
    exports: subject.uses.map(({ exported, params, as }) =>
      as === "function" ? `${exported}(${params.join(", ")})` : `${exported}, a ${as}`,
    ),
  };
}

/** The task in words. */
export function candidatePrompt(
  { subject, text, exports }: CandidateTask,
  count: number,
  templates: TemplateSources,
): string {
  const source = templates.get("prompts/propose-candidates");
  if (source === undefined) {
    throw new Error(
      "The template prompts/propose-candidates.hbs is missing. Expected it among the templates, for example .greenbar/templates/prompts/propose-candidates.hbs.",
    );
  }
  return Handlebars.compile(source, { strict: true, noEscape: true })({
    count,
    subject: cleanText(subject),
    exports: exports.map(cleanText),
    spec: asData("spec", text, tellLimits.spec),
  }).trim();
}
