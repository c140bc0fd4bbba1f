import type { Plan } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import { specQuestions } from "../inbox/spec-questions.ts";
import type { Open } from "./question.ts";

/** What a spec asks of its reader, each under the heading that it stands below, a requirement's or any other. */
export function openQuestions({ spec, plan }: { readonly spec: Spec; readonly plan: Plan }): Open[] {
  return specQuestions(spec).map(({ line, text }) => {
    const above = spec.sections.findLast(({ heading }) => heading !== null && heading.place.line <= line);
    const at = above?.heading?.place.line;
    const own = plan.requirements.find(({ place }) => place.line === at);
    const title = above?.heading?.text ?? spec.title ?? spec.file;
    return {
      is: "open",
      id: `${spec.file} ${text}`,
      spec: spec.file,
      line,
      requirement: { id: own?.id ?? spec.file, title },
      text,
    };
  });
}
