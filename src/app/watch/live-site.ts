import { isDeepStrictEqual } from "node:util";
import type { History } from "../../docs/site/history.ts";
import type { Site, SiteShared, SpecPage } from "../../docs/site/site.ts";
import type { PageSummary } from "../../docs/site/summary.ts";

/** What makes the files of a site; given, so that it can be counted. */
export interface SiteRenderers {
  page(page: SpecPage, shared: SiteShared): string;
  overview(summaries: readonly PageSummary[], history: History | null, shared: SiteShared): string;
  searchIndex(summaries: readonly PageSummary[]): string;
  summary(page: SpecPage, shared: SiteShared): PageSummary;
}

/** A site in memory, whose files are made when they are first read. */
export interface LiveSite {
  /**
   * Takes what the site is made from now.
   *
   * @returns the paths of the files that are others now, or gone.
   */
  show(site: Site): readonly string[];
  /** Text of a file by its exact path in the site; null where there is none. */
  read(path: string): string | null;
}

/** One file: what it is made from, and how. */
interface Entry {
  readonly from: unknown;
  readonly make: () => string;
}

/** A site of which only that is made again whose data changed. */
export function createLiveSite(render: SiteRenderers): LiveSite {
  let entries: ReadonlyMap<string, Entry> = new Map();
  let texts = new Map<string, string>();
  let summaries = new Map<string, PageSummary>();
  return {
    show(site) {
      const next = entriesOf(site, entries);
      const changed = [...new Set([...entries.keys(), ...next.keys()])].filter(
        (path) => entries.get(path) !== next.get(path),
      );
      texts = new Map([...texts].filter(([path]) => next.has(path) && !changed.includes(path)));
      entries = next;
      return changed.toSorted();
    },
    read(path) {
      const entry = entries.get(path);
      if (entry === undefined) return null;
      const text = texts.get(path) ?? entry.make();
      texts.set(path, text);
      return text;
    },
  };

  function entriesOf(site: Site, before: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
    const { shared, pages, history, assets } = site;
    // Whether a check was made is said on the overview, and by each page of itself.
    const { judged: _, ...common } = shared;
    const next = new Map<string, Entry>();
    const put = (path: string, from: unknown, isSame: (was: unknown) => boolean, make: () => string) => {
      const was = before.get(path);
      next.set(path, was !== undefined && isSame(was.from) ? was : { from, make });
    };
    const summed = new Map<string, PageSummary>();
    for (const page of pages) {
      const path = shared.pages.get(page.spec.file) ?? "";
      put(
        path,
        { page, common } satisfies PageFrom,
        (was) => isSamePage(was as PageFrom, { page, common }),
        () => render.page(page, shared),
      );
      const isKept = next.get(path) === before.get(path);
      summed.set(path, (isKept ? summaries.get(path) : undefined) ?? render.summary(page, shared));
    }
    summaries = summed;
    const all = [...summed.values()];
    const overview = [all, history, shared];
    put(
      "index.html",
      overview,
      (was) => isDeepStrictEqual(was, overview),
      () => render.overview(all, history, shared),
    );
    put(
      "assets/search-index.js",
      all,
      (was) => isDeepStrictEqual(was, all),
      () => render.searchIndex(all),
    );
    for (const [name, text] of assets)
      put(
        `assets/${name}`,
        text,
        (was) => was === text,
        () => text,
      );
    return next;
  }
}

interface PageFrom {
  readonly page: SpecPage;
  readonly common: Omit<SiteShared, "judged">;
}

/** A spec whose text did not change is the same object, and so is its tree: neither is looked through. */
function isSamePage(one: PageFrom, other: PageFrom): boolean {
  const { spec, tree: _, ...rest } = one.page;
  const { spec: otherSpec, tree: __, ...otherRest } = other.page;
  return (
    spec === otherSpec && isDeepStrictEqual(rest, otherRest) && isDeepStrictEqual(one.common, other.common)
  );
}
