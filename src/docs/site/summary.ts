import type { Status } from "../../verdict/statuses.ts";
import { worst } from "../../verdict/statuses.ts";
import { fragment, hrefTo, requirementAnchor } from "./paths.ts";
import { pageTitle } from "./render-page.ts";
import type { SiteShared, SpecPage } from "./site.ts";

/** What the overview says of one spec. */
export interface PageSummary {
  readonly spec: string;
  readonly title: string;
  /** From the overview to the page. */
  readonly href: string;
  readonly isDraft: boolean;
  /** A draft that nobody has checked. */
  readonly isLeftOut: boolean;
  /** The one of its requirements that needs a person most. */
  readonly status: Status;
  readonly requirements: readonly RequirementSummary[];
}

export interface RequirementSummary {
  readonly title: string;
  readonly status: Status;
  readonly href: string;
  readonly line: number;
  /** Titles of its examples: what a search finds it by. */
  readonly examples: readonly string[];
}

/** The summary of one page. A spec that cannot be compiled fails as a whole. */
export function summaryOf(page: SpecPage, { pages }: Pick<SiteShared, "pages">): PageSummary {
  const { spec, plan, statuses, judged } = page;
  const href = hrefTo(pages.get(spec.file) ?? "index.html", "index.html");
  const isBroken = plan.diagnostics.some(({ severity }) => severity === "error");
  return {
    spec: spec.file,
    title: pageTitle(page),
    href,
    isDraft: plan.draft,
    isLeftOut: plan.draft && judged === "status",
    status: isBroken ? "fails" : worst(statuses.map(({ status }) => status)),
    requirements: statuses.map(({ id, title, status, line, examples }) => ({
      title,
      status,
      line,
      href: href + fragment(requirementAnchor(id)),
      examples: examples.map((example) => example.title),
    })),
  };
}
