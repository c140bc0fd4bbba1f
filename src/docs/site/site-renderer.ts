import { hash } from "node:crypto";
import { renderOverview } from "./render-overview.ts";
import { renderPage } from "./render-page.ts";
import { coverageOf } from "./source-coverage.ts";
import { renderSource } from "./render-source.ts";
import { searchScript } from "./search-index.ts";
import type { Site, SiteShared, SpecPage } from "./site.ts";
import { summaryOf } from "./summary.ts";

/** Renders a site again and again, each time only what changed. One for the life of a process. */
export interface SiteRenderer {
  /** As `renderSite`; what did not change is the very same text. */
  render(site: Site): ReadonlyMap<string, string>;
}

/** A renderer that remembers the last text of each page. */
export function createSiteRenderer(): SiteRenderer {
  const pages = new Map<string, { readonly key: string; readonly text: string }>();
  let front: { readonly key: string; readonly files: readonly (readonly [string, string])[] } | null = null;
  const shareKey = rememberKey(sharedKey);
  const ownKey = rememberKey(pageKey);

  return {
    render(site) {
      const { shared, history, assets } = site;
      const all = shareKey(shared);
      const rendered = site.pages.map((page): readonly [string, string] => {
        const path = shared.pages.get(page.spec.file) ?? "";
        const key = `${all} ${ownKey(page)}`;
        const before = pages.get(path);
        if (before?.key === key) return [path, before.text];
        const text = renderPage(page, shared);
        pages.set(path, { key, text });
        return [path, text];
      });
      const summaries = site.pages.map((page) => summaryOf(page, shared));
      const coverage = coverageOf(site);
      const key = hashOf([all, summaries, history?.points ?? null, coverage]);
      if (front?.key !== key) {
        const index = ["index.html", renderOverview(summaries, history, shared, coverage)] as const;
        front = { key, files: [index, ["assets/search-index.js", searchScript(summaries)]] };
      }
      const sources = sourceFiles(site);
      const given = [...assets].map(([path, text]) => [`assets/${path}`, text] as const);
      const files = [...front.files, ...given, ...rendered, ...sources];
      return new Map(files.toSorted(([one], [other]) => (one < other ? -1 : 1)));
    },
  };
}

function sourceFiles({ sources = [], pages, shared }: Site): readonly (readonly [string, string])[] {
  const statuses = new Map(pages.flatMap((page) => page.statuses.map(({ id, status }) => [id, status])));
  return sources.map((source) => [
    shared.sources?.get(source.file.path) ?? "",
    renderSource(source, statuses, shared),
  ]);
}

/** Equal for pages that are rendered alike: made of all that a page shows, and of nothing else. */
function pageKey({ spec, plan, suite, judged, statuses, lock, receipt, history, claims }: SpecPage): string {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples.map(({ id }) => id));
  return hashOf([
    [spec.file, spec.text, plan.draft, plan.subjects, plan.diagnostics, suite.path, suite.text, judged],
    [statuses, [...lock], receipt],
    history === null ? null : [history.moments, [...history.ofExample]],
    claims === undefined
      ? null
      : examples.map((id) => [
          claims.examples.get(id)?.map(({ path, lines }) => [path, lines, claims.sources.get(path)]) ?? null,
          claims.untraced.get(id) ?? null,
        ]),
  ]);
}

function sharedKey({ name, pages, sources, judged, templates, live }: SiteShared): string {
  return hashOf([name, [...pages], [...(sources ?? [])], judged, [...templates], live ?? null]);
}

/** The same object is worked out once. */
function rememberKey<Keyed extends object>(work: (of: Keyed) => string): (of: Keyed) => string {
  const keys = new WeakMap<Keyed, string>();
  return (of) => {
    const known = keys.get(of);
    if (known !== undefined) return known;
    const key = work(of);
    keys.set(of, key);
    return key;
  };
}

function hashOf(value: unknown): string {
  return hash("sha256", JSON.stringify(value), "hex");
}
