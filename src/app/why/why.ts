import type { Claims } from "../../docs/claims/claims.ts";
import type { Unclaimed } from "../../docs/claims/unclaimed.ts";
import { unclaimedOf } from "../../docs/claims/unclaimed.ts";
import type { FileAnswer } from "../../docs/claims/why-file.ts";
import { whyFile } from "../../docs/claims/why-file.ts";
import type { RequirementAnswer } from "../../docs/claims/why-requirement.ts";
import { whyRequirement } from "../../docs/claims/why-requirement.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Progress, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { hasErrors, readProject, withoutDrafts } from "../read-project.ts";
import { chooseTarget } from "./choose-target.ts";
import type { Target } from "./choose-target.ts";
import type { Tracer } from "./trace-project.ts";
import { traceProject } from "./trace-project.ts";

export type WhyAnswer =
  | { readonly is: "file"; readonly line: number | null; readonly file: FileAnswer }
  | { readonly is: "requirement"; readonly requirement: RequirementAnswer }
  | { readonly is: "unclaimed"; readonly unclaimed: Unclaimed };

export interface Why {
  /** Null when the specs have errors: then nothing was run. */
  readonly answer: WhyAnswer | null;
  /** Examples of which it is not known what they execute: what no other executes may still be theirs. */
  readonly untraced: readonly UntracedExample[];
  /** Null when all was known from before, and nothing was run. */
  readonly sandbox: SandboxLevel | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface UntracedExample {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly why: string;
}

export interface WhyOptions {
  /** What was asked, as typed: a file, a line of it, or a requirement; null for what is unclaimed. */
  readonly asked: string | null;
  /** For what is unclaimed: the specs that are meant; all when there are none. */
  readonly specs: readonly string[];
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Which requirements execute a line, which code a requirement rests on, or what of the code none executes.
 *
 * @throws UserError as `readProject` does, and for a file, line or requirement that is not there.
 */
export async function why(world: World, tracer: Tracer, options: WhyOptions): Promise<Why> {
  const read = await readProject(world, options.specs);
  const project = options.specs.length === 0 ? withoutDrafts(read).project : read;
  const { diagnostics } = project;
  if (hasErrors(project)) return { answer: null, untraced: [], sandbox: null, diagnostics };
  const plans = project.specs.map(({ plan }) => plan);
  const target = options.asked === null ? null : await chooseTarget(world.disk, plans, options.asked);
  const { claims, sandbox } = await traceProject(world, tracer, narrowed(project, target), options);
  return {
    answer: answerTo(target, claims, plans),
    untraced: plans.flatMap(({ spec, requirements }) =>
      requirements.flatMap(({ examples }) =>
        examples.flatMap(({ id, place, body }): readonly UntracedExample[] => {
          const reason = body.is === "unbound" ? undefined : claims.untraced.get(id);
          return reason === undefined ? [] : [{ id, spec, line: place.line, why: reason }];
        }),
      ),
    ),
    sandbox,
    diagnostics,
  };
}

/** Of a requirement only its own spec has to be run. */
function narrowed(project: Project, target: Target | null): Project {
  if (target?.is !== "requirement") return project;
  return { ...project, specs: project.specs.filter(({ plan }) => plan.spec === target.plan.spec) };
}

function answerTo(target: Target | null, claims: Claims, plans: readonly Plan[]): WhyAnswer {
  if (target === null) {
    return { is: "unclaimed", unclaimed: unclaimedOf(claims, plans, subjectsOf(plans)) };
  }
  switch (target.is) {
    case "file": {
      const { path, text, line } = target;
      return { is: "file", line, file: whyFile(claims, plans, { path, text, only: line }) };
    }
    case "requirement":
      return {
        is: "requirement",
        requirement: whyRequirement(claims, target.plan, target.requirement),
      };
  }
}

function subjectsOf(plans: readonly Plan[]): readonly string[] {
  const files = plans.flatMap(({ subjects }) => subjects.filter(({ exists }) => exists));
  return [...new Set(files.map(({ path }) => path))].toSorted();
}
