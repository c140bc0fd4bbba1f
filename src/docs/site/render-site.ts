import type { Site } from "./site.ts";
import { createSiteRenderer } from "./site-renderer.ts";

/**
 * A whole site: the text of every file by its path, in the order of the paths. Pure; nothing is written.
 *
 * @throws TemplateError where a template asks for what is not there.
 */
export function renderSite(site: Site): ReadonlyMap<string, string> {
  return createSiteRenderer().render(site);
}
