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
      return [spec, freePath(base, taken)] as const;
    }),
  );
}

/** No two pages differ by capitals only: some disks tell no difference. */
function freePath(base: string, taken: Set<string>): string {
  let path = `${base}.html`;
  for (let number = 2; taken.has(path.toLowerCase()); number += 1) path = `${base}-${number}.html`;
  taken.add(path.toLowerCase());
  return path;
}

/** Where the page of each file of the project's code is in the site, by the file's path. */
export function sourcePaths(files: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(files.map((file) => [file, freePath(posix.join("source", file), taken)] as const));
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

/** The id of a line on the page of a file of the project's code. */
export function lineAnchor(line: number): string {
  return `L${line}`;
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
