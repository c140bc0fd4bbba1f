import Handlebars from "handlebars";
import { asData } from "../../loop/prompts.ts";
import type { TemplateSources } from "../../suite/suite.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { exportedShapes } from "../exported-shapes.ts";
import type { PlaceOfNew } from "../new-spec.ts";
import type { DraftTask } from "./drafter.ts";

/** The templates that must be there. */
export const draftTemplates = ["prompts/draft", "prompts/draft-task", "prompts/draft-brief"] as const;

/** What a model is told: the rules, which are the same for every spec, and the task. */
export interface DraftPrompts {
  readonly system: string;
  readonly task: string;
}

/** The task for a spec that is not there yet. Of the code that is there only names and parameters are told. */
export function draftTask({ path, title, module, source }: PlaceOfNew, intent: string | null): DraftTask {
  const shapes = [...exportedShapes(source ?? "", module)];
  const signatures = shapes.slice(0, mostSignatures).map(([name, shape]) => {
    const params = shape.is === "value" ? "" : `(${shape.params.join(", ")})`;
    const kind = shape.is === "class" ? "new " : shape.is === "function" && shape.isAsync ? "async " : "";
    return `${kind}${name}${params}`;
  });
  return { spec: path, title, module, intent, signatures };
}

/** For a model that answers with the tool `draft`. */
export function draftPrompts(task: DraftTask, templates: TemplateSources): DraftPrompts {
  return {
    system: render(templates, "prompts/draft", {}),
    task: render(templates, "prompts/draft-task", dataOf(task)),
  };
}

/** For anybody: the rules, the task and how to reply, all in one page of Markdown. */
export function draftBrief(task: DraftTask, command: string, templates: TemplateSources): string {
  const { system, task: told } = draftPrompts(task, templates);
  const data = { rules: system, task: told, spec: cleanText(task.spec), command: cleanText(command) };
  return `${render(templates, "prompts/draft-brief", data)}\n`;
}

const mostSignatures = 60;
const mostIntent = 2_000;

function dataOf({ spec, title, module, intent, signatures }: DraftTask) {
  return {
    path: cleanText(spec),
    title: cleanText(title),
    module: cleanText(module),
    hasIntent: intent !== null,
    intent: asData("intent", intent ?? "", mostIntent),
    hasSignatures: signatures.length > 0,
    signatures: signatures.map(cleanText),
  };
}

function render(
  templates: TemplateSources,
  name: (typeof draftTemplates)[number],
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
