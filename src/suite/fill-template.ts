import Handlebars from "handlebars";
import type { TemplateSources } from "./suite.ts";
import { TemplateError } from "./template-error.ts";

type Fill = (name: string, view: object) => string;

/** Compiled once for each set of sources; the set itself is the key, so it is forgotten with it. */
const compiledSets = new WeakMap<TemplateSources, Fill>();

/**
 * Fills a template. Strict: a name that the view lacks is an error, never an empty place. Nothing is escaped
 * on the way; what goes in must be source text already.
 *
 * @param name - of a template in the sources; the others are its partials.
 * @throws TemplateError that names the template, where it is missing, malformed, or asks for what the view lacks.
 */
export function fillTemplate(templates: TemplateSources, name: string, view: object): string {
  let fill = compiledSets.get(templates);
  if (fill === undefined) {
    fill = compileSet(templates);
    compiledSets.set(templates, fill);
  }
  return fill(name, view);
}

function compileSet(templates: TemplateSources): Fill {
  const handlebars = Handlebars.create();
  const options = { strict: true, noEscape: true, knownHelpersOnly: false };
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  for (const [name, source] of templates) {
    compiled.set(name, handlebars.compile(source, options));
  }
  handlebars.registerPartial(Object.fromEntries(compiled));
  return (name, view) => {
    const template = compiled.get(name);
    if (template === undefined)
      throw new TemplateError(
        name,
        `there is no template "${name}": expected ${name}.hbs among the templates`,
      );
    try {
      return template(view);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new TemplateError(name, `the template "${name}" could not be filled: ${why}`, cause);
    }
  };
}
