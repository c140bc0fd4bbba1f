import { posix } from "node:path";
import type { Spec } from "../../spec/spec.ts";
import { fragment, headingAnchor, hrefTo, requirementAnchor, slugOf } from "./paths.ts";
import type { SiteShared, SpecPage } from "./site.ts";

/** The ids that a spec's headings have on its page, by the offset at which they begin, and by their slugs. */
export interface HeadingIds {
  readonly byOffset: ReadonlyMap<number, string>;
  readonly bySlug: ReadonlyMap<string, string>;
}

/** Ids of the headings of one page: a requirement's own, and a slug for the others. */
export function headingIds({ spec, plan }: Pick<SpecPage, "spec" | "plan">): HeadingIds {
  const skipped = spec.text.startsWith("\uFEFF") ? 1 : 0;
  const requirements = new Map(plan.requirements.map(({ place, id }) => [place.offset, id]));
  const byOffset = new Map<number, string>();
  const bySlug = new Map<string, string>();
  for (const { heading, is } of spec.sections) {
    if (heading === null || is === "item") continue;
    const slug = freeSlug(slugOf(heading.text), bySlug);
    const requirement = requirements.get(heading.place.offset);
    const id = requirement === undefined ? headingAnchor(slug) : requirementAnchor(requirement);
    bySlug.set(slug, id);
    byOffset.set(heading.place.offset - skipped, id);
  }
  return { byOffset, bySlug };
}

/**
 * Where a link of a spec leads from its page: to the web, to another spec's page, to a heading of its own; null
 * where a site has nothing to lead to.
 */
export function linkTarget(
  href: string,
  spec: Pick<Spec, "file">,
  { bySlug }: HeadingIds,
  { pages }: Pick<SiteShared, "pages">,
): string | null {
  if (/^(?:https?|mailto):/iu.test(href)) return href;
  const from = pages.get(spec.file);
  const [path = "", slug = ""] = href.split("#", 2);
  if (path === "") {
    if (/^user-content-[\w-]+$/u.test(slug)) return href;
    const id = bySlug.get(decoded(slug).toLowerCase());
    return id === undefined ? null : fragment(id);
  }
  if (from === undefined || path.startsWith("/")) return null;
  const page = pages.get(posix.join(posix.dirname(spec.file), decoded(path)));
  if (page === undefined) return null;
  return hrefTo(page, from) + (slug === "" ? "" : `#${slug}`);
}

function freeSlug(slug: string, taken: ReadonlyMap<string, string>): string {
  let free = slug;
  for (let number = 1; taken.has(free); number += 1) free = `${slug}-${number}`;
  return free;
}

/** Text that is no percent-encoding stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
