import Handlebars from "handlebars";
import { asData } from "../../loop/prompts.ts";
import { tellLimits } from "../../loop/failure-text.ts";
import type { TemplateSources } from "../../suite/suite.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { ProposalTask } from "./proposer.ts";

/** The templates that must be there. */
export const proposeTemplates = ["prompts/propose", "prompts/propose-task", "prompts/propose-brief"] as const;

/** What a model is told: the rules, which are the same for every spec, and the task. */
export interface ProposePrompts {
  readonly system: string;
  readonly task: string;
}

/** For a model that answers with the tool `propose`. */
export function proposePrompts(task: ProposalTask, templates: TemplateSources): ProposePrompts {
  return {
    system: render(templates, "prompts/propose", {}),
    task: render(templates, "prompts/propose-task", dataOf(task)),
  };
}

/** For anybody: the rules, the task and how to reply, all in one page of Markdown. */
export function proposeBrief(task: ProposalTask, templates: TemplateSources): string {
  const { system, task: told } = proposePrompts(task, templates);
  const data = { rules: system, task: told, spec: cleanText(task.spec) };
  return `${render(templates, "prompts/propose-brief", data)}\n`;
}

function dataOf({ spec, text, requirements, signatures }: ProposalTask) {
  return {
    path: cleanText(spec),
    spec: asData("spec", text, tellLimits.spec),
    requirements: requirements.map(({ id, title, line, lacks, form }) => ({
      id: cleanText(id),
      title: cleanText(title).replace(/\s+/g, " "),
      line,
      lacks: lacks.map((each) => cleanText(each).replace(/\s+/g, " ")),
      form: cleanText(form),
    })),
    hasSignatures: signatures.length > 0,
    signatures: signatures.map(cleanText),
  };
}

function render(
  templates: TemplateSources,
  name: (typeof proposeTemplates)[number],
  data: Readonly<Record<string, unknown>>,
): string {
  const source = templates.get(name);
  if (source === undefined) {
    throw new Error(
      `The template ${name}.hbs is missing. Expected it among the templates, for example .greenbar/templates/${name}.hbs.`,
    );
  }
  return Handlebars.compile(source, { strict: true, noEscape: true })(data).trim();
}
