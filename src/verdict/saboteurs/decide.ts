import type { Example } from "../../plan/plan.ts";
import type { Expectation } from "../../spec/spec.ts";
import type { DrawInputs } from "../judge-programs.ts";
import { exportKey } from "./groups.ts";
import type { PartUse } from "./parts.ts";
import { isTamePattern } from "./quick-pattern.ts";
import { programFor, reactTo } from "./react.ts";
import type { Sabotage } from "./sabotages.ts";

/** `open`: only running its examples can tell. */
export type Decision = "killed" | "survives" | "open";

/**
 * What the examples do to a sabotage, without running any code. One that a property asks for is as good as killed:
 * it is the right program. So is one whose examples try a pattern that may not end.
 */
export function decide(sabotage: Sabotage, uses: readonly PartUse[], draw: DrawInputs): Decision {
  const examples = sabotage.group.examples.filter(({ id }) => sabotage.against.has(id));
  if (examples.some(triesSlowPattern)) return "killed";
  let decision: Decision = "survives";
  for (const example of examples) {
    if (isAskedFor(example, uses)) return "killed";
    const programs = programsIn(example, sabotage);
    const reaction = programs === null ? "undecided" : reactTo(example, programs, draw);
    if (reaction === "killed" || reaction === "demanded") return "killed";
    if (reaction === "undecided") decision = "open";
  }
  return decision;
}

/** What stands in for the names that an example uses; null where they are more than plain functions. */
function programsIn(example: Example, { group, answers }: Sabotage): Parameters<typeof reactTo>[1] | null {
  if (group.exports.some(({ as }) => as !== "function")) return null;
  if (answers.some(({ part }) => part.on !== "export" || part.member !== null)) return null;
  const byExport = new Map(answers.map((answer) => [answer.part.of, answer]));
  const programs = new Map<string, ReturnType<typeof programFor>>();
  for (const { subject, exported, local, as } of example.uses) {
    const answer = byExport.get(exportKey(subject, exported));
    if (as === "namespace" || answer === undefined) return null;
    programs.set(local, programFor(answer.saboteur, answer.isAsync));
  }
  return programs;
}

/** A property that says of each input what one part answers. */
function isAskedFor({ id, body }: Example, uses: readonly PartUse[]): boolean {
  if (body.is !== "property") return false;
  const own = uses.filter(({ example, part }) => example.id === id && part.how !== "constructed");
  const whole = own.filter(({ part, checks }) => part.member !== null && checks.length > 0);
  return whole.length > 0 && own.length === whole.length;
}

function triesSlowPattern({ body }: Example): boolean {
  if (body.is === "property") return isSlow(body.check.expectation);
  return body.is === "steps" && body.steps.some((step) => step.do === "check" && isSlow(step.expectation));
}

function isSlow(expectation: Expectation): boolean {
  if (expectation.is === "matches") return !isTamePattern(expectation.pattern);
  return (
    expectation.is === "throws" &&
    expectation.error.pattern !== undefined &&
    !isTamePattern(expectation.error.pattern)
  );
}
