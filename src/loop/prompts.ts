import Handlebars from "handlebars";
import { cleanText } from "../verdict/clean-text.ts";
import type { Brief } from "./agent.ts";
import { capped, describeFailures, tellLimits } from "./failure-text.ts";

/** Handlebars texts by name, `prompts/system` and so on; a project's own over ours. */
export type PromptSources = ReadonlyMap<string, string>;

/** The templates that must be there. */
export const promptNames = [
  "prompts/system",
  "prompts/spec",
  "prompts/requirement",
  "prompts/failures",
  "prompts/cut-off",
  "prompts/broken-call",
] as const;

export type PromptName = (typeof promptNames)[number];

/** Everything that the loop says to a model. */
export interface Prompts {
  /** Parts of the system prompt, the most stable first. */
  system(brief: Brief): readonly string[];
  /** The first message on a requirement. */
  requirement(brief: Brief): string;
  /** After an attempt: what fails now. */
  failures(brief: Brief): string;
  /** An answer that was longer than it may be; `inCall` when that was inside a call. */
  cutOff(limit: number, inCall: boolean): string;
  /** Calls that could not be read. */
  brokenCall(calls: string): string;
}

/** Compiles the templates. Throws when one is missing, is no Handlebars, or names what it is not given. */
export function createPrompts(sources: PromptSources): Prompts {
  const templates = new Map(promptNames.map((name) => [name, compile(sources, name)]));
  const render = (name: PromptName, data: Readonly<Record<string, unknown>>): string => {
    const template = templates.get(name);
    if (template === undefined) throw new Error(`No template ${name}.`);
    return template(data).trim();
  };
  return {
    system: (brief) => [render("prompts/system", {}), render("prompts/spec", specData(brief))],
    requirement: (brief) => render("prompts/requirement", briefData(brief)),
    failures: (brief) => render("prompts/failures", briefData(brief)),
    cutOff: (limit, inCall) => render("prompts/cut-off", { limit, inCall }),
    brokenCall: (calls) => render("prompts/broken-call", { calls }),
  };
}

/**
 * Text from outside as data between two tags. A closing tag inside it is made harmless, so that nothing in the
 * text can speak with the prompt's own voice.
 */
export function asData(tag: string, text: string, limit: number): string {
  const inside = capped(text, limit).replace(new RegExp(`<(\\s*/?\\s*${tag})`, "gi"), "<\\$1");
  return `<${tag}>\n${inside}\n</${tag}>`;
}

function compile(sources: PromptSources, name: PromptName): Handlebars.TemplateDelegate {
  const source = sources.get(name);
  if (source === undefined) {
    throw new Error(
      `The template ${name}.hbs is missing. Expected it among the templates, for example .greenbar/templates/${name}.hbs.`,
    );
  }
  return Handlebars.compile(source, { strict: true, noEscape: true });
}

function specData(brief: Brief) {
  return {
    path: cleanText(brief.requirement.spec),
    subjects: cleanText(brief.subjects.join(", ")),
    writable: cleanText(brief.writable.join(", ")),
    spec: asData("spec", brief.specText, tellLimits.spec),
  };
}

function briefData(brief: Brief) {
  const { line, endLine } = brief.requirement;
  const { failing, problems } = brief;
  return {
    title: cleanText(brief.requirement.title),
    spec: cleanText(brief.requirement.spec),
    line,
    endLine,
    hasFailures: failing.length > 0 || problems.length > 0,
    failures: asData("failures", describeFailures(failing, problems), tellLimits.file),
    heldOut: brief.heldOut.map(cleanText),
    hasNotes: brief.notes.length > 0,
    notes: asData("notes", brief.notes.join("\n"), tellLimits.file),
  };
}
