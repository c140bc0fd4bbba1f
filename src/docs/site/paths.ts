import { posix } from "node:path";

/**
 * Where each spec's page is in the site, by the spec's path. Specs keep the folders that they have below the folder
 * of the specs, so that a page's address is as stable as its spec's.
 */
export function pagePaths(specs: readonly string[], specsFolder: string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    specs.map((spec) => {
      const inside = posix.relative(specsFolder, spec);
      const kept = inside.startsWith("../") ? spec : inside;
      const base = posix.join("specs", kept.replace(/\.md$/iu, ""));
      let path = `${base}.html`;
      for (let number = 2; taken.has(path.toLowerCase()); number += 1) path = `${base}-${number}.html`;
      taken.add(path.toLowerCase());
      return [spec, path] as const;
    }),
  );
}

/** The address of a file of the site, as a page of it writes it: relative, so that it works from a disk too. */
export function hrefTo(path: string, fromPage: string): string {
  const steps = posix.relative(posix.dirname(fromPage), path).split("/");
  const href = steps.map(encodeURIComponent).join("/");
  // A first step with a colon would be read as a scheme.
  return href.includes(":") ? `./${href}` : href;
}

/** `#…` for an id. */
export function fragment(id: string): string {
  return `#${encodeURIComponent(id).replaceAll("%2F", "/").replaceAll("%3A", ":")}`;
}

// Ids of the page's own hold no colon, those of footnotes begin with `user-content-`: what a spec pins meets neither.

/** The id of a requirement's heading. */
export function requirementAnchor(id: string): string {
  return `r:${id}`;
}

/** The id of an example's line. */
export function exampleAnchor(id: string): string {
  return `e:${id}`;
}

/** The id of a heading that is no requirement, from its slug. */
export function headingAnchor(slug: string): string {
  return `h:${slug}`;
}

/** The name that a heading has in links on the forges: small letters, blanks as hyphens, punctuation left out. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/gu, "-");
}
