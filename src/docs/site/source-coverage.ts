import { hrefTo } from "./paths.ts";
import type { Site } from "./site.ts";

/** How much of one file of the project's code requirements execute. */
export interface SourceCoverage {
  readonly path: string;
  /** From the overview to the file's page. */
  readonly href: string;
  /** Lines with code, and how many of them no requirement executes. */
  readonly code: number;
  readonly unclaimed: number;
}

/** What the overview says of the project's code, in the order of the paths; nothing when nobody looked. */
export function coverageOf({
  sources = [],
  shared,
}: Pick<Site, "sources" | "shared">): readonly SourceCoverage[] {
  return sources.map(({ file: { path, lines } }) => ({
    path,
    href: hrefTo(shared.sources?.get(path) ?? "index.html", "index.html"),
    code: lines.filter(({ state }) => state !== "no-code").length,
    unclaimed: lines.filter(({ state }) => state === "unclaimed").length,
  }));
}
